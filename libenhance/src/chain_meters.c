/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the audio thread tells the others. */

#include "chain_steps.h"

#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"

#include <math.h>

/* Level meters. */
static const float meter_rise_seconds = 0.010f;
static const float meter_fall_seconds = 0.300f;
static const float meter_floor_db = -200.0f;
static const float ceiling_rise_seconds = 3.0f;
static const float ceiling_fall_seconds = 10.0f;

static float
follow_level (float level, float now, float seconds)
{
  const float time = now > level ? meter_rise_seconds : meter_fall_seconds;
  return now + expf (-seconds / time) * (level - now);
}

static float
level_dbfs (float level)
{
  return level > 1e-20f ? ENH__DB_POWER_PER_NEPER * logf (level) + ENH__SINE_DB
                        : meter_floor_db;
}

static void
publish_levels (enh_chain *chain)
{
  const float seconds = hop_seconds (chain);
  const float share = 1.0f / (float) chain->hop;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      input->level
        = follow_level (input->level, input->energy * share, seconds);
      input->energy = 0.0f;
      publish (&chain->meters.input_dbfs[i], level_dbfs (input->level));
    }
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      enh__ear *ear = &chain->audio.ear[e];
      ear->level = follow_level (ear->level, ear->energy * share, seconds);
      ear->energy = 0.0f;
      publish (&chain->meters.output_dbfs[e], level_dbfs (ear->level));
    }
}

/* What the ceiling takes: smoothed over words and pauses, so that a bang does not
   count. */
static void
publish_ceiling (enh_chain *chain, float limiter_db)
{
  const float share = 1.0f - setting (chain, PARAM_BYPASS);
  const float now = limiter_db + share * chain->audio.held_db;
  float *taken = &chain->audio.ceiling_taken_db;
  const float time = now > *taken ? ceiling_rise_seconds : ceiling_fall_seconds;

  *taken += (1.0f - expf (-hop_seconds (chain) / time)) * (now - *taken);
  publish (&chain->meters.ceiling_db, *taken);
}

void
enh__chain_publish_meters (enh_chain *chain)
{
  const enh__input *input = &chain->audio.input[0];
  float noise = ENH__POWER_FLOOR, left = ENH__POWER_FLOOR;

  publish_levels (chain);
  for (uint32_t b = 0; b < chain->nr_bands; ++b)
    {
      noise += input->noise[b];
      left += input->noise[b] * enh__exp (2.0f * chain->audio.nr_log[b]);
    }
  chain->audio.reduction
    = follow_level (chain->audio.reduction, left / noise, hop_seconds (chain));
  publish (&chain->meters.noise_db, enh__power_to_db (noise) + ENH__SINE_DB
                                      + setting (chain, PARAM_MIC_FULL_SCALE));
  publish (&chain->meters.reduction_db,
           enh__max (-enh__power_to_db (chain->audio.reduction), 0.0f));
  const float limiter_db
    = -20.0f * log10f (enh__limiter_read_gain (&chain->audio.limiter));
  publish (&chain->meters.limiter_db, limiter_db);
  publish_ceiling (chain, limiter_db);
  publish (&chain->meters.clatter_db,
           -20.0f * log10f (enh__clatter_read_gain (&chain->audio.clatter)));
}

void
enh__chain_publish_dose (enh_chain *chain)
{
  const enh__dose *dose = &chain->audio.dose;

  publish (&chain->meters.dose_percent, enh__dose_percent (dose));
  publish (
    &chain->meters.dose_percent_per_hour,
    enh__dose_percent_per_hour (dose, setting (chain, PARAM_EAR_FULL_SCALE)));
  publish (&chain->meters.dose_reduction_db, dose->reduction_db);
}

void
enh__chain_silence_meters (enh_chain *chain)
{
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      chain->audio.input[i].level = 0.0f;
      publish (&chain->meters.input_dbfs[i], meter_floor_db);
    }
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      chain->audio.ear[e].level = 0.0f;
      publish (&chain->meters.output_dbfs[e], meter_floor_db);
    }
  publish (&chain->meters.limiter_db, 0.0f);
  publish (&chain->meters.clatter_db, 0.0f);
  publish (&chain->meters.howl_reduction_db, 0.0f);
  chain->audio.ceiling_taken_db = 0.0f;
  publish (&chain->meters.ceiling_db, 0.0f);
  publish (&chain->meters.dose_percent_per_hour, 0.0f);
}
