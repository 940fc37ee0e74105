/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* From gains per bin to the FIR that is applied. */

#include "dsp/filter_design.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"
#include "base/wide.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

/* Bins by which peaks of the gains are widened on each side, 125 Hz: with one,
   deep voices lose 2 dB, with three, noise between their harmonics stays. */
static const uint32_t peak_bins = 2;

/* The Hann window over 2D + 1 taps is applied by convolving the gains with its
   transform, cut off at its first zeros: the lobes beyond are below -31 dB and
   fall by 18 dB an octave. That costs a tenth of two transforms. */
static void
fill_kernel (enh__filter_design *design)
{
  double sum = 0.0;

  for (uint32_t m = 0; m <= design->reach; ++m)
    {
      double value = 1.0;
      for (uint32_t n = 1; n <= design->delay; ++n)
        value += (1.0 + cos (PI * n / (design->delay + 1.0)))
                 * cos (2.0 * PI * m * n / design->length);
      design->kernel[m] = (float) value;
      sum += m ? 2.0 * value : value;
    }
  for (uint32_t m = 0; m <= design->reach; ++m)
    design->kernel[m] = (float) (design->kernel[m] / sum);
}

int
enh__filter_design_init (enh__filter_design *design, const enh_allocator *alloc,
                         uint32_t length, uint32_t taps, uint32_t delay)
{
  design->alloc = *alloc;
  design->length = length;
  design->bins = length / 2 + 1;
  design->taps = taps;
  design->delay = delay;
  design->taper_taps = taps / 4;
  design->reach = delay ? (length + delay - 1) / delay : 0;
  design->kernel
    = enh__alloc (alloc, design->reach + 1, sizeof *design->kernel);
  design->taper = enh__alloc (alloc, design->taper_taps, sizeof *design->taper);
  design->turn = enh__alloc (alloc, design->bins, sizeof *design->turn);
  design->fft = enh__fft_create (alloc, length);
  design->time = enh__alloc (alloc, length, sizeof *design->time);
  design->padded = enh__alloc (alloc, design->bins + 2 * design->reach,
                               sizeof *design->padded);
  design->spectrum = enh__alloc (alloc, design->bins, sizeof *design->spectrum);
  if (!design->kernel || !design->taper || !design->turn || !design->fft
      || !design->time || !design->padded || !design->spectrum)
    return -1;

  if (delay)
    fill_kernel (design);
  for (uint32_t i = 0; i < design->taper_taps; ++i)
    design->taper[i]
      = (float) (0.5 + 0.5 * cos (PI * (i + 0.5) / design->taper_taps));
  for (uint32_t k = 0; k < design->bins; ++k)
    {
      const double turns = (double) ((uint64_t) k * delay % length) / length;
      design->turn[k] = (float) (2.0 * PI * (rint (turns) - turns));
    }
  return 0;
}

void
enh__filter_design_clear (enh__filter_design *design)
{
  const enh_allocator *alloc = &design->alloc;

  enh__free (alloc, design->kernel);
  enh__free (alloc, design->taper);
  enh__free (alloc, design->turn);
  enh__fft_destroy (design->fft);
  enh__free (alloc, design->time);
  enh__free (alloc, design->padded);
  enh__free (alloc, design->spectrum);
}

void
enh__filter_design_phase (enh__filter_design *design, const float *gain_db,
                          float *phase)
{
  const uint32_t half = design->length / 2;
  enh__complex *spectrum = design->spectrum;
  float *cepstrum = design->time;

  for (uint32_t k = 0; k < design->bins; ++k)
    {
      spectrum[k].re = gain_db[k] * ENH__NEPER_PER_DB;
      spectrum[k].im = 0.0f;
    }
  enh__fft_inverse (design->fft, spectrum, cepstrum);

  /* Fold: what lies at negative quefrency moves to its mirror image. */
  const float scale = 1.0f / (float) design->length;
  cepstrum[0] *= scale;
  for (uint32_t n = 1; n < half; ++n)
    cepstrum[n] *= 2.0f * scale;
  cepstrum[half] *= scale;
  memset (cepstrum + half + 1, 0, (half - 1) * sizeof *cepstrum);
  enh__fft_forward (design->fft, cepstrum, spectrum);
  for (uint32_t k = 0; k < design->bins; ++k)
    phase[k] = spectrum[k].im;
}

/* Convolve gains with the kernel, mirrored at both ends, into design->time. */
ENH__LOOP
smooth_loop (enh__filter_design *design, const float *linear)
{
  const uint32_t reach = design->reach;
  const uint32_t bins = design->bins;
  float *padded = design->padded;
  float *result = design->time;

  /* The kernel would reduce narrow peaks, above all a voice's fundamental, so
     peaks are widened first. */
  const uint32_t widen = peak_bins < reach ? peak_bins : reach;
  float *peaks = padded + reach;
  memcpy (peaks, linear, bins * sizeof *peaks);
  for (uint32_t i = 1; i <= widen; ++i)
    {
      for (uint32_t k = i; k < bins; ++k)
        peaks[k] = enh__max (peaks[k], linear[k - i]);
      for (uint32_t k = i; k < bins; ++k)
        peaks[k - i] = enh__max (peaks[k - i], linear[k]);
    }
  for (uint32_t m = 1; m <= reach; ++m)
    {
      padded[reach - m] = padded[reach + m];
      padded[reach + bins - 1 + m] = padded[reach + bins - 1 - m];
    }
  for (uint32_t k = 0; k < bins; ++k)
    result[k] = design->kernel[0] * padded[reach + k];
  for (uint32_t m = 1; m <= reach; ++m)
    {
      const float weight = design->kernel[m];
      const float *below = padded + reach - m;
      const float *above = padded + reach + m;
      for (uint32_t k = 0; k < bins; ++k)
        result[k] += weight * (below[k] + above[k]);
    }
}

ENH__BOTH_WIDTHS (smooth, (enh__filter_design * design, const float *linear),
                  (design, linear))

/* Magnitudes and phases to a spectrum; the angles of `turn` are added. */
ENH__LOOP
fill_spectrum_loop (enh__filter_design *design, const float *gain_db,
                    const float *phase, const float *linear)
{
  const float scale = 1.0f / (float) design->length;
  const float *turn = design->turn;
  enh__complex *spectrum = design->spectrum;

  for (uint32_t k = 0; k < design->bins; ++k)
    {
      const float magnitude
        = scale * linear[k] * enh__exp (gain_db[k] * ENH__NEPER_PER_DB);
      float sine, cosine;
      enh__sincos (phase[k] + turn[k], &sine, &cosine);
      spectrum[k].re = magnitude * cosine;
      spectrum[k].im = magnitude * sine;
    }
}

ENH__BOTH_WIDTHS (fill_spectrum,
                  (enh__filter_design * design, const float *gain_db,
                   const float *phase, const float *linear),
                  (design, gain_db, phase, linear))

void
enh__filter_design_compose (enh__filter_design *design, const float *gain_db,
                            const float *phase, const float *linear,
                            float *response)
{
  const uint32_t start = design->taps - design->taper_taps;

  if (linear)
    smooth (design, linear);
  else
    for (uint32_t k = 0; k < design->bins; ++k)
      design->time[k] = 1.0f;
  fill_spectrum (design, gain_db, phase, design->time);
  enh__fft_inverse (design->fft, design->spectrum, design->time);
  memcpy (response, design->time, design->taps * sizeof *response);
  for (uint32_t i = 0; i < design->taper_taps; ++i)
    response[start + i] *= design->taper[i];
}
