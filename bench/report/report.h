/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The records of a run as files: JSON, CSV, HTML. */

#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "bench.h"

#include <stdio.h>

/* Check that the file can be written, before spending time on measuring.
   `option` names it in the error. */
bench_exit
report_check (const char *path, const char *option);

/* Each writes a temporary file and renames it when it is complete. */
bench_exit
report_json (const bench *run);
bench_exit
report_csv (const bench *run);
bench_exit
report_html (const bench *run);

/* The page itself; -1 if it cannot be written. */
int
html_write (FILE *stream, const bench *run);

#endif
