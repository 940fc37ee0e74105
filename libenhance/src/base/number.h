/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is a number, told by its bits: comparisons would do, but a compiler that
   may assume that there is no NaN (-ffast-math) takes them away. */

#ifndef ENH_BASE_NUMBER_H
#define ENH_BASE_NUMBER_H

#include <stdint.h>
#include <string.h>

/* The bits of |x|: they grow with it, infinity and then NaN above all. */
static inline int32_t
enh__magnitude_bits (float x)
{
  int32_t bits;

  memcpy (&bits, &x, sizeof bits);
  return bits & 0x7fffffff;
}

static inline int
enh__is_number (float x)
{
  return enh__magnitude_bits (x) <= 0x7f800000;
}

static inline int
enh__is_finite (float x)
{
  return enh__magnitude_bits (x) < 0x7f800000;
}

/* 1: a number, and no farther from 0 than most, which is one and not below 0. */
static inline int
enh__is_within (float x, float most)
{
  return enh__magnitude_bits (x) <= enh__magnitude_bits (most);
}

/* The number, or zero of its sign where it is denormal. */
static inline float
enh__flushed (float x)
{
  const uint32_t magnitude = enh__magnitude_bits (x);
  uint32_t bits;

  memcpy (&bits, &x, sizeof bits);
  /* 2^-126, the smallest number that is normal. */
  bits = magnitude < 0x00800000u ? bits & 0x80000000u : bits;
  memcpy (&x, &bits, sizeof x);
  return x;
}

#endif
