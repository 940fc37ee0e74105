/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Measures that compare spectra, at 16 kHz in frames of 32 ms. */

#include "metrics.h"

#include "common.h"
#include "fft.h"
#include "resample.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { FRAME = 512, BINS = FRAME / 2 + 1, CRITICAL = 25 };

static const double rate_hz = 16000.0;

/* |X|^2, [frame][bin]; the caller frees. */
static double *
powers_of (const double *x, size_t count, size_t step, size_t *frames)
{
  double window[FRAME];
  double complex *work = bench_zeros (FRAME, sizeof *work);

  *frames = count < FRAME ? 0 : 1 + (count - FRAME) / step;
  double *powers = bench_zeros (*frames * BINS, sizeof *powers);
  metric_hanning (window, FRAME);
  for (size_t f = 0; f < *frames; ++f)
    metric_power (x + f * step, window, FRAME, work, FRAME, powers + f * BINS);
  free (work);
  return powers;
}

static double
sum_of (const double *x, size_t count)
{
  double sum = 0.0;

  for (size_t i = 0; i < count; ++i)
    sum += x[i];
  return sum;
}

/* Zwicker and Terhardt 1980, Bark. */
static double
bark (double hz)
{
  return 13.0 * atan (0.00076 * hz)
         + 3.5 * atan ((hz / 7500.0) * (hz / 7500.0));
}

/* Gaussian bands between 50 Hz and 8 kHz, equally wide in Bark; each sums up
   to 1. */
static void
make_critical (double filter[CRITICAL][BINS])
{
  const double low = bark (50.0);
  const double high = bark (fmin (8000.0, rate_hz / 2.0));
  const double width = (high - low) / CRITICAL;

  for (int b = 0; b < CRITICAL; ++b)
    {
      const double centre = low + (b + 0.5) * width;
      double sum = 0.0;
      for (int k = 0; k < BINS; ++k)
        {
          const double off
            = (bark (k * rate_hz / FRAME) - centre) / (0.5 * width);
          filter[b][k] = exp (-0.5 * off * off);
          sum += filter[b][k];
        }
      for (int k = 0; k < BINS; ++k)
        filter[b][k] /= sum;
    }
}

/* One frame: the mean of the bands' ratios, dB, weighted by what the clean
   speech has in them. */
static double
weighted_of (const double *clean, const double *other,
             double filter[CRITICAL][BINS])
{
  double sum = 0.0;
  double weights = 0.0;

  for (int b = 0; b < CRITICAL; ++b)
    {
      double x = 0.0;
      double d = 0.0;
      for (int k = 0; k < BINS; ++k)
        {
          x += filter[b][k] * clean[k];
          d += filter[b][k] * other[k];
        }
      const double ratio
        = 10.0 * log10 (x * x / ((x - d) * (x - d) + 1e-14) + 1e-14);
      const double weight = pow (x, 0.2);
      sum += weight * fmin (fmax (ratio, -10.0), 35.0);
      weights += weight;
    }
  return sum / weights;
}

static void
take_roots (double *x, size_t count)
{
  for (size_t i = 0; i < count; ++i)
    x[i] = sqrt (x[i]);
}

double
metric_weighted (const double *clean, const double *other, size_t count)
{
  static double filter[CRITICAL][BINS];
  static bool made;
  double both = 0.0;
  double alone = 0.0;
  size_t frames = 0;

  if (!made)
    make_critical (filter);
  made = true;
  for (size_t i = 0; i < count; ++i)
    {
      both += clean[i] * other[i];
      alone += other[i] * other[i];
    }
  double *scaled = bench_zeros (count, sizeof *scaled);
  for (size_t i = 0; i < count; ++i)
    scaled[i] = other[i] * both / (alone + 1e-20);
  double *s = powers_of (clean, count, FRAME / 4, &frames);
  double *y = powers_of (scaled, count, FRAME / 4, &frames);
  double *levels = bench_zeros (frames, sizeof *levels);
  double *sorted = bench_zeros (frames, sizeof *sorted);
  for (size_t f = 0; f < frames; ++f)
    sorted[f] = levels[f] = 10.0 * log10 (sum_of (s + f * BINS, BINS) + 1e-12);
  const double least = metric_percentile (sorted, frames, 0.95) - 25.0;
  take_roots (s, frames * BINS);
  take_roots (y, frames * BINS);
  double sum = 0.0;
  size_t active = 0;
  for (size_t f = 0; f < frames; ++f)
    if (levels[f] > least)
      {
        sum += weighted_of (s + f * BINS, y + f * BINS, filter);
        ++active;
      }
  free (scaled);
  free (s);
  free (y);
  free (levels);
  free (sorted);
  return active ? sum / (double) active : NAN;
}

double
metric_distance (const double *clean, const double *other, size_t count)
{
  size_t frames = 0;
  double *s = powers_of (clean, count, FRAME / 2, &frames);
  double *y = powers_of (other, count, FRAME / 2, &frames);
  double *energy = bench_zeros (frames, sizeof *energy);
  double *sorted = bench_zeros (frames, sizeof *sorted);
  double most = 0.0;

  for (size_t i = 0; i < frames * BINS; ++i)
    most = fmax (most, s[i]);
  for (size_t f = 0; f < frames; ++f)
    sorted[f] = energy[f] = sum_of (s + f * BINS, BINS);
  /* 50 dB below the strongest bin is floor. */
  const double least_power = most * 1e-5;
  const double least
    = 10.0 * log10 (metric_percentile (sorted, frames, 0.95)) - 25.0;
  double sum = 0.0;
  size_t active = 0;
  for (size_t f = 0; f < frames; ++f)
    if (10.0 * log10 (energy[f] + 1e-12) > least)
      {
        double square = 0.0;
        for (int k = 0; k < BINS; ++k)
          {
            const double d
              = 10.0
                * log10 (fmax (s[f * BINS + (size_t) k], least_power)
                         / fmax (y[f * BINS + (size_t) k], least_power));
            square += d * d;
          }
        sum += sqrt (square / BINS);
        ++active;
      }
  free (s);
  free (y);
  free (energy);
  free (sorted);
  return active ? sum / (double) active : NAN;
}

/* Fourth over squared second moment of the power, mean over the bins from 100
   to 7000 Hz. Frames as scipy's stft has them: periodic Hann, steps of a
   quarter, half a frame of zeros at both ends. */
static double
kurtosis (const double *x, size_t count)
{
  enum { STEP = FRAME / 4 };
  size_t made = 0;
  double *low = metric_resample_plain (x, count, 1, 3, &made);
  const size_t beyond = (STEP - made % STEP) % STEP;
  const size_t length = made + FRAME + beyond;
  double *padded = bench_zeros (length, sizeof *padded);
  double window[FRAME];
  double power[BINS];
  double mean[BINS] = { 0.0 };
  double second[BINS] = { 0.0 };
  double fourth[BINS] = { 0.0 };
  double complex *work = bench_zeros (FRAME, sizeof *work);
  const size_t frames = 1 + (length - FRAME) / STEP;

  for (size_t i = 0; i < made; ++i)
    padded[FRAME / 2 + i] = low[i];
  for (int i = 0; i < FRAME; ++i)
    window[i] = 0.5 - 0.5 * cos (6.283185307179586476925 * i / FRAME);
  /* Twice: moments of what is divided by its mean. */
  for (int pass = 0; pass < 2; ++pass)
    for (size_t f = 0; f < frames; ++f)
      {
        metric_power (padded + f * STEP, window, FRAME, work, FRAME, power);
        for (int k = 0; k < BINS; ++k)
          {
            /* scipy divides spectra by the window's sum. */
            const double p = power[k] / (FRAME * FRAME / 4.0);
            const double ratio = pass ? p / (mean[k] + 1e-20) : 0.0;
            if (pass)
              {
                second[k] += ratio * ratio / (double) frames;
                fourth[k] += ratio * ratio * ratio * ratio / (double) frames;
              }
            else
              mean[k] += p / (double) frames;
          }
      }
  double sum = 0.0;
  int bins = 0;
  for (int k = 0; k < BINS; ++k)
    {
      const double hz = k * rate_hz / FRAME;
      if (hz > 100.0 && hz < 7000.0)
        {
          sum += fourth[k] / (second[k] * second[k]);
          ++bins;
        }
    }
  free (low);
  free (padded);
  free (work);
  return sum / bins;
}

double
metric_musical (const double *before, const double *after, size_t count)
{
  return log10 (kurtosis (after, count) / kurtosis (before, count));
}

/* y[n] = x[n] - 0.95 x[n-1] + 0.7 y[n-1]: treble counts, for it is sharp. */
static void
brighten (const double *x, size_t count, double complex *y)
{
  double last_in = 0.0;
  double last = 0.0;

  for (size_t i = 0; i < count; ++i)
    {
      last = x[i] - 0.95 * last_in + 0.7 * last;
      last_in = x[i];
      y[i] = last;
    }
}

long
metric_delay (const double *clean, const double *other, size_t count,
              size_t other_count)
{
  enum { EARLIEST = 200, LATEST = 12000 };
  size_t length = 1;

  while (length < count + LATEST + 1 || length < other_count)
    length *= 2;
  double complex *a = bench_zeros (length, sizeof *a);
  double complex *b = bench_zeros (length, sizeof *b);
  brighten (clean, count, a);
  brighten (other, other_count, b);
  metric_fft (a, length);
  metric_fft (b, length);
  for (size_t k = 0; k < length; ++k)
    b[k] *= conj (a[k]);
  metric_fft_back (b, length);
  long best = 0;
  double most = -HUGE_VAL;
  for (long lag = -EARLIEST; lag < LATEST; ++lag)
    {
      const double now
        = creal (b[lag < 0 ? length - (size_t) -lag : (size_t) lag]);
      if (now > most)
        {
          most = now;
          best = lag;
        }
    }
  free (a);
  free (b);
  return best;
}
