/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the supervisor decides. A state machine that knows neither processes nor
   threads nor clocks: it is given what happened and what time it is, and answers
   with what is to be done (`orders`) and what the caller is to hear (`emit`).

                     start                      sound
        STOPPED ----------------> STARTING ----------------> LISTENING
           ^                       |    ^                     |  |  ^
           | stop, in any state;   |    |                     |  |  |
           | the file's end        |    | resume, choose      |  |  | sound
                                   |    |                     |  |  |
              a device is missing  v    |   a device is lost  |  |  |
              or refused         WAITING <--------------------+  |  |
                                   ^                             v  |
                                   +------------------------ RECOVERING
                 a device stays away; six failures      the server's fault,
                                                        sleep, gaps

   docs/supervisor.md has the table: state, event, next state, order, sentence. */

#ifndef ENH_IO_SUPERVISOR_MACHINE_H
#define ENH_IO_SUPERVISOR_MACHINE_H

#include "io/supervisor/child_event.h"

#include <enhance/live.h>
#include <enhance/supervisor.h>

#include <stdint.h>

/* Limits, ms, and counts; machine.c says why. */
enum {
  ENH__MACHINE_SCAN_ON_STALL_MS = 600,
  ENH__MACHINE_STALL_MS = 4000,
  ENH__MACHINE_NO_LINE_MS = 3000,
  ENH__MACHINE_OPEN_MS = 12000,
  ENH__MACHINE_QUIT_MS = 2000,
  ENH__MACHINE_SCAN_EVERY_MS = 3000,
  ENH__MACHINE_TARGETS_EVERY_MS = 1000,
  ENH__MACHINE_OFFER_EVERY_MS = 2000,
  ENH__MACHINE_RETRY_MS = 300,
  ENH__MACHINE_GRACE_MS = 4000,
  ENH__MACHINE_STEADY_MS = 10000,
  ENH__MACHINE_SLEPT_MS = 1000,
  ENH__MACHINE_FAILURES = 6
};

/* What is to be done, in this order. */
enum {
  ENH__ORDER_KILL = 1,  /* end the listening process, at once */
  ENH__ORDER_QUIT = 2,  /* ask it to end */
  ENH__ORDER_SPAWN = 4, /* begin one: see enh__machine_device and so on */
  ENH__ORDER_SCAN = 8   /* list the devices by a helper */
};

/* Where the listening process stands. */
typedef enum enh__machine_child {
  ENH__MACHINE_NO_CHILD,
  ENH__MACHINE_OPENING, /* no sound yet */
  ENH__MACHINE_RUNNING,
  ENH__MACHINE_REPLACING, /* asked to end; the next one follows */
  ENH__MACHINE_STOPPING   /* asked to end; STOPPED follows */
} enh__machine_child;

/* The microphone's side, or the headset's. */
typedef struct enh__machine_side {
  char spec[ENH_SUPERVISOR_NAME]; /* as the caller names it */
  int named;                      /* 0: the default */
  enh_supervisor_device device;   /* that was in use; no name: none yet */
  enh_device_target target;       /* that lay behind it; no name: not known */
  enh_supervisor_device offered;  /* in its place, while WAITING */
  int lost;                       /* why it is WAITING */
  int returned;                   /* lost, and there again since */
  int missing;                    /* scans one after the other without it */
} enh__machine_side;

typedef struct enh__machine {
  /* Fixed, or changed by the caller between two calls. */
  void (*emit) (void *user, const enh_supervisor_event *event);
  void *user;
  int dummy;             /* devices are files: none can vanish */
  uint32_t period;       /* frames, as the caller wants; 0: automatic */
  int allow_always;      /* loudspeakers, as the caller wants from the start */
  int allow_loudspeaker; /* the one of now, until it is stopped or lost */
  enh__machine_side side[2]; /* by enh_direction */

  unsigned int orders; /* what is to be done; whoever does it clears it */

  /* The machine. */
  enh_supervisor_state state;
  enh_supervisor_reason reason;
  enh__machine_child child;
  int scanning;                /* a scan is under way */
  uint32_t sessions;           /* processes that sound came from */
  uint32_t failures;           /* restarts without a steady time between */
  uint64_t slept_ms;           /* as of the last tick */
  uint64_t since_ms;           /* when the state was entered */
  uint64_t spawned_ms;         /* when the process was begun, or asked to end */
  uint64_t line_ms;            /* when its last line came */
  uint64_t beat_ms;            /* when its heartbeat last moved */
  uint64_t heartbeat;          /* the last one */
  uint64_t retry_ms;           /* when to scan again */
  uint64_t missing_ms;         /* since when a device is missing; 0: none is */
  int for_loudspeaker;         /* the process was begun for one */
  int still_gone;              /* it was notified that the server still is */
  int scanned_on_stall;        /* this stall has had its scan */
  const enh_device_list *list; /* of the last scan; the caller's; may be NULL */
  enh__child_targets targets;  /* of the last scan */
  char detail[512];            /* why the state was entered, as it was said */
  int exit_status;             /* that the process announced with it */

  /* Gaps. */
  uint32_t longer_period; /* frames, once it was doubled; 0 before */
  uint32_t doublings;
  uint32_t given_back;   /* times that it was, since Start */
  uint64_t quiet_ms;     /* since when there is no gap */
  int announce_steadier; /* with the next status */

  enh_supervisor_status status; /* the newest */
} enh__machine;

/* --- What happens --------------------------------------------------------- */

void
enh__machine_init (enh__machine *machine,
                   void (*emit) (void *user, const enh_supervisor_event *event),
                   void *user, uint64_t slept_ms);

/* The user acts. */
void
enh__machine_start (enh__machine *machine, uint64_t now_ms);
void
enh__machine_stop (enh__machine *machine, uint64_t now_ms);
void
enh__machine_resume (enh__machine *machine, uint64_t now_ms);

/* Other devices are wanted: NULL is the default. */
void
enh__machine_choose (enh__machine *machine, const char *input,
                     const char *output, uint64_t now_ms);

/* Begin anew with the same devices, for what cannot be changed in a process
   that runs; `reason` is NONE. */
void
enh__machine_renew (enh__machine *machine, enh_supervisor_reason reason,
                    uint64_t now_ms);

/* The process that was ordered could not be begun. */
void
enh__machine_on_spawn_failed (enh__machine *machine, const char *why,
                              uint64_t now_ms);

/* A line of the process; its end, by itself or as it was asked to. */
void
enh__machine_on_child_event (enh__machine *machine,
                             const enh__child_event *event, uint64_t now_ms);
void
enh__machine_on_child_exit (enh__machine *machine, int status, uint64_t now_ms);

/* A scan is done. `list` stays valid until the next that has one; NULL: only
   targets were asked for, and the old list holds. Both NULL: it failed, or the
   helper hung. */
void
enh__machine_on_device_scan (enh__machine *machine, const enh_device_list *list,
                             const enh__child_targets *targets,
                             uint64_t now_ms);

/* Whether the next scan needs no list: targets suffice. */
int
enh__machine_targets_suffice (const enh__machine *machine);

/* An event of now, without what its kind alone has. */
enh_supervisor_event
enh__machine_event (const enh__machine *machine, enh_supervisor_kind kind);

/* Something that was asked for is refused; `detail` says why. */
void
enh__machine_refuse (enh__machine *machine, enh_supervisor_refusal refused,
                     const char *detail);

/* Time passes: several times each 200 ms. */
void
enh__machine_tick (enh__machine *machine, uint64_t now_ms, uint64_t slept_ms);

/* --- What a process is begun with ---------------------------------------- */

/* The device; NULL: the default. */
const char *
enh__machine_device (const enh__machine *machine, enh_direction direction);

/* Frames; 0: the server's own. */
uint32_t
enh__machine_period (const enh__machine *machine);

#endif
