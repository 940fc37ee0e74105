/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Electroacoustics, from input to output samples. */

#include "cases/acoustics.h"

bench_exit
case_acoustics (bench *run)
{
  bench_begin (
    run, "acoustics",
    "digital, from input to output samples, at the stated calibration "
    "(full-scale sine = 109 dB SPL);\nwithout microphone, headphone "
    "or ear; no compliance with any rule is claimed");
  acoustics_response (run);
  acoustics_compression (run);
  acoustics_distortion (run);
  acoustics_limiter (run);
  return BENCH_DONE;
}
