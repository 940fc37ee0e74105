/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Delay and deadlines: of the chain, of the machine, of the devices. */

#include "cases/latency.h"

bench_exit
case_latency (bench *run)
{
  bench_begin (run, "latency", "delay and deadlines");
  latency_chain (run);
  const bench_exit status = latency_loop (run, 0.5 * run->options.duration_s);
  latency_load (run, 0.5 * run->options.duration_s);
  return status;
}
