/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The delay of the chain: declared, and measured with an impulse. */

#include "cases/latency.h"
#include "metrics/metrics.h"
#include "sound.h"
#include "cases/tones.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const delay_name[] = { "default", "low", "lowest" };
static const double delay_ms[] = { 3.0, 2.0, 0.0 };

/* Position of the largest output sample after an impulse, frames. */
static double
find_impulse (enh_chain *chain, double rate)
{
  const size_t frames = (size_t) (0.2 * rate);
  const size_t at = (size_t) (0.05 * rate) + 17;
  float *x = bench_zeros (frames, sizeof *x);
  size_t best = 0;

  x[at] = 0.01f;
  tones_run (chain, x, x, frames);
  for (size_t i = 1; i < frames; ++i)
    if (fabsf (x[i]) > fabsf (x[best]))
      best = i;
  const double found = x[best] != 0.0f ? (double) best - (double) at : NAN;
  free (x);
  return found;
}

static void
add_delay (bench *run, double rate, enh_delay delay)
{
  enh_chain *chain = tones_chain (rate, delay, TONES_NOTHING, NULL);
  const double declared = enh_chain_latency (chain);
  const double found = find_impulse (chain, rate);
  char subject[60];
  char remark[100];

  enh_chain_destroy (chain);
  (void) snprintf (subject, sizeof subject, "%g Hz, %s", rate,
                   delay_name[delay]);
  (void) snprintf (remark, sizeof remark, "%g frames declared, %g measured",
                   declared, found);
  bench_add (
    run, &(bench_row){ .metric = "chain_delay_ms",
                       .what = "delay of the chain, declared",
                       .subject = subject,
                       .unit = "ms",
                       .value = 1000.0 * declared / rate,
                       .relation = BENCH_AT_MOST,
                       .bar = delay_ms[delay],
                       .rule = NAN,
                       .more = json_pack ("{s:f, s:f}", "declared_frames",
                                          declared, "sample_rate_hz", rate) });
  bench_add (run,
             &(bench_row){ .metric = "chain_delay_error_frames",
                           .what = "delay of the chain, deviation as measured",
                           .subject = subject,
                           .unit = "frames",
                           .value = fabs (found - declared),
                           .relation = BENCH_AT_MOST,
                           .bar = 0.0,
                           .rule = NAN,
                           .reason = remark });
}

/* With all processing on, no single frame is the delay; the best match must be
   close to the declared one. */
static void
add_working (bench *run)
{
  enum { FRAMES = 3 * SOUND_RATE, SKIP = SOUND_RATE };
  enh_chain *chain
    = tones_chain (SOUND_RATE, ENH_DELAY_DEFAULT, TONES_ALL, "N3");
  const double declared = enh_chain_latency (chain);
  float *x = bench_zeros (FRAMES, sizeof *x);
  double *in = bench_zeros (FRAMES, sizeof *in);
  double *out = bench_zeros (FRAMES, sizeof *out);
  unsigned long long state = 3;
  double low = 0.0;

  /* Syllables of noise, 65 dB SPL: steady noise would be reduced. */
  for (size_t i = 0; i < FRAMES; ++i)
    {
      const double syllable = sin (4.0 * 3.14159 * (double) i / SOUND_RATE);
      low += 0.2 * (tones_gauss (&state) - low);
      in[i] = 0.02 * syllable * syllable * low;
      x[i] = (float) in[i];
    }
  tones_run (chain, x, x, FRAMES);
  enh_chain_destroy (chain);
  for (size_t i = 0; i < FRAMES; ++i)
    out[i] = (double) x[i];
  const double found = (double) metric_delay (in + SKIP, out + SKIP,
                                              FRAMES - SKIP, FRAMES - SKIP);
  bench_add (run, &(bench_row){
                    .metric = "working_delay_error_ms",
                    .what = "deviation with all processing on",
                    .subject = "48000 Hz, default, N3",
                    .unit = "ms",
                    .value = 1000.0 * fabs (found - declared) / SOUND_RATE,
                    .relation = BENCH_AT_MOST,
                    .bar = 0.5,
                    .rule = NAN,
                    .more = json_pack ("{s:f, s:f}", "declared_frames",
                                       declared, "measured_frames", found) });
  free (x);
  free (in);
  free (out);
}

void
latency_chain (bench *run)
{
  static const double rates[] = { 16000.0, 44100.0, 48000.0, 96000.0 };

  for (size_t r = 0; r < sizeof rates / sizeof *rates; ++r)
    for (int delay = ENH_DELAY_DEFAULT; delay <= ENH_DELAY_LOWEST; ++delay)
      add_delay (run, rates[r], (enh_delay) delay);
  add_working (run);
}
