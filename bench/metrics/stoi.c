/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* STOI and ESTOI: at 10 kHz, frames of 256 in steps of 128, silent ones left
   out, 15 third octaves from 150 Hz, segments of 30 frames.

   Taal, Hendriks, Heusdens, Jensen: An algorithm for intelligibility prediction
   of time-frequency weighted noisy speech. IEEE TASL 19, 2011.
   Jensen, Taal: An algorithm for predicting the intelligibility of speech masked
   by modulated noise maskers. IEEE/ACM TASLP 24, 2016. */

#include "metrics.h"

#include "common.h"
#include "fft.h"
#include "resample.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME = 256, STEP = 128, FFT = 512, BANDS = 15, SEGMENT = 30 };

static const double least_band_hz = 150.0;
static const double rate_hz = 10000.0;
static const double quiet_db = 40.0; /* below the loudest frame: silent */
static const double clip_db = 15.0;  /* least signal-to-distortion of STOI */
static const double pi = 3.14159265358979323846;

/* As the authors' program has it: the last frame that just fits is not used. */
static size_t
frames_of (size_t count)
{
  if (count < FRAME)
    return 0;
  const size_t frames = 1 + (count - FRAME) / STEP;
  return frames > 1 && (count - FRAME) % STEP == 0 ? frames - 1 : frames;
}

/* Hann without its zero ends. */
static void
make_window (double *window)
{
  for (int i = 0; i < FRAME; ++i)
    {
      const double s = sin (pi * (i + 1) / (FRAME + 1));
      window[i] = s * s;
    }
}

static double
norm (const double *x, size_t count, size_t step)
{
  double sum = 0.0;

  for (size_t i = 0; i < count; ++i)
    sum += x[i * step] * x[i * step];
  return sqrt (sum);
}

/* Leave out the frames in which the clean speech is silent, from both; the
   rest is overlapped and added again. Returns the new length. */
static size_t
leave_out_silence (double *x, double *y, size_t count, const double *window)
{
  const size_t frames = frames_of (count);
  double *energy = bench_zeros (frames, sizeof *energy);
  double most = -HUGE_VAL;
  double frame[FRAME];
  size_t kept = 0;

  for (size_t f = 0; f < frames; ++f)
    {
      for (int i = 0; i < FRAME; ++i)
        frame[i] = x[f * STEP + i] * window[i];
      energy[f] = 20.0 * log10 (norm (frame, FRAME, 1) + DBL_EPSILON);
      most = fmax (most, energy[f]);
    }
  double *new_x = bench_zeros (count, sizeof *new_x);
  double *new_y = bench_zeros (count, sizeof *new_y);
  for (size_t f = 0; f < frames; ++f)
    if (energy[f] > most - quiet_db)
      {
        for (int i = 0; i < FRAME; ++i)
          {
            new_x[kept * STEP + i] += x[f * STEP + i] * window[i];
            new_y[kept * STEP + i] += y[f * STEP + i] * window[i];
          }
        ++kept;
      }
  memcpy (x, new_x, count * sizeof *x);
  memcpy (y, new_y, count * sizeof *y);
  free (energy);
  free (new_x);
  free (new_y);
  return kept ? (kept - 1) * STEP + FRAME : 0;
}

static size_t
nearest_bin (double hz)
{
  const size_t bin = (size_t) lround (hz * FFT / rate_hz);

  return bin > FFT / 2 ? FFT / 2 : bin;
}

/* Square roots of the power of every band in every frame, [frame][band]. */
static double *
bands_of (const double *x, size_t count, const double *window, size_t *frames)
{
  *frames = frames_of (count);
  double *bands = bench_zeros (*frames * BANDS, sizeof *bands);
  double complex *work = bench_zeros (FFT, sizeof *work);
  double power[FFT / 2 + 1];

  for (size_t f = 0; f < *frames; ++f)
    {
      metric_power (x + f * STEP, window, FRAME, work, FFT, power);
      for (int b = 0; b < BANDS; ++b)
        {
          const size_t from
            = nearest_bin (least_band_hz * pow (2.0, (2 * b - 1) / 6.0));
          const size_t to
            = nearest_bin (least_band_hz * pow (2.0, (2 * b + 1) / 6.0));
          double sum = 0.0;
          for (size_t k = from; k < to; ++k)
            sum += power[k];
          bands[f * BANDS + (size_t) b] = sqrt (sum);
        }
    }
  free (work);
  return bands;
}

/* Mean 0 and norm 1, of every `count` values that lie `step` apart. */
static void
normalise (double *x, size_t count, size_t step)
{
  double mean = 0.0;

  for (size_t i = 0; i < count; ++i)
    mean += x[i * step];
  mean /= (double) count;
  for (size_t i = 0; i < count; ++i)
    x[i * step] -= mean;
  const double length = norm (x, count, step) + DBL_EPSILON;
  for (size_t i = 0; i < count; ++i)
    x[i * step] /= length;
}

static double
correlation (const double *x, const double *y, size_t count)
{
  double sum = 0.0;

  for (size_t i = 0; i < count; ++i)
    sum += x[i] * y[i];
  return sum;
}

/* One segment of both, [frame][band]: the sum over bands of the correlations
   over time. */
static double
stoi_of (const double *x, const double *y)
{
  const double most = 1.0 + pow (10.0, clip_db / 20.0);
  double sum = 0.0;

  for (size_t b = 0; b < BANDS; ++b)
    {
      const double scale = norm (x + b, SEGMENT, BANDS)
                           / (norm (y + b, SEGMENT, BANDS) + DBL_EPSILON);
      double one[SEGMENT];
      double two[SEGMENT];
      double one_mean = 0.0;
      double two_mean = 0.0;
      for (size_t i = 0; i < SEGMENT; ++i)
        {
          one[i] = x[i * BANDS + b];
          two[i] = fmin (y[i * BANDS + b] * scale, one[i] * most);
          one_mean += one[i] / SEGMENT;
          two_mean += two[i] / SEGMENT;
        }
      for (size_t i = 0; i < SEGMENT; ++i)
        {
          one[i] -= one_mean;
          two[i] -= two_mean;
        }
      sum += correlation (one, two, SEGMENT)
             / (norm (one, SEGMENT, 1) * norm (two, SEGMENT, 1) + DBL_EPSILON);
    }
  return sum;
}

static double
estoi_of (const double *x, const double *y)
{
  double one[SEGMENT * BANDS];
  double two[SEGMENT * BANDS];

  memcpy (one, x, sizeof one);
  memcpy (two, y, sizeof two);
  for (size_t b = 0; b < BANDS; ++b)
    {
      normalise (one + b, SEGMENT, BANDS);
      normalise (two + b, SEGMENT, BANDS);
    }
  for (size_t i = 0; i < SEGMENT; ++i)
    {
      normalise (one + i * BANDS, BANDS, 1);
      normalise (two + i * BANDS, BANDS, 1);
    }
  return correlation (one, two, SEGMENT * BANDS) / SEGMENT;
}

void
metric_stoi (const double *clean, const double *other, size_t count,
             unsigned rate, double *stoi, double *estoi)
{
  /* 48 kHz to 10: 5 / 24, edge and window as the kit's scorer has them. */
  size_t made = count;
  double *x;
  double *y;
  double window[FRAME];

  if (rate == 48000)
    {
      x = metric_resample (clean, count, 5, 24, 48, 0.975, 6.0, &made);
      y = metric_resample (other, count, 5, 24, 48, 0.975, 6.0, &made);
    }
  else
    {
      x = bench_zeros (count, sizeof *x);
      y = bench_zeros (count, sizeof *y);
      memcpy (x, clean, count * sizeof *x);
      memcpy (y, other, count * sizeof *y);
    }
  make_window (window);
  const size_t length = leave_out_silence (x, y, made, window);
  size_t frames = 0;
  double *x_bands = bands_of (x, length, window, &frames);
  double *y_bands = bands_of (y, length, window, &frames);
  double sum = 0.0;
  double extended = 0.0;
  size_t segments = 0;
  for (size_t f = 0; f + SEGMENT <= frames; ++f, ++segments)
    {
      sum += stoi_of (x_bands + f * BANDS, y_bands + f * BANDS);
      extended += estoi_of (x_bands + f * BANDS, y_bands + f * BANDS);
    }
  *stoi = segments ? sum / (double) (segments * BANDS) : NAN;
  *estoi = segments ? extended / (double) segments : NAN;
  free (x_bands);
  free (y_bands);
  free (x);
  free (y);
}
