/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the files that find a layout share. */

#include "io/file/layout.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
enh__read_at (int fd, int64_t offset, unsigned char *to, size_t count)
{
  return pread (fd, to, count, (off_t) offset) == (ssize_t) count;
}

enh__part *
enh__layout_add (enh__layout *layout, int64_t start, int64_t end)
{
  enh__part *more;

  if (layout->count == ENH__PARTS_MOST)
    return NULL;
  more = realloc (layout->part, (layout->count + 1u) * sizeof *more);
  if (!more)
    return NULL;
  layout->part = more;
  more += layout->count++;
  memset (more, 0, sizeof *more);
  more->start = start;
  more->length = end - start;
  return more;
}
