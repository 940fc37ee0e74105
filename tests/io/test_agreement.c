/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Measurements of a duration, some of them spoilt: which is taken, and when. */

#include "lib/check.h"

#include "io/clock_sync/agreement.h"

CHECK_CASE (two_that_agree_are_enough)
{
  enh__agreement agreement = { 0 };

  CHECK_NEAR (enh__agreement_add (&agreement, 0.0210), 0.0, 0.0, "after one");
  CHECK_NEAR (enh__agreement_add (&agreement, 0.0249), 0.0249, 0.0,
              "the larger");
}

/* A measurement can only be spoilt upwards; so the smallest that agree are to be
   trusted, in whatever order they come. */
CHECK_CASE (spoilt_measurements_are_passed_over)
{
  static const double orders[][4] = {
    { 0.620, 0.021, 0.130, 0.022 },
    { 0.021, 0.620, 0.130, 0.022 },
    { 0.130, 0.022, 0.620, 0.021 },
  };

  for (size_t o = 0; o < sizeof orders / sizeof *orders; ++o)
    {
      enh__agreement agreement = { 0 };

      for (int i = 0; i < 3; ++i)
        CHECK_NEAR (enh__agreement_add (&agreement, orders[o][i]), 0.0, 0.0,
                    "measurement %d of order %zu", i, o);
      CHECK_NEAR (enh__agreement_add (&agreement, orders[o][3]), 0.022, 0.0,
                  "order %zu", o);
    }
}

CHECK_CASE (of_five_without_agreement_it_is_the_middle)
{
  static const double seen[] = { 0.5, 0.1, 0.9, 0.02, 0.3 };
  enh__agreement agreement = { 0 };

  for (int i = 0; i < 4; ++i)
    CHECK_NEAR (enh__agreement_add (&agreement, seen[i]), 0.0, 0.0,
                "measurement %d", i);
  CHECK_NEAR (enh__agreement_add (&agreement, seen[4]), 0.3, 0.0, "the middle");
}

CHECK_CASE (measurements_before_a_reset_do_not_count)
{
  enh__agreement agreement = { 0 };

  (void) enh__agreement_add (&agreement, 0.02);
  enh__agreement_reset (&agreement);
  CHECK_NEAR (enh__agreement_add (&agreement, 0.021), 0.0, 0.0,
              "the first anew");
  CHECK_NEAR (enh__agreement_add (&agreement, 0.019), 0.021, 0.0,
              "the second anew");
}
