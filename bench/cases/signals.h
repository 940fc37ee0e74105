/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Test signals, the same in every run. */

#ifndef BENCH_SIGNALS_H
#define BENCH_SIGNALS_H

#include <stddef.h>

typedef enum bench_signal {
  BENCH_SPEECH = 0, /* syllables of noise at 65 dB SPL over noise at 50 */
  BENCH_TAIL
  = 1, /* speech for a tenth, then a tail that decays into denormal numbers */
  BENCH_SILENCE = 2, /* exact zeros */
  BENCH_NOISE = 3,   /* steady, 75 dB SPL */
  BENCH_CLIPPING = 4 /* speech 40 dB too loud, cut at full scale */
} bench_signal;

enum { BENCH_SIGNALS = 5 };

const char *
bench_signal_name (bench_signal signal);

/* Fill a channel; `channel` varies the signal. */
void
bench_signal_fill (bench_signal signal, unsigned channel, double rate,
                   float *out, size_t frames);

#endif
