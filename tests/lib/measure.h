/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What laboratories measure of a filter: its response, its delay, what it adds
   to a tone. And the filters that a chain makes of one sound, applied to
   another: speech and noise apart, or a tone without the noise that moved the
   gains. */

#ifndef TESTS_MEASURE_H
#define TESTS_MEASURE_H

#include "lib/drive.h"

/* Send an impulse into a chain that has heard nothing yet and does not compress
   nor reduce: then it is one fixed filter. Only the left ear. */
sig_response
measure_impulse (enh_chain *chain, double rate);

void
measure_free (sig_response *of);

/* Energy farther than `width` Hz from a tone over that within, dB. The window
   (Blackman and Harris, four terms) leaks below -92 dB past 4 / duration. */
double
measure_splatter_db (const float *x, size_t count, double rate, double hz,
                     double width);

/* Kurtosis of the power of short spectra (32 ms, 100 to 7000 Hz), mean of the
   bins: its growth tells of musical noise (Uemura et al. 2008). */
double
measure_kurtosis (const float *x, size_t count, double rate);

/* Run the chain on `mixture`, and put each part through the very filters that
   it makes of the mixture: late by the filter's delay alone, not the limiter's.
   Every array has one pointer for each ear; with one input, the second is NULL.
   The mixture's first sample must not be zero. `out` may be NULL. */
typedef struct measure_part {
  const float *in[2];
  float *out[2];
} measure_part;

void
measure_shadows (enh_chain *chain, const float *const mixture[2],
                 float *const out[2], const measure_part *parts, size_t count,
                 size_t frames);

/* A figure of docs/dsp.md, as a comment of the test's output. */
void
measure_say (const char *what, enh_delay delay, double value, const char *unit);

/* Name of a delay: default, low, lowest. */
const char *
measure_delay_name (enh_delay delay);

#endif
