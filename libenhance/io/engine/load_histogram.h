/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Callback time against the deadline: a histogram that the audio thread fills
   and any thread reads. */

#ifndef ENH_IO_ENGINE_LOAD_HISTOGRAM_H
#define ENH_IO_ENGINE_LOAD_HISTOGRAM_H

#include <stdatomic.h>

/* Bins per factor of two: edges 9 % apart, fine enough for two digits. */
#define ENH__LOAD_BINS_PER_OCTAVE 8

/* Ratios from 2^-14 (0.006 %) to 2^6 (64 periods late); what lies beyond
   counts in the first and last bin. */
#define ENH__LOAD_LEAST_EXPONENT (-14)
#define ENH__LOAD_OCTAVES 20
#define ENH__LOAD_BINS (ENH__LOAD_BINS_PER_OCTAVE * ENH__LOAD_OCTAVES)

typedef struct enh__load_histogram {
  atomic_uint bins[ENH__LOAD_BINS]; /* callbacks per bin */
  _Atomic (float) worst;            /* ratio */
} enh__load_histogram;

/* Setup. */
void
enh__load_histogram_init (enh__load_histogram *load);

/* Audio: a callback took `ratio` of the time it had; not finite or negative
   counts as 0. */
void
enh__load_histogram_add (enh__load_histogram *load, float ratio);

/* Any thread. */

/* The ratio that a share of all callbacks (0 to 1) did not exceed: the upper
   edge of its bin, or the worst seen if that is less; 0 before the first. */
float
enh__load_histogram_quantile (const enh__load_histogram *load, float share);

/* The worst ratio so far, exact. */
float
enh__load_histogram_worst (const enh__load_histogram *load);

#endif
