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

const enh_supervisor_device enh__watch_no_device = ENH_SUPERVISOR_DEVICE_INIT;

/* --- Events -------------------------------------------------------------- */

enh_supervisor_event
enh__watch_event (const enh__watch *watch, enh_supervisor_kind kind)
{
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  event.kind = kind;
  event.state = watch->state;
  event.session = watch->sessions;
  return event;
}

void
enh__watch_tell (enh__watch *watch, const char *text)
{
  enh_supervisor_event event = enh__watch_event (watch, ENH_EVENT_STATE);

  event.reason = watch->reason;
  event.input = watch->side[ENH_DIRECTION_INPUT].device;
  event.output = watch->side[ENH_DIRECTION_OUTPUT].device;
  for (int d = 0; d < 2; ++d)
    {
      const enh__watch_side *side = &watch->side[d];

      if (!event.input.name[0] && d == ENH_DIRECTION_INPUT && side->named)
        enh__text_copy (event.input.name, sizeof event.input.name, side->spec);
      if (!event.output.name[0] && d == ENH_DIRECTION_OUTPUT && side->named)
        enh__text_copy (event.output.name, sizeof event.output.name,
                        side->spec);
      if (watch->state == ENH_SUPERVISOR_WAITING && side->lost)
        {
          event.lost = side->device;
          if (side->target.name[0])
            enh__text_copy (event.lost.name, sizeof event.lost.name,
                            side->target.text);
          event.offered = side->offered;
        }
    }
  enh__text_copy (event.text, sizeof event.text, text);
  watch->emit (watch->user, &event);
}

void
enh__watch_enter (enh__watch *watch, enh_supervisor_state state,
                  enh_supervisor_reason reason, const char *text,
                  uint64_t now_ms)
{
  watch->state = state;
  watch->reason = reason;
  watch->since_ms = now_ms;
  watch->told_still = 0;
  enh__watch_tell (watch, text);
}

void
enh__watch_warn (enh__watch *watch, enh_supervisor_warning warning,
                 double value, const char *text)
{
  enh_supervisor_event event = enh__watch_event (watch, ENH_EVENT_WARNING);

  event.warning = warning;
  event.value = value;
  enh__text_copy (event.text, sizeof event.text, text);
  watch->emit (watch->user, &event);
}

void
enh__watch_warn_of_bluetooth (enh__watch *watch)
{
  char text[512];

  for (int d = 0; d < 2; ++d)
    if (watch->side[d].device.kind == ENH_DEVICE_BLUETOOTH)
      {
        (void) snprintf (text, sizeof text,
                         "The %s '%.120s' is wireless: it " BLUETOOTH_WORDS ".",
                         d == ENH_DIRECTION_INPUT ? "microphone" : "headset",
                         watch->side[d].device.name);
        enh__watch_warn (watch, ENH_WARNING_BLUETOOTH, 0.0, text);
      }
}

/* --- The ways out ---------------------------------------------------------- */

void
enh__watch_spawn (enh__watch *watch, uint64_t now_ms)
{
  watch->orders |= ENH__ORDER_SPAWN;
  watch->child = ENH__WATCH_OPENING;
  watch->spawned_ms = now_ms;
  watch->line_ms = now_ms;
  watch->stopping = 0;
}

void
enh__watch_kill (enh__watch *watch)
{
  watch->orders &= ~(unsigned int) (ENH__ORDER_SPAWN | ENH__ORDER_QUIT);
  if (watch->child != ENH__WATCH_NO_CHILD)
    watch->orders |= ENH__ORDER_KILL;
  watch->child = ENH__WATCH_NO_CHILD;
}

/* Ask it to end; enh__watch_ended goes on. */
void
enh__watch_quit (enh__watch *watch, uint64_t now_ms)
{
  if (watch->child == ENH__WATCH_OPENING || watch->child == ENH__WATCH_RUNNING)
    {
      watch->orders |= ENH__ORDER_QUIT;
      watch->child = ENH__WATCH_ENDING;
      watch->spawned_ms = now_ms;
    }
}

void
enh__watch_look (enh__watch *watch)
{
  if (!watch->looking)
    watch->orders |= ENH__ORDER_LOOK;
  watch->looking = 1;
}

int
enh__watch_is_again (const enh__watch *watch, enh_direction direction)
{
  const enh__watch_side *side = &watch->side[direction];

  return enh__device_known (&side->device)
         && enh__device_again (watch->list, &side->device, direction)
         && (!enh__device_leads_on (&side->device) || !side->target.name[0]
             || (watch->targets.known
                 && strcmp (watch->targets.side[direction].name,
                            side->target.name)
                      == 0));
}

/* What the server would take now, as a device in words. */
static void
offer_target (const enh__watch *watch, enh_direction direction,
              enh_supervisor_device *offered)
{
  const enh_device_target *target = &watch->targets.side[direction];

  if (!watch->targets.known
      || (direction == ENH_DIRECTION_OUTPUT
          && target->kind == ENH_DEVICE_LOUDSPEAKER))
    return;
  enh__text_copy (offered->name, sizeof offered->name, target->text);
  enh__text_copy (offered->backend, sizeof offered->backend,
                  watch->side[direction].device.backend);
  offered->kind = target->kind;
}

/* What the words of WAITING depend on. Not 0: something changed. */
int
enh__watch_update_offers (enh__watch *watch, int back[2])
{
  int changed = 0;

  for (int d = 0; d < 2; ++d)
    {
      enh__watch_side *side = &watch->side[d];
      enh_supervisor_device offered = enh__watch_no_device;
      const int was_missing = side->missing;

      back[d] = 0;
      if (!side->lost || !watch->list)
        continue;
      if (enh__watch_is_again (watch, (enh_direction) d))
        side->missing = 0;
      else if (enh__device_leads_on (&side->device))
        {
          side->missing = 1;
          offer_target (watch, (enh_direction) d, &offered);
        }
      else
        {
          const enh_device_info *row
            = enh__device_offer (watch->list, &side->device, (enh_direction) d);

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
enh__watch_waiting_words (const enh__watch *watch, const int back[2],
                          const char *told, char *text, size_t room)
{
  const enh__watch_side *side
    = &watch
         ->side[watch->side[ENH_DIRECTION_OUTPUT].lost ? ENH_DIRECTION_OUTPUT
                                                       : ENH_DIRECTION_INPUT];
  const int is_lost = side->lost;
  enh_supervisor_device lost = side->device;

  if (side->target.name[0])
    enh__text_copy (lost.name, sizeof lost.name, side->target.text);

  enh__words_waiting (
    text, room, watch->reason, is_lost ? &lost : &enh__watch_no_device,
    is_lost
      && back[watch->side[ENH_DIRECTION_OUTPUT].lost ? ENH_DIRECTION_OUTPUT
                                                     : ENH_DIRECTION_INPUT],
    is_lost ? &side->offered : &enh__watch_no_device, told);
}

/* Silent until a person presses. */
void
enh__watch_wait_for_press (enh__watch *watch, enh_supervisor_reason reason,
                           const char *told, uint64_t now_ms)
{
  char text[512];
  const int back[2] = { 0, 0 };

  enh__watch_kill (watch);
  watch->failures = 0;
  watch->retry_ms = now_ms;
  watch->reason = reason;
  enh__watch_waiting_words (watch, back, told, text, sizeof text);
  enh__watch_enter (watch, ENH_SUPERVISOR_WAITING, reason, text, now_ms);
}

/* A device is gone, and what it was is known. */
void
enh__watch_lose (enh__watch *watch, enh_direction direction,
                 enh_supervisor_reason reason, uint64_t now_ms)
{
  const enh_direction other = direction == ENH_DIRECTION_INPUT
                                ? ENH_DIRECTION_OUTPUT
                                : ENH_DIRECTION_INPUT;
  enh__watch_side *also = &watch->side[other];
  int back[2];

  watch->side[direction].lost = 1;
  watch->side[direction].missing = 1;
  if (direction == ENH_DIRECTION_OUTPUT)
    watch->allow_loudspeaker = watch->allow_always;
  /* One plug may take both. */
  if (also->missing && enh__device_known (&also->device) && watch->list
      && !enh__watch_is_again (watch, other))
    also->lost = 1;
  (void) enh__watch_update_offers (watch, back);
  enh__watch_wait_for_press (watch, reason, "", now_ms);
}

/* Silent, and back by itself. */
void
enh__watch_recover (enh__watch *watch, enh_supervisor_reason reason,
                    const char *told, uint64_t now_ms)
{
  const size_t last = sizeof pauses_ms / sizeof *pauses_ms - 1u;

  if (watch->state == ENH_SUPERVISOR_LISTENING
      && now_ms - watch->since_ms >= ENH__WATCH_STEADY_MS)
    watch->failures = 0;
  enh__watch_kill (watch);
  if (watch->failures >= ENH__WATCH_FAILURES)
    {
      enh__watch_wait_for_press (watch, ENH_REASON_GAVE_UP, told, now_ms);
      return;
    }
  watch->retry_ms
    = now_ms + pauses_ms[watch->failures < last ? watch->failures : last];
  ++watch->failures;
  watch->missing_ms = 0;
  if (watch->state != ENH_SUPERVISOR_RECOVERING || watch->reason != reason)
    enh__watch_enter (watch, ENH_SUPERVISOR_RECOVERING, reason,
                      enh__words_recovering (reason), now_ms);
}

void
enh__watch_forget_loss (enh__watch *watch)
{
  for (int d = 0; d < 2; ++d)
    {
      watch->side[d].lost = 0;
      watch->side[d].missing = 0;
      watch->side[d].offered = enh__watch_no_device;
    }
}
