/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "lib/measure.h"

#include "lib/check.h"

#include "base/alloc.h"
#include "chain_state.h"
#include "dsp/fft.h"
#include "dsp/fir.h"

static const double two_pi = 6.283185307179586476925;

const char *
measure_delay_name (enh_delay delay)
{
  return delay == ENH_DELAY_DEFAULT ? "default"
         : delay == ENH_DELAY_LOW   ? "low"
                                    : "lowest";
}

void
measure_say (const char *what, enh_delay delay, double value, const char *unit)
{
  print_message ("# %s, %s: %.3g%s%s\n", what, measure_delay_name (delay),
                 value, *unit ? " " : "", unit);
}

/* Impulse responses. */

sig_response
measure_impulse (enh_chain *chain, double rate)
{
  /* A power of two, so that dividing by it is exact; soft enough for 60 dB of
     gain under the ceiling. */
  static const float height = 0x1p-14f;
  sig_response of = { rate, enh_chain_latency (chain), 0, NULL };

  of.count = drive_frames (rate, 0.03);
  of.samples = calloc (of.count, sizeof *of.samples);
  CHECK (of.samples, "memory");
  float *sound = sig_buffer (of.count);
  sound[0] = height;
  drive_run (chain, sound, sound, of.count, 64);
  for (size_t i = 0; i < of.count; ++i)
    of.samples[i] = (double) sound[i] / (double) height;
  free (sound);
  return of;
}

void
measure_free (sig_response *of)
{
  free (of->samples);
  of->samples = NULL;
}

/* Tones. */

double
measure_splatter_db (const float *x, size_t count, double rate, double hz,
                     double width)
{
  /* The longest friendly length that fits. */
  uint32_t length = (uint32_t) count / 2 * 2;
  while (enh__fft_next_length (length) != length)
    length -= 2;
  const double bin_hz = rate / length;
  enh__fft *fft = enh__fft_create (&enh__default_allocator, length);
  float *windowed = sig_buffer (length);
  enh__complex *bins = calloc (length / 2 + 1, sizeof *bins);
  double within = 0.0;
  double beyond = 0.0;

  CHECK (fft && bins, "memory");
  for (uint32_t i = 0; i < length; ++i)
    {
      const double at = two_pi * (i + 0.5) / length;
      windowed[i]
        = (float) ((double) x[i]
                   * (0.35875 - 0.48829 * cos (at) + 0.14128 * cos (2.0 * at)
                      - 0.01168 * cos (3.0 * at)));
    }
  enh__fft_forward (fft, windowed, bins);
  for (uint32_t k = 0; k <= length / 2; ++k)
    {
      const double power = (double) bins[k].re * (double) bins[k].re
                           + (double) bins[k].im * (double) bins[k].im;
      if (fabs (k * bin_hz - hz) > width)
        beyond += power;
      else
        within += power;
    }
  enh__fft_destroy (fft);
  free (windowed);
  free (bins);
  return 10.0 * log10 (beyond / within);
}

double
measure_kurtosis (const float *x, size_t count, double rate)
{
  const uint32_t length = enh__fft_next_length ((uint32_t) (0.032 * rate));
  const uint32_t first = (uint32_t) (100.0 * length / rate) + 1;
  const uint32_t last = (uint32_t) (7000.0 * length / rate);
  enh__fft *fft = enh__fft_create (&enh__default_allocator, length);
  float *windowed = sig_buffer (length);
  enh__complex *bins = calloc (length / 2 + 1, sizeof *bins);
  double *second = calloc (length / 2 + 1, sizeof *second);
  double *fourth = calloc (length / 2 + 1, sizeof *fourth);
  size_t windows = 0;

  CHECK (fft && bins && second && fourth, "memory");
  for (size_t from = 0; from + length <= count; from += length / 4)
    {
      for (uint32_t i = 0; i < length; ++i)
        windowed[i] = (float) ((double) x[from + i]
                               * (0.5 - 0.5 * cos (two_pi * i / length)));
      enh__fft_forward (fft, windowed, bins);
      for (uint32_t k = first; k <= last; ++k)
        {
          const double power = (double) bins[k].re * (double) bins[k].re
                               + (double) bins[k].im * (double) bins[k].im;
          second[k] += power * power;
          fourth[k] += power * power * power * power;
        }
      ++windows;
    }
  double sum = 0.0;
  for (uint32_t k = first; k <= last; ++k)
    sum += fourth[k] * (double) windows / (second[k] * second[k]);
  enh__fft_destroy (fft);
  free (windowed);
  free (bins);
  free (second);
  free (fourth);
  return sum / (last - first + 1);
}

/* Shadows. */

/* One part at one ear: its samples behind as many zeros as the filter has
   taps, which is what came before them. */
static float *
with_past (const float *x, size_t frames, uint32_t taps)
{
  float *padded = sig_buffer (taps + frames);

  memcpy (padded + taps, x, frames * sizeof *padded);
  return padded;
}

void
measure_shadows (enh_chain *chain, const float *const mixture[2],
                 float *const out[2], const measure_part *parts, size_t count,
                 size_t frames)
{
  enum { MOST_PARTS = 4 };
  const uint32_t hop = chain->hop;
  const uint32_t taps = chain->taps;
  float *padded[MOST_PARTS][2] = { { NULL } };
  float *before[2] = { sig_buffer (taps), sig_buffer (taps) };
  float *scratch[2] = { sig_buffer (hop), sig_buffer (hop) };

  CHECK_INT (count, <=, MOST_PARTS, "parts");
  CHECK (chain->audio.idle && mixture[0][0] != 0.0f,
         "hops begin with the mixture");
  for (size_t p = 0; p < count; ++p)
    for (uint32_t e = 0; e < chain->outputs; ++e)
      padded[p][e]
        = with_past (parts[p].in[chain->inputs > 1 ? e : 0], frames, taps);
  for (size_t done = 0; done + hop <= frames; done += hop)
    {
      const float *const from[2]
        = { mixture[0] + done, mixture[1] ? mixture[1] + done : NULL };
      float *const to[2] = { out ? out[0] + done : scratch[0],
                             out && out[1] ? out[1] + done : scratch[1] };
      enh_chain_process (chain, from, to, hop);
      CHECK_INT (chain->audio.position, ==, 0, "hops end with blocks");
      for (uint32_t e = 0; e < chain->outputs; ++e)
        {
          /* What was faded to in this hop is what the next fades from. */
          const float *after
            = chain->audio.ear[chain->audio.linked ? 0 : e].before;
          if (!done)
            memcpy (before[e], after, taps * sizeof *after);
          for (size_t p = 0; p < count; ++p)
            enh__fir_fade (before[e], after, taps, padded[p][e] + taps + done,
                           parts[p].out[e] + done, hop, 1.0f,
                           1.0f / (float) hop);
          memcpy (before[e], after, taps * sizeof *after);
        }
    }
  for (size_t p = 0; p < count; ++p)
    for (uint32_t e = 0; e < chain->outputs; ++e)
      free (padded[p][e]);
  for (size_t e = 0; e < 2; ++e)
    {
      free (before[e]);
      free (scratch[e]);
    }
}
