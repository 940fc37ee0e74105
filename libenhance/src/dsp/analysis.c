/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Short-time analysis of the newest samples. */

#include "dsp/analysis.h"

#include "base/alloc.h"

#include <math.h>

#define PI 3.14159265358979323846

int
enh__analysis_init (enh__analysis *analysis, const enh_allocator *alloc,
                    uint32_t length, uint32_t fall)
{
  double energy = 0.0;

  analysis->alloc = *alloc;
  analysis->length = length;
  analysis->bins = length / 2 + 1;
  analysis->window = enh__alloc (alloc, length, sizeof *analysis->window);
  analysis->windowed = enh__alloc (alloc, length, sizeof *analysis->windowed);
  analysis->spectrum
    = enh__alloc (alloc, analysis->bins, sizeof *analysis->spectrum);
  analysis->fft = enh__fft_create (alloc, length);
  if (!analysis->window || !analysis->windowed || !analysis->spectrum
      || !analysis->fft)
    return -1;

  const uint32_t rise = length - fall;
  for (uint32_t n = 0; n < length; ++n)
    {
      const double w = n < rise ? sin (PI * (n + 0.5) / (2.0 * rise))
                                : cos (PI * (n - rise + 0.5) / (2.0 * fall));
      analysis->window[n] = (float) w;
      energy += w * w;
    }
  analysis->scale = (float) (2.0 / (length * energy));
  return 0;
}

void
enh__analysis_clear (enh__analysis *analysis)
{
  const enh_allocator *alloc = &analysis->alloc;

  enh__free (alloc, analysis->window);
  enh__free (alloc, analysis->windowed);
  enh__free (alloc, analysis->spectrum);
  enh__fft_destroy (analysis->fft);
}

void
enh__analysis_power (enh__analysis *analysis, const float *x, float *power)
{
  const float *window = analysis->window;
  const enh__complex *spectrum = analysis->spectrum;
  float *windowed = analysis->windowed;
  const float scale = analysis->scale;

  for (uint32_t n = 0; n < analysis->length; ++n)
    windowed[n] = window[n] * x[n];
  enh__fft_forward (analysis->fft, windowed, analysis->spectrum);
  for (uint32_t k = 0; k < analysis->bins; ++k)
    power[k]
      = scale
        * (spectrum[k].re * spectrum[k].re + spectrum[k].im * spectrum[k].im);
  power[0] *= 0.5f;
  power[analysis->bins - 1] *= 0.5f;
}
