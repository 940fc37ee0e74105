/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Events that wait for the caller: a bounded line, and one place for the newest
   status, which is worth nothing once there is a newer one. Not for two threads
   at a time. */

#ifndef ENH_IO_SUPERVISOR_EVENT_QUEUE_H
#define ENH_IO_SUPERVISOR_EVENT_QUEUE_H

#include <enhance/supervisor.h>

#define ENH__EVENTS_WAITING 64u

typedef struct enh__event_queue {
  enh_supervisor_event waiting[ENH__EVENTS_WAITING];
  uint32_t first;
  uint32_t count;
  enh_supervisor_event status; /* its kind is NONE when there is none */
} enh__event_queue;

/* Add one; the oldest goes where there is no room. */
void
enh__event_queue_put (enh__event_queue *queue,
                      const enh_supervisor_event *event);

/* Take the oldest, event->size bytes of it. Not 0: there was one. */
int
enh__event_queue_take (enh__event_queue *queue, enh_supervisor_event *event);

#endif
