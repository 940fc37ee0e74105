/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Settings and fittings, as they reach the audio thread: spread over hops. */

#include "chain_steps.h"

#include "base/decibel.h"
#include "base/minmax.h"

#include <string.h>

/* What the limiter holds, dBFS of a sine: one value with a ramp of its own. With
   a ramp for each of its two parts it would, while both move, pass levels that
   nobody has asked for. Both are read as they were at one moment. */
static void
read_ceiling (enh_chain *chain, int snap)
{
  enh__ramp *ramp = &chain->audio.ceiling_db;
  const float before
    = atomic_load_explicit (&chain->param[PARAM_CEILING], memory_order_acquire);
  const float full_scale = atomic_load_explicit (
    &chain->param[PARAM_EAR_FULL_SCALE], memory_order_acquire);
  const float after
    = atomic_load_explicit (&chain->param[PARAM_CEILING], memory_order_acquire);
  float target = after - full_scale;

  /* Moved meanwhile: the lower; the next hop reads again. */
  if (before != after)
    target = enh__min (target, enh__min (before - full_scale, ramp->target));
  if (snap)
    enh__ramp_snap (ramp, target);
  else
    enh__ramp_step (ramp, target, chain->ramp_hops);
  chain->audio.ceiling
    = enh__db_to_gain (ramp->value - chain->audio.dose.reduction_db);
}

void
enh__chain_read_settings (enh_chain *chain, int snap)
{
  for (enh_param id = 0; id < PARAM_COUNT; ++id)
    {
      const float target
        = atomic_load_explicit (&chain->param[id], memory_order_relaxed);
      if (snap)
        enh__ramp_snap (&chain->audio.setting[id], target);
      else
        enh__ramp_step (&chain->audio.setting[id], target, chain->ramp_hops);
    }
  read_ceiling (chain, snap);
}

static void
move_fitting (const enh_chain *chain, enh__fitting *fitting,
              const enh__fitting *target, uint32_t left)
{
  const float part = 1.0f / (float) left;

  for (uint32_t b = 0; b < chain->audio.compressor.bands; ++b)
    {
      fitting->slope[b] += part * (target->slope[b] - fitting->slope[b]);
      fitting->reach_db[b]
        += part * (target->reach_db[b] - fitting->reach_db[b]);
    }
  for (uint32_t k = 0; k < chain->bins; ++k)
    fitting->gain[k] += part * (target->gain[k] - fitting->gain[k]);
}

void
enh__chain_read_fitting (enh_chain *chain, int snap)
{
  if (enh__mailbox_take (&chain->fitting_box))
    chain->audio.fitting_left = chain->ramp_hops;
  const enh__fittings *newest = &chain->fittings[chain->fitting_box.read];
  const float sharing = newest->same ? 1.0f : 0.0f;
  if (snap)
    {
      chain->audio.fitting_left = 1;
      enh__ramp_snap (&chain->audio.sharing, sharing);
    }
  enh__ramp_step (&chain->audio.sharing, sharing, chain->ramp_hops);
  chain->audio.fitting_moved = chain->audio.fitting_left != 0;
  if (!chain->audio.fitting_moved)
    return;

  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      enh__fitting *fitting = &chain->audio.ear[e].fitting;
      if (chain->audio.fitting_left > 1)
        move_fitting (chain, fitting, &newest->ear[e],
                      chain->audio.fitting_left);
      else
        {
          memcpy (fitting->slope, newest->ear[e].slope, sizeof fitting->slope);
          memcpy (fitting->reach_db, newest->ear[e].reach_db,
                  sizeof fitting->reach_db);
          memcpy (fitting->gain, newest->ear[e].gain,
                  chain->bins * sizeof *fitting->gain);
        }
    }
  --chain->audio.fitting_left;
}
