/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Noise that begins, or rises, is heard as noise within a second, however far it
   rises. */

#include "lib/check.h"
#include "lib/measure.h"

enum { RATE = 48000, FRAMES = 9 * RATE };

/* What is reached in the end, at 50 %. */
static const double settled_most_db = -6.2;

/* Seconds until noise that has risen, after 3 s of pink noise, is back within 3
   dB of what is reached in the end. */
static double
learn (sig_random *random, enh_delay delay, double rise_db, double *settled_db)
{
  /* Long enough a window that pink noise by itself stays within the 3 dB. */
  enum { STEP = 3 * RATE, WINDOW = RATE / 5, STRIDE = RATE / 40 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  sig_pink (random, in, FRAMES, 0.001);
  for (size_t i = STEP; i < FRAMES; ++i)
    in[i] *= (float) pow (10.0, rise_db / 20.0);
  enh_chain *chain = drive_mono (delay, ENH_FOR_FILE);
  drive_transparent (chain);
  drive_set (chain, "noise_reduction", 50.0);
  const uint32_t latency = enh_chain_latency (chain);
  drive_run (chain, in, out, FRAMES, 480);
  enh_chain_destroy (chain);
  const size_t end = FRAMES - 2 * RATE;
  *settled_db
    = sig_to_db (sig_rms (out + end, 2 * RATE) / sig_rms (in + end, 2 * RATE));
  double late = 0.0;
  for (size_t i = STEP; i + WINDOW + latency <= end; i += STRIDE)
    if (sig_to_db (sig_rms (out + i + latency, WINDOW)
                   / sig_rms (in + i, WINDOW))
        > *settled_db + 3.0)
      late = (double) (i + WINDOW / 2 - STEP) / RATE;
  free (in);
  free (out);
  return late;
}

static int
by_size (const void *left, const void *right)
{
  const double a = *(const double *) left, b = *(const double *) right;

  return (a > b) - (a < b);
}

/* The middle of five noises: one in fifty rises by itself long after the step. */
static void
expect_learnt (enh_delay delay, double rise_db, double seconds_most)
{
  enum { NOISES = 5 };
  sig_random random = { check_seed () };
  double late[NOISES];

  for (size_t n = 0; n < NOISES; ++n)
    {
      double settled;
      late[n] = learn (&random, delay, rise_db, &settled);
      CHECK_REAL (settled, <=, settled_most_db, "%g dB, delay %s", rise_db,
                  measure_delay_name (delay));
    }
  qsort (late, NOISES, sizeof *late, by_size);
  print_message ("# %s, step of %g dB, back within 3 dB: %.2f s\n",
                 measure_delay_name (delay), rise_db, late[NOISES / 2]);
  CHECK_REAL (late[NOISES / 2], <=, seconds_most, "%g dB, delay %s", rise_db,
              measure_delay_name (delay));
}

CHECK_CASE (new_noise_is_learnt_within_a_second)
{
  static const struct {
    double rise_db, seconds_most;
  } rises[] = { { 10.0, 0.6 }, { 12.0, 1.0 }, { 20.0, 1.0 }, { 30.0, 1.0 } };

  for (size_t r = 0; r < sizeof rises / sizeof *rises; ++r)
    for (size_t d = 0; d < (check_short () ? 1 : DRIVE_DELAYS); ++d)
      expect_learnt (drive_delays[d], rises[r].rise_db, rises[r].seconds_most);
}
