/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Clatter guard: a gain that keeps each sample at most 6 dB above a slow peak
   envelope. The reference is the peak, not the mean: speech has such high peaks
   that any limit relative to its mean would cut a sixth of its samples. */

#include "stages/clatter.h"

#include "base/decibel.h"
#include "base/minmax.h"

#include <math.h>

/* The fast peak bridges the periods of a voice, so that the envelope settles
   at the peaks of speech and not between them and its mean. */
static const double peak_seconds = 0.030;
static const double rise_seconds = 0.100;
static const double fall_seconds = 3.0;
static const double release_seconds = 0.050;

/* Highest sample relative to the envelope: 6 dB. */
static const float head_room = 2.0f;

/* No sound below this is clatter, given as the level of a sine with that peak,
   so that the first word after a long silence is not cut. */
static const float harmless_db_spl = 80.0f;

/* Initial value of the envelope. */
static const float expected_db_spl = 85.0f;

/* A gain closer to 1 than this is set to 1. */
static const float unity_share = 1e-4f;

void
enh__clatter_init (enh__clatter *clatter, double sample_rate)
{
  clatter->rise = (float) (1.0 - exp (-1.0 / (rise_seconds * sample_rate)));
  clatter->fall = (float) exp (-1.0 / (fall_seconds * sample_rate));
  clatter->decay = (float) exp (-1.0 / (peak_seconds * sample_rate));
  clatter->release
    = (float) (1.0 - exp (-1.0 / (release_seconds * sample_rate)));
}

void
enh__clatter_reset (enh__clatter *clatter, float full_scale_db)
{
  clatter->envelope = enh__db_to_gain (expected_db_spl - full_scale_db);
  clatter->peak = 0.0f;
  clatter->gain = 1.0f;
  clatter->deepest = 1.0f;
}

void
enh__clatter_process (enh__clatter *clatter, float *const *channels,
                      uint32_t channel_count, uint32_t count,
                      float full_scale_db, int enabled)
{
  const float harmless = enh__db_to_gain (harmless_db_spl - full_scale_db);
  float peak = clatter->peak;
  float envelope = clatter->envelope;
  float gain = clatter->gain;
  float deepest = clatter->deepest;

  for (uint32_t i = 0; i < count; ++i)
    {
      float magnitude = fabsf (channels[0][i]);
      for (uint32_t c = 1; c < channel_count; ++c)
        magnitude = enh__max (magnitude, fabsf (channels[c][i]));

      const float bound = enh__max (head_room * envelope, harmless);
      gain += clatter->release * (1.0f - gain);
      if (gain > 1.0f - unity_share)
        gain = 1.0f;
      if (enabled && magnitude * gain > bound)
        gain = bound / magnitude;
      if (gain != 1.0f)
        for (uint32_t c = 0; c < channel_count; ++c)
          channels[c][i] *= gain;
      deepest = enh__min (deepest, gain);

      peak = enh__max (magnitude, peak * clatter->decay);
      envelope = peak > envelope ? envelope + clatter->rise * (peak - envelope)
                                 : envelope * clatter->fall;
    }
  clatter->peak = enh__max (peak, 1e-9f);
  clatter->envelope = enh__max (envelope, 1e-9f);
  clatter->gain = gain;
  clatter->deepest = deepest;
}

float
enh__clatter_read_gain (enh__clatter *clatter)
{
  const float deepest = clatter->deepest;

  clatter->deepest = 1.0f;
  return deepest;
}
