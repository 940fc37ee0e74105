/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Error messages and memory, for all files of the bench. */

#ifndef BENCH_COMMON_H
#define BENCH_COMMON_H

#include <stddef.h>

/* Print one line on standard error: "enhance-bench: " and the text. */
void
bench_error (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

/* Zeroed memory; ends the program if there is none. Freed by free. */
void *
bench_zeros (size_t count, size_t size);

/* Formatted text; ends the program if there is no memory. Freed by free. */
char *
bench_text (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

/* Report it and exit with status 1. */
void
bench_no_memory (void);

#endif
