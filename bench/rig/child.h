/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Other programs, begun and ended. None outlives this one. */

#ifndef BENCH_CHILD_H
#define BENCH_CHILD_H

#include <sys/types.h>

/* Begin a program by its path or by PATH; its input is empty, what it prints
   goes to the file `said` (NULL: nowhere). Its number, or -1. */
pid_t
child_begin (const char *const *words, const char *said);

/* Not 0: it has not ended. */
int
child_runs (pid_t child);

/* Wait; after so many seconds it is killed. Its exit status, or -1. */
int
child_wait (pid_t child, double seconds);

/* Ask it to end, wait, and kill it if it does not listen. */
void
child_end (pid_t child);

/* Begin and wait. */
int
child_run (const char *const *words, const char *said, double seconds);

/* Not 0: a program of this name is in PATH. */
int
child_known (const char *name);

#endif
