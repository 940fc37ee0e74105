/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The records of a run as files: JSON, CSV, HTML. */

#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "bench.h"

#include <stdio.h>

/* Whether the file could be written, before the time for measuring is spent.
   `option` names it in the error. */
bench_exit
report_check (const char *path, const char *option);

/* Each writes beside the file and renames: the name belongs to a complete file
   only. */
bench_exit
report_json (const bench *run);
bench_exit
report_csv (const bench *run);
bench_exit
report_html (const bench *run);

/* The page itself; -1 where it cannot be written. */
int
html_write (FILE *stream, const bench *run);

#endif
