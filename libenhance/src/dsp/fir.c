/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Cross-faded FIR. Samples are summed many at a time in registers, taps
   outside, samples inside: that vectorises without changing the order in which
   any one sample is summed. Where x86 has AVX2, found at run time, twice as
   many are summed at a time; as nothing fuses a multiplication with an
   addition, the bits are the same. */

#include "dsp/fir.h"

#include <string.h>

/* Samples at a time: four vectors for each response. */
#define NARROW 16u
#define WIDE 32u

_Static_assert(WIDE <= ENH__FIR_BEYOND, "a pass reads past what it is given");

/* ENH_PLAIN_C: as for a compiler without vectors, to be tested with one that has
   them. */
#if defined(__GNUC__) && !defined(ENH_PLAIN_C)

typedef float vec4 __attribute__ ((vector_size (16), aligned (4), may_alias));

#  define FADE_NAME sum_narrow
#  define FADE_VEC vec4
#  define FADE_SPLAT(v) ((vec4){ v, v, v, v })
#  define FADE_TARGET
#  include "dsp/fir_sum.h"

#  if defined(__x86_64__) || defined(__i386__)

typedef float vec8 __attribute__ ((vector_size (32), aligned (4), may_alias));

#    define FADE_NAME sum_wide
#    define FADE_VEC vec8
#    define FADE_SPLAT(v) ((vec8){ v, v, v, v, v, v, v, v })
#    define FADE_TARGET __attribute__ ((target ("avx2")))
#    include "dsp/fir_sum.h"

static int
has_wide (void)
{
  return __builtin_cpu_supports ("avx2");
}

#  else

#    define sum_wide sum_narrow

static int
has_wide (void)
{
  return 0;
}

#  endif

#else

static void
sum_one (const float *h, uint32_t taps, const float *x, float *y)
{
  float sum[NARROW] = { 0.0f };

  for (uint32_t t = 0; t < taps; ++t)
    for (uint32_t i = 0; i < NARROW; ++i)
      sum[i] += h[t] * (x - t)[i];
  memcpy (y, sum, sizeof sum);
}

static void
sum_narrow (const float *h_old, const float *h_new, uint32_t taps,
            const float *x, float *y_old, float *y_new)
{
  sum_one (h_old, taps, x, y_old);
  sum_one (h_new, taps, x, y_new);
}

#  define sum_wide sum_narrow

static int
has_wide (void)
{
  return 0;
}

#endif

void
enh__fir_fade (const float *h_old, const float *h_new, uint32_t taps,
               const float *x, float *y, uint32_t count, float first,
               float step)
{
  const int wide = has_wide ();
  float y_old[WIDE], y_new[WIDE];

  for (uint32_t i = 0; i < count;)
    {
      const uint32_t left = count - i;
      uint32_t n;

      if (wide && left > NARROW)
        {
          sum_wide (h_old, h_new, taps, x + i, y_old, y_new);
          n = left < WIDE ? left : WIDE;
        }
      else
        {
          sum_narrow (h_old, h_new, taps, x + i, y_old, y_new);
          n = left < NARROW ? left : NARROW;
        }
      for (uint32_t j = 0; j < n; ++j, ++i)
        y[i] = y_old[j] + (first + (float) i) * step * (y_new[j] - y_old[j]);
    }
}
