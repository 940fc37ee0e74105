/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What leads from one state to another. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/device_match.h"
#include <string.h>

/* Pauses before the first, second, … restart, ms; the last serves all later. */
static const uint32_t pauses_ms[] = { 0, 250, 500, 1000, 1500 };

/* A fault of the sound's process with files, which nobody begins anew. */
#define ENDED_UNEXPECTEDLY "its process ended unexpectedly"

const enh_supervisor_device enh__machine_no_device = ENH_SUPERVISOR_DEVICE_INIT;

/* --- Events -------------------------------------------------------------- */

enh_supervisor_event
enh__machine_event (const enh__machine *machine, enh_supervisor_kind kind)
{
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  event.kind = kind;
  event.state = machine->state;
  event.session = machine->sessions;
  for (int d = 0; d < 2; ++d)
    {
      const enh__machine_side *side = &machine->side[d];
      enh_supervisor_device *device = d == ENH_DIRECTION_INPUT ? &event.input
                                                               : &event.output;

      *device = side->device;
      if (!device->name[0] && side->named)
        enh__text_copy (device->name, sizeof device->name, side->spec);
    }
  return event;
}

static void
emit (const enh__machine *machine, enh_supervisor_event *event)
{
  (void) enh_supervisor_event_text (event, "press Resume", event->text,
                                    sizeof event->text);
  machine->emit (machine->user, event);
}

static enh_supervisor_event
state_event (const enh__machine *machine)
{
  enh_supervisor_event event = enh__machine_event (machine, ENH_EVENT_STATE);

  event.reason = machine->reason;
  event.status = machine->status;
  event.still_gone = machine->still_gone;
  event.exit_status = machine->exit_status;
  enh__text_copy (event.detail, sizeof event.detail, machine->detail);
  /* Where both are gone, the headset's sentence is what is read. */
  for (int d = 0; d < 2; ++d)
    {
      const enh__machine_side *side = &machine->side[d];

      if (machine->state != ENH_SUPERVISOR_WAITING || !side->lost)
        continue;
      event.lost = side->device;
      if (side->target.name[0])
        enh__text_copy (event.lost.name, sizeof event.lost.name,
                        side->target.text);
      event.offered = side->offered;
      event.returned = side->returned;
    }
  return event;
}

void
enh__machine_notify (enh__machine *machine)
{
  enh_supervisor_event event = state_event (machine);

  emit (machine, &event);
}

/* There is nothing new to read. */
void
enh__machine_notify_devices (enh__machine *machine)
{
  enh_supervisor_event event = state_event (machine);

  machine->emit (machine->user, &event);
}

void
enh__machine_enter (enh__machine *machine, enh_supervisor_state state,
                    enh_supervisor_reason reason, const char *detail,
                    uint64_t now_ms)
{
  machine->state = state;
  machine->reason = reason;
  machine->since_ms = now_ms;
  machine->still_gone = 0;
  if (state != ENH_SUPERVISOR_WAITING)
    machine->exit_status = 0;
  enh__text_copy (machine->detail, sizeof machine->detail, detail);
  enh__machine_notify (machine);
}

void
enh__machine_warn (enh__machine *machine, enh_supervisor_warning warning,
                   double value, const char *detail)
{
  enh_supervisor_event event = enh__machine_event (machine, ENH_EVENT_WARNING);

  event.warning = warning;
  event.value = value;
  enh__text_copy (event.detail, sizeof event.detail, detail);
  emit (machine, &event);
}

void
enh__machine_refuse (enh__machine *machine, enh_supervisor_refusal refused,
                     const char *detail)
{
  enh_supervisor_event event = enh__machine_event (machine, ENH_EVENT_ERROR);

  event.refused = refused;
  enh__text_copy (event.detail, sizeof event.detail, detail);
  emit (machine, &event);
}

/* --- The ways out ---------------------------------------------------------- */

void
enh__machine_spawn (enh__machine *machine, uint64_t now_ms)
{
  machine->orders |= ENH__ORDER_SPAWN;
  machine->child = ENH__MACHINE_OPENING;
  machine->spawned_ms = now_ms;
  machine->line_ms = now_ms;
}

void
enh__machine_kill (enh__machine *machine)
{
  machine->orders &= ~(unsigned int) (ENH__ORDER_SPAWN | ENH__ORDER_QUIT);
  if (machine->child != ENH__MACHINE_NO_CHILD)
    machine->orders |= ENH__ORDER_KILL;
  machine->child = ENH__MACHINE_NO_CHILD;
}

void
enh__machine_quit (enh__machine *machine, uint64_t now_ms)
{
  if (machine->child == ENH__MACHINE_OPENING
      || machine->child == ENH__MACHINE_RUNNING)
    {
      machine->orders |= ENH__ORDER_QUIT;
      machine->child = ENH__MACHINE_REPLACING;
      machine->spawned_ms = now_ms;
    }
}

void
enh__machine_scan (enh__machine *machine)
{
  if (!machine->scanning)
    machine->orders |= ENH__ORDER_SCAN;
  machine->scanning = 1;
}

int
enh__machine_is_again (const enh__machine *machine, enh_direction direction)
{
  const enh__machine_side *side = &machine->side[direction];

  return enh__device_known (&side->device)
         && enh__device_again (machine->list, &side->device, direction)
         && (!enh__device_leads_on (&side->device) || !side->target.name[0]
             || (machine->targets.known
                 && strcmp (machine->targets.side[direction].name,
                            side->target.name)
                      == 0));
}

/* What the server would take now, as a device in words. */
static void
offer_target (const enh__machine *machine, enh_direction direction,
              enh_supervisor_device *offered)
{
  const enh_device_target *target = &machine->targets.side[direction];

  if (!machine->targets.known
      || (direction == ENH_DIRECTION_OUTPUT
          && target->kind == ENH_DEVICE_LOUDSPEAKER))
    return;
  enh__text_copy (offered->name, sizeof offered->name, target->text);
  enh__text_copy (offered->backend, sizeof offered->backend,
                  machine->side[direction].device.backend);
  offered->kind = target->kind;
}

int
enh__machine_update_offers (enh__machine *machine)
{
  int changed = 0;

  for (int d = 0; d < 2; ++d)
    {
      enh__machine_side *side = &machine->side[d];
      enh_supervisor_device offered = enh__machine_no_device;
      const int was_missing = side->missing;

      if (!side->lost || !machine->list)
        continue;
      if (enh__machine_is_again (machine, (enh_direction) d))
        side->missing = 0;
      else if (enh__device_leads_on (&side->device))
        {
          side->missing = 1;
          offer_target (machine, (enh_direction) d, &offered);
        }
      else
        {
          const enh_device_info *row = enh__device_offer (
            machine->list, &side->device, (enh_direction) d);

          side->missing = 1;
          if (row)
            enh__device_copy (&offered, row);
        }
      changed |= was_missing != side->missing
                 || strcmp (offered.name, side->offered.name) != 0;
      side->offered = offered;
    }
  return changed;
}

void
enh__machine_wait_for_user (enh__machine *machine, enh_supervisor_reason reason,
                            const char *detail, uint64_t now_ms)
{
  enh__machine_kill (machine);
  for (int d = 0; d < 2; ++d)
    machine->side[d].returned = 0;
  machine->failures = 0;
  machine->retry_ms = now_ms;
  enh__machine_enter (machine, ENH_SUPERVISOR_WAITING, reason, detail, now_ms);
}

void
enh__machine_lose (enh__machine *machine, enh_direction direction,
                   enh_supervisor_reason reason, uint64_t now_ms)
{
  const enh_direction other = direction == ENH_DIRECTION_INPUT
                                ? ENH_DIRECTION_OUTPUT
                                : ENH_DIRECTION_INPUT;
  enh__machine_side *also = &machine->side[other];

  machine->side[direction].lost = 1;
  machine->side[direction].missing = 1;
  if (direction == ENH_DIRECTION_OUTPUT)
    machine->allow_loudspeaker = machine->allow_always;
  /* One plug may take both. */
  if (also->missing && enh__device_known (&also->device) && machine->list
      && !enh__machine_is_again (machine, other))
    also->lost = 1;
  (void) enh__machine_update_offers (machine);
  enh__machine_wait_for_user (machine, reason, "", now_ms);
}

void
enh__machine_recover (enh__machine *machine, enh_supervisor_reason reason,
                      const char *detail, uint64_t now_ms)
{
  const size_t last = sizeof pauses_ms / sizeof *pauses_ms - 1u;

  if (machine->state == ENH_SUPERVISOR_LISTENING
      && now_ms - machine->since_ms >= ENH__MACHINE_STEADY_MS)
    machine->failures = 0;
  enh__machine_kill (machine);
  /* A file would be played from its beginning, over what was written. */
  if (machine->dummy || machine->failures >= ENH__MACHINE_FAILURES)
    {
      enh__machine_wait_for_user (
        machine, ENH_REASON_GAVE_UP,
        machine->dummy && !*detail ? ENDED_UNEXPECTEDLY : detail, now_ms);
      return;
    }
  machine->retry_ms
    = now_ms + pauses_ms[machine->failures < last ? machine->failures : last];
  ++machine->failures;
  machine->missing_ms = 0;
  if (machine->state != ENH_SUPERVISOR_RECOVERING || machine->reason != reason)
    enh__machine_enter (machine, ENH_SUPERVISOR_RECOVERING, reason, detail,
                        now_ms);
}

void
enh__machine_renew (enh__machine *machine, enh_supervisor_reason reason,
                    uint64_t now_ms)
{
  if (machine->child != ENH__MACHINE_OPENING
      && machine->child != ENH__MACHINE_RUNNING)
    return;
  enh__machine_quit (machine, now_ms);
  enh__machine_enter (machine, ENH_SUPERVISOR_RECOVERING, reason, "", now_ms);
}

void
enh__machine_forget_loss (enh__machine *machine)
{
  for (int d = 0; d < 2; ++d)
    {
      machine->side[d].lost = 0;
      machine->side[d].missing = 0;
      machine->side[d].offered = enh__machine_no_device;
    }
}

/* --- What a process is begun with ---------------------------------------- */

const char *
enh__machine_device (const enh__machine *machine, enh_direction direction)
{
  const enh__machine_side *side = &machine->side[direction];

  if (!machine->dummy && enh__device_known (&side->device))
    {
      const enh_device_info *row
        = enh__device_again (machine->list, &side->device, direction);

      return row ? row->name : side->device.name;
    }
  return side->named ? side->spec : NULL;
}

uint32_t
enh__machine_period (const enh__machine *machine)
{
  return machine->longer_period ? machine->longer_period : machine->period;
}
