/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the list of devices says, and what is made of it. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/device_match.h"

#include <string.h>

/* Scans one after the other that must miss a device whose sound goes on. */
#define MISSING_SCANS 2

/* --- The devices --------------------------------------------------------- */

/* Whether the device that is to be used is there. */
static int
is_there (const enh__machine *machine, enh_direction direction)
{
  const enh__machine_side *side = &machine->side[direction];
  const enh_device_info *found = NULL;

  if (enh__device_known (&side->device))
    return enh__machine_is_again (machine, direction);
  return enh_device_list_find (machine->list, side->named ? side->spec : NULL,
                               direction, &found, NULL)
         == ENH_OK;
}

static int
server_gone (const enh__machine *machine, enh_direction direction)
{
  const enh_supervisor_device *device = &machine->side[direction].device;

  if (!enh__device_known (device))
    return !enh_device_list_get (machine->list, 0);
  /* It has begun, and does not answer yet. */
  if (enh__device_leads_on (device) && machine->side[direction].target.name[0]
      && !machine->targets.known)
    return 1;
  return enh__device_server_gone (machine->list, device);
}

/* A server came back, and nobody can tell whether it leads to the same headset:
   not by itself. */
static int
is_blind (const enh__machine *machine)
{
  const enh__machine_side *out = &machine->side[ENH_DIRECTION_OUTPUT];

  return machine->sessions > 0 && enh__device_leads_on (&out->device)
         && !out->target.name[0]
         && (machine->reason == ENH_REASON_SERVER_LOST
             || machine->reason == ENH_REASON_SERVER_HUNG
             || machine->reason == ENH_REASON_SUSPENDED);
}

/* A plug pulled out of a laptop's socket leaves the device as it is, and makes a
   loudspeaker of it: the list tells that of PipeWire's, the server of what lies
   behind "default". */
static void
learn_kinds (enh__machine *machine)
{
  const enh_device_info *row;

  for (int d = 0; d < 2; ++d)
    {
      enh__machine_side *side = &machine->side[d];
      const enh_device_target *target = &machine->targets.side[d];

      for (uint32_t i = 0; (row = enh_device_list_get (machine->list, i)); ++i)
        if (enh__device_listed_in_use (&side->device)
            && strcmp (row->backend, side->device.backend) == 0
            && strcmp (row->name, side->device.name) == 0
            && row->kind != ENH_DEVICE_UNKNOWN)
          side->device.kind = row->kind;
      if (machine->targets.known && target->name[0]
          && enh__device_leads_on (&side->device)
          && strcmp (side->target.name, target->name) == 0)
        side->device.kind = target->kind;
    }
}

static int
is_refused (const enh__machine *machine)
{
  return !machine->allow_loudspeaker
         && machine->side[ENH_DIRECTION_OUTPUT].device.kind
              == ENH_DEVICE_LOUDSPEAKER;
}

static void
refuse (enh__machine *machine, uint64_t now_ms)
{
  machine->side[ENH_DIRECTION_OUTPUT].lost = 1;
  enh__machine_wait_for_user (machine, ENH_REASON_LOUDSPEAKER, "", now_ms);
}

static void
scan_while_recovering (enh__machine *machine, uint64_t now_ms)
{
  machine->retry_ms = now_ms + ENH__MACHINE_RETRY_MS;
  for (int d = 0; d < 2; ++d)
    {
      if (is_there (machine, (enh_direction) d))
        continue;
      if (server_gone (machine, (enh_direction) d))
        machine->missing_ms = 0;
      else if (machine->missing_ms == 0)
        machine->missing_ms = now_ms;
      else if (now_ms - machine->missing_ms >= ENH__MACHINE_GRACE_MS)
        enh__machine_lose (machine, (enh_direction) d,
                           d == ENH_DIRECTION_INPUT ? ENH_REASON_INPUT_LOST
                                                    : ENH_REASON_OUTPUT_LOST,
                           now_ms);
      return;
    }
  learn_kinds (machine);
  if (is_refused (machine))
    refuse (machine, now_ms);
  else if (is_blind (machine))
    enh__machine_wait_for_user (machine, machine->reason, "", now_ms);
  else
    enh__machine_spawn (machine, now_ms);
}

/* What the process did not know of its devices, the list does. */
static void
learn (enh__machine *machine)
{
  const enh_device_kind knew[2]
    = { machine->side[0].device.kind, machine->side[1].device.kind };
  int learnt = 0, wireless = 0;

  for (int d = 0; d < 2; ++d)
    {
      enh__machine_side *side = &machine->side[d];
      const enh_device_info *row = NULL;

      if (!enh__device_known (&side->device)
          && enh_device_list_find (machine->list,
                                   side->named ? side->spec : NULL,
                                   (enh_direction) d, &row, NULL)
               == ENH_OK)
        {
          enh__device_copy (&side->device, row);
          learnt = 1;
        }
    }
  for (int d = 0; d < 2 && machine->targets.known; ++d)
    {
      enh__machine_side *side = &machine->side[d];
      const enh_device_target *target = &machine->targets.side[d];

      if (!enh__device_leads_on (&side->device) || !target->name[0])
        continue;
      if (!side->target.name[0])
        {
          side->target = *target;
          learnt |= target->kind != side->device.kind;
        }
    }
  learn_kinds (machine);
  for (int d = 0; d < 2; ++d)
    wireless |= machine->side[d].device.kind == ENH_DEVICE_BLUETOOTH
                && knew[d] != ENH_DEVICE_BLUETOOTH;
  if (learnt)
    enh__machine_notify_devices (machine);
  /* The process could not: it only knows the way to the sound server. */
  if (wireless)
    enh__machine_warn (machine, ENH_WARNING_BLUETOOTH, 0.0, "");
}

/* The server says that the sound of now goes elsewhere. */
static int
is_moved (const enh__machine *machine, enh_direction direction)
{
  const enh__machine_side *side = &machine->side[direction];
  const enh_device_target *target = &machine->targets.side[direction];

  return machine->targets.known && enh__device_leads_on (&side->device)
         && side->target.name[0] && strcmp (side->target.name, target->name);
}

static int
is_stalled (const enh__machine *machine, uint64_t now_ms)
{
  return now_ms - machine->beat_ms >= ENH__MACHINE_SCAN_ON_STALL_MS;
}

static void
scan_while_listening (enh__machine *machine, uint64_t now_ms)
{
  const int stalled = is_stalled (machine, now_ms);

  machine->retry_ms = now_ms
                      + (enh__machine_targets_suffice (machine)
                           ? ENH__MACHINE_TARGETS_EVERY_MS
                           : ENH__MACHINE_SCAN_EVERY_MS);
  if (!stalled)
    learn (machine);
  for (int d = 1; d >= 0; --d)
    if (is_moved (machine, (enh_direction) d))
      {
        machine->side[1 - d].missing
          = is_moved (machine, (enh_direction) (1 - d));
        enh__machine_lose (machine, (enh_direction) d,
                           d == ENH_DIRECTION_INPUT ? ENH_REASON_INPUT_REPLACED
                                                    : ENH_REASON_OUTPUT_LOST,
                           now_ms);
        return;
      }
  if (is_refused (machine))
    {
      refuse (machine, now_ms);
      return;
    }
  if (machine->side[ENH_DIRECTION_OUTPUT].device.kind == ENH_DEVICE_LOUDSPEAKER
      && !machine->for_loudspeaker)
    {
      /* It is allowed, and was a headset when the process began: one that cannot
         howl is wanted now. */
      machine->for_loudspeaker = 1;
      enh__machine_renew (machine, ENH_REASON_NONE, now_ms);
      return;
    }
  for (int d = 0; d < 2; ++d)
    {
      enh__machine_side *side = &machine->side[d];

      if (is_there (machine, (enh_direction) d))
        side->missing = 0;
      else if (server_gone (machine, (enh_direction) d))
        {
          side->missing = 0;
          /* One that stands still may go on; the heartbeat tells when that has
             lasted too long. */
          if (stalled && !machine->targets.hangs)
            {
              enh__machine_recover (machine, ENH_REASON_SERVER_LOST, "",
                                    now_ms);
              return;
            }
        }
      else if (stalled || enh__device_listed_in_use (&side->device))
        {
          /* At once again: one scan may have come at a bad moment. */
          machine->retry_ms = now_ms;
          ++side->missing;
        }
    }
  /* The headset first: where both are gone, its words are what is read. */
  for (int d = 1; d >= 0; --d)
    if (machine->side[d].missing >= MISSING_SCANS)
      {
        enh__machine_lose (machine, (enh_direction) d,
                           d == ENH_DIRECTION_INPUT ? ENH_REASON_INPUT_LOST
                                                    : ENH_REASON_OUTPUT_LOST,
                           now_ms);
        return;
      }
}

int
enh__machine_targets_suffice (const enh__machine *machine)
{
  return enh__device_leads_on (&machine->side[ENH_DIRECTION_INPUT].device)
         && enh__device_leads_on (&machine->side[ENH_DIRECTION_OUTPUT].device);
}

void
enh__machine_on_device_scan (enh__machine *machine, const enh_device_list *list,
                             const enh__child_targets *targets, uint64_t now_ms)
{
  machine->scanning = 0;
  if (!list && !targets)
    {
      machine->retry_ms = now_ms + ENH__MACHINE_RETRY_MS;
      /* Where the program itself is at fault, its helper may be, too; and
         enough of those failures are reported. */
      if (machine->state == ENH_SUPERVISOR_RECOVERING
          && machine->reason == ENH_REASON_DIED
          && machine->child == ENH__MACHINE_NO_CHILD)
        enh__machine_spawn (machine, now_ms);
      return;
    }
  if (list)
    machine->list = list;
  if (targets)
    machine->targets = *targets;
  else
    {
      machine->targets.known = 0;
      machine->targets.hangs = 0;
    }
  if (machine->state == ENH_SUPERVISOR_RECOVERING
      && machine->child == ENH__MACHINE_NO_CHILD)
    {
      /* A press of before the scan, or a pause that is not over. */
      if (now_ms >= machine->retry_ms)
        scan_while_recovering (machine, now_ms);
    }
  else if (machine->child == ENH__MACHINE_RUNNING)
    scan_while_listening (machine, now_ms);
  else if (machine->state == ENH_SUPERVISOR_WAITING)
    {
      machine->retry_ms = now_ms + ENH__MACHINE_OFFER_EVERY_MS;
      if (enh__machine_update_offers (machine))
        {
          for (int d = 0; d < 2; ++d)
            machine->side[d].returned = machine->side[d].lost
                                        && !machine->side[d].missing;
          enh__machine_notify (machine);
        }
    }
}
