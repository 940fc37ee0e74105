/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Plots as SVG inside of a page; colours are the page's. */

#ifndef BENCH_SVG_H
#define BENCH_SVG_H

#include "bench.h"

#include <stdio.h>

/* Text as HTML has it. */
void
html_text (FILE *stream, const char *text);

/* The figure with its caption. */
void
svg_write (FILE *stream, const bench_plot *plot);

#endif
