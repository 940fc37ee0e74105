/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A process and a thread that reads what it prints. */

#ifndef ENH_IO_SUPERVISOR_PROCESS_READER_H
#define ENH_IO_SUPERVISOR_PROCESS_READER_H

#include "io/supervisor/process.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

typedef struct enh__listener enh__listener;

struct enh__listener {
  enh__process *process;
  pthread_t thread;
  /* Called on the thread of the listener: with each piece that comes, and at
     the end once with count 0. */
  void (*heard) (enh__listener *listener, const char *bytes, size_t count);
  void *user;
  atomic_int stop;     /* nobody wants to hear more */
  atomic_int done;     /* the thread calls nothing any more */
  enh__listener *next; /* the owner's, for a list */
};

/* Begin a program and listen to it. NULL on failure, which `error` tells. */
enh__listener *
enh__listener_start (const char *const *words,
                     void (*heard) (enh__listener *listener, const char *bytes,
                                    size_t count),
                     void *user, enh_error *error);

/* End the process at once, and listen no more. Does not wait. */
void
enh__listener_kill (enh__listener *listener);

/* Free it if both the process and the thread have ended. Not 0: it is gone.
   Waits for nothing. */
int
enh__listener_bury (enh__listener *listener);

#endif
