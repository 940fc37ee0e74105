/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "metrics/signal.h"

#include "base/bessel.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

double
sig_rms (const float *in, size_t count)
{
  double sum = 0.0;

  for (size_t i = 0; i < count; ++i)
    sum += (double) in[i] * (double) in[i];
  return count ? sqrt (sum / (double) count) : 0.0;
}

double
sig_amplitude (const float *in, size_t count, double rate, double hz)
{
  double re = 0.0;
  double im = 0.0;
  double weight = 0.0;

  for (size_t i = 0; i < count; ++i)
    {
      const double w
        = 0.5 - 0.5 * cos (2.0 * pi * ((double) i + 0.5) / (double) count);
      const double turns = hz * (double) i / rate;
      const double angle = 2.0 * pi * (turns - floor (turns));
      re += w * (double) in[i] * cos (angle);
      im += w * (double) in[i] * sin (angle);
      weight += w;
    }
  return 2.0 * sqrt (re * re + im * im) / weight;
}

double
sig_peak (const float *in, size_t count)
{
  double peak = 0.0;

  for (size_t i = 0; i < count; ++i)
    if (fabs ((double) in[i]) > peak)
      peak = fabs ((double) in[i]);
  return peak;
}

enum { PHASES = 8, REACH = 64 };

double
sig_true_peak (const float *in, size_t count)
{
  static double taps[PHASES][2 * REACH];
  static int ready;
  double peak = sig_peak (in, count);

  if (!ready)
    {
      for (int p = 1; p < PHASES; ++p)
        for (int k = 0; k < 2 * REACH; ++k)
          {
            /* Distance from the wanted instant to sample k of the stretch. */
            const double t = (double) (k - REACH + 1) - (double) p / PHASES;
            const double along = t / REACH;
            const double inside = 1.0 - along * along;
            taps[p][k]
              = sin (pi * t) / (pi * t)
                * enh__bessel_i0 (9.0 * sqrt (inside > 0.0 ? inside : 0.0))
                / enh__bessel_i0 (9.0);
          }
      ready = 1;
    }
  for (size_t i = REACH; i + REACH < count; ++i)
    {
      /* Only near large samples can the curve be larger still. */
      const double near = fabs ((double) in[i]) > fabs ((double) in[i + 1])
                            ? fabs ((double) in[i])
                            : fabs ((double) in[i + 1]);
      if (near < 0.5 * peak)
        continue;
      for (int p = 1; p < PHASES; ++p)
        {
          double sum = 0.0;
          for (int k = 0; k < 2 * REACH; ++k)
            sum += taps[p][k] * (double) in[i + (size_t) k - REACH + 1];
          if (fabs (sum) > peak)
            peak = fabs (sum);
        }
    }
  return peak;
}

double
sig_rest (const float *x, size_t count, double rate, double hz)
{
  double cc = 0.0;
  double ss = 0.0;
  double cs = 0.0;
  double xc = 0.0;
  double xs = 0.0;

  /* Least squares: no whole number of periods is needed. */
  for (size_t i = 0; i < count; ++i)
    {
      const double angle = 2.0 * pi * hz * (double) i / rate;
      const double c = cos (angle);
      const double s = sin (angle);
      cc += c * c;
      ss += s * s;
      cs += c * s;
      xc += (double) x[i] * c;
      xs += (double) x[i] * s;
    }
  const double det = cc * ss - cs * cs;
  const double a = (xc * ss - xs * cs) / det;
  const double b = (xs * cc - xc * cs) / det;
  double tone = 0.0;
  double rest = 0.0;
  for (size_t i = 0; i < count; ++i)
    {
      const double angle = 2.0 * pi * hz * (double) i / rate;
      const double fit = a * cos (angle) + b * sin (angle);
      tone += fit * fit;
      rest += ((double) x[i] - fit) * ((double) x[i] - fit);
    }
  return sqrt (rest / tone);
}

/* The transform at one frequency, of h and of n h. */
static void
transform (const sig_response *of, double hz, double h[2], double nh[2])
{
  h[0] = h[1] = nh[0] = nh[1] = 0.0;
  for (size_t i = 0; i < of->count; ++i)
    {
      const double angle = 2.0 * pi * hz * (double) i / of->rate;
      const double re = of->samples[i] * cos (angle);
      const double im = -of->samples[i] * sin (angle);
      h[0] += re;
      h[1] += im;
      nh[0] += (double) i * re;
      nh[1] += (double) i * im;
    }
}

double
sig_gain_db (const sig_response *of, double hz)
{
  double h[2];
  double nh[2];

  transform (of, hz, h, nh);
  return 10.0 * log10 (h[0] * h[0] + h[1] * h[1]);
}

double
sig_late_ms (const sig_response *of, double hz)
{
  double h[2];
  double nh[2];

  /* The real part of FT (n h) / FT (h). */
  transform (of, hz, h, nh);
  const double frames
    = (nh[0] * h[0] + nh[1] * h[1]) / (h[0] * h[0] + h[1] * h[1]);
  return 1000.0 * (frames - of->latency) / of->rate;
}
