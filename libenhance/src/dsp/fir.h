/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Two finite impulse responses over the same input, cross-faded. */

#ifndef ENH_DSP_FIR_H
#define ENH_DSP_FIR_H

#include <stdint.h>

/* y[i] = sum over t of h[t] x[i - t] for 0 <= i < count. x must have taps - 1
   samples before it. The sum runs from tap 0 upwards for every sample, however
   many are asked for at a time: the result does not depend on count. */
void
enh__fir (const float *h, uint32_t taps, const float *x, float *y,
          uint32_t count);

/* The same for two responses at once, old and new, mixed as
   y = old + (first + i) * step * (new - old). */
void
enh__fir_fade (const float *h_old, const float *h_new, uint32_t taps,
               const float *x, float *y, uint32_t count, float first,
               float step);

#endif
