/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Input and output level of steady tones; attack and release by ANSI S3.22: 2
   kHz, 55 to 90 dB SPL and back. */

#include "cases/acoustics.h"
#include "cases/tones.h"

#include <stdio.h>
#include <stdlib.h>

enum { RATE = 48000, FIRST_DB = 40, STEP_DB = 5, LEVELS = 11 };

/* Without an audiogram; the compression of N3 at 2 kHz has a row of its own. */
static const double plain_ratio = 1.5;

static void
static_curve (double hz, double out_db[LEVELS])
{
  const size_t step = RATE * 36 / 100;
  const size_t settled = RATE * 26 / 100;
  float *in = bench_zeros (step, sizeof *in);
  float *out = bench_zeros (step, sizeof *out);
  enh_chain *chain
    = tones_chain (RATE, ENH_DELAY_DEFAULT, TONES_COMPRESSION, NULL);

  /* From the initial level downwards; a fast release changes the time, not the
     result. */
  tones_set (chain, "release", 60.0);
  for (int l = -2; l < LEVELS; ++l)
    {
      for (size_t i = 0; i < step; ++i)
        in[i] = 0.0f;
      tones_add (in, step, RATE, hz, FIRST_DB + (l > 0 ? l : 0) * STEP_DB);
      tones_run (chain, in, out, step);
      if (l >= 0)
        out_db[l] = tones_level (out + settled, step - settled, RATE, hz);
    }
  enh_chain_destroy (chain);
  free (in);
  free (out);
}

static void
curves (bench *run)
{
  static const double tones_hz[]
    = { 250.0, 500.0, 1000.0, 2000.0, 4000.0, 6000.0 };
  double in_db[LEVELS];
  bench_plot *plot = bench_plot_begin (
    run, BENCH_LINES, "Input and output level by band",
    "Steady tones, no audiogram: a ratio of 1.5 to 1 from 55 dB SPL.",
    "input level, dB SPL", "output level, dB SPL");

  for (int l = 0; l < LEVELS; ++l)
    in_db[l] = FIRST_DB + l * STEP_DB;
  bench_plot_add (plot, "1 : 1", in_db, in_db, LEVELS);
  for (size_t t = 0; t < sizeof tones_hz / sizeof *tones_hz; ++t)
    {
      enum { FROM = 3, TO = 10 }; /* 55 to 90 dB SPL: over every knee */
      double out_db[LEVELS];
      char subject[40];
      char remark[80];
      double worst = 0.0;
      static_curve (tones_hz[t], out_db);
      const double ratio
        = (in_db[TO] - in_db[FROM]) / (out_db[TO] - out_db[FROM]);
      /* Deviation from a straight line through the end points. */
      for (int l = FROM; l <= TO; ++l)
        worst = fmax (worst, fabs (out_db[l] - out_db[FROM]
                                   - (in_db[l] - in_db[FROM]) / ratio));
      (void) snprintf (subject, sizeof subject, "%g Hz", tones_hz[t]);
      bench_plot_add (plot, subject, in_db, out_db, LEVELS);
      (void) snprintf (remark, sizeof remark,
                       "%.1f dB SPL out at 65 in; %.2f dB from a straight line",
                       out_db[(65 - FIRST_DB) / STEP_DB], worst);
      bench_add (run,
                 &(bench_row){
                   .metric = "ratio_error_percent",
                   .what = "deviation from ratio 1.5, 55 to 90 dB SPL",
                   .subject = subject,
                   .unit = "%",
                   .value = 100.0 * fabs (ratio / plain_ratio - 1.0),
                   .relation = BENCH_AT_MOST,
                   .bar = 10.0,
                   .rule = NAN,
                   .reason = remark,
                   .more = json_pack ("{s:f, s:f, s:f}", "ratio", ratio,
                                      "off_line_db", worst, "out_at_65_db_spl",
                                      out_db[(65 - FIRST_DB) / STEP_DB]) });
    }
}

static double
rms (const float *x, size_t count)
{
  double sum = 0.0;

  for (size_t i = 0; i < count; ++i)
    sum += (double) x[i] * (double) x[i];
  return sqrt (sum / (double) count);
}

/* Time in ms until the level stays within 3 dB, or 4 dB, of its final value,
   read every half millisecond. */
static void
times (enh_chain *chain, double *attack_ms, double *release_ms)
{
  enum { CYCLE = RATE / 2000, PART = 3 * RATE };
  const uint32_t late = enh_chain_latency (chain);
  float *in = bench_zeros (3 * PART, sizeof *in);
  float *out = bench_zeros (3 * PART, sizeof *out);

  for (size_t k = 0; k < 3; ++k)
    tones_add (in + k * PART, PART, RATE, 2000.0, k == 1 ? 90.0 : 55.0);
  tones_run (chain, in, out, 3 * PART);
  for (size_t k = 1; k <= 2; ++k)
    {
      const float *from = out + k * PART + late;
      const size_t cycles = (PART - late) / CYCLE;
      const double end = rms (from + (cycles - 20) * CYCLE, 20 * CYCLE);
      const double within = k == 1 ? 3.0 : 4.0;
      size_t last = 0;
      for (size_t c = 0; c < cycles; ++c)
        if (fabs (20.0 * log10 (rms (from + c * CYCLE, CYCLE) / end)) > within)
          last = c + 1;
      *(k == 1 ? attack_ms : release_ms)
        = (double) (last * CYCLE) * 1000.0 / RATE;
    }
  free (in);
  free (out);
}

static void
judge_time (bench *run, const char *metric, const char *what,
            const char *subject, double measured, double wanted)
{
  char remark[80];

  (void) snprintf (remark, sizeof remark, "%.1f ms; %.1f ms by the constants",
                   measured, wanted);
  bench_add (run,
             &(bench_row){ .metric = metric,
                           .what = what,
                           .subject = subject,
                           .unit = "ms",
                           .value = fabs (measured - wanted),
                           .relation = BENCH_AT_MOST,
                           .bar = fmax (5.0, 0.2 * wanted),
                           .rule = NAN,
                           .reason = remark,
                           .more = json_pack ("{s:f, s:f}", "measured_ms",
                                              measured, "wanted_ms", wanted) });
}

static void
attack_and_release (bench *run, double attack, double release)
{
  enh_chain *chain
    = tones_chain (RATE, ENH_DELAY_DEFAULT, TONES_COMPRESSION, NULL);
  const double share = 35.0 * (1.0 - 1.0 / plain_ratio);
  double attack_ms = 0.0;
  double release_ms = 0.0;
  char subject[60];

  tones_set (chain, "attack", attack);
  tones_set (chain, "release", release);
  times (chain, &attack_ms, &release_ms);
  enh_chain_destroy (chain);
  (void) snprintf (subject, sizeof subject, "constants %g and %g ms", attack,
                   release);
  /* Smoothing in dB; windows of 16 ms add 2 and 11 ms. */
  judge_time (run, "attack_error_ms", "S3.22 attack, off", subject, attack_ms,
              attack * log (share / 3.0) + 2.0);
  judge_time (run, "release_error_ms", "S3.22 release, off", subject,
              release_ms, release * log (share / 4.0) + 11.0);
}

void
acoustics_compression (bench *run)
{
  curves (run);
  attack_and_release (run, 20.0, 330.0);
  attack_and_release (run, 1.7, 60.0);
}
