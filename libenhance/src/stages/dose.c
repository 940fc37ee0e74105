/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound dose. */

#include "stages/dose.h"

#include "base/decibel.h"
#include "base/minmax.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

/* The weekly allowance of WHO-ITU H.870 for adults: 80 dBA for 40 h, which is
   1.6 Pa2 h; given as level and time as in the standard. */
static const double allowed_db_spl = 80.0;
static const double allowed_hours = 40.0;

/* The present level: time weighting S of IEC 61672. */
static const double level_seconds = 1.0;

/* At 100 % the level drops by this much, with this time constant. What took 4 h
   then takes 40. */
static const float drop_db = 10.0f;
static const float drop_seconds = 2.0f;

/* Poles of the A-weighting, Hz (IEC 61672): the first and the last are
   double. */
static const double pole_hz[ENH__DOSE_SECTIONS]
  = { 20.598997, 20.598997, 107.65265, 737.86223, 12194.217, 12194.217 };
static const uint32_t low_pass_from = 4;

/* The A-weighting is 0 dB at 1 kHz. */
static const double weight_hz = 1000.0;

/* First-order high pass by the bilinear transform, exact at its corner
   frequency. */
static enh__dose_section
high_pass (double hz, double rate)
{
  const double w = tan (PI * hz / rate);
  const double b = 1.0 / (1.0 + w);
  const enh__dose_section section
    = { (float) b, (float) -b, (float) ((w - 1.0) / (w + 1.0)) };

  return section;
}

/* First-order low pass with a zero. The bilinear transform would lose decibels
   near half the rate. |H|^2 = (p + q c) / (1 + r c), c = cos w, is made that of
   the analog pole at 0 and at two frequencies, and split into factors. */
static enh__dose_section
low_pass (double hz, double rate)
{
  const double at[2] = { 0.25 * rate, 0.45 * rate };
  double c[2], m[2];

  for (int i = 0; i < 2; ++i)
    {
      c[i] = cos (2.0 * PI * at[i] / rate);
      m[i] = 1.0 / (1.0 + at[i] / hz * (at[i] / hz));
    }
  /* p = 1 + r - q from 0 Hz; then two equations for q and r:
     q (c - 1) + r (1 - m c) = m - 1. */
  const double a0 = c[0] - 1.0, b0 = 1.0 - m[0] * c[0], e0 = m[0] - 1.0;
  const double a1 = c[1] - 1.0, b1 = 1.0 - m[1] * c[1], e1 = m[1] - 1.0;
  const double det = a0 * b1 - a1 * b0;
  const double q = (e0 * b1 - e1 * b0) / det;
  const double r = (a0 * e1 - a1 * e0) / det;
  const double p = 1.0 + r - q;
  /* (u + v z)(u + v / z) = u2 + v2 + 2 u v c: u + v and u - v are roots of
     p + q and p - q. The same below the line, for 1 + r c. */
  const double above = sqrt (p + q);
  const double below = sqrt (p - q > 0.0 ? p - q : 0.0);
  const double over = sqrt (1.0 + r), under = sqrt (1.0 - r);
  const double scale = 2.0 / (over + under);
  const enh__dose_section section
    = { (float) (scale * 0.5 * (above + below)),
        (float) (scale * 0.5 * (above - below)),
        (float) ((over - under) / (over + under)) };

  return section;
}

static double
section_gain (const enh__dose_section *section, double w)
{
  const double c = cos (w), s = sin (w);
  const double b0 = (double) section->b0, b1 = (double) section->b1;
  const double a1 = (double) section->a1;

  return sqrt (((b0 + b1 * c) * (b0 + b1 * c) + b1 * s * b1 * s)
               / ((1.0 + a1 * c) * (1.0 + a1 * c) + a1 * s * a1 * s));
}

void
enh__dose_init (enh__dose *dose, double sample_rate, uint32_t hop,
                uint32_t ears, int protects)
{
  double gain = 1.0;

  dose->hop_seconds = hop / sample_rate;
  dose->keep = (float) exp (-dose->hop_seconds / level_seconds);
  dose->per_sample = 1.0f / (float) hop;
  dose->step_db = (float) (dose->hop_seconds * drop_db / drop_seconds);
  dose->protects = protects;
  dose->ears = ears;
  for (uint32_t s = 0; s < ENH__DOSE_SECTIONS; ++s)
    {
      dose->section[s] = s < low_pass_from ? high_pass (pole_hz[s], sample_rate)
                                           : low_pass (pole_hz[s], sample_rate);
      gain
        *= section_gain (&dose->section[s], 2.0 * PI * weight_hz / sample_rate);
    }
  dose->section[0].b0 = (float) ((double) dose->section[0].b0 / gain);
  dose->section[0].b1 = (float) ((double) dose->section[0].b1 / gain);
  for (uint32_t e = 0; e < ENH__DOSE_EARS; ++e)
    dose->share[e] = 0.0;
  dose->reduction_db = 0.0f;
  enh__dose_reset (dose);
}

void
enh__dose_reset (enh__dose *dose)
{
  memset (dose->state, 0, sizeof dose->state);
  memset (dose->energy, 0, sizeof dose->energy);
  memset (dose->level, 0, sizeof dose->level);
}

void
enh__dose_set (enh__dose *dose, float percent)
{
  for (uint32_t e = 0; e < ENH__DOSE_EARS; ++e)
    dose->share[e] = 0.01 * (double) percent;
}

void
enh__dose_hear (enh__dose *dose, uint32_t ear, const float *samples,
                uint32_t count)
{
  float state[ENH__DOSE_SECTIONS];
  /* Continues from the previous block, so that the result does not depend on
     the block length. */
  float energy = dose->energy[ear];

  memcpy (state, dose->state[ear], sizeof state);
  for (uint32_t n = 0; n < count; ++n)
    {
      float x = samples[n];
      for (uint32_t s = 0; s < ENH__DOSE_SECTIONS; ++s)
        {
          const enh__dose_section *section = &dose->section[s];
          const float y = section->b0 * x + state[s];
          state[s] = section->b1 * x - section->a1 * y;
          x = y;
        }
      energy += x * x;
    }
  memcpy (dose->state[ear], state, sizeof state);
  dose->energy[ear] = energy;
}

void
enh__dose_copy (enh__dose *dose)
{
  memcpy (dose->state[1], dose->state[0], sizeof dose->state[1]);
  dose->energy[1] = dose->energy[0];
}

/* Share of the allowance per second at a mean square. */
static double
share_per_second (double mean_square, float full_scale_db)
{
  /* AES17: a full-scale sine, mean square 1/2, is full scale. */
  return 2.0 * mean_square
         * pow (10.0, 0.1 * ((double) full_scale_db - allowed_db_spl))
         / (allowed_hours * 3600.0);
}

void
enh__dose_add (enh__dose *dose, float full_scale_db)
{
  int full = 0;

  for (uint32_t e = 0; e < dose->ears; ++e)
    {
      const float now = dose->energy[e] * dose->per_sample;
      dose->energy[e] = 0.0f;
      dose->level[e] = now + dose->keep * (dose->level[e] - now);
      dose->share[e]
        += dose->hop_seconds * share_per_second ((double) now, full_scale_db);
      full |= dose->share[e] >= 1.0;
    }
  const float target = full && dose->protects ? drop_db : 0.0f;
  if (dose->reduction_db < target)
    dose->reduction_db = enh__min (dose->reduction_db + dose->step_db, target);
  else
    dose->reduction_db = enh__max (dose->reduction_db - dose->step_db, target);
}

float
enh__dose_percent (const enh__dose *dose)
{
  double most = dose->share[0];

  if (dose->ears > 1 && dose->share[1] > most)
    most = dose->share[1];
  return (float) (100.0 * most);
}

float
enh__dose_percent_per_hour (const enh__dose *dose, float full_scale_db)
{
  float level = dose->level[0];

  if (dose->ears > 1)
    level = enh__max (level, dose->level[1]);
  return (float) (100.0 * 3600.0
                  * share_per_second ((double) level, full_scale_db));
}
