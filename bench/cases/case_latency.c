/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Delay and deadlines: of the chain, of the machine, of the devices. */

#include "cases/latency.h"

bench_exit
case_latency (bench *run)
{
  bench_begin (run, "latency", "delay and deadlines");
  const double all_s = run->options.duration_s;
  const double loop_s
    = fmax ((1.0 - BENCH_LOAD_SHARE) * all_s, fmin (all_s, 1.0));
  /* What a person has, first. */
  const bench_exit status = latency_loop (run, loop_s);
  latency_chain (run);
  latency_load (run, BENCH_LOAD_SHARE * all_s);
  return status;
}
