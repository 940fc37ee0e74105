/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "base/bessel.h"

double
enh__bessel_i0 (double x)
{
  double sum = 1.0;
  double term = 1.0;

  for (int k = 1; k < 60; ++k)
    {
      term *= (x / (2.0 * k)) * (x / (2.0 * k));
      sum += term;
    }
  return sum;
}
