/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Wide dynamic range compression.

   Static curve of a band, L in dB SPL, s = 1 - 1 / ratio:

     G = G65 - s (max (L, K) - L65) - min (12, max (0, T - L) / 2)
     G <= limit - L_fast

   G65 is the prescribed gain, L65 the band's level for speech of 65 dB SPL, K
   the knee (speech of 45 dB), T the expansion threshold 10 dB lower. Detection
   in dB with separate attack and release: smoothing powers instead would make
   the release five times as long as asked for. */

#include "stages/compressor.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"

#include <math.h>

/* Centre of the second band, Hz, and octaves from band to band. */
static const double first_centre_hz = 250.0;
static const double spacing_octaves = 0.4;
/* Half width over which a band's detection is flat: the bands overlap, so that
   a tone between two centres is read right by both. */
static const double half_width_octaves = 0.3;
/* The lowest band: everything below. */
static const double lowest_top_hz = 200.0;
static const double lowest_centre_hz = 160.0;

/* Level detector of the output limit: 1 ms up, 50 ms down. */
static const double fast_attack_seconds = 0.001;
static const double fast_release_seconds = 0.050;

/* Level detector of the expansion: a room between two words is no louder than
   it was before them. */
static const double gap_attack_seconds = 0.005;
static const double gap_release_seconds = 0.100;

/* Speech at 45 dB overall lies 20 dB below speech at 65. */
static const float knee_below_speech_db = 20.0f;
static const float expansion_below_knee_db = 10.0f;
static const float expansion_most_db = 12.0f;

/* Expansion: gain falls by this much for a dB of level. */
static const float expansion_slope = 0.5f;

/* Ratio without an audiogram. */
static const float plain_ratio = 1.5f;

/* With one it grows with the loss, as fitting rules of the CRx kind have it: 1
   up to the first threshold, dB HL, 1 more for each step, never over the last.
   */
static const float ratio_from_db_hl = 20.0f;
static const float ratio_step_db_hl = 40.0f;
static const float ratio_most = 2.5f;

/* What noise reduction takes from a band while somebody speaks: so much where
   hearing is normal, less by the second for every dB of loss, never under the
   last. */
static const float reach_normal_db = 18.0f;
static const float reach_slope = 0.6f;
static const float reach_least_db = 8.0f;

/* How far the slow detector reads above the long-term level of running speech,
   at 1.5 kHz and more an octave up: it rises in 20 ms and falls in 330, and
   speech comes and goes more at high frequencies. Set by
   tests/src/test_insertion_gain.c. */
static const float detector_above_speech_db = 3.2f;
static const float detector_above_an_octave_db = 0.4f;
static const float detector_above_hz = 1500.0f;

/* International long-term average speech spectrum, third-octave levels in dB
   for speech of 70 dB SPL: Byrne et al., JASA 96, 1994. */
static const float ltass_hz[] = { 63,   80,    100,   125,  160,  200,  250,
                                  315,  400,   500,   630,  800,  1000, 1250,
                                  1600, 2000,  2500,  3150, 4000, 5000, 6300,
                                  8000, 10000, 12500, 16000 };
static const float ltass_db[]
  = { 38.6f, 43.5f, 54.4f, 57.7f, 56.8f, 60.2f, 60.3f, 59.0f, 62.1f,
      62.1f, 60.5f, 56.8f, 53.7f, 53.0f, 52.0f, 48.7f, 48.1f, 46.8f,
      45.6f, 44.5f, 44.3f, 43.7f, 43.4f, 41.3f, 40.7f };
#define LTASS_COUNT (sizeof ltass_hz / sizeof *ltass_hz)

/* Power between two frequencies, for speech of 65 dB SPL, re 0 dB SPL. */
static double
speech_power (double from_hz, double to_hz)
{
  const double half = pow (2.0, 1.0 / 6.0);
  double power = 0.0;

  for (size_t i = 0; i < LTASS_COUNT; ++i)
    {
      const double low = (double) ltass_hz[i] / half;
      const double high = (double) ltass_hz[i] * half;
      const double shared = fmin (high, to_hz) - fmax (low, from_hz);
      if (shared > 0.0)
        power += pow (10.0, ((double) ltass_db[i] - 5.0) / 10.0) * shared
                 / (high - low);
    }
  return power;
}

static uint32_t
bin_within (double bin, uint32_t bins)
{
  if (bin < 1.0)
    return 1;
  return bin > (double) (bins - 1) ? bins - 1 : (uint32_t) bin;
}

int
enh__compressor_init (enh__compressor *compressor, const enh_allocator *alloc,
                      uint32_t bins, double bin_hz, double sample_rate,
                      double hop_seconds)
{
  const double width = pow (2.0, half_width_octaves);

  compressor->alloc = *alloc;
  compressor->bins = bins;
  compressor->bands = 0;
  compressor->hop_seconds = hop_seconds;
  compressor->fast_keep = (float) exp (-hop_seconds / fast_attack_seconds);
  compressor->gap_keep = (float) exp (-hop_seconds / gap_attack_seconds);
  compressor->gap_release = (float) exp (-hop_seconds / gap_release_seconds);
  compressor->fast_release = (float) exp (-hop_seconds / fast_release_seconds);
  compressor->place = enh__alloc (alloc, bins, sizeof *compressor->place);
  if (!compressor->place)
    return -1;

  for (uint32_t b = 0; b < ENH__COMPRESSOR_BANDS; ++b)
    {
      const double centre
        = b ? first_centre_hz * pow (2.0, spacing_octaves * (b - 1))
            : lowest_centre_hz;
      const double low = b ? centre / width : 0.0;
      const double high = b ? centre * width : lowest_top_hz;
      if (centre > 0.45 * sample_rate)
        break;
      enh__band *band = &compressor->band[compressor->bands++];
      /* One bin more on each side: where the window spreads a tone. */
      band->first = bin_within (ceil (low / bin_hz) - 1.0, bins);
      band->last = bin_within (floor (high / bin_hz) + 1.0, bins);
      band->centre = (float) centre;
      compressor->speech[b]
        = detector_above_speech_db
          + detector_above_an_octave_db
              * log2f (band->centre / detector_above_hz)
          + (float) (10.0
                     * log10 (speech_power ((band->first - 0.5) * bin_hz,
                                            (band->last + 0.5) * bin_hz)));
    }
  enh__band_places_log (compressor->band, compressor->bands, compressor->place,
                        bins, (float) bin_hz);
  return 0;
}

void
enh__compressor_clear (enh__compressor *compressor)
{
  enh__free (&compressor->alloc, compressor->place);
}

void
enh__compressor_fit (const enh__compressor *compressor,
                     const enh_audiogram *audiogram, uint32_t ear, float bin_hz,
                     enh__fitting *fitting)
{
  for (uint32_t b = 0; b < compressor->bands; ++b)
    {
      float ratio = plain_ratio;
      float reach = ENH__REACH_ALL_DB;
      if (audiogram)
        {
          const float h = enh__audiogram_threshold (audiogram, ear,
                                                    compressor->band[b].centre);
          ratio = enh__min (
            enh__max (1.0f + (h - ratio_from_db_hl) / ratio_step_db_hl, 1.0f),
            ratio_most);
          reach
            = enh__max (reach_normal_db
                          - reach_slope * enh__max (h - ratio_from_db_hl, 0.0f),
                        reach_least_db);
        }
      fitting->slope[b] = 1.0f - 1.0f / ratio;
      fitting->reach_db[b] = reach;
    }
  for (uint32_t k = 0; k < compressor->bins; ++k)
    fitting->gain[k] = audiogram ? enh_audiogram_nal_r (
                         audiogram, ear, enh__max ((float) k * bin_hz, 1.0f))
                                 : 0.0f;
}

void
enh__compressor_reset (const enh__compressor *compressor, enh__levels *levels)
{
  for (uint32_t b = 0; b < compressor->bands; ++b)
    levels->slow[b] = levels->fast[b] = levels->gap[b] = compressor->speech[b];
}

void
enh__compressor_detect (const enh__compressor *compressor, enh__levels *levels,
                        const float *power, float full_scale_db, float attack,
                        float release)
{
  const float hop = (float) compressor->hop_seconds;
  const float keep_attack = expf (-hop / attack);
  const float keep_release = expf (-hop / release);
  float sums[ENH__COMPRESSOR_BANDS];

  enh__band_sums (compressor->band, compressor->bands, power, sums);
  for (uint32_t b = 0; b < compressor->bands; ++b)
    {
      const float now
        = enh__power_to_db (sums[b]) + ENH__SINE_DB + full_scale_db;
      float *slow = &levels->slow[b];
      float *fast = &levels->fast[b];
      float *gap = &levels->gap[b];
      *slow = now + (now > *slow ? keep_attack : keep_release) * (*slow - now);
      *fast = now
              + (now > *fast ? compressor->fast_keep : compressor->fast_release)
                  * (*fast - now);
      *gap = now
             + (now > *gap ? compressor->gap_keep : compressor->gap_release)
                 * (*gap - now);
    }
}

void
enh__compressor_share (const enh__compressor *compressor,
                       const enh__levels *own, const enh__levels *other,
                       float share, enh__levels *shared)
{
  const float rest = 1.0f - share;

  for (uint32_t b = 0; b < compressor->bands; ++b)
    {
      /* Exactly the louder at 1, so that both ears come to the same bits. */
      const float slow = enh__max (own->slow[b], other->slow[b]);
      const float fast = enh__max (own->fast[b], other->fast[b]);
      const float gap = enh__max (own->gap[b], other->gap[b]);
      shared->slow[b] = slow + rest * (own->slow[b] - slow);
      shared->fast[b] = fast + rest * (own->fast[b] - fast);
      shared->gap[b] = gap + rest * (own->gap[b] - gap);
    }
}

float
enh__compressor_change (const enh__compressor *compressor,
                        const enh__levels *levels, const enh__fitting *fitting,
                        const enh__compressor_controls *controls, float *change)
{
  float slow[ENH__COMPRESSOR_BANDS];
  float most = 0.0f;

  for (uint32_t b = 0; b < compressor->bands; ++b)
    {
      const float speech = compressor->speech[b];
      const float knee = speech - knee_below_speech_db;
      const float threshold = knee - expansion_below_knee_db;
      const float level = levels->slow[b];

      slow[b]
        = -controls->amount
          * (fitting->slope[b] * (enh__max (level, knee) - speech)
             + enh__min (expansion_most_db,
                         expansion_slope
                           * enh__max (threshold - levels->gap[b], 0.0f)));
    }

  /* What would go over the limit is taken back, band by band. */
  for (uint32_t b = 0; b < compressor->bands; ++b)
    {
      const enh__band *band = &compressor->band[b];
      const uint32_t middle = (band->first + band->last) / 2;
      const float gain = controls->base[middle] + controls->level
                         + enh__band_at (&compressor->place[middle], slow);
      const float over
        = enh__min (controls->limit - levels->fast[b] - gain, 0.0f);
      change[b] = slow[b] + over;
      most = enh__max (most, -over);
    }
  return most;
}
