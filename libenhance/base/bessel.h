/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the Kaiser window is made of. */

#ifndef ENH_BASE_BESSEL_H
#define ENH_BASE_BESSEL_H

/* Modified Bessel function of the first kind, order 0, by its series: exact to
   double precision for |x| up to 20. Kaiser windows stay below 15. */
double
enh__bessel_i0 (double x);

#endif
