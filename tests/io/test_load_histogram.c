/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Callback time against the deadline. */

#include "lib/check.h"

#include "io/engine/load_histogram.h"

CHECK_CASE (load_of_nothing_is_zero)
{
  enh__load_histogram load;

  enh__load_histogram_init (&load);
  CHECK_REAL (enh__load_histogram_quantile (&load, 0.5f), <=, 0.0, "median");
  CHECK_REAL (enh__load_histogram_worst (&load), <=, 0.0, "worst");
}

/* 1000 ratios, evenly from 0.001 to 1: every quantile is known. */
CHECK_CASE (load_quantiles_are_right_to_a_bin)
{
  enh__load_histogram load;

  enh__load_histogram_init (&load);
  for (int i = 1; i <= 1000; ++i)
    enh__load_histogram_add (&load, (float) i / 1000.0f);
  for (int percent = 1; percent <= 99; ++percent)
    {
      const float share = (float) percent / 100.0f;
      const float value = enh__load_histogram_quantile (&load, share);
      CHECK_REAL (value, >=, share - 0.0005f, "%d %%", percent);
      CHECK_REAL (value, <=, share * 1.13f, "%d %%", percent);
    }
}

CHECK_CASE (load_worst_is_exact)
{
  enh__load_histogram load;

  enh__load_histogram_init (&load);
  enh__load_histogram_add (&load, 0.3f);
  enh__load_histogram_add (&load, 7.123f);
  enh__load_histogram_add (&load, 0.2f);
  CHECK_NEAR (enh__load_histogram_worst (&load), 7.123f, 0.0, "worst");
  CHECK_REAL (enh__load_histogram_quantile (&load, 1.0f), <=, 7.123f,
              "quantile 1");
}

CHECK_CASE (load_quantile_never_exceeds_the_worst)
{
  enh__load_histogram load;

  enh__load_histogram_init (&load);
  for (int i = 0; i < 10; ++i)
    enh__load_histogram_add (&load, 0.2501f);
  CHECK_NEAR (enh__load_histogram_quantile (&load, 0.99f), 0.2501f, 0.0, "p99");
}

CHECK_CASE (load_survives_what_is_no_number)
{
  enh__load_histogram load;

  enh__load_histogram_init (&load);
  enh__load_histogram_add (&load, NAN);
  enh__load_histogram_add (&load, INFINITY);
  enh__load_histogram_add (&load, -1.0f);
  enh__load_histogram_add (&load, 0.0f);
  enh__load_histogram_add (&load, 1e-30f);
  CHECK_REAL (enh__load_histogram_worst (&load), <=, 1e-20, "worst");
  enh__load_histogram_add (&load, 1e30f);
  CHECK_NEAR (enh__load_histogram_quantile (&load, 1.0f), 1e30f, 0.0,
              "beyond the bins");
}
