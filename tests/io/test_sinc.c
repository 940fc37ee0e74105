/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The interpolator between two clocks: where a tone comes out, how clean, and
   how late. */

#include "lib/check.h"

#include "lib/measure.h"
#include "lib/signals.h"
#include "io/clock_sync/sinc.h"

enum { FRAMES = 48000 };

/* Read `in` (count) at positions that move by `step` from `first` on. */
static void
convert (const enh__sinc *sinc, const float *in, double first, double step,
         float *out, size_t count)
{
  float *weights = sig_buffer (sinc->taps);

  for (size_t i = 0; i < count; ++i)
    {
      const double at = first + step * (double) i;
      const double whole = floor (at);

      enh__sinc_weights (sinc, at - whole, weights);
      out[i] = enh__sinc_sum (sinc, weights,
                              in + (size_t) whole - (sinc->half - 1u));
    }
  free (weights);
}

/* Distortion and noise of a tone (share of the input's rate, 48 kHz) at a ratio,
   dB. */
static double
rest_db (double hz, double ratio)
{
  const size_t most = (size_t) (FRAMES * ratio) + 4000u;
  float *in = sig_buffer (most);
  float *out = sig_buffer (FRAMES);
  enh__sinc sinc;

  assert_int_equal (enh__sinc_init (&sinc, ratio), 0);
  sig_add_tone (in, most, 48000.0, hz, 0.5);
  convert (&sinc, in, (double) sinc.taps, ratio, out, FRAMES);
  const double rest = sig_to_db (sig_rest (out, FRAMES, 48000.0 / ratio, hz));
  enh__sinc_clear (&sinc);
  free (in);
  free (out);
  return rest;
}

/* Signal, ratio, what must be reached. Two clocks that are nearly in time pass
   all positions between two samples: the first rows. */
CHECK_CASE (tones_stay_clean)
{
  static const struct {
    double hz;
    double ratio;
    double most_db;
  } rows[] = {
    { 1000.0, 1.0003, -125.0 },
    { 8000.0, 1.0003, -118.0 },
    { 8000.0, 0.9997, -118.0 },
    { 12000.0, 1.0003, -112.0 },
    { 16000.0, 1.0003, -108.0 },
    { 8000.0, 48000.0 / 44100.0, -115.0 },
    { 8000.0, 44100.0 / 48000.0, -115.0 },
    { 1000.0, 6.0, -100.0 },
  };

  for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i)
    {
      const double rest = rest_db (rows[i].hz, rows[i].ratio);
      print_message ("# %g Hz at a ratio of %.4f: %.1f dB\n", rows[i].hz,
                     rows[i].ratio, rest);
      CHECK_REAL (rest, <=, rows[i].most_db, "%g Hz at %g", rows[i].hz,
                  rows[i].ratio);
    }
}

CHECK_CASE (speech_keeps_its_level)
{
  static const double tones[]
    = { 100.0, 1000.0, 4000.0, 8000.0, 12000.0, 16000.0 };
  enh__sinc sinc;
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  assert_int_equal (enh__sinc_init (&sinc, 1.0), 0);
  CHECK_INT (sinc.taps, ==, 32, "taps");
  for (size_t i = 0; i < 6; ++i)
    for (double part = 0.0; part < 1.0; part += 0.23)
      {
        memset (in, 0, FRAMES * sizeof *in);
        sig_add_tone (in, FRAMES, 48000.0, tones[i], 0.5);
        convert (&sinc, in, 100.0 + part, 1.0, out, FRAMES - 200);
        CHECK_NEAR (
          sig_to_db (sig_amplitude (out, FRAMES - 200, 48000.0, tones[i])
                     / 0.5),
          0.0, 0.02, "%g Hz at %g", tones[i], part);
      }
  enh__sinc_clear (&sinc);
  free (in);
  free (out);
}

/* On a sample it is that sample; between them, the sound is where it was asked
   for: nothing is added to the delay but the wait for 16 samples. */
CHECK_CASE (positions_are_exact)
{
  enh__sinc sinc;
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);
  float *wanted = sig_buffer (FRAMES);
  sig_random random = { check_seed () };
  double worst = 0.0;

  assert_int_equal (enh__sinc_init (&sinc, 1.0), 0);
  CHECK_INT (sinc.half, ==, 16, "samples that have to be there after");
  sig_white (&random, in, FRAMES, 0.1);
  convert (&sinc, in, 50.0, 1.0, out, 1000);
  for (int i = 0; i < 1000; ++i)
    CHECK_NEAR (out[i], in[50 + i], 1e-6, "sample %d", i);

  for (double part = 0.0; part < 1.0; part += 0.05)
    {
      memset (in, 0, FRAMES * sizeof *in);
      sig_add_tone (in, FRAMES, 48000.0, 3000.0, 0.5);
      convert (&sinc, in, 160.0 + part, 1.0, out, 1600);
      for (int i = 0; i < 1600; ++i)
        {
          /* 160 samples are ten periods. */
          const double is = 0.5
                            * sin (6.283185307179586 * 3000.0 / 48000.0
                                   * ((double) i + part));
          worst = fmax (worst, fabs ((double) out[i] - is));
        }
    }
  CHECK_REAL (worst, <=, 1e-5, "between samples");
  enh__sinc_clear (&sinc);
  free (in);
  free (out);
  free (wanted);
}

/* From 96 to 48 kHz: what the slower clock cannot carry is gone. */
CHECK_CASE (what_would_fold_is_filtered_away)
{
  enh__sinc sinc;
  float *in = sig_buffer (2 * FRAMES + 1000);
  float *out = sig_buffer (FRAMES);

  assert_int_equal (enh__sinc_init (&sinc, 2.0), 0);
  CHECK_INT (sinc.taps, ==, 64, "taps");
  sig_add_tone (in, 2 * FRAMES + 1000, 96000.0, 34000.0, 0.5);
  convert (&sinc, in, 100.0, 2.0, out, FRAMES);
  CHECK_REAL (sig_to_db (sig_rms (out, FRAMES) / 0.3536), <=, -80.0,
              "34 kHz, which would be 14");
  enh__sinc_clear (&sinc);
  free (in);
  free (out);
}
