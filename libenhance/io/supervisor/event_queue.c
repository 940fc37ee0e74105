/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/event_queue.h"

#include "base/config_take.h"

static enh_supervisor_event *
at (enh__event_queue *queue, uint32_t place)
{
  return &queue->waiting[(queue->first + place) % ENH__EVENTS_WAITING];
}

/* The oldest that is no change of state; of a flood of warnings the first are
   worth no more than the last, and a state that is missed is missed for
   good. */
static void
drop_one (enh__event_queue *queue)
{
  uint32_t place = 0;

  while (place < queue->count && at (queue, place)->kind == ENH_EVENT_STATE)
    ++place;
  if (place == queue->count)
    place = 0;
  for (; place > 0; --place)
    *at (queue, place) = *at (queue, place - 1u);
  queue->first = (queue->first + 1u) % ENH__EVENTS_WAITING;
  --queue->count;
}

void
enh__event_queue_put (enh__event_queue *queue,
                      const enh_supervisor_event *event)
{
  if (event->kind == ENH_EVENT_STATUS)
    {
      queue->status = *event;
      return;
    }
  /* A status of before this event would come after it. */
  if (event->kind == ENH_EVENT_STATE)
    queue->status.kind = ENH_EVENT_NONE;
  if (queue->count == ENH__EVENTS_WAITING)
    drop_one (queue);
  *at (queue, queue->count) = *event;
  ++queue->count;
}

int
enh__event_queue_take (enh__event_queue *queue, enh_supervisor_event *event)
{
  if (queue->count > 0)
    {
      enh__status_give (event, &queue->waiting[queue->first], sizeof *event);
      queue->first = (queue->first + 1u) % ENH__EVENTS_WAITING;
      --queue->count;
      return 1;
    }
  if (queue->status.kind == ENH_EVENT_NONE)
    return 0;
  enh__status_give (event, &queue->status, sizeof *event);
  queue->status.kind = ENH_EVENT_NONE;
  return 1;
}
