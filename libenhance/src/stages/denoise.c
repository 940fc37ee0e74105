/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Power spectral subtraction with the decision-directed a-priori
   signal-to-noise ratio and the log-spectral amplitude rule:

     xi    = a A^2(before) / noise + (1 - a) max (P / noise - 1, 0)
     v     = xi / (1 + xi) P / noise
     G     = xi / (1 + xi) exp (E1 (v) / 2)

   Ephraim and Malah, IEEE TASSP 32, 1984, and 33, 1985. xi / (1 + xi) alone is
   the subtraction; the second factor spares weak speech. The logarithm of the
   gain is then smoothed in time, rising fast for onsets, falling slowly against
   musical noise. */

#include "stages/denoise.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"

#include <math.h>
#include <string.h>

static const double prior_seconds = 0.040;
static const double rise_seconds = 0.002;
static const double fall_seconds = 0.010;

/* Least a-priori signal-to-noise ratio, -25 dB: how deep a pause can go. */
static const float least_prior_snr = 3.1622777e-3f;

/* Within this of no reduction, the gain is none: unity must be exact. */
static const float unity_log = 1e-5f;

int
enh__denoise_init (enh__denoise *denoise, const enh_allocator *alloc,
                   uint32_t bands, double hop_seconds)
{
  denoise->alloc = *alloc;
  denoise->bands = bands;
  denoise->prior_keep = (float) exp (-hop_seconds / prior_seconds);
  denoise->rise = (float) (1.0 - exp (-hop_seconds / rise_seconds));
  denoise->fall = (float) (1.0 - exp (-hop_seconds / fall_seconds));
  denoise->clean = enh__alloc (alloc, bands, sizeof *denoise->clean);
  denoise->gain_log = enh__alloc (alloc, bands, sizeof *denoise->gain_log);
  if (!denoise->clean || !denoise->gain_log)
    return -1;
  return 0;
}

void
enh__denoise_clear (enh__denoise *denoise)
{
  enh__free (&denoise->alloc, denoise->clean);
  enh__free (&denoise->alloc, denoise->gain_log);
}

void
enh__denoise_reset (enh__denoise *denoise)
{
  memset (denoise->clean, 0, denoise->bands * sizeof *denoise->clean);
  memset (denoise->gain_log, 0, denoise->bands * sizeof *denoise->gain_log);
}

/* Half the exponential integral E1 (v), v > 0, by Abramowitz and Stegun 5.1.53
   (v <= 1, error 2e-7) and 5.1.54 (v > 1, relative error 5e-5). */
static float
half_e1 (float v)
{
  if (v <= 1.0f)
    {
      float p = 0.00107857f;
      p = p * v - 0.00976004f;
      p = p * v + 0.05519968f;
      p = p * v - 0.24991055f;
      p = p * v + 0.99999193f;
      p = p * v - 0.57721566f;
      return 0.5f * (p - 0.69314718f * enh__log2 (v));
    }
  const float top = (v + 2.334733f) * v + 0.250621f;
  const float bottom = (v + 3.330657f) * v + 1.681534f;
  return 0.5f * enh__exp (-v) * top / (bottom * v);
}

void
enh__denoise_update (enh__denoise *denoise, const float *power,
                     const float *noise, float floor_log)
{
  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float gamma = now / noise[b];
      const float before = denoise->clean[b] / noise[b];
      const float excess = enh__max (gamma - 1.0f, 0.0f);
      const float xi = enh__max (
        excess + denoise->prior_keep * (before - excess), least_prior_snr);
      const float wiener = xi / (1.0f + xi);
      const float v = enh__max (wiener * gamma, 1e-6f);
      const float log_gain
        = enh__min (0.69314718f * enh__log2 (wiener) + half_e1 (v), 0.0f);

      denoise->clean[b] = now * enh__exp (2.0f * log_gain);

      const float target = enh__max (log_gain, floor_log);
      float gain = denoise->gain_log[b];
      gain += (target > gain ? denoise->rise : denoise->fall) * (target - gain);
      denoise->gain_log[b] = gain > -unity_log ? 0.0f : gain;
    }
}
