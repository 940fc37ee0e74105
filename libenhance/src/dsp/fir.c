/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Cross-faded FIR. Samples are summed many at a time in registers, taps
   outside, samples inside: that vectorises without changing the order in which
   any one sample is summed. Where x86 has AVX2 and FMA, found at run time, twice
   as many are summed at a time and each tap is one operation, in whatever number
   of samples: its output is that of every other block length there, and 138 dB
   below it differs from that of a processor without. */

#include "dsp/fir.h"

#include "base/wide.h"

#include <string.h>

/* Samples at a time: four vectors for each response. */
#define NARROW 16u
#define WIDE 32u

_Static_assert(WIDE <= ENH__FIR_BEYOND, "a pass reads past what it is given");

typedef void
sum_pass (const float *h_old, const float *h_new, uint32_t taps, const float *x,
          float *y_old, float *y_new);

#if ENH__VECTORS

typedef float vec4 __attribute__ ((vector_size (16), aligned (4), may_alias));

#  define SPLAT4(v) ((vec4){ v, v, v, v })

#  define FADE_NAME sum_narrow
#  define FADE_VEC vec4
#  define FADE_SPLAT SPLAT4
#  define FADE_ADD(sum, tap, x) ((sum) + (tap) * (x))
#  define FADE_TARGET
#  include "dsp/fir_sum.h"

#  ifdef ENH__WIDE

#    include <immintrin.h>

typedef float vec8 __attribute__ ((vector_size (32), aligned (4), may_alias));

#    define FADE_NAME sum_narrow_fused
#    define FADE_VEC vec4
#    define FADE_SPLAT SPLAT4
#    define FADE_ADD(sum, tap, x) \
      ((vec4) _mm_fmadd_ps ((__m128) (tap), (__m128) (x), (__m128) (sum)))
#    define FADE_TARGET ENH__WIDE
#    include "dsp/fir_sum.h"

#    define FADE_NAME sum_wide_fused
#    define FADE_VEC vec8
#    define FADE_SPLAT(v) ((vec8){ v, v, v, v, v, v, v, v })
#    define FADE_ADD(sum, tap, x) \
      ((vec8) _mm256_fmadd_ps ((__m256) (tap), (__m256) (x), (__m256) (sum)))
#    define FADE_TARGET ENH__WIDE
#    include "dsp/fir_sum.h"

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

#endif

void
enh__fir_fade (const float *h_old, const float *h_new, uint32_t taps,
               const float *x, float *y, uint32_t count, float first,
               float step)
{
  sum_pass *narrow = sum_narrow, *wide = NULL;
  float y_old[WIDE], y_new[WIDE];

#ifdef ENH__WIDE
  if (enh__has_wide ())
    {
      narrow = sum_narrow_fused;
      wide = sum_wide_fused;
    }
#endif
  for (uint32_t i = 0; i < count;)
    {
      const uint32_t left = count - i;
      const int is_wide = wide && left > NARROW;
      const uint32_t most = is_wide ? WIDE : NARROW;
      const uint32_t n = left < most ? left : most;

      (is_wide ? wide : narrow) (h_old, h_new, taps, x + i, y_old, y_new);
      for (uint32_t j = 0; j < n; ++j, ++i)
        y[i] = y_old[j] + (first + (float) i) * step * (y_new[j] - y_old[j]);
    }
}
