/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* FLAC in Ogg (the mapping of xiph.org/flac/ogg_mapping.html): behind nine bytes of
   its own, what the pages carry is a FLAC file. */

#include "io/file/layout.h"

#include "io/file/source.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  HEAD_BYTES = 27,
  SERIAL = 14,
  SEGMENTS = 26,
  MAPPING_BYTES = 9,
  PAGE_BYTES_MOST = 65307
};

static int
is_flac (int fd, int64_t start)
{
  unsigned char head[HEAD_BYTES + 1 + 13];

  return enh__read_at (fd, start, head, sizeof head)
         && memcmp (head + HEAD_BYTES + 1, "\177FLAC", 5) == 0
         && memcmp (head + HEAD_BYTES + 1 + MAPPING_BYTES, "fLaC", 4) == 0;
}

/* One stream from its window of `from` to where `to` stands; its bytes, or -1. */
static int64_t
copy_out (int from, const enh__part *part, int to, unsigned char *page)
{
  const int64_t end = part->start + part->length;
  unsigned char head[HEAD_BYTES], first[4] = { 0 };
  int64_t at = part->start, length, done = 0;

  while ((length = enh__ogg_page (from, &at, end, head)) != 0)
    {
      if (at == part->start)
        memcpy (first, head + SERIAL, sizeof first);
      if (memcmp (first, head + SERIAL, sizeof first) == 0)
        {
          const int64_t before = HEAD_BYTES + head[SEGMENTS]
                                 + (at == part->start ? MAPPING_BYTES : 0);
          const int64_t payload = length - before;

          if (payload < 0
              || !enh__read_at (from, at + before, page, (size_t) payload)
              || write (to, page, (size_t) payload) != (ssize_t) payload)
            return -1;
          done += payload;
        }
      at += length;
    }
  return done;
}

int
enh__layout_ogg_flac (enh__layout *layout, int *fd)
{
  unsigned char *page;
  int64_t at = 0;
  int failed = 0;

  for (uint32_t i = 0; i < layout->count; ++i)
    if (!is_flac (*fd, layout->part[i].start))
      return 0;

  const int plain = enh__nameless_file ();
  page = malloc (PAGE_BYTES_MOST);
  for (uint32_t i = 0; i < layout->count && page && plain >= 0 && !failed; ++i)
    {
      enh__part *part = &layout->part[i];
      const int64_t bytes = copy_out (*fd, part, plain, page);

      failed = bytes < 0;
      part->start = at;
      part->length = bytes;
      at += bytes;
    }
  free (page);
  if (failed || !page || plain < 0)
    {
      if (plain >= 0)
        (void) close (plain);
      return -1;
    }
  (void) close (*fd);
  *fd = plain;
  return 0;
}
