/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Child processes. None outlives this program. */

#ifndef BENCH_CHILD_H
#define BENCH_CHILD_H

#include <sys/types.h>

/* Start a program by its path or from PATH, with empty input and output to the
   file `said` (NULL: nowhere). Returns its process ID, or -1. */
pid_t
child_begin (const char *const *words, const char *said);

/* Non-zero: it is running. */
int
child_runs (pid_t child);

/* Wait for its end, or kill it after a timeout in seconds. Returns its exit
   status, or -1. */
int
child_wait (pid_t child, double seconds);

/* Terminate it, and kill it if it does not end in time. */
void
child_end (pid_t child);

/* Start it and wait for its end. */
int
child_run (const char *const *words, const char *said, double seconds);

/* Non-zero: a program of this name is in PATH. */
int
child_known (const char *name);

#endif
