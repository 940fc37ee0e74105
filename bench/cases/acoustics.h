/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The parts of `acoustics`. */

#ifndef BENCH_ACOUSTICS_H
#define BENCH_ACOUSTICS_H

#include "bench.h"

/* Frequency response, smoothness, bandwidth, group delay. */
void
acoustics_response (bench *run);

/* Input to output by band; attack and release. */
void
acoustics_compression (bench *run);

/* Distortion by level, self-noise. */
void
acoustics_distortion (bench *run);

/* Ceiling, true peak, highest output. */
void
acoustics_limiter (bench *run);

/* Where most of the rules' figures come from. */
#define ACOUSTICS_RULE "21 CFR 800.30, second-hand"

#endif
