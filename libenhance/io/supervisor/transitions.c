/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What leads from one state to another. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/device_match.h"
#include "io/supervisor/messages.h"

#include <stdio.h>
#include <string.h>

/* Pauses before the first, second, … restart, ms; the last serves all later. */
static const uint32_t pauses_ms[] = { 0, 250, 500, 1000, 1500 };

/* What a wireless headset is said to add. */
#define BLUETOOTH_WORDS                                                   \
  "adds a fifth of a second and more, so that voices come late; a wired " \
  "headset does not"

const enh_supervisor_device enh__machine_no_device = ENH_SUPERVISOR_DEVICE_INIT;

/* --- Events -------------------------------------------------------------- */

enh_supervisor_event
enh__machine_event (const enh__machine *machine, enh_supervisor_kind kind)
{
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  event.kind = kind;
  event.state = machine->state;
  event.session = machine->sessions;
  return event;
}

void
enh__machine_notify (enh__machine *machine, const char *text)
{
  enh_supervisor_event event = enh__machine_event (machine, ENH_EVENT_STATE);

  event.reason = machine->reason;
  event.input = machine->side[ENH_DIRECTION_INPUT].device;
  event.output = machine->side[ENH_DIRECTION_OUTPUT].device;
  for (int d = 0; d < 2; ++d)
    {
      const enh__machine_side *side = &machine->side[d];

      if (!event.input.name[0] && d == ENH_DIRECTION_INPUT && side->named)
        enh__text_copy (event.input.name, sizeof event.input.name, side->spec);
      if (!event.output.name[0] && d == ENH_DIRECTION_OUTPUT && side->named)
        enh__text_copy (event.output.name, sizeof event.output.name,
                        side->spec);
      if (machine->state == ENH_SUPERVISOR_WAITING && side->lost)
        {
          event.lost = side->device;
          if (side->target.name[0])
            enh__text_copy (event.lost.name, sizeof event.lost.name,
                            side->target.text);
          event.offered = side->offered;
        }
    }
  enh__text_copy (event.text, sizeof event.text, text);
  machine->emit (machine->user, &event);
}

void
enh__machine_enter (enh__machine *machine, enh_supervisor_state state,
                    enh_supervisor_reason reason, const char *text,
                    uint64_t now_ms)
{
  machine->state = state;
  machine->reason = reason;
  machine->since_ms = now_ms;
  machine->told_still = 0;
  enh__machine_notify (machine, text);
}

void
enh__machine_warn (enh__machine *machine, enh_supervisor_warning warning,
                   double value, const char *text)
{
  enh_supervisor_event event = enh__machine_event (machine, ENH_EVENT_WARNING);

  event.warning = warning;
  event.value = value;
  enh__text_copy (event.text, sizeof event.text, text);
  machine->emit (machine->user, &event);
}

void
enh__machine_warn_of_bluetooth (enh__machine *machine)
{
  char text[512];

  for (int d = 0; d < 2; ++d)
    if (machine->side[d].device.kind == ENH_DEVICE_BLUETOOTH)
      {
        (void) snprintf (text, sizeof text,
                         "The %s '%.120s' is wireless: it " BLUETOOTH_WORDS ".",
                         d == ENH_DIRECTION_INPUT ? "microphone" : "headset",
                         machine->side[d].device.name);
        enh__machine_warn (machine, ENH_WARNING_BLUETOOTH, 0.0, text);
      }
}

/* --- The ways out ---------------------------------------------------------- */

void
enh__machine_spawn (enh__machine *machine, uint64_t now_ms)
{
  machine->orders |= ENH__ORDER_SPAWN;
  machine->child = ENH__MACHINE_OPENING;
  machine->spawned_ms = now_ms;
  machine->line_ms = now_ms;
  machine->stopping = 0;
}

void
enh__machine_kill (enh__machine *machine)
{
  machine->orders &= ~(unsigned int) (ENH__ORDER_SPAWN | ENH__ORDER_QUIT);
  if (machine->child != ENH__MACHINE_NO_CHILD)
    machine->orders |= ENH__ORDER_KILL;
  machine->child = ENH__MACHINE_NO_CHILD;
}

/* Ask it to end; enh__machine_on_child_exit goes on. */
void
enh__machine_quit (enh__machine *machine, uint64_t now_ms)
{
  if (machine->child == ENH__MACHINE_OPENING
      || machine->child == ENH__MACHINE_RUNNING)
    {
      machine->orders |= ENH__ORDER_QUIT;
      machine->child = ENH__MACHINE_ENDING;
      machine->spawned_ms = now_ms;
    }
}

void
enh__machine_scan (enh__machine *machine)
{
  if (!machine->looking)
    machine->orders |= ENH__ORDER_SCAN;
  machine->looking = 1;
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

/* What the words of WAITING depend on. Not 0: something changed. */
int
enh__machine_update_offers (enh__machine *machine, int back[2])
{
  int changed = 0;

  for (int d = 0; d < 2; ++d)
    {
      enh__machine_side *side = &machine->side[d];
      enh_supervisor_device offered = enh__machine_no_device;
      const int was_missing = side->missing;

      back[d] = 0;
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
      /* One that was replaced under our hands is not back by being there. */
      back[d] = !side->missing;
      changed |= was_missing != side->missing
                 || strcmp (offered.name, side->offered.name) != 0;
      side->offered = offered;
    }
  return changed;
}

void
enh__machine_waiting_message (const enh__machine *machine, const int back[2],
                              const char *told, char *text, size_t room)
{
  const enh__machine_side *side
    = &machine
         ->side[machine->side[ENH_DIRECTION_OUTPUT].lost ? ENH_DIRECTION_OUTPUT
                                                         : ENH_DIRECTION_INPUT];
  const int is_lost = side->lost;
  enh_supervisor_device lost = side->device;

  if (side->target.name[0])
    enh__text_copy (lost.name, sizeof lost.name, side->target.text);

  enh__message_waiting (
    text, room, machine->reason, is_lost ? &lost : &enh__machine_no_device,
    is_lost
      && back[machine->side[ENH_DIRECTION_OUTPUT].lost ? ENH_DIRECTION_OUTPUT
                                                       : ENH_DIRECTION_INPUT],
    is_lost ? &side->offered : &enh__machine_no_device, told);
}

/* Silent until a person presses. */
void
enh__machine_wait_for_press (enh__machine *machine,
                             enh_supervisor_reason reason, const char *told,
                             uint64_t now_ms)
{
  char text[512];
  const int back[2] = { 0, 0 };

  enh__machine_kill (machine);
  machine->failures = 0;
  machine->retry_ms = now_ms;
  machine->reason = reason;
  enh__machine_waiting_message (machine, back, told, text, sizeof text);
  enh__machine_enter (machine, ENH_SUPERVISOR_WAITING, reason, text, now_ms);
}

/* A device is gone, and what it was is known. */
void
enh__machine_lose (enh__machine *machine, enh_direction direction,
                   enh_supervisor_reason reason, uint64_t now_ms)
{
  const enh_direction other = direction == ENH_DIRECTION_INPUT
                                ? ENH_DIRECTION_OUTPUT
                                : ENH_DIRECTION_INPUT;
  enh__machine_side *also = &machine->side[other];
  int back[2];

  machine->side[direction].lost = 1;
  machine->side[direction].missing = 1;
  if (direction == ENH_DIRECTION_OUTPUT)
    machine->allow_loudspeaker = machine->allow_always;
  /* One plug may take both. */
  if (also->missing && enh__device_known (&also->device) && machine->list
      && !enh__machine_is_again (machine, other))
    also->lost = 1;
  (void) enh__machine_update_offers (machine, back);
  enh__machine_wait_for_press (machine, reason, "", now_ms);
}

/* Silent, and back by itself. */
void
enh__machine_recover (enh__machine *machine, enh_supervisor_reason reason,
                      const char *told, uint64_t now_ms)
{
  const size_t last = sizeof pauses_ms / sizeof *pauses_ms - 1u;

  if (machine->state == ENH_SUPERVISOR_LISTENING
      && now_ms - machine->since_ms >= ENH__MACHINE_STEADY_MS)
    machine->failures = 0;
  enh__machine_kill (machine);
  if (machine->failures >= ENH__MACHINE_FAILURES)
    {
      enh__machine_wait_for_press (machine, ENH_REASON_GAVE_UP, told, now_ms);
      return;
    }
  machine->retry_ms
    = now_ms + pauses_ms[machine->failures < last ? machine->failures : last];
  ++machine->failures;
  machine->missing_ms = 0;
  if (machine->state != ENH_SUPERVISOR_RECOVERING || machine->reason != reason)
    enh__machine_enter (machine, ENH_SUPERVISOR_RECOVERING, reason,
                        enh__message_recovering (reason), now_ms);
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
