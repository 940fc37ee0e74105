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
enum { NEIGHBOURS = 8 };

/* Speech's recent peaks over the noise, mean over the bands: from the first
   level on the reduction is less deep, from the second on clear_share of it is
   left. Clean speech keeps its weak sounds. */
static const float clear_from_db = 23.0f;
static const float clear_full_db = 30.0f;
static const float clear_share = 0.2f;
/* The same of the lowest bands, up to 340 Hz, for the roll-off: from the first
   level on there is less of it, from the second on none. A deep voice keeps its
   fundamental, and rumble that speech does not pass goes. */
#define LOW_BANDS 6u
static const float low_from_db = 15.0f;
static const float low_full_db = 25.0f;

/* Rumble is only believed in slowly: until the noise is learnt, speech does not
   stand above it. */
static const double rumble_seconds = 3.0;

static const double peak_rise_seconds = 0.030;
static const double peak_fall_seconds = 3.0;

/* Within this of no reduction, the gain is none: unity must be exact. */
static const float unity_log = 1e-5f;

/* What a band and those neighbours that exist weigh together, inverted. */
static void
fill_shares (enh__denoise *denoise)
{
  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      int weights = 0;
      for (int i = -NEIGHBOURS; i <= NEIGHBOURS; ++i)
        if ((int64_t) b + i >= 0 && (int64_t) b + i < (int64_t) denoise->bands)
          weights += NEIGHBOURS + 1 - abs (i);
      denoise->share[b] = 1.0f / (float) weights;
    }
}

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
  denoise->rumble_rise = (float) (1.0 - exp (-hop_seconds / rumble_seconds));
  denoise->peak_keep = (float) exp (-hop_seconds / peak_fall_seconds);
  denoise->clean = enh__alloc (alloc, bands, sizeof *denoise->clean);
  denoise->gain_log = enh__alloc (alloc, bands, sizeof *denoise->gain_log);
  denoise->prior = enh__alloc (alloc, bands, sizeof *denoise->prior);
  denoise->odds = enh__alloc (alloc, bands, sizeof *denoise->odds);
  denoise->share = enh__alloc (alloc, bands, sizeof *denoise->share);
  /* Zeros on both sides: bands that are not there are silent. */
  denoise->padded
    = enh__alloc (alloc, bands + 2 * NEIGHBOURS, sizeof *denoise->padded);
  denoise->recent = enh__alloc (alloc, bands, sizeof *denoise->recent);
  denoise->peak = enh__alloc (alloc, bands, sizeof *denoise->peak);
  if (!denoise->clean || !denoise->gain_log || !denoise->prior || !denoise->odds
      || !denoise->share || !denoise->padded || !denoise->recent
      || !denoise->peak)
    return -1;
  denoise->likely = denoise->padded + NEIGHBOURS;
  fill_shares (denoise);
  return 0;
}

void
enh__denoise_clear (enh__denoise *denoise)
{
  enh__free (&denoise->alloc, denoise->clean);
  enh__free (&denoise->alloc, denoise->gain_log);
  enh__free (&denoise->alloc, denoise->prior);
  enh__free (&denoise->alloc, denoise->odds);
  enh__free (&denoise->alloc, denoise->share);
  enh__free (&denoise->alloc, denoise->padded);
  enh__free (&denoise->alloc, denoise->recent);
  enh__free (&denoise->alloc, denoise->peak);
}

void
enh__denoise_reset (enh__denoise *denoise)
{
  denoise->depth = 1.0f;
  denoise->rumble = 0.0f;
  memset (denoise->clean, 0, denoise->bands * sizeof *denoise->clean);
  memset (denoise->gain_log, 0, denoise->bands * sizeof *denoise->gain_log);
  memset (denoise->likely, 0, denoise->bands * sizeof *denoise->likely);
  memset (denoise->recent, 0, denoise->bands * sizeof *denoise->recent);
  memset (denoise->peak, 0, denoise->bands * sizeof *denoise->peak);
}

/* Mean over so many bands of speech's recent peaks over the noise, dB. */
static float
mean_above_db (float sum_log2, uint32_t bands)
{
  return 3.0103f * sum_log2 / (float) bands;
}

/* How much of the depth is left, clear_share to 1, and of the roll-off. */
static void
find_depth (enh__denoise *denoise, const float *power, const float *noise)
{
  float sum = 0.0f, low = 0.0f;

  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float recent
        = denoise->recent[b] + denoise->peak_rise * (now - denoise->recent[b]);
      const float peak
        = enh__max (denoise->peak_keep * denoise->peak[b], recent);
      denoise->recent[b] = recent;
      denoise->peak[b] = peak;
      if (b == LOW_BANDS)
        low = sum;
      sum += enh__log2 (enh__max (peak / noise[b], 1.0f));
    }
  denoise->depth = 1.0f
                   - (1.0f - clear_share)
                       * enh__part_between (mean_above_db (sum, denoise->bands),
                                            clear_from_db, clear_full_db);
  const float rumble = 1.0f
                       - enh__part_between (mean_above_db (low, LOW_BANDS),
                                            low_from_db, low_full_db);
  denoise->rumble = enh__min (
    rumble, denoise->rumble + denoise->rumble_rise * (1.0f - denoise->rumble));
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

/* For every band the prior odds that it holds no speech, from it and its
   neighbours. */
static void
find_odds (enh__denoise *denoise)
{
  const float absent_log = enh__log2 (absent_below);
  const float present_log = enh__log2 (present_above);
  const float *likely = denoise->likely;
  float *odds = denoise->odds;

  for (uint32_t b = 0; b < denoise->bands; ++b)
    odds[b] = (float) (NEIGHBOURS + 1) * likely[b];
  for (int i = 1; i <= NEIGHBOURS; ++i)
    {
      const float weight = (float) (NEIGHBOURS + 1 - i);
      for (uint32_t b = 0; b < denoise->bands; ++b)
        odds[b] += weight * (likely[(int64_t) b - i] + likely[(int64_t) b + i]);
    }
  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float near = enh__max (odds[b] * denoise->share[b], 1e-6f);
      const float absence
        = 1.0f - enh__part_between (enh__log2 (near), absent_log, present_log);
      const float q
        = enh__min (enh__max (absence, least_absence), most_absence);
      odds[b] = q / (1.0f - q);
    }
}

void
enh__denoise_update (enh__denoise *denoise, const float *power,
                     const float *noise, float floor_log)
{
  find_depth (denoise, power, noise);
  const float least_log = denoise->depth * floor_log;

  find_prior (denoise, power, noise);
  find_odds (denoise);
  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float xi = denoise->prior[b];
      const float wiener = xi / (1.0f + xi);
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float v
        = enh__min (wiener * now / (over_subtraction * noise[b]), 50.0f);
      const float p
        = 1.0f / (1.0f + denoise->odds[b] * (1.0f + xi) * enh__exp (-v));
      const float log_gain = p * 0.69314718f * enh__log2 (wiener)
                             + (1.0f - p) * absent_gain_db * ENH__NEPER_PER_DB;

      const float target = enh__max (log_gain, least_log);
      float gain = denoise->gain_log[b];
      gain += (target > gain ? denoise->rise : denoise->fall) * (target - gain);
      denoise->gain_log[b] = gain > -unity_log ? 0.0f : gain;
    }
}
