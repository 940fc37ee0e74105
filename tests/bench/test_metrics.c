/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The measures of enhance-bench against another implementation: in Python, with
   numpy and scipy, itself within 0.002 of the programs that the authors of STOI
   and ESTOI published. Its figures for the signal below are written down here;
   the signal is made of whole numbers alone, and so the same everywhere. */

#include "lib/check.h"

#include "metrics/fft.h"
#include "metrics/metrics.h"
#include "metrics/resample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 48000, COUNT = 3 * RATE };

static const double pi = 3.14159265358979323846;

static double *clean;
static double *noise;
static double *noisy; /* clean + noise */
static double *after; /* 0.9 clean + 0.4 noise */

/* Uniform, -1 to 1. */
static double
next_random (uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state / 2147483648.0 - 1.0;
}

static int
make_signals (void **state)
{
  uint32_t one = 1;
  uint32_t two = 2;
  double low = 0.0;

  clean = calloc (COUNT, sizeof *clean);
  noise = calloc (COUNT, sizeof *noise);
  noisy = calloc (COUNT, sizeof *noisy);
  after = calloc (COUNT, sizeof *after);
  CHECK (clean && noise && noisy && after, "memory");
  for (int i = 0; i < COUNT; ++i)
    {
      const double t = (double) i / RATE;
      const double syllable = sin (pi * 3.0 * t);
      low += 0.15 * (next_random (&one) - low);
      clean[i] = fmod (t, 1.0) < 0.8 ? 0.3 * low * syllable * syllable : 0.0;
      noise[i] = 0.02 * next_random (&two);
      noisy[i] = clean[i] + noise[i];
      after[i] = 0.9 * clean[i] + 0.4 * noise[i];
    }
  return 0;
}

static int
free_signals (void **state)
{
  free (clean);
  free (noise);
  free (noisy);
  free (after);
  return 0;
}

#define METRICS_CASE(name) \
  CHECK_CASE_WITH (name, make_signals, free_signals, NULL)

METRICS_CASE (stoi_and_estoi_agree)
{
  double stoi;
  double estoi;

  metric_stoi (clean, noisy, COUNT, RATE, &stoi, &estoi);
  CHECK_NEAR (stoi, 0.99424, 0.001, "STOI, noisy");
  CHECK_NEAR (estoi, 0.90866, 0.001, "ESTOI, noisy");
  metric_stoi (clean, after, COUNT, RATE, &stoi, &estoi);
  CHECK_NEAR (stoi, 0.99884, 0.001, "STOI, processed");
  CHECK_NEAR (estoi, 0.97792, 0.001, "ESTOI, processed");
}

METRICS_CASE (stoi_of_itself_is_1_and_of_silence_is_unknown)
{
  double stoi;
  double estoi;

  metric_stoi (clean, clean, COUNT, RATE, &stoi, &estoi);
  CHECK_NEAR (stoi, 1.0, 1e-6, "STOI");
  CHECK_NEAR (estoi, 1.0, 1e-6, "ESTOI");
  metric_stoi (clean, clean, RATE / 10, RATE, &stoi, &estoi);
  CHECK (isnan (stoi) && isnan (estoi), "too short to say");
}

METRICS_CASE (si_sdr_agrees_and_ignores_scale)
{
  double *half = calloc (COUNT, sizeof *half);

  CHECK (half, "memory");
  CHECK_NEAR (metric_si_sdr (clean, noisy, COUNT), 7.07123, 0.001, "noisy");
  for (int i = 0; i < COUNT; ++i)
    half[i] = 0.5 * noisy[i];
  CHECK_NEAR (metric_si_sdr (clean, half, COUNT), 7.07123, 0.001, "halved");
  free (half);
}

METRICS_CASE (measures_at_16_khz_agree)
{
  size_t low = 0;
  double *x = metric_resample_plain (clean, COUNT, 1, 3, &low);
  double *y = metric_resample_plain (noisy, COUNT, 1, 3, &low);

  CHECK_INT (low, ==, COUNT / 3, "samples at 16 kHz");
  CHECK_NEAR (metric_segmental (x, y, low, 16000), 10.0753, 0.02, "segSNR");
  CHECK_NEAR (metric_weighted (x, y, low), 21.96462, 0.02, "fwSegSNR");
  CHECK_NEAR (metric_distance (x, y, low), 5.05567, 0.02, "LSD");
  free (x);
  free (y);
}

METRICS_CASE (attenuation_and_loss_agree)
{
  CHECK_NEAR (metric_pause_attenuation (clean, noisy, after, COUNT, RATE),
              7.9588, 0.001, "pauses");
  CHECK_NEAR (metric_speech_loss (clean, noisy, after, COUNT, RATE), 0.92034,
              0.001, "speech");
}

METRICS_CASE (kurtosis_ratio_agrees)
{
  double *musical = calloc (COUNT, sizeof *musical);

  CHECK (musical, "memory");
  for (int i = 0; i < COUNT; ++i)
    {
      const double wave = sin (2.0 * pi * 7.0 * i / RATE);
      musical[i] = noise[i]
                   * (1.0
                      + (wave > 0.0   ? 0.9
                         : wave < 0.0 ? -0.9
                                      : 0.0));
    }
  CHECK_NEAR (metric_musical (noise, musical, COUNT), 0.28598, 0.002,
              "noise that is switched");
  CHECK_NEAR (metric_musical (noise, noise, COUNT), 0.0, 1e-9, "itself");
  free (musical);
}

METRICS_CASE (delay_is_found_to_the_frame)
{
  double *late = calloc (COUNT, sizeof *late);

  CHECK (late, "memory");
  memcpy (late + 137, noisy, (COUNT - 137) * sizeof *late);
  CHECK_INT (metric_delay (clean, late, COUNT, COUNT), ==, 137, "late");
  CHECK_INT (metric_delay (late, noisy, COUNT, COUNT), ==, -137, "early");
  free (late);
}

METRICS_CASE (speech_level_agrees)
{
  CHECK_NEAR (metric_speech_level (clean, COUNT, RATE), -31.56144, 0.001,
              "active level, dB");
}

/* The transform against its definition. */
METRICS_CASE (fft_is_the_sum_it_stands_for)
{
  enum { LENGTH = 64 };
  double complex x[LENGTH];
  double complex y[LENGTH];
  uint32_t random = 5;

  for (int i = 0; i < LENGTH; ++i)
    x[i] = y[i] = next_random (&random) + next_random (&random) * I;
  metric_fft (y, LENGTH);
  for (int k = 0; k < LENGTH; ++k)
    {
      double complex sum = 0.0;
      for (int n = 0; n < LENGTH; ++n)
        sum += x[n] * cexp (-2.0 * pi * k * n / LENGTH * I);
      CHECK_NEAR (cabs (y[k] - sum), 0.0, 1e-12, "bin %d", k);
    }
  metric_fft_back (y, LENGTH);
  for (int n = 0; n < LENGTH; ++n)
    CHECK_NEAR (cabs (y[n] / LENGTH - x[n]), 0.0, 1e-14, "back, %d", n);
}

METRICS_CASE (resampling_keeps_a_tone)
{
  size_t made = 0;
  double *tone = calloc (COUNT, sizeof *tone);

  CHECK (tone, "memory");
  for (int i = 0; i < COUNT; ++i)
    tone[i] = sin (2.0 * pi * 1000.0 * i / RATE);
  double *low = metric_resample (tone, COUNT, 5, 24, 48, 0.975, 6.0, &made);
  CHECK_INT (made, ==, COUNT * 5 / 24, "samples at 10 kHz");
  for (size_t i = 500; i + 500 < made; ++i)
    CHECK_NEAR (low[i], sin (2.0 * pi * 1000.0 * (double) i / 10000.0), 1e-3,
                "sample %zu", i);
  free (low);
  free (tone);
}
