/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Two finite impulse responses over the same input, cross-faded. */

#ifndef ENH_DSP_FIR_H
#define ENH_DSP_FIR_H

#include <stdint.h>

/* Samples past the last one asked for that are read, and do not matter. */
#define ENH__FIR_BEYOND 32u

/* y[i] = old + (first + i) * step * (new - old) for 0 <= i < count, where old
   and new are the sums over t of h[t] x[i - t]. x must have taps - 1 samples
   before it and room for ENH__FIR_BEYOND after the last one. Each sum runs from
   tap 0 upwards, however many samples are asked for at a time: the result does
   not depend on count. */
void
enh__fir_fade (const float *h_old, const float *h_new, uint32_t taps,
               const float *x, float *y, uint32_t count, float first,
               float step);

#endif
