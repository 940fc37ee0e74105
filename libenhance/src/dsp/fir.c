/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Cross-faded FIR. Sixteen samples are summed at a time in registers, taps
   outside, samples inside: that vectorises without changing the order in which
   any one sample is summed. */

#include "dsp/fir.h"

#define WIDTH 16

#if defined(__GNUC__)

typedef float vec __attribute__ ((vector_size (16)));
#  define LANES 4
#  define VECS (WIDTH / LANES)

static inline vec
load (const float *p)
{
  vec v;
  __builtin_memcpy (&v, p, sizeof v);
  return v;
}

static inline void
store (float *p, vec v)
{
  __builtin_memcpy (p, &v, sizeof v);
}

static void
fir_wide (const float *h, uint32_t taps, const float *x, float *y)
{
  vec sum[VECS] = { { 0 } };

  for (uint32_t t = 0; t < taps; ++t)
    {
      const vec tap = { h[t], h[t], h[t], h[t] };
      const float *at = x - t;
      for (int v = 0; v < VECS; ++v)
        sum[v] += tap * load (at + v * LANES);
    }
  for (int v = 0; v < VECS; ++v)
    store (y + v * LANES, sum[v]);
}

static void
fir_wide_pair (const float *h_old, const float *h_new, uint32_t taps,
               const float *x, float *y_old, float *y_new)
{
  vec sum_old[VECS] = { { 0 } };
  vec sum_new[VECS] = { { 0 } };

  for (uint32_t t = 0; t < taps; ++t)
    {
      const vec tap_old = { h_old[t], h_old[t], h_old[t], h_old[t] };
      const vec tap_new = { h_new[t], h_new[t], h_new[t], h_new[t] };
      const float *at = x - t;
      for (int v = 0; v < VECS; ++v)
        {
          const vec samples = load (at + v * LANES);
          sum_old[v] += tap_old * samples;
          sum_new[v] += tap_new * samples;
        }
    }
  for (int v = 0; v < VECS; ++v)
    {
      store (y_old + v * LANES, sum_old[v]);
      store (y_new + v * LANES, sum_new[v]);
    }
}

#else

static void
fir_wide (const float *h, uint32_t taps, const float *x, float *y)
{
  float sum[WIDTH] = { 0.0f };

  for (uint32_t t = 0; t < taps; ++t)
    for (int i = 0; i < WIDTH; ++i)
      sum[i] += h[t] * (x - t)[i];
  for (int i = 0; i < WIDTH; ++i)
    y[i] = sum[i];
}

static void
fir_wide_pair (const float *h_old, const float *h_new, uint32_t taps,
               const float *x, float *y_old, float *y_new)
{
  fir_wide (h_old, taps, x, y_old);
  fir_wide (h_new, taps, x, y_new);
}

#endif

/* One sample, in the same order of sums. */
static float
fir_one (const float *h, uint32_t taps, const float *x)
{
  float sum = 0.0f;

  for (uint32_t t = 0; t < taps; ++t)
    sum += h[t] * *(x - t);
  return sum;
}

void
enh__fir (const float *h, uint32_t taps, const float *x, float *y,
          uint32_t count)
{
  uint32_t i = 0;

  for (; i + WIDTH <= count; i += WIDTH)
    fir_wide (h, taps, x + i, y + i);
  for (; i < count; ++i)
    y[i] = fir_one (h, taps, x + i);
}

void
enh__fir_fade (const float *h_old, const float *h_new, uint32_t taps,
               const float *x, float *y, uint32_t count, float first,
               float step)
{
  float y_old[WIDTH], y_new[WIDTH];

  for (uint32_t i = 0; i < count;)
    {
      uint32_t n = 1;
      if (i + WIDTH <= count)
        {
          n = WIDTH;
          fir_wide_pair (h_old, h_new, taps, x + i, y_old, y_new);
        }
      else
        {
          y_old[0] = fir_one (h_old, taps, x + i);
          y_new[0] = fir_one (h_new, taps, x + i);
        }
      for (uint32_t j = 0; j < n; ++j, ++i)
        y[i] = y_old[j] + (first + (float) i) * step * (y_new[j] - y_old[j]);
    }
}
