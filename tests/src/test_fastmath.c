/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The polynomial exponential, logarithm, sine and cosine keep the errors that
   their header states. */

#include "base/fastmath.h"

#include "lib/check.h"

/* Steps through a range, coprime to its structure. */
enum { STEPS = 400000 };

static double
point (double from, double to, int step)
{
  return from + (to - from) * (double) step / STEPS;
}

CHECK_CASE (exp2_is_right_to_3_in_10_million)
{
  for (int i = 0; i <= STEPS; ++i)
    {
      const float x = (float) point (-125.9, 125.9, i);
      const double wanted = exp2 ((double) x);
      CHECK_NEAR ((double) enh__exp2 (x) / wanted, 1.0, 3e-7, "2^%.9g",
                  (double) x);
    }
}

CHECK_CASE (exp2_is_clamped)
{
  CHECK_NEAR (enh__exp2 (-1000.0f) / 0x1p-126, 1.0, 1e-6, "far below");
  CHECK_NEAR (enh__exp2 (1000.0f) / 0x1p126, 1.0, 1e-6, "far above");
  CHECK_REAL (enh__exp2 (0.0f), ==, 1.0, "2^0");
}

CHECK_CASE (exp_is_close_over_the_gains_in_use)
{
  /* -100 to +100 dB in nepers; the argument is rounded once more. */
  for (int i = 0; i <= STEPS; ++i)
    {
      const float x = (float) point (-11.6, 11.6, i);
      CHECK_NEAR ((double) enh__exp (x) / exp ((double) x), 1.0, 2e-6, "e^%.9g",
                  (double) x);
    }
  CHECK_REAL (enh__exp (0.0f), ==, 1.0, "e^0");
}

CHECK_CASE (log2_is_right_over_all_normal_numbers)
{
  for (int i = 0; i <= STEPS; ++i)
    {
      const float x = exp2f ((float) point (-125.9, 127.9, i));
      const double wanted = log2 ((double) x);
      /* One part in 10^7, and what the last place of the sum is worth. */
      CHECK_NEAR (enh__log2 (x), wanted, 3e-7 + 1.2e-7 * fabs (wanted),
                  "log2 %.9g", (double) x);
    }
  for (int i = 0; i <= STEPS; ++i)
    {
      const float x = (float) point (0.5, 2.0, i);
      CHECK_NEAR (enh__log2 (x), log2 ((double) x), 3e-7, "log2 %.9g",
                  (double) x);
    }
  CHECK_REAL (enh__log2 (1.0f), ==, 0.0, "log2 1");
}

CHECK_CASE (sine_and_cosine_are_right_to_3_in_10_million)
{
  for (int i = 0; i <= STEPS; ++i)
    {
      const float x = (float) point (-100.0, 100.0, i);
      float sine;
      float cosine;
      enh__sincos (x, &sine, &cosine);
      CHECK_NEAR (sine, sin ((double) x), 3e-7, "sin %.9g", (double) x);
      CHECK_NEAR (cosine, cos ((double) x), 3e-7, "cos %.9g", (double) x);
    }
}

CHECK_CASE (sine_and_cosine_hold_to_the_end_of_their_range)
{
  for (int i = 0; i <= STEPS; ++i)
    {
      const float x = (float) point (-999.9, 999.9, i);
      float sine;
      float cosine;
      enh__sincos (x, &sine, &cosine);
      CHECK_NEAR (sine, sin ((double) x), 3e-7, "sin %.9g", (double) x);
      CHECK_NEAR (cosine, cos ((double) x), 3e-7, "cos %.9g", (double) x);
    }
}
