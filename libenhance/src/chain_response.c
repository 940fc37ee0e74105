/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The gain of each ear as it is now, for whoever draws it. A reader may see bins
   of two hops, 4 ms apart; each of them has been true. */

#include "chain_steps.h"

#include "base/decibel.h"
#include "base/number.h"

/* Gain of one bin, dB: in the one design, or beside it where noise reduction is
   of linear phase. */
static float
gain_at (const enh_chain *chain, uint32_t k)
{
  const float scale = 1.0f / ENH__NEPER_PER_DB;
  float gain = chain->audio.gain_db[k];

  if (chain->delay)
    gain += scale * enh__band_at (&chain->nr_place[k], chain->audio.nr_log);
  return gain;
}

void
enh__chain_publish_response (enh_chain *chain, uint32_t e)
{
  const int unity = chain->audio.ear[e].after_unity;
  const int both = chain->audio.linked && chain->outputs > 1;

  for (uint32_t k = 0; k < chain->bins; ++k)
    {
      const float gain = unity ? 0.0f : gain_at (chain, k);
      publish (&chain->response_db[e][k], gain);
      if (both)
        publish (&chain->response_db[1][k], gain);
    }
}

float
enh_chain_response (const enh_chain *chain, uint32_t ear, float hz)
{
  if (!chain || ear >= chain->outputs || !enh__is_finite (hz) || hz < 0.0f
      || hz > 0.5f * (float) chain->sample_rate)
    return 0.0f;

  const float place = hz / chain->bin_hz;
  const uint32_t last = chain->bins - 1;
  const uint32_t lower = (uint32_t) place < last ? (uint32_t) place : last - 1;
  const float part = place - (float) lower;
  const _Atomic float *bin = chain->response_db[ear] + lower;
  const float low = atomic_load_explicit (&bin[0], memory_order_relaxed);
  const float high = atomic_load_explicit (&bin[1], memory_order_relaxed);

  return low + part * (high - low);
}
