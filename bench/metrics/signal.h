/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What laboratories measure of a sound and of a filter; for the bench and for the
   tests. */

#ifndef BENCH_METRICS_SIGNAL_H
#define BENCH_METRICS_SIGNAL_H

#include <stddef.h>

double
sig_rms (const float *in, size_t count);

/* Peak amplitude of the sine of this frequency within `in`, by a Hann-windowed
   projection. */
double
sig_amplitude (const float *in, size_t count, double rate, double hz);

/* Largest magnitude of the samples, and of the curve between them: 8 values a
   sample from a Kaiser-windowed sinc of 64 samples each way. */
double
sig_peak (const float *in, size_t count);

double
sig_true_peak (const float *in, size_t count);

/* What is not the sine of this frequency, as a share of it: RMS over RMS. Any
   length will do. */
double
sig_rest (const float *x, size_t count, double rate, double hz);

/* An impulse response. */
typedef struct sig_response {
  double rate;     /* Hz */
  double latency;  /* as the chain reports it, frames */
  size_t count;    /* samples */
  double *samples; /* re the impulse that was sent */
} sig_response;

/* Gain at a frequency, dB. */
double
sig_gain_db (const sig_response *of, double hz);

/* Group delay at a frequency beyond the reported latency, ms. */
double
sig_late_ms (const sig_response *of, double hz);

#endif
