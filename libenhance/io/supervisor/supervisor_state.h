/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a supervisor is: the machine of machine.h, the processes that it orders,
   and what the caller desires. */

#ifndef ENH_IO_SUPERVISOR_SUPERVISOR_STATE_H
#define ENH_IO_SUPERVISOR_SUPERVISOR_STATE_H

#include "io/supervisor/event_queue.h"
#include "base/line_reader.h"
#include "io/supervisor/process_reader.h"
#include "io/supervisor/machine.h"

#include <enhance/supervisor.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

/* More than there are parameters. */
#define ENH__PARAMS_MAX 64u

/* Bytes of an audiogram in words: 22 thresholds take 300. */
#define ENH__AUDIOGRAM_BYTES 1024u

struct enh_supervisor {
  /* Fixed. */
  char *program;
  char *client; /* NULL: the program's own choice */
  double sample_rate;
  uint32_t inputs;
  uint32_t outputs;
  enh_delay delay;
  void (*notify) (void *user);
  void *user;
  uint64_t (*slept_ms) (void *user); /* enh__process_slept_ms; a test's own */
  void *slept_user;
  pthread_t thread;

  atomic_int state; /* of `machine`, for anybody */

  pthread_mutex_t mutex; /* of all below */
  pthread_cond_t wake;   /* the thread has something to do */
  pthread_cond_t ready;  /* the caller has something to take */
  int ending;
  int pending; /* events are, of which notify was not called yet */
  enh__machine machine;
  enh__event_queue events;

  /* What is desired, and what the process of now does not know yet. */
  uint32_t param_count;
  float value[ENH__PARAMS_MAX];
  unsigned char chosen[ENH__PARAMS_MAX]; /* not 0: not left to the program */
  unsigned char unsent[ENH__PARAMS_MAX];
  char audiogram[ENH__AUDIOGRAM_BYTES]; /* empty: none */
  int audiogram_unsent;
  int muted;
  int mute_unsent;
  float dose_percent;
  int dose_unsent;
  int delay_unsent; /* measure */
  int tone_unsent;  /* ear plus 1; 0: none */

  /* Processes. */
  enh__process_reader *child;
  enh__line_reader lines; /* of the child */
  uint64_t second_ms;     /* when the second of `said` began */
  uint32_t said;          /* lines of this second */
  uint64_t silent_ms;     /* when the child's output ended; 0: it goes on */
  enh__process_reader *helper;
  char *listed; /* what it printed so far */
  size_t listed_bytes;
  int helper_done;    /* its output ended */
  uint64_t helper_ms; /* when it was begun */
  uint32_t helper_limit_ms;
  enh__process_reader *dying; /* killed, to be reaped */
  enh_device_list *list;      /* of the last scan */
  int scan_requested;         /* by the caller */
  int quick_scan;             /* the scan under way has no list */
};

/* The thread's function. */
void *
enh__supervisor_run (void *supervisor);

/* Milliseconds of the clock. */
uint64_t
enh__supervisor_now (void);

/* Wait for a condition, for so long at most; the mutex is held. */
void
enh__supervisor_wait (enh_supervisor *supervisor, pthread_cond_t *condition,
                      uint32_t most_ms);

/* Let the thread look at what was changed; the mutex is held. */
void
enh__supervisor_kick (enh_supervisor *supervisor);

/* Begin the listening process with all that is desired; the mutex is held.
   NULL on failure, which `error` tells. */
enh__process_reader *
enh__supervisor_spawn (enh_supervisor *supervisor,
                       void (*heard) (enh__process_reader *reader,
                                      const char *bytes, size_t count),
                       enh_error *error);

/* Send what is unsent, as far as there is room; the mutex is held. */
void
enh__supervisor_send (enh_supervisor *supervisor);

/* For tests: where the time asleep is read from. Before start. */
void
enh__supervisor_set_slept (enh_supervisor *supervisor,
                           uint64_t (*slept_ms) (void *user), void *user);

#endif
