/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Distortion of a steady tone with all processing on, and the output for
   silence. */

#include "cases/acoustics.h"
#include "cases/tones.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 48000, RUN = 5 * RATE / 2, LOOK = 3 * RATE / 4 };

/* The end of a long tone. */
static void
play (const char *spec, double hz, double spl, float end[static LOOK])
{
  float *sound = bench_zeros (RUN, sizeof *sound);
  enh_chain *chain = tones_chain (RATE, ENH_DELAY_DEFAULT, TONES_ALL, spec);

  tones_add (sound, RUN, RATE, hz, spl);
  tones_run (chain, sound, sound, RUN);
  enh_chain_destroy (chain);
  memcpy (end, sound + RUN - LOOK, LOOK * sizeof *end);
  free (sound);
}

static void
by_level (bench *run, float *end)
{
  static const double tones_hz[] = { 500.0, 1337.0, 3150.0 };
  static const double levels[] = { 50.0, 60.0, 70.0, 80.0, 90.0 };
  enum { LEVELS = sizeof levels / sizeof *levels };
  bench_plot *plot = bench_plot_begin (
    run, BENCH_LINES, "Distortion by level",
    "Harmonics and noise beside a steady tone, with all processing on.",
    "input level, dB SPL", "THD+N, %");

  plot->log_y = true;
  plot->mark = 0.5;
  for (size_t t = 0; t < sizeof tones_hz / sizeof *tones_hz; ++t)
    {
      double percent[LEVELS];
      char subject[60];
      for (size_t l = 0; l < LEVELS; ++l)
        {
          play (t ? "N3" : NULL, tones_hz[t], levels[l], end);
          percent[l] = 100.0 * sig_rest (end, LOOK, RATE, tones_hz[t]);
          (void) snprintf (subject, sizeof subject, "%g Hz, %g dB SPL%s",
                           tones_hz[t], levels[l], t ? ", N3" : "");
          bench_add (run, &(bench_row){ .metric = "thd_n_percent",
                                        .what = "distortion, THD+N",
                                        .subject = subject,
                                        .unit = "%",
                                        .value = percent[l],
                                        .relation = BENCH_AT_MOST,
                                        .bar = 0.5,
                                        .rule = 5.0,
                                        .rule_from = ACOUSTICS_RULE });
        }
      (void) snprintf (subject, sizeof subject, "%g Hz%s", tones_hz[t],
                       t ? ", N3" : "");
      bench_plot_add (plot, subject, levels, percent, LEVELS);
    }
}

static void
self_noise (bench *run, float *end)
{
  float *sound = bench_zeros (RUN, sizeof *sound);
  enh_chain *chain = tones_chain (RATE, ENH_DELAY_DEFAULT, TONES_ALL, "N4");

  tones_run (chain, sound, sound, RUN);
  enh_chain_destroy (chain);
  bench_add (run, &(bench_row){ .metric = "silence_peak",
                                .what = "largest output sample for silence",
                                .subject = "N4",
                                .unit = "",
                                .value = sig_peak (sound, RUN),
                                .relation = BENCH_AT_MOST,
                                .bar = 0.0,
                                .rule = NAN });
  free (sound);
  /* Rounding noise shows only in the presence of a signal. */
  const double spl = tones_full_scale - 100.0;
  play ("N4", 1013.0, spl, end);
  const double added
    = 20.0 * log10 (sig_rest (end, LOOK, RATE, 1013.0)) + tones_spl (end, LOOK);
  bench_add (run, &(bench_row){
                    .metric = "self_noise_db_spl",
                    .what = "self-noise beside a tone of -100 dBFS",
                    .subject = "N4",
                    .unit = "dB SPL",
                    .value = added,
                    .relation = BENCH_AT_MOST,
                    .bar = tones_full_scale - 120.0,
                    .rule = 32.0,
                    .rule_from = ACOUSTICS_RULE,
                    .reason = "of the chain only; microphones add far more" });
}

void
acoustics_distortion (bench *run)
{
  float *end = bench_zeros (LOOK, sizeof *end);

  by_level (run, end);
  self_noise (run, end);
  free (end);
}
