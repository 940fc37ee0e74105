/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Change of rate by a ratio of whole numbers: polyphase, Kaiser-windowed sinc,
   no delay. */

#ifndef BENCH_METRICS_RESAMPLE_H
#define BENCH_METRICS_RESAMPLE_H

#include <stddef.h>

/* `reach` taps to each side for every step of the lower rate; `edge` of the
   lower of the two Nyquist frequencies; Kaiser's `beta`. The caller frees;
   *made is how many samples came. */
double *
metric_resample (const double *x, size_t count, unsigned up, unsigned down,
                 unsigned reach, double edge, double beta, size_t *made);

/* scipy's resample_poly with what it chooses by itself. */
double *
metric_resample_plain (const double *x, size_t count, unsigned up,
                       unsigned down, size_t *made);

#endif
