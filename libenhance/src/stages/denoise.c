/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Power spectral subtraction with the decision-directed a-priori
   signal-to-noise ratio, and with the probability that there is speech at all:

     xi    = a A^2(before) / noise + (1 - a) max (P / noise - 1, 0)
     v     = xi / (1 + xi) P / noise
     p     = 1 / (1 + q / (1 - q) (1 + xi) exp (-v))
     ln G  = p ln (xi / (1 + xi)) + (1 - p) ln absent_gain

   Ephraim and Malah, IEEE TASSP 32, 1984; Cohen and Berdugo, "Speech
   enhancement for non-stationary noise environments", Signal Processing 81,
   2001, for p and G, with q, the prior probability of absence, from xi smoothed
   over time and neighbouring bands. The subtraction stands where theirs has the
   log-spectral amplitude: it scored better at less cost. ln G is then smoothed
   in time, rising fast for onsets, falling slowly against musical noise. Where
   speech stands far above the noise, little is taken away. */

#include "stages/denoise.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double prior_seconds = 0.025;
static const double rise_seconds = 0.002;
static const double fall_seconds = 0.010;

/* Least a-priori signal-to-noise ratio, -25 dB. */
static const float least_prior_snr = 3.1622777e-3f;

/* More than the estimate is taken away: the mean hides the noise's peaks
   (Berouti, Schwartz and Makhoul 1979). */
static const float over_subtraction = 1.25f;

/* Gain where there is no speech. */
static const float absent_gain_db = -20.0f;

/* Speech is held for absent below the first of these xi, smoothed, and for
   present above the second: -10 and -5 dB. Neither is ever certain. */
static const float absent_below = 0.1f;
static const float present_above = 0.31622777f;
static const float least_absence = 0.001f;
static const float most_absence = 0.95f;
static const double likely_seconds = 0.100;

/* Bands on each side that speak for one. */
static const int neighbours = 8;

/* Speech's recent peaks over the noise, mean over the bands: from the first
   level on the reduction is less deep, from the second on clear_share of it is
   left. Clean speech keeps its weak sounds. */
static const float clear_from_db = 23.0f;
static const float clear_full_db = 30.0f;
static const float clear_share = 0.2f;
static const double peak_rise_seconds = 0.030;
static const double peak_fall_seconds = 3.0;

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
  denoise->likely_keep = (float) exp (-hop_seconds / likely_seconds);
  denoise->peak_rise = (float) (1.0 - exp (-hop_seconds / peak_rise_seconds));
  denoise->peak_keep = (float) exp (-hop_seconds / peak_fall_seconds);
  denoise->clean = enh__alloc (alloc, bands, sizeof *denoise->clean);
  denoise->gain_log = enh__alloc (alloc, bands, sizeof *denoise->gain_log);
  denoise->prior = enh__alloc (alloc, bands, sizeof *denoise->prior);
  denoise->likely = enh__alloc (alloc, bands, sizeof *denoise->likely);
  denoise->recent = enh__alloc (alloc, bands, sizeof *denoise->recent);
  denoise->peak = enh__alloc (alloc, bands, sizeof *denoise->peak);
  return denoise->clean && denoise->gain_log && denoise->prior
             && denoise->likely && denoise->recent && denoise->peak
           ? 0
           : -1;
}

void
enh__denoise_clear (enh__denoise *denoise)
{
  enh__free (&denoise->alloc, denoise->clean);
  enh__free (&denoise->alloc, denoise->gain_log);
  enh__free (&denoise->alloc, denoise->prior);
  enh__free (&denoise->alloc, denoise->likely);
  enh__free (&denoise->alloc, denoise->recent);
  enh__free (&denoise->alloc, denoise->peak);
}

void
enh__denoise_reset (enh__denoise *denoise)
{
  memset (denoise->clean, 0, denoise->bands * sizeof *denoise->clean);
  memset (denoise->gain_log, 0, denoise->bands * sizeof *denoise->gain_log);
  memset (denoise->likely, 0, denoise->bands * sizeof *denoise->likely);
  memset (denoise->recent, 0, denoise->bands * sizeof *denoise->recent);
  memset (denoise->peak, 0, denoise->bands * sizeof *denoise->peak);
}

static float
part_between (float value, float low, float high)
{
  return enh__min (enh__max ((value - low) / (high - low), 0.0f), 1.0f);
}

/* How much of the depth is left, clear_share to 1. */
static float
depth (enh__denoise *denoise, const float *power, const float *noise)
{
  float sum = 0.0f;

  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float recent
        = denoise->recent[b] + denoise->peak_rise * (now - denoise->recent[b]);
      const float peak
        = enh__max (denoise->peak_keep * denoise->peak[b], recent);
      denoise->recent[b] = recent;
      denoise->peak[b] = peak;
      sum += enh__log2 (enh__max (peak / noise[b], 1.0f));
    }
  const float above_db = 3.0103f * sum / (float) denoise->bands;
  return 1.0f
         - (1.0f - clear_share)
             * part_between (above_db, clear_from_db, clear_full_db);
}

/* The a-priori signal-to-noise ratio of each band. */
static void
find_prior (enh__denoise *denoise, const float *power, const float *noise)
{
  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float floor = over_subtraction * noise[b];
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float before = denoise->clean[b] / floor;
      const float excess = enh__max (now / floor - 1.0f, 0.0f);
      const float xi = enh__max (
        excess + denoise->prior_keep * (before - excess), least_prior_snr);
      const float wiener = xi / (1.0f + xi);
      denoise->prior[b] = xi;
      denoise->clean[b] = now * wiener * wiener;
      denoise->likely[b]
        = xi + denoise->likely_keep * (denoise->likely[b] - xi);
    }
}

/* Prior odds that a band holds no speech, from it and its neighbours. */
static float
absence_odds (const enh__denoise *denoise, uint32_t band)
{
  float sum = 0.0f;
  float weights = 0.0f;

  for (int i = -neighbours; i <= neighbours; ++i)
    {
      const int64_t at = (int64_t) band + i;
      if (at < 0 || at >= (int64_t) denoise->bands)
        continue;
      const float weight = (float) (neighbours + 1 - abs (i));
      sum += weight * denoise->likely[at];
      weights += weight;
    }
  const float low = enh__log2 (absent_below);
  const float high = enh__log2 (present_above);
  const float absence
    = 1.0f
      - part_between (enh__log2 (enh__max (sum / weights, 1e-6f)), low, high);
  const float q = enh__min (enh__max (absence, least_absence), most_absence);
  return q / (1.0f - q);
}

void
enh__denoise_update (enh__denoise *denoise, const float *power,
                     const float *noise, float floor_log)
{
  const float least_log = depth (denoise, power, noise) * floor_log;

  find_prior (denoise, power, noise);
  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float xi = denoise->prior[b];
      const float wiener = xi / (1.0f + xi);
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float v
        = enh__min (wiener * now / (over_subtraction * noise[b]), 50.0f);
      const float p
        = 1.0f
          / (1.0f + absence_odds (denoise, b) * (1.0f + xi) * enh__exp (-v));
      const float log_gain = p * 0.69314718f * enh__log2 (wiener)
                             + (1.0f - p) * absent_gain_db * ENH__NEPER_PER_DB;

      const float target = enh__max (log_gain, least_log);
      float gain = denoise->gain_log[b];
      gain += (target > gain ? denoise->rise : denoise->fall) * (target - gain);
      denoise->gain_log[b] = gain > -unity_log ? 0.0f : gain;
    }
}
