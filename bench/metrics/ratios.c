/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Ratios of powers: of waveforms, without spectra. */

#include "metrics.h"

#include "common.h"
#include "stats.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static double
to_db (double power)
{
  return 10.0 * log10 (power);
}

double
metric_mean_square (const double *x, size_t count)
{
  double sum = 0.0;

  for (size_t i = 0; i < count; ++i)
    sum += x[i] * x[i];
  return count ? sum / (double) count : 0.0;
}

double
metric_percentile (double *values, size_t count, double part)
{
  if (!count)
    return NAN;
  stats_sort (values, count);
  const double at = part * (double) (count - 1);
  const size_t below = (size_t) at;
  const size_t above = below + 1 < count ? below + 1 : below;
  return values[below]
         + (at - (double) below) * (values[above] - values[below]);
}

double
metric_si_sdr (const double *clean, const double *other, size_t count)
{
  double clean_mean = 0.0;
  double other_mean = 0.0;
  double both = 0.0;
  double alone = 0.0;
  double rest = 0.0;

  for (size_t i = 0; i < count; ++i)
    {
      clean_mean += clean[i] / (double) count;
      other_mean += other[i] / (double) count;
    }
  for (size_t i = 0; i < count; ++i)
    {
      both += (clean[i] - clean_mean) * (other[i] - other_mean);
      alone += (clean[i] - clean_mean) * (clean[i] - clean_mean);
    }
  const double scale = both / (alone + 1e-20);
  for (size_t i = 0; i < count; ++i)
    {
      const double error
        = other[i] - other_mean - scale * (clean[i] - clean_mean);
      rest += error * error;
    }
  return to_db ((scale * scale * alone + 1e-20) / (rest + 1e-20));
}

/* Levels, dB, of parts of `length`; the caller frees. */
static double *
levels_of (const double *x, size_t parts, size_t length)
{
  double *levels = bench_zeros (parts, sizeof *levels);

  for (size_t p = 0; p < parts; ++p)
    levels[p] = to_db (metric_mean_square (x + p * length, length) + 1e-12);
  return levels;
}

/* The level that 95 % of the parts do not exceed. */
static double
loud_level (const double *levels, size_t parts)
{
  double *sorted = bench_zeros (parts, sizeof *sorted);

  for (size_t p = 0; p < parts; ++p)
    sorted[p] = levels[p];
  const double level = metric_percentile (sorted, parts, 0.95);
  free (sorted);
  return level;
}

double
metric_segmental (const double *clean, const double *other, size_t count,
                  unsigned rate)
{
  const size_t length = rate / 50;
  const size_t parts = count / length;
  double *levels = levels_of (clean, parts, length);
  const double least = loud_level (levels, parts) - 25.0;
  double sum = 0.0;
  size_t active = 0;

  for (size_t p = 0; p < parts; ++p)
    if (levels[p] > least)
      {
        double signal = 0.0;
        double noise = 0.0;
        for (size_t i = p * length; i < (p + 1) * length; ++i)
          {
            signal += clean[i] * clean[i];
            noise += (other[i] - clean[i]) * (other[i] - clean[i]);
          }
        sum += fmin (fmax (to_db ((signal + 1e-10) / (noise + 1e-10)), -10.0),
                     35.0);
        ++active;
      }
  free (levels);
  return active ? sum / (double) active : NAN;
}

/* Mark the pauses among parts of 10 ms: 80 ms and more, without their first 20
   and last 10 ms. Returns how many parts. */
static size_t
mark_pauses (const double *levels, size_t parts, bool *marked)
{
  const double most = loud_level (levels, parts) - 35.0;
  size_t count = 0;

  for (size_t i = 0; i < parts; ++i)
    if (levels[i] < most)
      {
        size_t end = i;
        while (end < parts && levels[end] < most)
          ++end;
        for (size_t k = i + 2; end - i >= 8 && k < end - 1; ++k, ++count)
          marked[k] = true;
        i = end;
      }
  return count;
}

double
metric_pause_attenuation (const double *clean, const double *before,
                          const double *after, size_t count, unsigned rate)
{
  const size_t length = rate / 100;
  const size_t parts = count / length;
  double *levels = levels_of (clean, parts, length);
  bool *marked = bench_zeros (parts, sizeof *marked);
  const size_t pauses = mark_pauses (levels, parts, marked);
  double was = 0.0;
  double is = 0.0;

  for (size_t p = 0; p < parts; ++p)
    if (marked[p])
      {
        was += metric_mean_square (before + p * length, length);
        is += metric_mean_square (after + p * length, length);
      }
  free (levels);
  free (marked);
  if (pauses < 5)
    return NAN;
  return to_db ((was / (double) pauses + 1e-14)
                / (is / (double) pauses + 1e-14));
}

double
metric_speech_loss (const double *clean, const double *before,
                    const double *after, size_t count, unsigned rate)
{
  const size_t length = rate / 50;
  const size_t parts = count / length;
  double *levels = levels_of (clean, parts, length);
  const double least = loud_level (levels, parts) - 15.0;
  double was = 0.0;
  double is = 0.0;

  for (size_t p = 0; p < parts; ++p)
    if (levels[p] > least)
      for (size_t i = p * length; i < (p + 1) * length; ++i)
        {
          was += clean[i] * before[i];
          is += clean[i] * after[i];
        }
  free (levels);
  return -20.0 * log10 (fmax (1e-6, is / was));
}

double
metric_speech_level (const double *x, size_t count, unsigned rate)
{
  enum { THRESHOLDS = 16 };
  static const double margin_db = 15.9;
  const double keep = exp (-1.0 / (rate * 0.03));
  const size_t hangover = rate / 5;
  size_t active[THRESHOLDS] = { 0 };
  size_t since[THRESHOLDS];
  double once = 0.0;
  double twice = 0.0;
  double energy = 0.0;

  /* Two smoothers of 30 ms; a sample is active for a threshold while the
     envelope was over it within the last 200 ms. */
  for (int t = 0; t < THRESHOLDS; ++t)
    since[t] = hangover + 1;
  for (size_t i = 0; i < count; ++i)
    {
      energy += x[i] * x[i];
      once = keep * once + (1.0 - keep) * fabs (x[i]);
      twice = keep * twice + (1.0 - keep) * once;
      for (int t = 0; t < THRESHOLDS; ++t)
        {
          if (twice >= ldexp (1.0, t - 15))
            since[t] = 0;
          else if (since[t] <= hangover)
            ++since[t];
          active[t] += since[t] <= hangover;
        }
    }
  double last_level = -100.0;
  double last_over = 0.0;
  for (int t = 0; t < THRESHOLDS && active[t]; ++t)
    {
      const double level = to_db (energy / (double) active[t] + 1e-30);
      const double over = level - 20.0 * log10 (ldexp (1.0, t - 15));
      if (over <= margin_db)
        return t == 0 ? level
                      : last_level
                          + (last_over - margin_db) / (last_over - over)
                              * (level - last_level);
      last_level = level;
      last_over = over;
    }
  return last_level;
}
