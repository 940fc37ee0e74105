/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Two microphones and two ears: a talker at the side stays at the side. Level
   and phase between the ears are what they were between the microphones, in
   noise, with reduction and compression at work and one fitting for both. */

#include "lib/check.h"
#include "lib/measure.h"

#include "base/alloc.h"
#include "chain_state.h"
#include "dsp/fft.h"

enum { RATE = 48000, FRAMES = 5 * RATE, FROM = 3 * RATE / 2 };
enum { LENGTH = 4096, BINS = LENGTH / 2 + 1 };

/* Of a talker 60 degrees to the left: so much later at the right, and softer. */
enum { LATER = RATE / 2500 };
static const double softer = 0.5;

/* Long-term powers of both ears, and the cross spectrum. */
typedef struct pair {
  double left[BINS];
  double right[BINS];
  double re[BINS];
  double im[BINS];
} pair;

static void
take_in (pair *of, const float *const ear[2])
{
  enh__fft *fft = enh__fft_create (&enh__default_allocator, LENGTH);
  enh__complex *bins[2]
    = { calloc (BINS, sizeof **bins), calloc (BINS, sizeof **bins) };
  float *windowed = sig_buffer (LENGTH);

  CHECK (fft && bins[0] && bins[1], "memory");
  memset (of, 0, sizeof *of);
  for (size_t from = FROM; from + LENGTH <= FRAMES; from += LENGTH / 2)
    {
      for (size_t e = 0; e < 2; ++e)
        {
          for (size_t i = 0; i < LENGTH; ++i)
            windowed[i] = (float) ((double) ear[e][from + i]
                                   * (0.5
                                      - 0.5
                                          * cos (6.283185307179586 * (double) i
                                                 / LENGTH)));
          enh__fft_forward (fft, windowed, bins[e]);
        }
      for (size_t k = 0; k < BINS; ++k)
        {
          const double lr = (double) bins[0][k].re;
          const double li = (double) bins[0][k].im;
          const double rr = (double) bins[1][k].re;
          const double ri = (double) bins[1][k].im;
          of->left[k] += lr * lr + li * li;
          of->right[k] += rr * rr + ri * ri;
          of->re[k] += lr * rr + li * ri;
          of->im[k] += li * rr - lr * ri;
        }
    }
  enh__fft_destroy (fft);
  free (bins[0]);
  free (bins[1]);
  free (windowed);
}

/* The worst change of the third octaves from 200 Hz to 6.3 kHz: of level between
   the ears, dB, and up to 1.5 kHz of phase, degrees. */
static void
compare (const pair *in, const pair *out, double *level_db, double *phase)
{
  *level_db = *phase = 0.0;
  for (int third = 0; third < 16; ++third)
    {
      const double centre = 200.0 * pow (2.0, third / 3.0);
      const size_t last
        = (size_t) (centre * pow (2.0, 1.0 / 6.0) * LENGTH / RATE);
      double power[2][2] = { { 0.0, 0.0 }, { 0.0, 0.0 } };
      double re = 0.0;
      double im = 0.0;
      for (size_t k
           = (size_t) (centre / pow (2.0, 1.0 / 6.0) * LENGTH / RATE) + 1;
           k <= last; ++k)
        {
          power[0][0] += in->left[k];
          power[0][1] += in->right[k];
          power[1][0] += out->left[k];
          power[1][1] += out->right[k];
          re += out->re[k] * in->re[k] + out->im[k] * in->im[k];
          im += out->im[k] * in->re[k] - out->re[k] * in->im[k];
        }
      const double change
        = 10.0
          * log10 (power[1][0] / power[1][1] / (power[0][0] / power[0][1]));
      /* fmax would pass over a NaN. */
      *level_db = isfinite (change) ? fmax (*level_db, fabs (change))
                                    : HUGE_VAL;
      if (centre < 1500.0)
        *phase = fmax (*phase, fabs (atan2 (im, re)) * 57.29577951308232);
    }
}

/* A talker at the left in pink noise that differs at the ears, 10 dB below. */
static void
expect_place (enh_delay delay, const char *spec, double compression,
              const char *what)
{
  const drive_shape shape = { RATE, 2, 2, delay, ENH_FOR_FILE };
  sig_random random = { check_seed () };
  float *speech[2] = { sig_buffer (FRAMES), sig_buffer (FRAMES) };
  float *mixture[2] = { sig_buffer (FRAMES), sig_buffer (FRAMES) };
  float *out[2] = { sig_buffer (FRAMES), sig_buffer (FRAMES) };
  const measure_part part = { { speech[0], speech[1] }, { out[0], out[1] } };
  const float *const from[2] = { mixture[0], mixture[1] };
  pair *pairs = calloc (2, sizeof *pairs);
  double level_db;
  double phase;

  CHECK (pairs, "memory");
  sig_speech (&random, speech[0], FRAMES, RATE, 0.01);
  for (size_t i = LATER; i < FRAMES; ++i)
    speech[1][i] = (float) (softer * (double) speech[0][i - LATER]);
  for (size_t e = 0; e < 2; ++e)
    {
      sig_pink (&random, mixture[e], FRAMES, 0.003);
      for (size_t i = 0; i < FRAMES; ++i)
        mixture[e][i] += speech[e][i];
    }
  mixture[0][0] = 1e-4f;
  enh_chain *chain = drive_create (&shape);
  if (spec)
    drive_audiogram (chain, spec);
  drive_set (chain, "compression", compression);
  measure_shadows (chain, from, NULL, &part, 1, FRAMES);
  enh_chain_destroy (chain);
  take_in (&pairs[0], part.in);
  take_in (&pairs[1], (const float *const *) out);
  compare (&pairs[0], &pairs[1], &level_db, &phase);
  print_message ("# %s, %s: level between the ears off by %.2f dB, phase by "
                 "%.1f degrees\n",
                 what, measure_delay_name (delay), level_db, phase);
  /* The reduction was at work. */
  CHECK_REAL (sig_rms (out[0] + FROM, FRAMES - FROM), >, 0.001, "sound");
  CHECK_REAL (level_db, <=, 1.0, "%s, level, delay %s", what,
              measure_delay_name (delay));
  CHECK_REAL (phase, <=, 10.0, "%s, phase, delay %s", what,
              measure_delay_name (delay));
  for (size_t e = 0; e < 2; ++e)
    {
      free (speech[e]);
      free (mixture[e]);
      free (out[e]);
    }
  free (pairs);
}

CHECK_CASE (reduction_leaves_a_talker_in_place)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    expect_place (drive_delays[d], NULL, 0.0, "reduction");
}

CHECK_CASE (compression_leaves_a_talker_in_place)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    if (!check_short () || !d)
      expect_place (drive_delays[d], NULL, 100.0, "defaults");
}

CHECK_CASE (one_fitting_for_both_leaves_a_talker_in_place)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    if (!check_short () || d == 1)
      {
        expect_place (drive_delays[d], "N3", 100.0, "N3");
        expect_place (drive_delays[d], "S2", 100.0, "S2");
      }
}

/* Whether both ears are made by one design, after some sound. */
static int
designed_once (uint32_t inputs, const char *spec, double balance)
{
  enum { SOME = RATE / 2 };
  const drive_shape shape
    = { RATE, inputs, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  sig_random random = { check_seed () };
  float *sound[2] = { sig_buffer (SOME), sig_buffer (SOME) };
  const float *const from[2] = { sound[0], inputs == 2 ? sound[1] : NULL };

  sig_pink (&random, sound[0], SOME, 0.01);
  sig_pink (&random, sound[1], SOME, 0.002);
  enh_chain *chain = drive_create (&shape);
  if (spec)
    drive_audiogram (chain, spec);
  drive_set (chain, "balance", balance);
  drive_run_ears (chain, from, sound, SOME, 480);
  const int once = chain->audio.linked;
  enh_chain_destroy (chain);
  free (sound[0]);
  free (sound[1]);
  return once;
}

CHECK_CASE (ears_of_one_fitting_share_one_design)
{
  for (uint32_t inputs = 1; inputs <= 2; ++inputs)
    {
      CHECK_INT (designed_once (inputs, NULL, 0.0), ==, 1,
                 "%u microphones, no audiogram", inputs);
      CHECK_INT (designed_once (inputs, "N3", 0.0), ==, 1, "%u microphones, N3",
                 inputs);
      CHECK_INT (designed_once (inputs, "L:N2;R:N3", 0.0), ==, 0,
                 "%u microphones, two fittings", inputs);
      CHECK_INT (designed_once (inputs, "N3", 0.5), ==, 0,
                 "%u microphones, balance", inputs);
    }
}
