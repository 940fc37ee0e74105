/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "cases/signals.h"

#include <math.h>
#include <stdint.h>

/* RMS of 65 dB SPL where a full-scale sine is 105 dB SPL, and 15 dB less. */
static const double speech_rms = 0.00707;
static const double noise_rms = 0.00126;

/* Syllables a second; real speech has three to six. */
static const double syllables_hz = 4.0;

static const double pi = 3.14159265358979323846;

const char *
bench_signal_name (bench_signal signal)
{
  static const char *const names[BENCH_SIGNALS]
    = { "speech", "tail", "silence", "noise", "clipping" };

  return names[signal];
}

/* Uniform noise of RMS 1, by the 64-bit generator of Marsaglia's xorshift. */
static double
noise (uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return ((double) (*state >> 11) / 4503599627370496.0 - 1.0) * sqrt (3.0);
}

static void
fill_speech (unsigned channel, double rate, float *out, size_t frames)
{
  uint64_t state = UINT64_C (0x9e3779b97f4a7c15) + channel;
  /* Half its energy is below some 500 Hz, as in speech. */
  const double keep = exp (-2.0 * pi * 500.0 / rate);
  const double scale = sqrt ((1.0 + keep) / (1.0 - keep));
  double low = 0.0;

  for (size_t i = 0; i < frames; ++i)
    {
      const double syllable
        = sin (pi * syllables_hz * (double) i / rate + channel);
      low += (1.0 - keep) * (noise (&state) - low);
      out[i] = (float) (speech_rms * 1.6 * syllable * syllable * scale * low
                        + noise_rms * noise (&state));
    }
}

void
bench_signal_fill (bench_signal signal, unsigned channel, double rate,
                   float *out, size_t frames)
{
  const size_t start = frames / 10;

  if (signal == BENCH_SILENCE)
    {
      for (size_t i = 0; i < frames; ++i)
        out[i] = 0.0f;
      return;
    }
  if (signal == BENCH_NOISE)
    {
      uint64_t state = UINT64_C (0x2545f4914f6cdd1d) + channel;
      for (size_t i = 0; i < frames; ++i)
        out[i] = (float) (3.0 * speech_rms * noise (&state));
      return;
    }
  fill_speech (channel, rate, out, frames);
  if (signal == BENCH_CLIPPING)
    for (size_t i = 0; i < frames; ++i)
      out[i] = fminf (fmaxf (100.0f * out[i], -1.0f), 1.0f);
  if (signal == BENCH_TAIL)
    for (size_t i = start; i < frames; ++i)
      /* Decays by 900 dB to the end: below the smallest normal float. */
      out[i] *= (float) pow (10.0, -45.0 * (double) (i - start)
                                     / (double) (frames - start));
}
