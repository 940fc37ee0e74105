/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Mean power spectra of stretches of sound, and what samples/segments.tsv tells
   of the recordings. */

#ifndef TESTS_SPECTRUM_H
#define TESTS_SPECTRUM_H

#include <stddef.h>
#include <stdint.h>

/* Hann windows of 85 ms, half overlapping. */
typedef struct spectrum {
  double rate;     /* Hz */
  uint32_t length; /* of a window, samples */
  uint32_t count;  /* windows taken in so far */
  double *power;   /* length / 2 + 1 sums of mean squares */
} spectrum;

void
spectrum_begin (spectrum *of, double rate);

/* Take in a stretch; fails the test if it is shorter than a window. */
void
spectrum_add (spectrum *of, const float *samples, size_t frames);

void
spectrum_end (spectrum *of);

/* Mean square between two frequencies. */
double
spectrum_between (const spectrum *of, double low_hz, double high_hz);

/* Mean square of everything, A-weighted by IEC 61672 or not. */
double
spectrum_total (const spectrum *of, int a_weighted);

/* One row of samples/segments.tsv. */
typedef struct segment {
  char file[32];
  int speech; /* 0: a pause */
  double start_s;
  double end_s;
} segment;

/* All rows; the caller frees. Fails the test if there are none. */
segment *
segments_read (size_t *count);

/* A path in samples/; valid until the next call. */
const char *
samples_path (const char *name);

#endif
