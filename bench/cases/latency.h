/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The parts of `latency`. */

#ifndef BENCH_LATENCY_H
#define BENCH_LATENCY_H

#include "bench.h"

/* Of the time of all, what the deadlines get: their rows need a thousand calls. */
#define BENCH_LOAD_SHARE 0.7

/* Declared and measured delay of the chain itself. */
void
latency_chain (bench *run);

/* Processing time of blocks against their deadlines, at every period, for the
   given seconds. */
void
latency_load (bench *run, double seconds);

/* From ear to microphone through devices, for the given seconds. BENCH_DEVICE:
   a named device does not exist or was lost. */
bench_exit
latency_loop (bench *run, double seconds);

/* How probes are sent around the loop. */
typedef struct loop_way {
  const char *kind;  /* "virtual", "cable", "earpiece" */
  const char *input; /* names, for records */
  const char *output;
  const char *backend;
  unsigned period;    /* frames */
  double sample_rate; /* Hz */
  double estimate_ms; /* of the sound system, the chain's delay in it */
  unsigned long xruns;
} loop_way;

/* Add rows for the result; `ms` has the delay of each probe received, `at` the
   time in seconds it was sent. */
void
latency_report (bench *run, const loop_way *way, const double *at,
                const double *ms, size_t heard, size_t sent, double seconds);

/* Add the same rows as not measured. */
void
latency_report_none (bench *run, const char *why);

#endif
