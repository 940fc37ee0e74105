/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the listening process says, and what is made of it. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/device_match.h"
#include "io/supervisor/messages.h"

#include <stdio.h>
#include <string.h>

/* Looks with new gaps within this time are "repeated", ms. */
#define XRUN_WINDOW_MS 10000u

/* Nothing is made of gaps while a stream settles, ms. */
#define XRUN_SETTLE_MS 2000u

/* Between two warnings of gaps, ms. */
#define XRUN_TELL_MS 30000u

/* The longest period that gaps may lead to, s, and how often it is doubled. */
#define LONGEST_PERIOD_S 0.020
#define DOUBLINGS 2u

/* --- The process --------------------------------------------------------- */

void
enh__watch_unspawned (enh__watch *watch, const char *why, uint64_t now_ms)
{
  watch->child = ENH__WATCH_NO_CHILD;
  enh__watch_wait_for_press (watch, ENH_REASON_PROGRAM, why, now_ms);
}

/* Never by itself on another device than before. Not 0: it is another. */
static int
is_other (const enh__watch *watch, enh_direction direction,
          const enh_supervisor_device *now)
{
  const enh_supervisor_device *before = &watch->side[direction].device;
  const char *wanted = enh__watch_device (watch, direction);

  return watch->state == ENH_SUPERVISOR_RECOVERING && !watch->dummy
         && enh__device_known (before) && enh__device_known (now) && wanted
         && strcmp (wanted, now->name) != 0;
}

/* Whether it is known which devices sound runs between. Where a server sends the
   sound is only sure once there is some. */
static int
knows_all (const enh__watch *watch)
{
  for (int d = 0; d < 2; ++d)
    {
      const enh__watch_side *side = &watch->side[d];

      if (!enh__device_known (&side->device)
          || (enh__device_leads_on (&side->device)
              && (d == ENH_DIRECTION_OUTPUT || !side->target.name[0])))
        return 0;
    }
  return 1;
}

static void
heard_started (enh__watch *watch, const enh__child_event *event,
               uint64_t now_ms)
{
  const int again = watch->state == ENH_SUPERVISOR_RECOVERING;

  if (watch->child != ENH__WATCH_OPENING)
    return;
  for (int d = 0; d < 2; ++d)
    if (is_other (watch, (enh_direction) d, &event->device[d]))
      {
        enh__watch_lose (watch, (enh_direction) d,
                         d == ENH_DIRECTION_INPUT ? ENH_REASON_INPUT_REPLACED
                                                  : ENH_REASON_OUTPUT_REPLACED,
                         now_ms);
        return;
      }
  for (int d = 0; d < 2; ++d)
    if (event->device[d].name[0]
        && (enh__device_known (&event->device[d])
            || !enh__device_known (&watch->side[d].device)))
      {
        watch->side[d].device = event->device[d];
        watch->side[d].missing = 0;
      }
  watch->for_loudspeaker |= watch->side[ENH_DIRECTION_OUTPUT].device.kind
                            == ENH_DEVICE_LOUDSPEAKER;
  watch->status = event->status;
  watch->child = ENH__WATCH_RUNNING;
  watch->beat_ms = now_ms;
  watch->heartbeat = 0;
  watch->looked_at_stall = 0;
  watch->xruns = 0;
  watch->xrun_looks = 0;
  /* What it did not tell of its devices, a look tells. */
  watch->retry_ms = knows_all (watch) ? now_ms + ENH__WATCH_LOOK_EVERY_MS
                                      : now_ms;
  ++watch->sessions;
  watch->tell_steadier = watch->reason == ENH_REASON_STEADIER;
  enh__watch_enter (watch, ENH_SUPERVISOR_LISTENING, watch->reason,
                    again ? "The sound is back." : "", now_ms);
  enh__watch_warn_of_bluetooth (watch);
}

/* A stall came to its end by itself. */
static void
tell_gap (enh__watch *watch, uint64_t ms)
{
  char text[128];

  watch->looked_at_stall = 0;
  watch->xrun_looks = 0;
  (void) snprintf (text, sizeof text,
                   "The sound stopped for %.1f seconds and goes on.",
                   (double) ms / 1000.0);
  enh__watch_warn (watch, ENH_WARNING_GAP, (double) ms, text);
}

/* Frames; 0: no longer one is left. */
static uint32_t
next_period (const enh__watch *watch)
{
  const enh_supervisor_status *status = &watch->status;
  const uint32_t longest = (uint32_t) (LONGEST_PERIOD_S * status->sample_rate);

  if (watch->period != 0 || watch->doublings >= DOUBLINGS || status->period == 0
      || status->period >= longest)
    return 0;
  return status->period * 2u < longest ? status->period * 2u : longest;
}

static void
look_at_xruns (enh__watch *watch, uint64_t now_ms)
{
  const int more = watch->status.xruns > watch->xruns;

  watch->xruns = watch->status.xruns;
  if (!more || now_ms - watch->since_ms < XRUN_SETTLE_MS)
    return;

  /* The slot that is overwritten next holds the oldest of the last looks. */
  watch->xrun_ms[watch->xrun_looks++ % ENH__WATCH_XRUN_LOOKS] = now_ms;
  const uint64_t oldest_ms
    = watch->xrun_ms[watch->xrun_looks % ENH__WATCH_XRUN_LOOKS];
  if (watch->xrun_looks < ENH__WATCH_XRUN_LOOKS
      || now_ms - oldest_ms > XRUN_WINDOW_MS)
    return;

  const uint32_t period = next_period (watch);
  watch->xrun_looks = 0;
  if (period > 0 && !watch->dummy)
    {
      watch->longer_period = period;
      ++watch->doublings;
      enh__watch_quit (watch, now_ms);
      enh__watch_enter (watch, ENH_SUPERVISOR_RECOVERING, ENH_REASON_STEADIER,
                        enh__words_recovering (ENH_REASON_STEADIER), now_ms);
    }
  else if (!watch->xrun_told_ms || now_ms - watch->xrun_told_ms > XRUN_TELL_MS)
    {
      watch->xrun_told_ms = now_ms;
      enh__watch_warn (
        watch, ENH_WARNING_XRUNS, (double) watch->xruns,
        "The sound has gaps. Close other programs, and plug the computer "
        "in.");
    }
}

static void
tell_steadier (enh__watch *watch)
{
  const enh_supervisor_status *status = &watch->status;
  char text[128];

  watch->tell_steadier = 0;
  if (status->delay_ms > 0.0)
    (void) snprintf (text, sizeof text,
                     "Made the sound steadier: delay now %.0f ms.",
                     status->delay_ms);
  else
    (void) snprintf (
      text, sizeof text, "Made the sound steadier: blocks of now %.0f ms.",
      status->sample_rate > 0.0 ? 1000.0 * status->period / status->sample_rate
                                : 0.0);
  enh__watch_warn (watch, ENH_WARNING_XRUNS, 0.0, text);
}

static void
heard_status (enh__watch *watch, const enh__child_event *event, uint64_t now_ms)
{
  enh_supervisor_event told;
  const enh_supervisor_status before = watch->status;

  if (watch->child != ENH__WATCH_RUNNING)
    return;
  watch->status = event->status;
  /* What a status line leaves out holds from the beginning. */
  if (!(watch->status.sample_rate > 0.0))
    watch->status.sample_rate = before.sample_rate;
  if (watch->status.inputs == 0)
    watch->status.inputs = before.inputs;
  if (watch->status.outputs == 0)
    watch->status.outputs = before.outputs;

  if (watch->status.heartbeat != watch->heartbeat)
    {
      const uint64_t stood_ms = now_ms - watch->beat_ms;

      watch->heartbeat = watch->status.heartbeat;
      watch->beat_ms = now_ms;
      if (stood_ms >= ENH__WATCH_LOOK_AT_STALL_MS)
        tell_gap (watch, stood_ms);
    }
  told = enh__watch_event (watch, ENH_EVENT_STATUS);
  told.status = watch->status;
  watch->emit (watch->user, &told);
  if (watch->tell_steadier && watch->status.heartbeat > 0)
    tell_steadier (watch);
  look_at_xruns (watch, now_ms);
}

static void
heard_lost (enh__watch *watch, const enh__child_event *event, uint64_t now_ms)
{
  const int listened = watch->sessions > 0
                       && (watch->state == ENH_SUPERVISOR_LISTENING
                           || watch->state == ENH_SUPERVISOR_RECOVERING);
  enh__watch_side *out = &watch->side[ENH_DIRECTION_OUTPUT];

  switch (event->reason)
    {
    case ENH_REASON_OUTPUT_LOST:
      enh__watch_lose (watch, ENH_DIRECTION_OUTPUT, event->reason, now_ms);
      break;
    case ENH_REASON_INPUT_LOST:
      enh__watch_lose (watch, ENH_DIRECTION_INPUT, event->reason, now_ms);
      break;
    case ENH_REASON_LOUDSPEAKER:
      out->lost = enh__device_known (&out->device);
      enh__watch_wait_for_press (watch, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_RATE:
    case ENH_REASON_GAVE_UP:
      enh__watch_wait_for_press (watch, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_NO_DEVICE:
      /* Where it was heard before, a look tells which one is gone. */
      if (listened && !watch->dummy)
        enh__watch_recover (watch, ENH_REASON_SERVER_LOST, event->text, now_ms);
      else
        enh__watch_wait_for_press (watch, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_BUSY:
      if (listened)
        enh__watch_recover (watch, event->reason, event->text, now_ms);
      else
        enh__watch_wait_for_press (watch, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      enh__watch_recover (watch, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_NONE:
    case ENH_REASON_INPUT_REPLACED:
    case ENH_REASON_OUTPUT_REPLACED:
    case ENH_REASON_SUSPENDED:
    case ENH_REASON_STEADIER:
    case ENH_REASON_DIED:
    case ENH_REASON_PROGRAM:
    case ENH_REASON_CHOSEN:
    default:
      enh__watch_recover (watch, ENH_REASON_DIED, event->text, now_ms);
      break;
    }
}

void
enh__watch_heard (enh__watch *watch, const enh__child_event *event,
                  uint64_t now_ms)
{
  enh_supervisor_event told;

  if (watch->child == ENH__WATCH_NO_CHILD)
    return;
  if (event->kind != ENH__CHILD_NONSENSE)
    watch->line_ms = now_ms;
  switch (event->kind)
    {
    case ENH__CHILD_HELLO:
      if (event->protocol != ENH__PROTOCOL)
        enh__watch_wait_for_press (
          watch, ENH_REASON_PROGRAM,
          "the program 'enhance' is of another version", now_ms);
      break;
    case ENH__CHILD_STARTED:
      heard_started (watch, event, now_ms);
      break;
    case ENH__CHILD_STATUS:
      heard_status (watch, event, now_ms);
      break;
    case ENH__CHILD_WARNING:
      enh__watch_warn (watch, event->warning, event->value, event->text);
      break;
    case ENH__CHILD_DELAY:
      told = enh__watch_event (watch, ENH_EVENT_DELAY);
      told.delay_ms = event->delay_ms;
      told.confidence = event->confidence;
      watch->emit (watch->user, &told);
      break;
    case ENH__CHILD_ERROR:
      told = enh__watch_event (watch, ENH_EVENT_ERROR);
      enh__text_copy (told.text, sizeof told.text, event->text);
      watch->emit (watch->user, &told);
      break;
    case ENH__CHILD_LOST:
      if (watch->child != ENH__WATCH_ENDING)
        heard_lost (watch, event, now_ms);
      break;
    case ENH__CHILD_NONSENSE:
    case ENH__CHILD_OK:
    case ENH__CHILD_BYE:
    default:
      break;
    }
}

void
enh__watch_ended (enh__watch *watch, int status, uint64_t now_ms)
{
  const enh__watch_child was = watch->child;

  if (was == ENH__WATCH_NO_CHILD)
    return;
  watch->child = ENH__WATCH_NO_CHILD;
  if (was == ENH__WATCH_ENDING && watch->stopping)
    {
      watch->stopping = 0;
      enh__watch_forget_loss (watch);
      enh__watch_enter (watch, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE, "",
                        now_ms);
    }
  else if (was == ENH__WATCH_ENDING)
    enh__watch_spawn (watch, now_ms);
  else if (status == 0 && watch->dummy)
    enh__watch_enter (watch, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE,
                      "The sound file came to its end.", now_ms);
  else if (status == 2)
    enh__watch_wait_for_press (watch, ENH_REASON_PROGRAM,
                               "the program 'enhance' is of another version",
                               now_ms);
  else
    enh__watch_recover (watch, ENH_REASON_DIED, "", now_ms);
}
