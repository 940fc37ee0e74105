/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Below hearing: found by two low passes over the means of hops, taken out by a
   high pass that is faded in. */

#include "stages/subsonic.h"

#include "base/minmax.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

/* Butterworth, 3 dB down here: the sound's, under the lowest note of a voice by
   an octave and a half; the analysis's, where only fundamentals lie. */
static const double cut_hz = 30.0;
static const double sense_hz = 85.0;

/* The analysis is given back no more than this: 12 dB. */
static const double most_restored = 16.0;

/* What is under this is below hearing, for the search. */
static const double low_hz = 14.0;
static const double power_seconds = 0.100;

/* It is there if it has this share of the power, -11 dB, for so long: a tone of
   20 Hz has -10, one of 30 Hz -15, noise -33, and the pulses of a voice have more
   for a syllable. Nothing is done about less than -60 dBFS. */
static const float low_share = 0.08f;
static const float least_power = 1e-6f;
static const double there_seconds = 0.5;

static const double fade_seconds = 0.050;
static const double hold_seconds = 2.0;

static void
make_highpass (enh__highpass *filter, double hz, double sample_rate)
{
  const double w = tan (PI * hz / sample_rate);
  const double norm = 1.0 / (1.0 + sqrt (2.0) * w + w * w);

  filter->b0 = (float) norm;
  filter->a1 = (float) (2.0 * (w * w - 1.0) * norm);
  filter->a2 = (float) ((1.0 - sqrt (2.0) * w + w * w) * norm);
}

static inline float
highpass (enh__highpass *filter, float x)
{
  const float y = filter->b0 * x + filter->state[0];

  filter->state[0] = -2.0f * filter->b0 * x - filter->a1 * y + filter->state[1];
  filter->state[1] = filter->b0 * x - filter->a2 * y;
  return y;
}

void
enh__subsonic_init (enh__subsonic *subsonic, double sample_rate, uint32_t hop)
{
  const double hop_seconds = hop / sample_rate;

  make_highpass (&subsonic->cut, cut_hz, sample_rate);
  make_highpass (&subsonic->sense, sense_hz, sample_rate);
  subsonic->hop = hop;
  subsonic->low_keep = (float) exp (-2.0 * PI * low_hz * hop_seconds);
  subsonic->power_keep = (float) exp (-hop_seconds / power_seconds);
  subsonic->step = (float) (1.0 / (fade_seconds * sample_rate));
  subsonic->there_hops = (uint32_t) lround (there_seconds / hop_seconds);
  subsonic->hold_hops = (uint32_t) lround (hold_seconds / hop_seconds);
  enh__subsonic_reset (subsonic);
}

void
enh__subsonic_reset (enh__subsonic *subsonic)
{
  memset (subsonic->cut.state, 0, sizeof subsonic->cut.state);
  memset (subsonic->sense.state, 0, sizeof subsonic->sense.state);
  memset (subsonic->low, 0, sizeof subsonic->low);
  subsonic->sum = subsonic->energy = 0.0f;
  subsonic->low_power = subsonic->power = 0.0f;
  subsonic->there = subsonic->held = 0;
  subsonic->share = 0.0f;
}

void
enh__subsonic_process (enh__subsonic *subsonic, float *x, uint32_t count)
{
  float sum = subsonic->sum, energy = subsonic->energy;

  for (uint32_t i = 0; i < count; ++i)
    {
      sum += x[i];
      energy += x[i] * x[i];
    }
  subsonic->sum = sum;
  subsonic->energy = energy;
  if (!subsonic->held && !(subsonic->share > 0.0f))
    return;

  const float step = subsonic->held ? subsonic->step : -subsonic->step;
  float share = subsonic->share;
  for (uint32_t i = 0; i < count; ++i)
    {
      const float y = highpass (&subsonic->cut, x[i]);
      share = enh__min (enh__max (share + step, 0.0f), 1.0f);
      x[i] += share * (y - x[i]);
    }
  subsonic->share = share;
  if (!(share > 0.0f))
    memset (subsonic->cut.state, 0, sizeof subsonic->cut.state);
}

void
enh__subsonic_decide (enh__subsonic *subsonic, int enabled)
{
  const float mean = subsonic->sum / (float) subsonic->hop;
  const float power = subsonic->energy / (float) subsonic->hop;
  const float rest = 1.0f - subsonic->low_keep;
  float *low = subsonic->low;

  low[0] += rest * (mean - low[0]);
  low[1] += rest * (low[0] - low[1]);
  const float low_power = low[1] * low[1];
  subsonic->low_power
    = low_power + subsonic->power_keep * (subsonic->low_power - low_power);
  subsonic->power = power + subsonic->power_keep * (subsonic->power - power);
  subsonic->sum = subsonic->energy = 0.0f;

  const int there = subsonic->low_power > least_power
                    && subsonic->low_power > low_share * subsonic->power;
  subsonic->there = there ? subsonic->there + 1 : 0;
  if (!enabled)
    subsonic->held = 0;
  else if (subsonic->there >= subsonic->there_hops)
    {
      subsonic->there = subsonic->there_hops;
      subsonic->held = subsonic->hold_hops;
    }
  else if (subsonic->held)
    --subsonic->held;
}

void
enh__subsonic_sense (enh__subsonic *subsonic, const float *x, float *seen,
                     uint32_t count)
{
  enh__highpass filter = subsonic->sense;

  for (uint32_t i = 0; i < count; ++i)
    seen[i] = highpass (&filter, x[i]);
  subsonic->sense = filter;
}

float
enh__subsonic_restore (double hz)
{
  const double ratio = pow (hz / sense_hz, 4.0);

  return (float) fmin (1.0 + 1.0 / fmax (ratio, 1e-9), most_restored);
}
