/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The electroacoustic report, from samples to samples. */

#include "cases/acoustics.h"

bench_exit
case_acoustics (bench *run)
{
  bench_begin (run, "acoustics",
               "digital, from samples to samples, at the stated calibration "
               "(full-scale sine = 109 dB SPL);\nno microphone, headphone or "
               "ear is in it, and no compliance with any rule is claimed");
  acoustics_response (run);
  acoustics_compression (run);
  acoustics_distortion (run);
  acoustics_limiter (run);
  return BENCH_DONE;
}
