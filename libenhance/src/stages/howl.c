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

/* The trial: how deep, how far the level must fall, for how many looks, and how
   long it may take. Sounds at least this loud are tried a second time, deeper:
   the loop may be stronger than the first dip. */
static const float dip_db = 12.0f;
static const float wide_step_db = 6.0f;
static const float most_dip_db = 36.0f;
static const float tone_falls_db = 9.0f;
static const float wide_falls_db = 6.0f;
static const uint32_t falls_looks = 2;
static const float trial_seconds = 0.120f;
static const float wide_trial_seconds = 0.100f;
/* Beyond two ways round: the dip comes in, and the analysis is late. */
static const float twice_round_seconds = 0.050f;
static const float steady_db = 1.5f;
static const float loud_db_spl = 70.0f;

/* How long things are remembered. */
static const float outside_seconds = 5.0f;
static const float suspect_seconds = 3.0f;
static const float hold_seconds = 10.0f;
static const float known_seconds = 2.0f;
static const float thrice_seconds = 5.0f;
static const float wide_pause_seconds = 5.0f;
static const float wide_pause_most_seconds = 60.0f;

/* A third dip within thrice_seconds turns everything down by this. */
static const float drop_step_db = 6.0f;

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
  howl->recent[0] = howl->recent[1] = enh__howl_looks_in (howl, thrice_seconds);
  howl->lag_left = 0;
  howl->wide_wait = 0;
  howl->wide_pause = enh__howl_looks_in (howl, wide_pause_seconds);
  howl->testing = 0;
  howl->flat = 1;
  howl->deepest_db = 0.0f;
  howl->last_step = 0.0f;
}

static int
any_note (const enh__howl_note *notes)
{
  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    if (notes[i].left)
      return 1;
  return 0;
}

/* In the place of the one that ends first. */
static void
take_note (enh__howl_note *notes, float hz, uint32_t looks)
{
  enh__howl_note *place = enh__howl_find_note (notes, hz);

  if (!place)
    {
      place = notes;
      for (uint32_t i = 1; i < ENH__HOWL_NOTES; ++i)
        if (notes[i].left < place->left)
          place = &notes[i];
    }
  place->hz = hz;
  place->left = looks;
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
  count_down (&howl->wide_wait);
  count_down (&howl->lag_left);
  for (uint32_t i = 0; i < 2; ++i)
    if (howl->recent[i] < enh__howl_looks_in (howl, thrice_seconds))
      ++howl->recent[i];
  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    if (howl->dip[d].left && !--howl->dip[d].left)
      howl->dip[d].target_db = 0.0f;
  if (howl->drop_left && !--howl->drop_left)
    {
      /* One step at a time. */
      howl->drop_target_db
        = enh__max (howl->drop_target_db - drop_step_db, 0.0f);
      if (howl->drop_target_db > 0.0f)
        howl->drop_left = enh__howl_looks_in (howl, hold_seconds);
    }
}

/* Trials. */

static void
set_trial (enh__howl *howl)
{
  const float depth = howl->test_before_db + howl->test_db;

  if (howl->testing == 1)
    howl->dip[howl->test_dip].target_db = depth;
  else
    howl->drop_target_db = depth;
  howl->test_looks = 0;
  howl->test_fell = 0;
}

static void
begin_trial (enh__howl *howl, const enh__howl_track *tone, uint32_t lag,
             float level_db)
{
  howl->testing = tone ? 1 : 2;
  howl->test_lag = lag;
  howl->test_most_db = level_db;
  howl->test_db = dip_db;
  if (tone)
    {
      howl->test_dip = enh__howl_place_dip (howl, tone->hz);
      howl->test_before_db = howl->dip[howl->test_dip].target_db;
    }
  else
    howl->test_before_db = howl->drop_target_db;
  set_trial (howl);
}

/* Let the trial's reduction go. */
static void
undo_trial (enh__howl *howl)
{
  if (howl->testing == 1)
    howl->dip[howl->test_dip].target_db = howl->test_before_db;
  else
    howl->drop_target_db = howl->test_before_db;
}

static float
trial_hz (const enh__howl *howl)
{
  return howl->testing == 1 ? howl->dip[howl->test_dip].hz : 0.0f;
}

/* The level has followed our gain. Returns 1 if that makes it a howl. */
static int
heed (enh__howl *howl)
{
  const float hz = trial_hz (howl);
  const uint32_t looks = enh__howl_looks_in (howl, suspect_seconds);

  if (howl->testing == 1)
    {
      if (!howl->alert && !howl->lag_left
          && !enh__howl_find_note (howl->suspect, hz))
        {
          take_note (howl->suspect, hz, looks);
          undo_trial (howl);
          return 0;
        }
    }
  else if (!(howl->lag_left && enh__howl_is_lag (howl->lag, howl->test_lag))
           && !any_note (howl->suspect))
    {
      howl->lag = howl->test_lag;
      howl->lag_left = looks;
      undo_trial (howl);
      return 0;
    }
  else
    {
      howl->lag = howl->test_lag;
      howl->lag_left = looks;
    }
  /* Not renewed by what was let pass with one trial, or it would never end. */
  if (!howl->alert)
    howl->alert = enh__howl_looks_in (howl, known_seconds);
  if (howl->testing == 1)
    {
      enh__howl_dip *dip = &howl->dip[howl->test_dip];
      dip->left = enh__howl_looks_in (howl, hold_seconds);
      dip->target_db = enh__min (dip->target_db, most_dip_db);
      if (howl->recent[1] < enh__howl_looks_in (howl, thrice_seconds))
        enh__howl_drop (howl, drop_step_db,
                        enh__howl_looks_in (howl, hold_seconds));
    }
  else
    enh__howl_drop (howl, 0.0f, enh__howl_looks_in (howl, hold_seconds));
  howl->recent[1] = howl->recent[0];
  howl->recent[0] = 0;
  memset (howl->same, 0, sizeof howl->same);
  return 1;
}

/* It has not: the sound comes from outside. */
static void
leave_alone (enh__howl *howl)
{
  if (howl->testing == 1)
    {
      take_note (howl->outside, trial_hz (howl),
                 enh__howl_looks_in (howl, outside_seconds));
      howl->careful = enh__howl_looks_in (howl, outside_seconds);
    }
  else
    {
      howl->wide_wait = howl->wide_pause;
      howl->wide_pause *= 2;
      if (howl->wide_pause > enh__howl_looks_in (howl, wide_pause_most_seconds))
        howl->wide_pause = enh__howl_looks_in (howl, wide_pause_most_seconds);
    }
  undo_trial (howl);
}

/* Nothing falls before the sound has gone round, and once round may be hidden by
   speech. */
static uint32_t
trial_looks (const enh__howl *howl)
{
  const float step
    = howl->look_seconds / (float) (howl->steps * howl->hops_per_look);

  if (howl->testing == 1)
    return enh__howl_looks_in (howl, trial_seconds);
  return enh__howl_looks_in (
    howl,
    enh__max (wide_trial_seconds,
              twice_round_seconds + 2.0f * step * (float) howl->test_lag));
}

/* One look further. Returns 1 when a howl is found. */
static int
go_on_trying (enh__howl *howl, float level_db)
{
  const float falls = howl->testing == 1 ? tone_falls_db : wide_falls_db;
  const float most = howl->testing == 1 ? 2.0f * dip_db
                                        : dip_db + 2.0f * wide_step_db;
  int found = 0;

  ++howl->test_looks;
  howl->test_most_db = enh__max (howl->test_most_db, level_db);
  if (level_db <= howl->test_most_db - falls)
    ++howl->test_fell;
  else
    howl->test_fell = 0;
  if (howl->test_fell >= falls_looks)
    found = heed (howl);
  else if (howl->test_looks < trial_looks (howl))
    return 0;
  else if (howl->test_most_db >= loud_db_spl && howl->test_db < most
           && level_db >= howl->test_most_db - steady_db)
    {
      howl->test_db += howl->testing == 1 ? dip_db : wide_step_db;
      set_trial (howl);
      return 0;
    }
  else
    leave_alone (howl);
  /* A dip leaves a repetition what it is. */
  if (howl->testing == 2)
    memset (howl->same, 0, sizeof howl->same);
  howl->testing = 0;
  return found;
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

  if (howl->testing)
    {
      const float hz = trial_hz (howl);
      const uint32_t k = (uint32_t) (hz / howl->bin_hz + 0.5f);
      const float level = howl->testing == 1
                            ? enh__howl_tone_db (power, k, full_scale_db)
                            : all_db;
      if (go_on_trying (howl, level))
        found_hz = howl->test_hz;
    }
  else
    {
      const enh__howl_track *tone = enh__howl_find_tone (
        howl, enh__howl_looks_in (howl, outside_seconds));
      const int repeats = lag && !howl->wide_wait && !howl->sounding;

      /* A short loop rings at many frequencies: once one of them has followed our
         gain, what it has in common with the others is tried before these, on
         each look that searched. */
      if (tone && !(repeats && any_note (howl->suspect)))
        {
          howl->test_hz = tone->hz;
          begin_trial (howl, tone, 0, tone->level_db);
        }
      else if (repeats)
        {
          howl->test_hz = loudest_hz (howl, power);
          begin_trial (howl, NULL, lag, all_db);
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
