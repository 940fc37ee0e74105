/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The systems that process a mixture: the chain at several settings, and
   peers. */

#ifndef BENCH_SYSTEMS_H
#define BENCH_SYSTEMS_H

#include "bench.h"

#include <enhance/enhance.h>

typedef struct bench_system {
  const char *key;
  const char *label;
  const char *program; /* a peer's; NULL: ours or unprocessed */
  double frame_ms;     /* what a peer needs to run */
  double strength;     /* noise_reduction, %; below 0: unprocessed */
  enh_delay delay;
  long shift;        /* delay of its output, frames; set here */
  double latency_ms; /* set here */
  char *path;        /* of the program; NULL: not installed */
} bench_system;

enum { BENCH_SYSTEMS = 10 };

/* A list of BENCH_SYSTEMS, the first one unprocessed. Ours have their latency,
   installed peers their path. */
void
systems_init (bench_system systems[static BENCH_SYSTEMS]);

void
systems_clear (bench_system systems[static BENCH_SYSTEMS]);

/* count frames in, count out, late by `shift`. `out` may be `in` for peers
   only through files in the folder `scratch`, named after `id`. 0, or -1 with
   *fault. */
int
system_run (const bench_system *of, const double *in, double *out, size_t count,
            const char *scratch, const char *id, char **fault);

#endif
