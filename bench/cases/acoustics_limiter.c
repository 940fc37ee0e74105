/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The limiter, which cannot be switched off: nothing over the ceiling, and
   little distortion. */

#include "cases/acoustics.h"
#include "cases/tones.h"

#include <stdio.h>
#include <stdlib.h>

enum { RATE = 48000, FRAMES = 2 * RATE };

static const double ceiling_db_spl = 100.0;

typedef enum loud { LOUD_BURSTS, LOUD_NOISE, LOUD_SQUARE, LOUD_TONE } loud;

static const char *const loud_name[]
  = { "bursts of 5 kHz", "noise", "square of 220 Hz", "tone of 1 kHz" };

/* At most 20 dB over full scale; the chain rejects input above 18. */
static void
fill (loud which, float *x)
{
  unsigned long long state = 7;
  double low = 0.0;

  for (size_t i = 0; i < FRAMES; ++i)
    x[i] = 0.0f;
  switch (which)
    {
    case LOUD_BURSTS:
      tones_add (x, FRAMES, RATE, 5000.0, tones_full_scale + 12.0);
      for (size_t i = 0; i < FRAMES; ++i)
        if (i / (RATE / 20) % 2 == 0)
          x[i] *= 0.001f;
      break;
    case LOUD_NOISE:
      /* Band-limited, as converters deliver it. */
      for (size_t i = 0; i < FRAMES; ++i)
        {
          low += 0.6 * (tones_gauss (&state) - low);
          x[i] = (float) low;
        }
      break;
    case LOUD_SQUARE:
      for (int k = 1; k < 80; k += 2)
        tones_add (x, FRAMES, RATE, 220.0 * k,
                   tones_full_scale + 6.0 - 20.0 * log10 (k));
      break;
    default:
      tones_add (x, FRAMES, RATE, 1000.0, tones_full_scale + 6.0);
    }
}

static void
held (bench *run, loud which, float *x)
{
  enh_chain *chain = tones_chain (RATE, ENH_DELAY_DEFAULT, TONES_ALL, "N3");
  const double most = pow (10.0, (ceiling_db_spl - tones_full_scale) / 20.0);

  tones_set (chain, "volume", 20.0);
  fill (which, x);
  tones_run (chain, x, x, FRAMES);
  enh_chain_destroy (chain);
  bench_add (
    run,
    &(bench_row){
      .metric = "sample_peak_over_db",
      .what = "samples over the ceiling",
      .subject = loud_name[which],
      .unit = "dB",
      /* Rounding of floats does not count. */
      .value = fmax (
        -99.0, round (1e4 * 20.0 * log10 (sig_peak (x, FRAMES) / most)) / 1e4),
      .relation = BENCH_AT_MOST,
      .bar = 0.0,
      .rule = NAN });
  bench_add (
    run, &(bench_row){ .metric = "true_peak_over_db",
                       .what = "true peak over the ceiling",
                       .subject = loud_name[which],
                       .unit = "dB",
                       .value = 20.0 * log10 (sig_true_peak (x, FRAMES) / most),
                       .relation = BENCH_AT_MOST,
                       .bar = 0.5,
                       .rule = NAN });
  if (which == LOUD_TONE || which == LOUD_NOISE)
    bench_add (run,
               &(bench_row){
                 .metric = "highest_output_db_spl",
                 .what = "highest output, default ceiling",
                 .subject = loud_name[which],
                 .unit = "dB SPL",
                 .value = tones_spl (x + FRAMES / 2, FRAMES / 2),
                 .relation = BENCH_AT_MOST,
                 .bar = ceiling_db_spl,
                 .rule = 111.0,
                 .rule_from = ACOUSTICS_RULE,
                 .reason = "with a full-scale sine at the ear of 109 dB SPL" });
}

/* A steady tone 6 dB too loud must be attenuated, not clipped. */
static void
clean (bench *run, float *x)
{
  static const double tones_hz[] = { 220.0, 1000.0, 3000.0 };

  for (size_t t = 0; t < sizeof tones_hz / sizeof *tones_hz; ++t)
    {
      enh_chain *chain
        = tones_chain (RATE, ENH_DELAY_DEFAULT, TONES_NOTHING, NULL);
      char subject[40];
      for (size_t i = 0; i < FRAMES; ++i)
        x[i] = 0.0f;
      tones_set (chain, "ceiling", ceiling_db_spl);
      tones_add (x, FRAMES, RATE, tones_hz[t], ceiling_db_spl + 6.0);
      tones_run (chain, x, x, FRAMES);
      enh_chain_destroy (chain);
      (void) snprintf (subject, sizeof subject, "%g Hz", tones_hz[t]);
      bench_add (
        run, &(bench_row){ .metric = "limited_thd_n_percent",
                           .what = "distortion of a tone 6 dB into the limiter",
                           .subject = subject,
                           .unit = "%",
                           .value = 100.0
                                    * sig_rest (x + FRAMES / 2, FRAMES / 2,
                                                RATE, tones_hz[t]),
                           .relation = BENCH_AT_MOST,
                           .bar = 0.5,
                           .rule = 5.0,
                           .rule_from = ACOUSTICS_RULE });
    }
}

void
acoustics_limiter (bench *run)
{
  float *x = bench_zeros (FRAMES, sizeof *x);

  for (int which = LOUD_BURSTS; which <= LOUD_TONE; ++which)
    held (run, (loud) which, x);
  clean (run, x);
  free (x);
}
