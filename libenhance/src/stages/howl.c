/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Howl guard: one look after the other, and the trials. */

#include "stages/howl_parts.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/minmax.h"

#include <math.h>
#include <string.h>

/* Looks are this far apart; repetition is searched every so many of them. */
static const double look_seconds = 0.008;
static const uint32_t looks_per_search = 6;

/* A hop is reduced to steps of this. */
static const double step_seconds = 0.00025;

/* Fainter sound without a tone is not worth an action. */
static const float least_wide_db_spl = 60.0f;

/* A tone repeats itself after one of the first of its periods; where nothing
   does sooner than this, 10 ms in steps of an eighth hop, neighbouring modes of
   a loop beat. */
static const uint32_t least_modes_lag = 40;
static const float beats_seconds = 0.5f;

/* A loop that is worth an action is most of what is heard: a tone within this of
   the whole. */
static const float part_db = 12.0f;

/* How long things are remembered. */
static const float outside_seconds = 5.0f;
static const float wide_pause_seconds = 2.0f;

/* What is taken from everything is given back in such steps, each after so
   long. */
static const float drop_step_db = 6.0f;
static const float drop_step_seconds = 10.0f;

int
enh__howl_init (enh__howl *howl, const enh_allocator *alloc, uint32_t bins,
                float bin_hz, uint32_t inputs, uint32_t hop, double sample_rate)
{
  howl->alloc = *alloc;
  howl->bins = bins;
  howl->bin_hz = bin_hz;
  howl->inputs = inputs;
  howl->hop = hop;
  howl->steps = (uint32_t) lround (hop / (step_seconds * sample_rate));
  enh__howl_find_range (howl);
  howl->hops_per_look = (uint32_t) lround (look_seconds * sample_rate / hop);
  if (!howl->hops_per_look)
    howl->hops_per_look = 1;
  howl->look_seconds
    = (float) ((double) howl->hops_per_look * hop / sample_rate);
  howl->power = enh__alloc (alloc, bins, sizeof *howl->power);
  howl->curve = enh__alloc (alloc, bins, sizeof *howl->curve);
  if (!howl->power || !howl->curve)
    return -1;
  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    if (!(howl->dip[d].shape
          = enh__alloc (alloc, bins, sizeof *howl->dip[d].shape)))
      return -1;
  enh__howl_reset (howl);
  return 0;
}

void
enh__howl_clear (enh__howl *howl)
{
  enh__free (&howl->alloc, howl->power);
  enh__free (&howl->alloc, howl->curve);
  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    enh__free (&howl->alloc, howl->dip[d].shape);
}

void
enh__howl_reset (enh__howl *howl)
{
  howl->running = 0;
  howl->hops = howl->looks = 0;
  memset (howl->track, 0, sizeof howl->track);
  memset (howl->outside, 0, sizeof howl->outside);
  memset (howl->suspect, 0, sizeof howl->suspect);
  memset (howl->same, 0, sizeof howl->same);
  memset (howl->kept, 0, sizeof howl->kept);
  memset (howl->curve, 0, howl->bins * sizeof *howl->curve);
  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    {
      howl->dip[d].hz = 0.0f;
      howl->dip[d].target_db = howl->dip[d].depth_db = 0.0f;
      howl->dip[d].left = 0;
    }
  howl->drop_db = howl->drop_target_db = 0.0f;
  howl->drop_left = howl->alert = howl->careful = 0;
  howl->lag_left = 0;
  howl->wide_wait = howl->waits = 0;
  howl->wide_pause = enh__howl_looks_in (howl, wide_pause_seconds);
  howl->rings = howl->beats = howl->gather = 0;
  howl->testing = 0;
  howl->test_hold = 0;
  howl->chance = 1;
  howl->opened = 0;
  howl->flat = 1;
  howl->deepest_db = 0.0f;
  howl->last_step = 0.0f;
}

static void
count_down (uint32_t *looks)
{
  if (*looks)
    --*looks;
}

static void
pass_time (enh__howl *howl)
{
  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    {
      count_down (&howl->outside[i].left);
      count_down (&howl->suspect[i].left);
    }
  count_down (&howl->alert);
  count_down (&howl->careful);
  count_down (&howl->rings);
  count_down (&howl->beats);
  count_down (&howl->gather);
  count_down (&howl->wide_wait);
  count_down (&howl->lag_left);
  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    if (howl->dip[d].left && !--howl->dip[d].left)
      howl->dip[d].target_db = 0.0f;
  if (howl->drop_left && !--howl->drop_left)
    {
      /* One step at a time. */
      howl->drop_target_db
        = enh__max (howl->drop_target_db - drop_step_db, 0.0f);
      if (howl->drop_target_db > 0.0f)
        howl->drop_left = enh__howl_looks_in (howl, drop_step_seconds);
    }
}

static float
wide_db (const enh__howl *howl, const float *power, float full_scale_db)
{
  float sum = 0.0f;

  for (uint32_t k = howl->first / 2; k <= howl->last; ++k)
    sum += power[k];
  return enh__power_to_db (sum) + ENH__SINE_DB + full_scale_db;
}

static float
loudest_hz (const enh__howl *howl, const float *power)
{
  uint32_t loudest = howl->first;

  for (uint32_t k = howl->first; k <= howl->last; ++k)
    if (power[k] > power[loudest])
      loudest = k;
  return (float) loudest * howl->bin_hz;
}

static float
look (enh__howl *howl, const float *power, float full_scale_db)
{
  float found_hz = 0.0f;

  pass_time (howl);
  enh__howl_find_peaks (howl, power, full_scale_db);
  const float all_db = wide_db (howl, power, full_scale_db);
  uint32_t lag = 0;
  if (++howl->looks >= looks_per_search)
    {
      howl->looks = 0;
      if (all_db >= least_wide_db_spl)
        lag = enh__howl_find_repetition (howl);
      else
        memset (howl->same, 0, sizeof howl->same);
    }

  if (lag >= least_modes_lag)
    howl->beats = enh__howl_looks_in (howl, beats_seconds);
  if (howl->testing)
    {
      const float hz = enh__howl_trial_hz (howl);
      const uint32_t k = (uint32_t) (hz / howl->bin_hz + 0.5f);
      const float level = howl->testing == 1
                            ? enh__howl_tone_db (power, k, full_scale_db)
                            : all_db;
      if (enh__howl_go_on_trying (howl, level))
        found_hz = howl->test_hz;
    }
  else
    {
      const enh__howl_track *tone = enh__howl_find_tone (
        howl, all_db - part_db, enh__howl_looks_in (howl, outside_seconds));
      const int repeats = lag && !howl->wide_wait
                          && !enh__howl_is_settling (howl)
                          && !enh__howl_is_echo (howl, all_db)
                          && howl->sounding < (howl->pitched ? 1 : 2);

      /* A short loop rings at many frequencies: once one of them has followed our
         gain, what it has in common with the others is tried before these, on
         each look that searched. */
      if (tone && !(repeats && enh__howl_most_proof (howl, all_db - part_db)))
        {
          howl->test_hz = tone->hz;
          enh__howl_begin_trial (howl, tone->hz, 0, tone->level_db);
        }
      else if (repeats)
        {
          /* Where what repeats itself is a tone, it alone is tried. */
          const float hz = loudest_hz (howl, power);
          howl->test_hz = hz;
          if (!howl->pitched || lag >= least_modes_lag || howl->alert
              || enh__howl_most_proof (howl, all_db - part_db)
              || enh__howl_is_other (howl, hz))
            enh__howl_begin_trial (howl, 0.0f, lag, all_db);
          else if (enh__howl_is_open (howl, hz))
            enh__howl_begin_trial (
              howl, hz, 0,
              enh__howl_tone_db (power, (uint32_t) (hz / howl->bin_hz + 0.5f),
                                 full_scale_db));
        }
    }
  enh__howl_draw_curve (howl);
  return found_hz;
}

float
enh__howl_update (enh__howl *howl, const float *const *power,
                  const float *const *newest, float full_scale_db, int enabled)
{
  const float *sum = power[0];

  if (!enabled)
    {
      if (howl->running)
        enh__howl_reset (howl);
      return 0.0f;
    }
  howl->running = 1;
  enh__howl_keep_steps (howl, newest);
  enh__howl_watch_suspects (howl, power, full_scale_db);
  if (++howl->hops < howl->hops_per_look)
    return 0.0f;
  howl->hops = 0;
  if (howl->inputs > 1)
    {
      for (uint32_t k = 0; k < howl->bins; ++k)
        howl->power[k] = power[0][k] + power[1][k];
      sum = howl->power;
    }
  return look (howl, sum, full_scale_db);
}
