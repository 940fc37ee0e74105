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
   in time, rising fast for onsets, falling slowly against musical noise. While
   somebody speaks (dsp/presence.c), less is taken for noise, little where
   speech stands far above it, and some of the level that speech loses is given
   back. In pauses the whole depth is at work. */

#include "stages/denoise.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double prior_seconds = 0.025;
static const double rise_seconds = 0.001;
static const double fall_seconds = 0.010;

/* Least a-priori signal-to-noise ratio, -25 dB. */
static const float least_prior_snr = 3.1622777e-3f;

/* More than the estimate is taken away: the mean hides the noise's peaks
   (Berouti, Schwartz and Makhoul 1979). */
static const float over_subtraction = 2.4f;
/* While somebody speaks that would take weak sounds with it. */
static const float over_in_speech = 1.4f;

/* While somebody speaks, the odds that a band holds no speech are this share
   less; and where a word begins, so is the weight of the hop before. */
static const float speaking_odds = 0.9f;
static const float onset_prior = 0.8f;
/* But not where the noise is a tone, 6 dB over the bands so far to both sides:
   in a tone a gain that jumps is heard as a click. */
static const float tone_ratio = 4.0f;
enum { APART = 3 };

/* This share of the level, in dB, that speech loses is given back to all bands,
   never more than the second, never in pauses. */
static const float make_up_share = 0.20f;
static const float make_up_most_db = 3.0f;
static const double make_up_seconds = 0.3;
/* All of it from this depth on, natural logarithm; 2 dB. */
static const float make_up_from_log = 0.23f;

/* Gain where there is no speech. */
static const float absent_gain_db = -20.0f;

/* Speech is held for absent below the first of these xi, smoothed, and for
   present above the second: -10 and -5 dB. Neither is ever certain. */
static const float absent_below = 0.1f;
static const float present_above = 0.31622777f;
static const float least_absence = 0.001f;
static const float most_absence = 0.95f;
static const double likely_seconds = 0.080;

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

#define LN_2 0.69314718f

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
  denoise->make_up_rise = (float) (1.0 - exp (-hop_seconds / make_up_seconds));
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
  denoise->free = enh__alloc (alloc, bands, sizeof *denoise->free);
  if (!denoise->clean || !denoise->gain_log || !denoise->prior || !denoise->odds
      || !denoise->share || !denoise->padded || !denoise->recent
      || !denoise->peak || !denoise->free)
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
  enh__free (&denoise->alloc, denoise->free);
}

void
enh__denoise_reset (enh__denoise *denoise)
{
  denoise->depth = 1.0f;
  denoise->lost_log = 0.0f;
  denoise->make_up_log = 0.0f;
  denoise->rumble = 0.0f;
  memset (denoise->clean, 0, denoise->bands * sizeof *denoise->clean);
  memset (denoise->gain_log, 0, denoise->bands * sizeof *denoise->gain_log);
  memset (denoise->likely, 0, denoise->bands * sizeof *denoise->likely);
  memset (denoise->recent, 0, denoise->bands * sizeof *denoise->recent);
  memset (denoise->peak, 0, denoise->bands * sizeof *denoise->peak);
}

void
enh__denoise_believe (enh__denoise *denoise)
{
  denoise->rumble = 1.0f;
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

/* Where a word that begins may open the gain at once: 1, or 0 around a tone. */
static void
find_free (enh__denoise *denoise, const float *noise)
{
  const uint32_t bands = denoise->bands;

  for (uint32_t b = 0; b < bands; ++b)
    denoise->free[b] = 1.0f;
  for (uint32_t b = APART; b + APART < bands; ++b)
    if (noise[b] > tone_ratio * enh__max (noise[b - APART], noise[b + APART]))
      for (uint32_t i = b - APART; i <= b + APART; ++i)
        denoise->free[i] = 0.0f;
}

/* The a-priori signal-to-noise ratio of bands from `from` to before `to`. */
static void
find_prior (enh__denoise *denoise, uint32_t from, uint32_t to,
            const float *power, const float *noise, float over, float onset)
{
  const float keep = denoise->prior_keep;
  const float less = keep * onset_prior * onset;

  for (uint32_t b = from; b < to; ++b)
    {
      const float floor = over * noise[b];
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float before = denoise->clean[b] / floor;
      const float excess = enh__max (now / floor - 1.0f, 0.0f);
      /* Only upwards: what stands still beside the word stays as it is. */
      const float weight = excess > before ? keep - less * denoise->free[b]
                                           : keep;
      const float xi
        = enh__max (excess + weight * (before - excess), least_prior_snr);
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

/* From the level of speech before and after: what is given back, or a share of
   it. */
static void
find_make_up (enh__denoise *denoise, float before, float after, float share)
{
  float lost = 0.0f;

  if (before > after && after > 0.0f)
    lost = LN_2 * enh__log2 (before / after);
  denoise->lost_log
    += denoise->make_up_rise * share * (lost - denoise->lost_log);
  const float back = share
                     * enh__min (make_up_share * denoise->lost_log,
                                 make_up_most_db * ENH__NEPER_PER_DB);
  denoise->make_up_log = back < unity_log ? 0.0f : back;
}

void
enh__denoise_update (enh__denoise *denoise, const float *power,
                     const float *noise, const enh__presence *presence,
                     float floor_log)
{
  const float speaking = presence->speaking;
  const float over
    = over_subtraction + speaking * (over_in_speech - over_subtraction);
  const float doubt = 1.0f - speaking_odds * speaking;
  float before = 0.0f, after = 0.0f;

  find_depth (denoise, power, noise);
  /* In pauses what is taken away costs nothing. */
  const float least_log
    = (1.0f - speaking * (1.0f - denoise->depth)) * floor_log;

  find_free (denoise, noise);
  find_prior (denoise, 0, presence->middle, power, noise, over,
              presence->half[0].onset);
  find_prior (denoise, presence->middle, denoise->bands, power, noise, over,
              presence->half[1].onset);
  find_odds (denoise);
  for (uint32_t b = 0; b < denoise->bands; ++b)
    {
      const float xi = denoise->prior[b];
      const float wiener = xi / (1.0f + xi);
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float v = enh__min (wiener * now / (over * noise[b]), 50.0f);
      const float odds = doubt * denoise->odds[b];
      const float p = 1.0f / (1.0f + odds * (1.0f + xi) * enh__exp (-v));
      const float log_gain = p * LN_2 * enh__log2 (wiener)
                             + (1.0f - p) * absent_gain_db * ENH__NEPER_PER_DB;

      const float target = enh__max (log_gain, least_log);
      float gain = denoise->gain_log[b];
      gain += (target > gain ? denoise->rise : denoise->fall) * (target - gain);
      gain = gain > -unity_log ? 0.0f : gain;
      denoise->gain_log[b] = gain;
      const float speech = enh__max (now - noise[b], 0.0f);
      before += speech;
      after += speech * enh__exp (gain);
    }
  /* Gone before the reduction is. */
  find_make_up (denoise, before, after,
                speaking * enh__min (-floor_log / make_up_from_log, 1.0f));
}
