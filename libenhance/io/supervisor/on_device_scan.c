/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the list of devices says, and what is made of it. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/device_match.h"

#include <string.h>

/* Looks one after the other that must miss a device whose sound goes on. */
#define MISSING_LOOKS 2

/* --- The devices --------------------------------------------------------- */

/* Whether the device that is to be used is there. */
static int
is_there (const enh__watch *watch, enh_direction direction)
{
  const enh__watch_side *side = &watch->side[direction];
  const enh_device_info *found = NULL;

  if (enh__device_known (&side->device))
    return enh__watch_is_again (watch, direction);
  return enh_device_list_find (watch->list, side->named ? side->spec : NULL,
                               direction, &found, NULL)
         == ENH_OK;
}

static int
server_gone (const enh__watch *watch, enh_direction direction)
{
  const enh_supervisor_device *device = &watch->side[direction].device;

  if (!enh__device_known (device))
    return !enh_device_list_get (watch->list, 0);
  /* It has begun, and does not answer yet. */
  if (enh__device_leads_on (device) && watch->side[direction].target.name[0]
      && !watch->targets.known)
    return 1;
  return enh__device_server_gone (watch->list, device);
}

/* A server came back, and nobody can tell whether it leads to the same headset:
   not by itself. */
static int
is_blind (const enh__watch *watch)
{
  const enh__watch_side *out = &watch->side[ENH_DIRECTION_OUTPUT];

  return watch->sessions > 0 && enh__device_leads_on (&out->device)
         && !out->target.name[0]
         && (watch->reason == ENH_REASON_SERVER_LOST
             || watch->reason == ENH_REASON_SERVER_HUNG
             || watch->reason == ENH_REASON_SUSPENDED);
}

/* A plug pulled out of a laptop's socket leaves the device as it is, and makes a
   loudspeaker of it: the list tells that of PipeWire's, the server of what lies
   behind "default". */
static void
learn_kinds (enh__watch *watch)
{
  const enh_device_info *row;

  for (int d = 0; d < 2; ++d)
    {
      enh__watch_side *side = &watch->side[d];
      const enh_device_target *target = &watch->targets.side[d];

      for (uint32_t i = 0; (row = enh_device_list_get (watch->list, i)); ++i)
        if (enh__device_listed_in_use (&side->device)
            && strcmp (row->backend, side->device.backend) == 0
            && strcmp (row->name, side->device.name) == 0
            && row->kind != ENH_DEVICE_UNKNOWN)
          side->device.kind = row->kind;
      if (watch->targets.known && target->name[0]
          && enh__device_leads_on (&side->device)
          && strcmp (side->target.name, target->name) == 0)
        side->device.kind = target->kind;
    }
}

static int
is_refused (const enh__watch *watch)
{
  return !watch->allow_loudspeaker
         && watch->side[ENH_DIRECTION_OUTPUT].device.kind
              == ENH_DEVICE_LOUDSPEAKER;
}

static void
refuse (enh__watch *watch, uint64_t now_ms)
{
  watch->side[ENH_DIRECTION_OUTPUT].lost = 1;
  enh__watch_wait_for_press (watch, ENH_REASON_LOUDSPEAKER, "", now_ms);
}

static void
looked_recovering (enh__watch *watch, uint64_t now_ms)
{
  watch->retry_ms = now_ms + ENH__WATCH_RETRY_MS;
  for (int d = 0; d < 2; ++d)
    {
      if (is_there (watch, (enh_direction) d))
        continue;
      if (server_gone (watch, (enh_direction) d))
        watch->missing_ms = 0;
      else if (watch->missing_ms == 0)
        watch->missing_ms = now_ms;
      else if (now_ms - watch->missing_ms >= ENH__WATCH_GRACE_MS)
        enh__watch_lose (watch, (enh_direction) d,
                         d == ENH_DIRECTION_INPUT ? ENH_REASON_INPUT_LOST
                                                  : ENH_REASON_OUTPUT_LOST,
                         now_ms);
      return;
    }
  learn_kinds (watch);
  if (is_refused (watch))
    refuse (watch, now_ms);
  else if (is_blind (watch))
    enh__watch_wait_for_press (watch, watch->reason, "", now_ms);
  else
    enh__watch_spawn (watch, now_ms);
}

/* What the process did not tell of its devices, the list does. */
static void
learn (enh__watch *watch)
{
  int learnt = 0;

  for (int d = 0; d < 2; ++d)
    {
      enh__watch_side *side = &watch->side[d];
      const enh_device_info *row = NULL;

      if (!enh__device_known (&side->device)
          && enh_device_list_find (watch->list, side->named ? side->spec : NULL,
                                   (enh_direction) d, &row, NULL)
               == ENH_OK)
        {
          enh__device_copy (&side->device, row);
          learnt = 1;
        }
    }
  for (int d = 0; d < 2 && watch->targets.known; ++d)
    {
      enh__watch_side *side = &watch->side[d];
      const enh_device_target *target = &watch->targets.side[d];

      if (!enh__device_leads_on (&side->device) || !target->name[0])
        continue;
      if (!side->target.name[0])
        {
          side->target = *target;
          learnt |= target->kind != side->device.kind;
        }
    }
  learn_kinds (watch);
  if (learnt)
    {
      enh__watch_tell (watch, "");
      enh__watch_warn_of_bluetooth (watch);
    }
}

/* The server says that the sound of now goes elsewhere. */
static int
is_moved (const enh__watch *watch, enh_direction direction)
{
  const enh__watch_side *side = &watch->side[direction];
  const enh_device_target *target = &watch->targets.side[direction];

  return watch->targets.known && enh__device_leads_on (&side->device)
         && side->target.name[0] && strcmp (side->target.name, target->name);
}

static int
is_stalled (const enh__watch *watch, uint64_t now_ms)
{
  return now_ms - watch->beat_ms >= ENH__WATCH_LOOK_AT_STALL_MS;
}

static void
looked_listening (enh__watch *watch, uint64_t now_ms)
{
  const int stalled = is_stalled (watch, now_ms);

  watch->retry_ms = now_ms
                    + (enh__watch_targets_do (watch)
                         ? ENH__WATCH_TARGETS_EVERY_MS
                         : ENH__WATCH_LOOK_EVERY_MS);
  if (!stalled)
    learn (watch);
  for (int d = 1; d >= 0; --d)
    if (is_moved (watch, (enh_direction) d))
      {
        watch->side[1 - d].missing = is_moved (watch, (enh_direction) (1 - d));
        enh__watch_lose (watch, (enh_direction) d,
                         d == ENH_DIRECTION_INPUT ? ENH_REASON_INPUT_REPLACED
                                                  : ENH_REASON_OUTPUT_LOST,
                         now_ms);
        return;
      }
  if (is_refused (watch))
    {
      refuse (watch, now_ms);
      return;
    }
  if (watch->side[ENH_DIRECTION_OUTPUT].device.kind == ENH_DEVICE_LOUDSPEAKER
      && !watch->for_loudspeaker)
    {
      /* It is allowed, and was a headset when the process began: one that cannot
         howl is wanted now. */
      watch->for_loudspeaker = 1;
      enh__watch_renew (watch, now_ms);
      return;
    }
  for (int d = 0; d < 2; ++d)
    {
      enh__watch_side *side = &watch->side[d];

      if (is_there (watch, (enh_direction) d))
        side->missing = 0;
      else if (server_gone (watch, (enh_direction) d))
        {
          side->missing = 0;
          /* One that stands still may go on; the heartbeat tells when that has
             lasted too long. */
          if (stalled && !watch->targets.hangs)
            {
              enh__watch_recover (watch, ENH_REASON_SERVER_LOST, "", now_ms);
              return;
            }
        }
      else if (stalled || enh__device_listed_in_use (&side->device))
        {
          /* At once again: one look may have come at a bad moment. */
          watch->retry_ms = now_ms;
          ++side->missing;
        }
    }
  /* The headset first: where both are gone, its words are what is read. */
  for (int d = 1; d >= 0; --d)
    if (watch->side[d].missing >= MISSING_LOOKS)
      {
        enh__watch_lose (watch, (enh_direction) d,
                         d == ENH_DIRECTION_INPUT ? ENH_REASON_INPUT_LOST
                                                  : ENH_REASON_OUTPUT_LOST,
                         now_ms);
        return;
      }
}

int
enh__watch_targets_do (const enh__watch *watch)
{
  return enh__device_leads_on (&watch->side[ENH_DIRECTION_INPUT].device)
         && enh__device_leads_on (&watch->side[ENH_DIRECTION_OUTPUT].device);
}

void
enh__watch_looked (enh__watch *watch, const enh_device_list *list,
                   const enh__child_targets *targets, uint64_t now_ms)
{
  char text[512];
  int back[2];

  watch->looking = 0;
  if (!list && !targets)
    {
      watch->retry_ms = now_ms + ENH__WATCH_RETRY_MS;
      /* Where the program itself is at fault, its helper may be, too; and
         enough of those failures are told of. */
      if (watch->state == ENH_SUPERVISOR_RECOVERING
          && watch->reason == ENH_REASON_DIED
          && watch->child == ENH__WATCH_NO_CHILD)
        enh__watch_spawn (watch, now_ms);
      return;
    }
  if (list)
    watch->list = list;
  if (targets)
    watch->targets = *targets;
  else
    {
      watch->targets.known = 0;
      watch->targets.hangs = 0;
    }
  if (watch->state == ENH_SUPERVISOR_RECOVERING
      && watch->child == ENH__WATCH_NO_CHILD)
    {
      /* A press of before the look, or a pause that is not over. */
      if (now_ms >= watch->retry_ms)
        looked_recovering (watch, now_ms);
    }
  else if (watch->child == ENH__WATCH_RUNNING)
    looked_listening (watch, now_ms);
  else if (watch->state == ENH_SUPERVISOR_WAITING)
    {
      watch->retry_ms = now_ms + ENH__WATCH_OFFER_EVERY_MS;
      if (enh__watch_update_offers (watch, back))
        {
          enh__watch_waiting_words (watch, back, "", text, sizeof text);
          enh__watch_tell (watch, text);
        }
    }
}
