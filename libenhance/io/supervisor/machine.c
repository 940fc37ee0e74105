/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The limits, and why:

   LOOK_AT_STALL  three status lines without a beat: no longer chance; the list
                  of devices tells whether the server is gone, and it costs
                  nothing to ask while there is silence anyhow.
   STALL          a server that stops for 2 s and goes on keeps its session; the
                  rest is margin for a busy machine. Beyond it, it hangs.
   SPEECHLESS     fifteen status lines missing: the process itself hangs.
   OPEN           PulseAudio has been seen to need 1.8 s for the first callback,
                  a busy machine several times that.
   LOOK_EVERY     a device that vanished while the sound goes on is noticed by
                  two looks that agree: after 3 to 4 s.
   TARGETS_EVERY  asking PulseAudio is cheap, and what it may have done is play
                  on loudspeakers.
   OFFER_EVERY    somebody reads what is offered, with the headset in hand.
   RETRY          with the 0.1 to 0.5 s that a look takes and the start itself,
                  a server that returns is heard within 2 s.
   GRACE          after sleep, a headset at USB comes seconds after the rest.
   STEADY, FAILURES  what ran for 10 s has not failed at once; six failures
                  without such a time between take some 4 s, and then somebody
                  must look. */

#include "io/supervisor/transitions.h"

#include "io/supervisor/process.h"
#include "io/supervisor/device_match.h"
#include "io/supervisor/messages.h"

#include <string.h>

/* A server that stays away for so long is told of once more, ms. */
#define STILL_GONE_MS 10000u

/* --- The caller presses -------------------------------------------------- */

void
enh__watch_init (enh__watch *watch,
                 void (*emit) (void *user, const enh_supervisor_event *event),
                 void *user, uint64_t slept_ms)
{
  memset (watch, 0, sizeof *watch);
  watch->emit = emit;
  watch->user = user;
  watch->slept_ms = slept_ms;
}

/* A new beginning by a person's hand. */
static void
begin (enh__watch *watch, enh_supervisor_reason reason, uint64_t now_ms)
{
  watch->failures = 0;
  watch->missing_ms = 0;
  watch->for_loudspeaker = 0;
  enh__watch_forget_loss (watch);
  enh__watch_enter (watch, ENH_SUPERVISOR_STARTING, reason, "", now_ms);
  /* One that is just ending is followed by the new one. */
  if (watch->child == ENH__WATCH_ENDING)
    watch->stopping = 0;
  else
    enh__watch_spawn (watch, now_ms);
}

void
enh__watch_start (enh__watch *watch, uint64_t now_ms)
{
  if (watch->state == ENH_SUPERVISOR_WAITING)
    enh__watch_resume (watch, now_ms);
  else if (watch->state == ENH_SUPERVISOR_STOPPED || watch->stopping)
    begin (watch, ENH_REASON_NONE, now_ms);
}

void
enh__watch_stop (enh__watch *watch, uint64_t now_ms)
{
  watch->allow_loudspeaker = watch->allow_always;
  enh__watch_quit (watch, now_ms);
  watch->orders &= ~(unsigned int) ENH__ORDER_SPAWN;
  if (watch->child == ENH__WATCH_ENDING)
    watch->stopping = 1;
  else if (watch->state != ENH_SUPERVISOR_STOPPED)
    {
      enh__watch_forget_loss (watch);
      enh__watch_enter (watch, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE, "",
                        now_ms);
    }
}

void
enh__watch_resume (enh__watch *watch, uint64_t now_ms)
{
  if (watch->state == ENH_SUPERVISOR_RECOVERING)
    watch->retry_ms = now_ms;
  if (watch->state != ENH_SUPERVISOR_WAITING)
    return;
  for (int d = 0; d < 2; ++d)
    {
      enh__watch_side *side = &watch->side[d];

      if (!side->lost || !side->missing)
        continue;
      if (enh__device_leads_on (&side->device))
        side->target.name[0] = '\0';
      else if (side->offered.name[0])
        side->device = side->offered;
    }
  begin (watch, ENH_REASON_NONE, now_ms);
}

static void
want (enh__watch_side *side, const char *spec)
{
  side->named = spec != NULL;
  enh__text_copy (side->spec, sizeof side->spec, spec ? spec : "");
  side->device = enh__watch_no_device;
  side->target.name[0] = '\0';
}

void
enh__watch_choose (enh__watch *watch, const char *input, const char *output,
                   uint64_t now_ms)
{
  want (&watch->side[ENH_DIRECTION_INPUT], input);
  want (&watch->side[ENH_DIRECTION_OUTPUT], output);
  watch->longer_period = 0;
  watch->doublings = 0;
  if (watch->state == ENH_SUPERVISOR_STOPPED || watch->stopping)
    return;
  enh__watch_quit (watch, now_ms);
  begin (watch, ENH_REASON_CHOSEN, now_ms);
}

void
enh__watch_renew (enh__watch *watch, uint64_t now_ms)
{
  if (watch->child != ENH__WATCH_OPENING && watch->child != ENH__WATCH_RUNNING)
    return;
  enh__watch_quit (watch, now_ms);
  enh__watch_enter (watch, ENH_SUPERVISOR_RECOVERING, ENH_REASON_NONE,
                    enh__words_recovering (ENH_REASON_NONE), now_ms);
}

/* --- Time ---------------------------------------------------------------- */

static void
tick_running (enh__watch *watch, uint64_t now_ms)
{
  const uint64_t stood_ms = now_ms - watch->beat_ms;
  int useful = 0;

  for (int d = 0; d < 2; ++d)
    useful |= enh__device_listed_in_use (&watch->side[d].device)
              || enh__device_leads_on (&watch->side[d].device)
              || !enh__device_known (&watch->side[d].device);

  if (now_ms - watch->line_ms >= ENH__WATCH_SPEECHLESS_MS)
    enh__watch_recover (watch, ENH_REASON_DIED, "", now_ms);
  else if (watch->dummy)
    return;
  else if (stood_ms >= ENH__WATCH_STALL_MS)
    enh__watch_recover (watch, ENH_REASON_SERVER_HUNG, "", now_ms);
  else if (stood_ms >= ENH__WATCH_LOOK_AT_STALL_MS && !watch->looked_at_stall)
    {
      /* One that is under way may have begun before the fault. */
      if (!watch->looking)
        watch->looked_at_stall = 1;
      enh__watch_look (watch);
    }
  else if ((useful || stood_ms >= ENH__WATCH_LOOK_AT_STALL_MS)
           && now_ms >= watch->retry_ms)
    enh__watch_look (watch);
}

static void
tick_silent (enh__watch *watch, uint64_t now_ms)
{
  if (watch->state == ENH_SUPERVISOR_RECOVERING)
    {
      if (now_ms >= watch->retry_ms && watch->dummy)
        enh__watch_spawn (watch, now_ms);
      else if (now_ms >= watch->retry_ms)
        enh__watch_look (watch);
      if (!watch->told_still && now_ms - watch->since_ms >= STILL_GONE_MS)
        {
          watch->told_still = 1;
          enh__watch_tell (watch,
                           "The sound system is still not there. The sound "
                           "comes back as soon as it is; restarting the "
                           "computer may help.");
        }
    }
  else if (watch->state == ENH_SUPERVISOR_WAITING && !watch->dummy
           && now_ms >= watch->retry_ms)
    enh__watch_look (watch);
}

void
enh__watch_tick (enh__watch *watch, uint64_t now_ms, uint64_t slept_ms)
{
  const int slept = slept_ms >= watch->slept_ms + ENH__WATCH_SLEPT_MS;

  watch->slept_ms = slept_ms;
  if (slept && !watch->dummy && !watch->stopping
      && watch->child != ENH__WATCH_NO_CHILD)
    {
      watch->failures = 0;
      enh__watch_recover (watch, ENH_REASON_SUSPENDED, "", now_ms);
    }
  switch (watch->child)
    {
    case ENH__WATCH_OPENING:
      if (now_ms - watch->spawned_ms >= ENH__WATCH_OPEN_MS)
        enh__watch_recover (watch, ENH_REASON_SERVER_HUNG,
                            "the sound system does not answer", now_ms);
      break;
    case ENH__WATCH_RUNNING:
      tick_running (watch, now_ms);
      break;
    case ENH__WATCH_ENDING:
      if (now_ms - watch->spawned_ms >= ENH__WATCH_QUIT_MS)
        {
          enh__watch_kill (watch);
          watch->child = ENH__WATCH_ENDING;
          enh__watch_ended (watch, ENH__EXIT_KILLED, now_ms);
        }
      break;
    case ENH__WATCH_NO_CHILD:
    default:
      tick_silent (watch, now_ms);
      break;
    }
}

/* --- What a process is begun with ---------------------------------------- */

const char *
enh__watch_device (const enh__watch *watch, enh_direction direction)
{
  const enh__watch_side *side = &watch->side[direction];

  if (!watch->dummy && enh__device_known (&side->device))
    {
      const enh_device_info *row
        = enh__device_again (watch->list, &side->device, direction);

      return row ? row->name : side->device.name;
    }
  return side->named ? side->spec : NULL;
}

uint32_t
enh__watch_period (const enh__watch *watch)
{
  return watch->longer_period ? watch->longer_period : watch->period;
}
