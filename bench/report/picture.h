/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Pictures embedded in a page. */

#ifndef BENCH_PICTURE_H
#define BENCH_PICTURE_H

#include <stddef.h>

/* A PNG of levels 0 (dark) to 255 (bright), row by row from the top, as a data:
   URI; freed by free. */
char *
picture_uri (const unsigned char *levels, size_t width, size_t height);

#endif
