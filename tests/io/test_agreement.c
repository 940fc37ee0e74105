/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Looks at a duration of which some were spoilt: what is taken, and when. */

#include "lib/check.h"

#include "io/clock_sync/agreement.h"

CHECK_CASE (two_that_agree_are_enough)
{
  enh__agreement agreement = { 0 };

  CHECK_NEAR (enh__agreement_note (&agreement, 0.0210), 0.0, 0.0, "after one");
  CHECK_NEAR (enh__agreement_note (&agreement, 0.0249), 0.0249, 0.0,
              "the larger");
}

/* A look may be spoilt upwards only; so the smallest that agree are the ones to
   be trusted, whenever they came. */
CHECK_CASE (spoilt_looks_are_passed_over)
{
  static const double orders[][4] = {
    { 0.620, 0.021, 0.130, 0.022 },
    { 0.021, 0.620, 0.130, 0.022 },
    { 0.130, 0.022, 0.620, 0.021 },
  };

  for (size_t i = 0; i < sizeof orders / sizeof *orders; ++i)
    {
      enh__agreement agreement = { 0 };

      for (int look = 0; look < 3; ++look)
        CHECK_NEAR (enh__agreement_note (&agreement, orders[i][look]), 0.0, 0.0,
                    "look %d of order %zu", look, i);
      CHECK_NEAR (enh__agreement_note (&agreement, orders[i][3]), 0.022, 0.0,
                  "order %zu", i);
    }
}

CHECK_CASE (of_five_without_agreement_it_is_the_middle)
{
  static const double seen[] = { 0.5, 0.1, 0.9, 0.02, 0.3 };
  enh__agreement agreement = { 0 };

  for (int look = 0; look < 4; ++look)
    CHECK_NEAR (enh__agreement_note (&agreement, seen[look]), 0.0, 0.0,
                "look %d", look);
  CHECK_NEAR (enh__agreement_note (&agreement, seen[4]), 0.3, 0.0,
              "the middle");
}

CHECK_CASE (forgotten_looks_count_no_more)
{
  enh__agreement agreement = { 0 };

  (void) enh__agreement_note (&agreement, 0.02);
  enh__agreement_forget (&agreement);
  CHECK_NEAR (enh__agreement_note (&agreement, 0.021), 0.0, 0.0,
              "the first anew");
  CHECK_NEAR (enh__agreement_note (&agreement, 0.019), 0.021, 0.0,
              "the second anew");
}
