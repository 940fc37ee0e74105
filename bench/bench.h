/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the parts of enhance-bench share. */

#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <jansson.h>

/* Exit statuses; the manual promises them. */
typedef enum bench_exit {
  BENCH_DONE = 0,
  BENCH_FAILED = 1,
  BENCH_USAGE = 2,
  BENCH_FILE = 3
} bench_exit;

typedef struct bench_options {
  double duration_s; /* sound a repeat */
  const char *json;  /* path, or NULL */
} bench_options;

/* Print one line on standard error: "enhance-bench: " and the text. */
void
bench_error (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

/* Cost: table on standard output, one flat record a row into `records`. */
bench_exit
case_speed (const bench_options *options, json_t *records);

#endif
