/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Test signals, the same for the same seed on every machine, and the measures
   taken of what comes out. Levels in dBFS follow AES17: a full-scale sine is
   0. */

#ifndef TESTS_SIGNALS_H
#define TESTS_SIGNALS_H

#include "metrics/signal.h"

#include <stddef.h>
#include <stdint.h>

/* A generator of random numbers; begin with any state. */
typedef struct sig_random {
  uint64_t state;
} sig_random;

uint64_t
sig_bits (sig_random *random);

/* 0 to below - 1. */
uint32_t
sig_below (sig_random *random, uint32_t below);

/* -1 to 1, flat. */
double
sig_uniform (sig_random *random);

/* Mean 0, deviation 1. */
double
sig_gauss (sig_random *random);

/* Zeroed samples; ends the program if there is no memory. Freed by free. */
float *
sig_buffer (size_t count);

/* Add a sine that begins at phase 0; amplitude is its peak. */
void
sig_add_tone (float *out, size_t count, double rate, double hz,
              double amplitude);

/* Fill with Gaussian noise, flat, or falling 3 dB an octave. */
void
sig_white (sig_random *random, float *out, size_t count, double rms);

void
sig_pink (sig_random *random, float *out, size_t count, double rms);

/* Fill with a pulse train through moving resonances, in syllables of 0.25 s,
   every sixth of them silent; rms over the whole. */
void
sig_speech (sig_random *random, float *out, size_t count, double rate,
            double rms);

/* Take away what lies above `edge` of the rate, 0 to 0.5: as a converter does.
   192 samples at either end become silence. */
void
sig_limit_band (float *sound, size_t count, double edge);

/* Amplitude that stands for a level: a sine of `spl` where full scale is
   `full_scale`. */
double
sig_amplitude_of (double spl, double full_scale);

/* Level of the RMS value, dBFS. */
double
sig_dbfs (const float *in, size_t count);

/* Gain with which `part` is contained in `mixture`: the projection. */
double
sig_projection (const float *mixture, const float *part, size_t count);

double
sig_to_db (double ratio);

#endif
