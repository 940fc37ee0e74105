/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Instruction count of this thread, if available: virtual machines often have
   no counters, and /proc/sys/kernel/perf_event_paranoid may forbid it. */

#ifndef BENCH_COUNTER_H
#define BENCH_COUNTER_H

/* A handle, or -1: not counted here. */
int
counter_open (void);

void
counter_start (int counter);

/* Instructions since the start, user space alone; -1 where not counted. */
double
counter_stop (int counter);

void
counter_close (int counter);

#endif
