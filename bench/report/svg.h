/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Plots as SVG in a page, in the page's colours. */

#ifndef BENCH_SVG_H
#define BENCH_SVG_H

#include "bench.h"

#include <stdio.h>

/* Text, escaped for HTML. */
void
html_text (FILE *stream, const char *text);

/* Write the figure with its caption. */
void
svg_write (FILE *stream, const bench_plot *plot);

#endif
