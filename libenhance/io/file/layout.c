/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/file/layout.h"

#include "io/file/truncation.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* MPEG audio begins with a frame or an ID3v2 tag. */
static int
may_be_mpeg (const unsigned char *head)
{
  return memcmp (head, "ID3", 3) == 0
         || (head[0] == 0xff && (head[1] & 0xe0) == 0xe0);
}

int
enh__layout_find (enh__layout *layout, int *fd, int64_t bytes)
{
  unsigned char head[12] = { 0 };
  int failed = 0;

  memset (layout, 0, sizeof *layout);
  (void) !pread (*fd, head, sizeof head, 0);
  const int is_ogg = memcmp (head, "OggS", 4) == 0;
  if (is_ogg)
    failed = enh__layout_ogg (layout, *fd, bytes);
  else if (may_be_mpeg (head))
    failed = enh__layout_mpeg (layout, *fd, bytes);
  if (failed == 0 && layout->count == 0)
    failed = enh__layout_add (layout, 0, bytes) ? 0 : -1;
  if (failed == 0 && !layout->by_stream)
    layout->missing
      = enh__missing_bytes (*fd, bytes, layout->part, &layout->unfinished);
  return failed == 0 && is_ogg ? enh__layout_ogg_flac (layout, fd) : failed;
}

void
enh__layout_clear (enh__layout *layout)
{
  free (layout->part);
  memset (layout, 0, sizeof *layout);
}
