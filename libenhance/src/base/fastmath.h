/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Exponential, logarithm, sine and cosine that vectorise: no branch, no table,
   no call. Their errors are tested in tests/src/test_fastmath.c. */

#ifndef ENH_BASE_FASTMATH_H
#define ENH_BASE_FASTMATH_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The nearest integer to |x| < 2^31, halves away from zero. Not by adding and
   taking away a large number, which a compiler may fold (-fassociative-math) and
   wide registers undo (x87). */
static inline float
enh__round (float x)
{
  return (float) (int32_t) (x + copysignf (0.5f, x));
}

/* 2^x for x in [-126, 126] (clamped); relative error below 3e-7. The
   polynomial is the series of exp (r ln 2) on |r| <= 1/2. */
static inline float
enh__exp2 (float x)
{
  /* Before the clamps: with their constants known, gcc would branch. */
  const float half = copysignf (0.5f, x);
  x = x < -126.0f ? -126.0f : x;
  x = x > 126.0f ? 126.0f : x;
  const float whole = (float) (int32_t) (x + half);
  const float r = x - whole;
  float p = 1.5403530e-4f;
  p = p * r + 1.3333558e-3f;
  p = p * r + 9.6181291e-3f;
  p = p * r + 5.5504109e-2f;
  p = p * r + 2.4022651e-1f;
  p = p * r + 6.9314718e-1f;
  p = p * r + 1.0f;
  const int32_t bits = ((int32_t) whole + 127) * (1 << 23);
  float scale;
  memcpy (&scale, &bits, sizeof scale);
  return p * scale;
}

static inline float
enh__exp (float x)
{
  return enh__exp2 (x * 1.44269504f);
}

/* log2 of a positive normal number; absolute error below 3e-7 near 1 and
   1 part in 10^7 elsewhere. With m in [sqrt 1/2, sqrt 2):
   log m = 2 atanh ((m - 1) / (m + 1)). */
static inline float
enh__log2 (float x)
{
  int32_t bits;
  memcpy (&bits, &x, sizeof bits);
  /* The bias is that of sqrt 1/2, so that the exponent comes out for it. */
  const int32_t shifted = bits - 0x3f3504f3;
  const int32_t exponent = shifted >> 23;
  const int32_t mantissa = bits - exponent * (1 << 23);
  float m;
  memcpy (&m, &mantissa, sizeof m);
  const float s = (m - 1.0f) / (m + 1.0f);
  const float z = s * s;
  float p = 0.3205989f;
  p = p * z + 0.4121986f;
  p = p * z + 0.5770780f;
  p = p * z + 0.9617967f;
  p = p * z + 2.8853901f;
  return (float) exponent + s * p;
}

/* Sine and cosine for |x| < 1000; absolute error below 3e-7. */
static inline void
enh__sincos (float x, float *sine, float *cosine)
{
  const float quarter = enh__round (x * 0.636619772f);
  /* pi / 2 in two parts: the first has trailing zeros, so that its product
     with a small integer is exact. */
  const float r = (x - quarter * 1.5703125f) - quarter * 4.83826794897e-4f;
  const float z = r * r;
  const float s
    = r
      + r * z
          * (-1.6666667e-1f
             + z * (8.3333333e-3f + z * (-1.9841270e-4f + z * 2.7557319e-6f)));
  const float c
    = 1.0f
      + z
          * (-0.5f
             + z * (4.1666667e-2f + z * (-1.3888889e-3f + z * 2.4801587e-5f)));
  const int32_t q = (int32_t) quarter;
  const float from_s = q & 1 ? c : s;
  const float from_c = q & 1 ? s : c;
  *sine = q & 2 ? -from_s : from_s;
  *cosine = (q + 1) & 2 ? -from_c : from_c;
}

#endif
