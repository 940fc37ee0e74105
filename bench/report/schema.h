/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The fields of a record, as documented in docs/benchmarks.md. */

#ifndef BENCH_SCHEMA_H
#define BENCH_SCHEMA_H

#include <jansson.h>

/* Increased when a field changes its meaning. */
enum { BENCH_SCHEMA = 2 };

/* NULL, or what is wrong with the records of `path`, as text to be freed. */
char *
schema_fault (const json_t *records);

#endif
