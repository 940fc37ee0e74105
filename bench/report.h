/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The records of a run as a file of JSON. */

#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "bench.h"

/* A record that already tells schema, version, compiler, flags and machine;
   NULL without memory. `name` is the case's. */
json_t *
report_record (const char *name);

/* Whether the file could be written, before the time for measuring is spent. */
bench_exit
report_check (const char *path);

/* Write an array of records; the name belongs to a complete file only. */
bench_exit
report_write (const char *path, const json_t *records);

#endif
