/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the listening process says, and what is made of it. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/device_match.h"

#include <string.h>

/* The longest period that gaps may lead to, s, and how often it is doubled. */
#define LONGEST_PERIOD_S 0.020
#define DOUBLINGS 2u

#define OF_ANOTHER_VERSION "the program 'enhance' is of another version"

/* --- The process --------------------------------------------------------- */

void
enh__machine_on_spawn_failed (enh__machine *machine, const char *why,
                              uint64_t now_ms)
{
  machine->child = ENH__MACHINE_NO_CHILD;
  enh__machine_wait_for_user (machine, ENH_REASON_PROGRAM, why, now_ms);
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
  /* What it did not know of its devices, a scan finds. */
  machine->retry_ms = knows_all (machine) ? now_ms + ENH__MACHINE_SCAN_EVERY_MS
                                          : now_ms;
  ++machine->sessions;
  machine->announce_steadier = machine->reason == ENH_REASON_STEADIER;
  enh__machine_enter (machine, ENH_SUPERVISOR_LISTENING, machine->reason, "",
                      now_ms);
}

/* Frames; 0: no longer one is left. */
static uint32_t
next_period (const enh__machine *machine)
{
  const enh_supervisor_status *status = &machine->status;
  const uint32_t longest = (uint32_t) (LONGEST_PERIOD_S * status->sample_rate);

  if (machine->dummy || machine->period != 0 || machine->doublings >= DOUBLINGS
      || status->period == 0 || status->period >= longest)
    return 0;
  return status->period * 2u < longest ? status->period * 2u : longest;
}

/* The process judges what it measures; of its gaps the cure is here. */
static void
heard_warning (enh__machine *machine, const enh__child_event *event,
               uint64_t now_ms)
{
  const uint32_t period = machine->child == ENH__MACHINE_RUNNING
                              && event->warning == ENH_WARNING_XRUNS
                            ? next_period (machine)
                            : 0u;

  if (period == 0)
    {
      enh__machine_warn (machine, event->warning, event->value, event->text);
      return;
    }
  machine->longer_period = period;
  machine->quiet_ms = now_ms;
  ++machine->doublings;
  enh__machine_renew (machine, ENH_REASON_STEADIER, now_ms);
}

static void
heard_heartbeat (enh__machine *machine, uint64_t now_ms)
{
  const uint64_t stalled_ms = now_ms - machine->beat_ms;

  if (machine->status.heartbeat == machine->heartbeat)
    return;
  machine->heartbeat = machine->status.heartbeat;
  machine->beat_ms = now_ms;
  if (stalled_ms < ENH__MACHINE_SCAN_ON_STALL_MS)
    return;
  /* The stall came to its end by itself. */
  machine->scanned_on_stall = 0;
  enh__machine_warn (machine, ENH_WARNING_GAP, (double) stalled_ms, "");
}

/* One that is ending still counts what was heard of it. */
static void
heard_status (enh__machine *machine, const enh__child_event *event,
              uint64_t now_ms)
{
  enh_supervisor_event status;

  if (machine->child == ENH__MACHINE_OPENING)
    return;
  if (event->status.xruns != machine->status.xruns)
    machine->quiet_ms = now_ms;
  machine->status = event->status;
  if (machine->child == ENH__MACHINE_RUNNING)
    heard_heartbeat (machine, now_ms);
  status = enh__machine_event (machine, ENH_EVENT_STATUS);
  status.status = machine->status;
  machine->emit (machine->user, &status);
  if (machine->announce_steadier && machine->status.heartbeat > 0)
    {
      machine->announce_steadier = 0;
      enh__machine_warn (machine, ENH_WARNING_STEADIER,
                         machine->status.delay_ms, "");
    }
}

static void
heard_lost (enh__machine *machine, const enh__child_event *event,
            uint64_t now_ms)
{
  const int listened = machine->sessions > 0
                       && (machine->state == ENH_SUPERVISOR_LISTENING
                           || machine->state == ENH_SUPERVISOR_RECOVERING);
  enh__machine_side *out = &machine->side[ENH_DIRECTION_OUTPUT];

  machine->exit_status = event->exit_status;
  switch (event->reason)
    {
    case ENH_REASON_OUTPUT_LOST:
      enh__machine_lose (machine, ENH_DIRECTION_OUTPUT, event->reason, now_ms);
      break;
    case ENH_REASON_INPUT_LOST:
    case ENH_REASON_INPUT_REPLACED:
      enh__machine_lose (machine, ENH_DIRECTION_INPUT, event->reason, now_ms);
      break;
    case ENH_REASON_LOUDSPEAKER:
      out->lost = enh__device_known (&out->device);
      enh__machine_wait_for_user (machine, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_RATE:
    case ENH_REASON_GAVE_UP:
      enh__machine_wait_for_user (machine, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_NO_DEVICE:
      /* Where it was heard before, a scan finds which one is gone. */
      if (listened && !machine->dummy)
        enh__machine_recover (machine, ENH_REASON_SERVER_LOST, event->text,
                              now_ms);
      else
        enh__machine_wait_for_user (machine, event->reason, event->text,
                                    now_ms);
      break;
    case ENH_REASON_BUSY:
      if (listened)
        enh__machine_recover (machine, event->reason, event->text, now_ms);
      else
        enh__machine_wait_for_user (machine, event->reason, event->text,
                                    now_ms);
      break;
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      enh__machine_recover (machine, event->reason, event->text, now_ms);
      break;
    case ENH_REASON_NONE:
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
  enh_supervisor_event answer;

  if (machine->child == ENH__MACHINE_NO_CHILD)
    return;
  if (event->kind != ENH__CHILD_NONSENSE)
    machine->line_ms = now_ms;
  switch (event->kind)
    {
    case ENH__CHILD_HELLO:
      if (event->protocol != ENH_PROTOCOL_VERSION)
        enh__machine_wait_for_user (machine, ENH_REASON_PROGRAM,
                                    OF_ANOTHER_VERSION, now_ms);
      break;
    case ENH__CHILD_STARTED:
      heard_started (machine, event, now_ms);
      break;
    case ENH__CHILD_STATUS:
      heard_status (machine, event, now_ms);
      break;
    case ENH__CHILD_WARNING:
      heard_warning (machine, event, now_ms);
      break;
    case ENH__CHILD_DELAY:
      answer = enh__machine_event (machine, ENH_EVENT_DELAY);
      answer.delay_ms = event->delay_ms;
      answer.confidence = event->confidence;
      machine->emit (machine->user, &answer);
      break;
    case ENH__CHILD_ERROR:
      enh__machine_refuse (machine, event->refused, event->text);
      break;
    case ENH__CHILD_LOST:
      if (machine->child == ENH__MACHINE_OPENING
          || machine->child == ENH__MACHINE_RUNNING)
        heard_lost (machine, event, now_ms);
      break;
    case ENH__CHILD_NONSENSE:
    case ENH__CHILD_OK:
    case ENH__CHILD_BYE:
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
  if (was == ENH__MACHINE_REPLACING)
    enh__machine_spawn (machine, now_ms);
  else if (was == ENH__MACHINE_STOPPING || (status == 0 && machine->dummy))
    {
      enh__machine_forget_loss (machine);
      enh__machine_enter (machine, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE, "",
                          now_ms);
    }
  else if (status == 2)
    enh__machine_wait_for_user (machine, ENH_REASON_PROGRAM, OF_ANOTHER_VERSION,
                                now_ms);
  else
    enh__machine_recover (machine, ENH_REASON_DIED, "", now_ms);
}
