/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound to measure with, the same in every run. */

#ifndef BENCH_SIGNALS_H
#define BENCH_SIGNALS_H

#include <stddef.h>

typedef enum bench_signal {
  BENCH_SPEECH = 0, /* syllables of noise at 65 dB SPL over noise at 50 */
  BENCH_TAIL = 1,   /* speech for a tenth, then a tail that dies out into the
                       smallest numbers there are */
  BENCH_SILENCE = 2 /* exact zeros */
} bench_signal;

enum { BENCH_SIGNALS = 3 };

const char *
bench_signal_name (bench_signal signal);

/* Fill; `channel` varies it. */
void
bench_signal_fill (bench_signal signal, unsigned channel, double rate,
                   float *out, size_t frames);

#endif
