/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The parts of `latency`. */

#ifndef BENCH_LATENCY_H
#define BENCH_LATENCY_H

#include "bench.h"

/* Declared and measured delay of the chain itself. */
void
latency_chain (bench *run);

/* Calls against their deadlines, at every period, for so many seconds. */
void
latency_load (bench *run, double seconds);

/* From ear to microphone through devices, for so many seconds. BENCH_DEVICE: a
   device that was named is not there, or was lost. */
bench_exit
latency_loop (bench *run, double seconds);

/* A way to send probes around a loop. */
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

/* Rows of what was found; `ms` has a delay for every probe that was heard, `at`
   the second it was sent. */
void
latency_report (bench *run, const loop_way *way, const double *at,
                const double *ms, size_t heard, size_t sent, double seconds);

/* The same rows, not measured. */
void
latency_report_none (bench *run, const char *why);

#endif
