/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The limits, and why:

   SCAN_ON_STALL  three status lines without a beat: no longer chance; the list
                  of devices tells whether the server is gone, and it costs
                  nothing to ask while there is silence anyhow.
   STALL          a server that stops for 2 s and goes on keeps its session; the
                  rest is margin for a busy machine. Beyond it, it hangs.
   NO_LINE        fifteen status lines missing: the process itself hangs.
   OPEN           PulseAudio has been seen to need 1.8 s for the first callback,
                  a busy machine several times that.
   SCAN_EVERY     a device that vanished while the sound goes on is noticed by
                  two scans that agree: after 3 to 4 s.
   TARGETS_EVERY  asking PulseAudio is cheap, and what it may have done is play
                  on loudspeakers.
   OFFER_EVERY    somebody reads what is offered, with the headset in hand.
   RETRY          with the 0.1 to 0.5 s that a scan takes and the start itself,
                  a server that returns is heard within 2 s.
   GRACE          after sleep, a headset at USB comes seconds after the rest.
   STEADY, FAILURES  what ran for 10 s has not failed at once; six failures
                  without such a time between take some 4 s, and then somebody
                  must look. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/process.h"
#include "io/supervisor/device_match.h"

#include <string.h>

/* Without a gap for so long, the period of before the gaps is tried again, ms; and
   how often that time is doubled at most. Five minutes: a burst of load, an update
   or a backup of some files, is over; eighty: who has gaps every hour keeps what
   helps. */
#define BACK_AFTER_MS 300000u
#define BACK_SHIFT_MOST 4u

/* A server that stays away for so long is reported once more, ms. */
#define STILL_GONE_MS 10000u

/* Files wait for a slow machine so many times longer: they lose nothing by it,
   and what was begun is written to its end. */
#define FILES_PATIENCE 10u

/* --- The user acts -------------------------------------------------- */

void
enh__machine_init (enh__machine *machine,
                   void (*emit) (void *user, const enh_supervisor_event *event),
                   void *user, uint64_t slept_ms)
{
  memset (machine, 0, sizeof *machine);
  machine->emit = emit;
  machine->user = user;
  machine->slept_ms = slept_ms;
}

/* A new beginning by a person's hand. */
static void
begin (enh__machine *machine, enh_supervisor_reason reason, uint64_t now_ms)
{
  machine->failures = 0;
  machine->missing_ms = 0;
  machine->for_loudspeaker = 0;
  enh__machine_forget_loss (machine);
  enh__machine_enter (machine, ENH_SUPERVISOR_STARTING, reason, "", now_ms);
  /* One that is just ending is followed by the new one. */
  if (machine->child == ENH__MACHINE_REPLACING
      || machine->child == ENH__MACHINE_STOPPING)
    machine->child = ENH__MACHINE_REPLACING;
  else
    enh__machine_spawn (machine, now_ms);
}

void
enh__machine_start (enh__machine *machine, uint64_t now_ms)
{
  if (machine->state == ENH_SUPERVISOR_WAITING)
    enh__machine_resume (machine, now_ms);
  else if (machine->state == ENH_SUPERVISOR_STOPPED
           || machine->child == ENH__MACHINE_STOPPING)
    begin (machine, ENH_REASON_NONE, now_ms);
}

static void
forget_gaps (enh__machine *machine)
{
  machine->longer_period = 0;
  machine->doublings = 0;
  machine->given_back = 0;
}

void
enh__machine_stop (enh__machine *machine, uint64_t now_ms)
{
  forget_gaps (machine);
  machine->allow_loudspeaker = machine->allow_always;
  enh__machine_quit (machine, now_ms);
  machine->orders &= ~(unsigned int) ENH__ORDER_SPAWN;
  if (machine->child == ENH__MACHINE_REPLACING)
    machine->child = ENH__MACHINE_STOPPING;
  else if (machine->state != ENH_SUPERVISOR_STOPPED
           && machine->child != ENH__MACHINE_STOPPING)
    {
      enh__machine_forget_loss (machine);
      enh__machine_enter (machine, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE, "",
                          now_ms);
    }
}

void
enh__machine_resume (enh__machine *machine, uint64_t now_ms)
{
  if (machine->state == ENH_SUPERVISOR_RECOVERING)
    machine->retry_ms = now_ms;
  if (machine->state != ENH_SUPERVISOR_WAITING)
    return;
  for (int d = 0; d < 2; ++d)
    {
      enh__machine_side *side = &machine->side[d];

      if (!side->lost || !side->missing)
        continue;
      if (enh__device_leads_on (&side->device))
        side->target.name[0] = '\0';
      else if (side->offered.name[0])
        side->device = side->offered;
    }
  begin (machine, ENH_REASON_NONE, now_ms);
}

static void
want (enh__machine_side *side, const char *spec)
{
  side->named = spec != NULL;
  enh__text_copy (side->spec, sizeof side->spec, spec ? spec : "");
  side->device = enh__machine_no_device;
  side->target.name[0] = '\0';
}

void
enh__machine_choose (enh__machine *machine, const char *input,
                     const char *output, uint64_t now_ms)
{
  want (&machine->side[ENH_DIRECTION_INPUT], input);
  want (&machine->side[ENH_DIRECTION_OUTPUT], output);
  forget_gaps (machine);
  if (machine->state == ENH_SUPERVISOR_STOPPED
      || machine->child == ENH__MACHINE_STOPPING)
    return;
  enh__machine_quit (machine, now_ms);
  begin (machine, ENH_REASON_CHOSEN, now_ms);
}

/* --- Time ---------------------------------------------------------------- */

static uint64_t
patience (const enh__machine *machine)
{
  return machine->dummy ? FILES_PATIENCE : 1u;
}

/* A burst of load long ago: the delay of before comes back. Should gaps come with it,
   it is kept twice as long the next time. */
static int
give_back (enh__machine *machine, uint64_t now_ms)
{
  const uint32_t times = machine->given_back < BACK_SHIFT_MOST
                           ? machine->given_back
                           : BACK_SHIFT_MOST;

  if (!machine->longer_period
      || now_ms - machine->beat_ms >= ENH__MACHINE_SCAN_ON_STALL_MS
      || now_ms - machine->quiet_ms < (uint64_t) BACK_AFTER_MS << times)
    return 0;
  machine->longer_period = 0;
  machine->doublings = 0;
  ++machine->given_back;
  enh__machine_renew (machine, ENH_REASON_NONE, now_ms);
  return 1;
}

static void
tick_running (enh__machine *machine, uint64_t now_ms)
{
  const uint64_t stalled_ms = now_ms - machine->beat_ms;
  int useful = 0;

  for (int d = 0; d < 2; ++d)
    useful |= enh__device_listed_in_use (&machine->side[d].device)
              || enh__device_leads_on (&machine->side[d].device)
              || !enh__device_known (&machine->side[d].device);

  if (now_ms - machine->line_ms >= patience (machine) * ENH__MACHINE_NO_LINE_MS)
    enh__machine_recover (machine, ENH_REASON_DIED, "", now_ms);
  else if (machine->dummy || give_back (machine, now_ms))
    return;
  else if (stalled_ms >= ENH__MACHINE_STALL_MS)
    enh__machine_recover (machine, ENH_REASON_SERVER_HUNG, "", now_ms);
  else if (stalled_ms >= ENH__MACHINE_SCAN_ON_STALL_MS
           && !machine->scanned_on_stall)
    {
      /* One that is under way may have begun before the fault. */
      if (!machine->scanning)
        machine->scanned_on_stall = 1;
      enh__machine_scan (machine);
    }
  else if ((useful || stalled_ms >= ENH__MACHINE_SCAN_ON_STALL_MS)
           && now_ms >= machine->retry_ms)
    enh__machine_scan (machine);
}

static void
tick_silent (enh__machine *machine, uint64_t now_ms)
{
  if (machine->state == ENH_SUPERVISOR_RECOVERING)
    {
      if (now_ms >= machine->retry_ms)
        enh__machine_scan (machine);
      if (!machine->still_gone && now_ms - machine->since_ms >= STILL_GONE_MS)
        {
          machine->still_gone = 1;
          enh__machine_notify (machine);
        }
    }
  else if (machine->state == ENH_SUPERVISOR_WAITING && !machine->dummy
           && now_ms >= machine->retry_ms)
    enh__machine_scan (machine);
}

void
enh__machine_tick (enh__machine *machine, uint64_t now_ms, uint64_t slept_ms)
{
  const int slept = slept_ms >= machine->slept_ms + ENH__MACHINE_SLEPT_MS;
  const enh__machine_child child = machine->child;

  machine->slept_ms = slept_ms;
  if (slept && !machine->dummy && machine->child != ENH__MACHINE_STOPPING
      && machine->child != ENH__MACHINE_NO_CHILD)
    {
      machine->failures = 0;
      enh__machine_recover (machine, ENH_REASON_SUSPENDED, "", now_ms);
    }
  switch (machine->child)
    {
    case ENH__MACHINE_OPENING:
      if (now_ms - machine->spawned_ms
          >= patience (machine) * ENH__MACHINE_OPEN_MS)
        enh__machine_recover (machine, ENH_REASON_SERVER_HUNG,
                              "the sound system does not answer", now_ms);
      break;
    case ENH__MACHINE_RUNNING:
      tick_running (machine, now_ms);
      break;
    case ENH__MACHINE_REPLACING:
    case ENH__MACHINE_STOPPING:
      if (now_ms - machine->spawned_ms
          >= patience (machine) * ENH__MACHINE_QUIT_MS)
        {
          enh__machine_kill (machine);
          machine->child = child;
          enh__machine_on_child_exit (machine, ENH__EXIT_KILLED, now_ms);
        }
      break;
    case ENH__MACHINE_NO_CHILD:
      tick_silent (machine, now_ms);
      break;
    }
}
