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
enh__machine_on_spawn_failed (enh__machine *machine, const char *why,
                              uint64_t now_ms)
{
  machine->child = ENH__MACHINE_NO_CHILD;
  enh__machine_wait_for_press (machine, ENH_REASON_PROGRAM, why, now_ms);
}

/* Never by itself on another device than before. Not 0: it is another. */
static int
is_other (const enh__machine *machine, enh_direction direction,
          const enh_supervisor_device *now)
{
  const enh_supervisor_device *before = &machine->side[direction].device;
  const char *wanted = enh__machine_device (machine, direction);

  return machine->state == ENH_SUPERVISOR_RECOVERING && !machine->dummy
         && enh__device_known (before) && enh__device_known (now) && wanted
         && strcmp (wanted, now->name) != 0;
}

/* Whether it is known which devices sound runs between. Where a server sends the
   sound is only sure once there is some. */
static int
knows_all (const enh__machine *machine)
{
  for (int d = 0; d < 2; ++d)
    {
      const enh__machine_side *side = &machine->side[d];

      if (!enh__device_known (&side->device)
          || (enh__device_leads_on (&side->device)
              && (d == ENH_DIRECTION_OUTPUT || !side->target.name[0])))
        return 0;
    }
  return 1;
}

static void
heard_started (enh__machine *machine, const enh__child_event *event,
               uint64_t now_ms)
{
  const int again = machine->state == ENH_SUPERVISOR_RECOVERING;

  if (machine->child != ENH__MACHINE_OPENING)
    return;
  for (int d = 0; d < 2; ++d)
    if (is_other (machine, (enh_direction) d, &event->device[d]))
      {
        enh__machine_lose (machine, (enh_direction) d,
                           d == ENH_DIRECTION_INPUT
                             ? ENH_REASON_INPUT_REPLACED
                             : ENH_REASON_OUTPUT_REPLACED,
                           now_ms);
        return;
      }
  for (int d = 0; d < 2; ++d)
    if (event->device[d].name[0]
        && (enh__device_known (&event->device[d])
            || !enh__device_known (&machine->side[d].device)))
      {
        machine->side[d].device = event->device[d];
        machine->side[d].missing = 0;
      }
  machine->for_loudspeaker |= machine->side[ENH_DIRECTION_OUTPUT].device.kind
                              == ENH_DEVICE_LOUDSPEAKER;
  machine->status = event->status;
  machine->child = ENH__MACHINE_RUNNING;
  machine->beat_ms = now_ms;
  machine->heartbeat = 0;
  machine->scanned_on_stall = 0;
  machine->xruns = 0;
  machine->xrun_samples = 0;
  /* What it did not tell of its devices, a look tells. */
  machine->retry_ms = knows_all (machine) ? now_ms + ENH__MACHINE_SCAN_EVERY_MS
                                          : now_ms;
  ++machine->sessions;
  machine->tell_steadier = machine->reason == ENH_REASON_STEADIER;
  enh__machine_enter (machine, ENH_SUPERVISOR_LISTENING, machine->reason,
                      again ? "The sound is back." : "", now_ms);
  enh__machine_warn_of_bluetooth (machine);
}

/* A stall came to its end by itself. */
static void
tell_gap (enh__machine *machine, uint64_t ms)
{
  char text[128];

  machine->scanned_on_stall = 0;
  machine->xrun_samples = 0;
  (void) snprintf (text, sizeof text,
                   "The sound stopped for %.1f seconds and goes on.",
                   (double) ms / 1000.0);
  enh__machine_warn (machine, ENH_WARNING_GAP, (double) ms, text);
}

/* Frames; 0: no longer one is left. */
static uint32_t
next_period (const enh__machine *machine)
{
  const enh_supervisor_status *status = &machine->status;
  const uint32_t longest = (uint32_t) (LONGEST_PERIOD_S * status->sample_rate);

  if (machine->period != 0 || machine->doublings >= DOUBLINGS
      || status->period == 0 || status->period >= longest)
    return 0;
  return status->period * 2u < longest ? status->period * 2u : longest;
}

static void
look_at_xruns (enh__machine *machine, uint64_t now_ms)
{
  const int more = machine->status.xruns > machine->xruns;

  machine->xruns = machine->status.xruns;
  if (!more || now_ms - machine->since_ms < XRUN_SETTLE_MS)
    return;

  /* The slot that is overwritten next holds the oldest of the last looks. */
  machine->xrun_ms[machine->xrun_samples++ % ENH__MACHINE_XRUN_SAMPLES]
    = now_ms;
  const uint64_t oldest_ms
    = machine->xrun_ms[machine->xrun_samples % ENH__MACHINE_XRUN_SAMPLES];
  if (machine->xrun_samples < ENH__MACHINE_XRUN_SAMPLES
      || now_ms - oldest_ms > XRUN_WINDOW_MS)
    return;

  const uint32_t period = next_period (machine);
  machine->xrun_samples = 0;
  if (period > 0 && !machine->dummy)
    {
      machine->longer_period = period;
      ++machine->doublings;
      enh__machine_quit (machine, now_ms);
      enh__machine_enter (
        machine, ENH_SUPERVISOR_RECOVERING, ENH_REASON_STEADIER,
        enh__message_recovering (ENH_REASON_STEADIER), now_ms);
    }
  else if (!machine->xrun_told_ms
           || now_ms - machine->xrun_told_ms > XRUN_TELL_MS)
    {
      machine->xrun_told_ms = now_ms;
      enh__machine_warn (
        machine, ENH_WARNING_XRUNS, (double) machine->xruns,
        "The sound has gaps. Close other programs, and plug the computer "
        "in.");
    }
}

static void
tell_steadier (enh__machine *machine)
{
  const enh_supervisor_status *status = &machine->status;
  char text[128];

  machine->tell_steadier = 0;
  if (status->delay_ms > 0.0)
    (void) snprintf (text, sizeof text,
                     "Made the sound steadier: delay now %.0f ms.",
                     status->delay_ms);
  else
    (void) snprintf (
      text, sizeof text, "Made the sound steadier: blocks of now %.0f ms.",
      status->sample_rate > 0.0 ? 1000.0 * status->period / status->sample_rate
                                : 0.0);
  enh__machine_warn (machine, ENH_WARNING_XRUNS, 0.0, text);
}

static void
heard_status (enh__machine *machine, const enh__child_event *event,
              uint64_t now_ms)
{
  enh_supervisor_event told;
  const enh_supervisor_status before = machine->status;

  if (machine->child != ENH__MACHINE_RUNNING)
    return;
  machine->status = event->status;
  /* What a status line leaves out holds from the beginning. */
  if (!(machine->status.sample_rate > 0.0))
    machine->status.sample_rate = before.sample_rate;
  if (machine->status.inputs == 0)
    machine->status.inputs = before.inputs;
  if (machine->status.outputs == 0)
    machine->status.outputs = before.outputs;

  if (machine->status.heartbeat != machine->heartbeat)
    {
      const uint64_t stood_ms = now_ms - machine->beat_ms;

      machine->heartbeat = machine->status.heartbeat;
      machine->beat_ms = now_ms;
      if (stood_ms >= ENH__MACHINE_SCAN_ON_STALL_MS)
        tell_gap (machine, stood_ms);
    }
  told = enh__machine_event (machine, ENH_EVENT_STATUS);
  told.status = machine->status;
  machine->emit (machine->user, &told);
  if (machine->tell_steadier && machine->status.heartbeat > 0)
    tell_steadier (machine);
  look_at_xruns (machine, now_ms);
}

static void
heard_lost (enh__machine *machine, const enh__child_event *event,
            uint64_t now_ms)
{
  const int listened = machine->sessions > 0
                       && (machine->state == ENH_SUPERVISOR_LISTENING
                           || machine->state == ENH_SUPERVISOR_RECOVERING);
  enh__machine_side *out = &machine->side[ENH_DIRECTION_OUTPUT];

  switch (event->reason)
    {
    case ENH_REASON_OUTPUT_LOST:
      enh__machine_lose (machine, ENH_DIRECTION_OUTPUT, event->reason, now_ms);
      break;
    case ENH_REASON_INPUT_LOST:
      enh__machine_lose (machine, ENH_DIRECTION_INPUT, event->reason, now_ms);
      break;
    case ENH_REASON_LOUDSPEAKER:
      out->lost = enh__device_known (&out->device);
      enh__machine_wait_for_press (machine, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_RATE:
    case ENH_REASON_GAVE_UP:
      enh__machine_wait_for_press (machine, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_NO_DEVICE:
      /* Where it was heard before, a look tells which one is gone. */
      if (listened && !machine->dummy)
        enh__machine_recover (machine, ENH_REASON_SERVER_LOST, event->text,
                              now_ms);
      else
        enh__machine_wait_for_press (machine, event->reason, event->text,
                                     now_ms);
      break;
    case ENH_REASON_BUSY:
      if (listened)
        enh__machine_recover (machine, event->reason, event->text, now_ms);
      else
        enh__machine_wait_for_press (machine, event->reason, event->text,
                                     now_ms);
      break;
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      enh__machine_recover (machine, event->reason, event->text, now_ms);
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
      enh__machine_recover (machine, ENH_REASON_DIED, event->text, now_ms);
      break;
    }
}

void
enh__machine_on_child_event (enh__machine *machine,
                             const enh__child_event *event, uint64_t now_ms)
{
  enh_supervisor_event told;

  if (machine->child == ENH__MACHINE_NO_CHILD)
    return;
  if (event->kind != ENH__CHILD_NONSENSE)
    machine->line_ms = now_ms;
  switch (event->kind)
    {
    case ENH__CHILD_HELLO:
      if (event->protocol != ENH__PROTOCOL)
        enh__machine_wait_for_press (
          machine, ENH_REASON_PROGRAM,
          "the program 'enhance' is of another version", now_ms);
      break;
    case ENH__CHILD_STARTED:
      heard_started (machine, event, now_ms);
      break;
    case ENH__CHILD_STATUS:
      heard_status (machine, event, now_ms);
      break;
    case ENH__CHILD_WARNING:
      enh__machine_warn (machine, event->warning, event->value, event->text);
      break;
    case ENH__CHILD_DELAY:
      told = enh__machine_event (machine, ENH_EVENT_DELAY);
      told.delay_ms = event->delay_ms;
      told.confidence = event->confidence;
      machine->emit (machine->user, &told);
      break;
    case ENH__CHILD_ERROR:
      told = enh__machine_event (machine, ENH_EVENT_ERROR);
      enh__text_copy (told.text, sizeof told.text, event->text);
      machine->emit (machine->user, &told);
      break;
    case ENH__CHILD_LOST:
      if (machine->child != ENH__MACHINE_ENDING)
        heard_lost (machine, event, now_ms);
      break;
    case ENH__CHILD_NONSENSE:
    case ENH__CHILD_OK:
    case ENH__CHILD_BYE:
    default:
      break;
    }
}

void
enh__machine_on_child_exit (enh__machine *machine, int status, uint64_t now_ms)
{
  const enh__machine_child was = machine->child;

  if (was == ENH__MACHINE_NO_CHILD)
    return;
  machine->child = ENH__MACHINE_NO_CHILD;
  if (was == ENH__MACHINE_ENDING && machine->stopping)
    {
      machine->stopping = 0;
      enh__machine_forget_loss (machine);
      enh__machine_enter (machine, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE, "",
                          now_ms);
    }
  else if (was == ENH__MACHINE_ENDING)
    enh__machine_spawn (machine, now_ms);
  else if (status == 0 && machine->dummy)
    enh__machine_enter (machine, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE,
                        "The sound file came to its end.", now_ms);
  else if (status == 2)
    enh__machine_wait_for_press (machine, ENH_REASON_PROGRAM,
                                 "the program 'enhance' is of another version",
                                 now_ms);
  else
    enh__machine_recover (machine, ENH_REASON_DIED, "", now_ms);
}
