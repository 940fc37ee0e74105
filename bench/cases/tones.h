/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Electroacoustic test signals and measurements, and chains to test. Levels: a
   full-scale sine is 0 dBFS (AES17) and `tones_full_scale` dB SPL, at the
   microphone and at the ear. */

#ifndef BENCH_TONES_H
#define BENCH_TONES_H

#include "metrics/signal.h"

#include <enhance/enhance.h>

#include <stddef.h>

/* dB SPL; the default calibration of the library. */
extern const double tones_full_scale;

/* Which parts of the chain are on. */
typedef enum tones_setting {
  TONES_ALL,     /* defaults, for the ear */
  TONES_FITTING, /* gain by audiogram only: a fixed filter */
  TONES_COMPRESSION,
  TONES_NOTHING /* the delay only */
} tones_setting;

/* Create a calibrated chain, with a quiet start only for TONES_ALL. `spec`:
   audiogram, or NULL. Ends the program if there is no memory. */
enh_chain *
tones_chain (double rate, enh_delay delay, tones_setting setting,
             const char *spec);

void
tones_set (enh_chain *chain, const char *name, double value);

/* Process in blocks of 480; in may equal out. */
void
tones_run (enh_chain *chain, const float *in, float *out, size_t frames);

/* Add a sine of a level in dB SPL. */
void
tones_add (float *x, size_t frames, double rate, double hz, double spl);

/* Level of the sine of that frequency, dB SPL, by a Hann-windowed
   projection. */
double
tones_level (const float *x, size_t frames, double rate, double hz);

/* RMS, as dB SPL. */
double
tones_spl (const float *x, size_t frames);

/* Gaussian noise of RMS 1, the same in every run. */
double
tones_gauss (unsigned long long *state);

#endif
