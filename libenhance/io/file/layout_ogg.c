/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Ogg streams one after the other ("chained", RFC 3533 section 4): each begins
   with pages that say so, after pages of the one before that do not. */

#include "io/file/layout.h"

#include <string.h>

/* A page: 27 bytes with the kind at 5 (its flag 2: first of a stream) and the
   number of segments at 26, their lengths, then they. */
enum {
  HEAD_BYTES = 27,
  KIND = 5,
  KIND_FIRST = 0x02,
  SEGMENTS = 26,
  SEGMENTS_MOST = 255
};

/* Where the next page begins, from `at` on; -1: there is none. */
static int64_t
next_page (int fd, int64_t at, int64_t end)
{
  unsigned char some[4096];

  while (at + HEAD_BYTES <= end)
    {
      const int64_t left = end - at;
      const size_t count = left < (int64_t) sizeof some ? (size_t) left
                                                        : sizeof some;

      if (!enh__read_at (fd, at, some, count))
        return -1;
      for (size_t i = 0; i + 4u <= count; ++i)
        if (memcmp (some + i, "OggS", 4) == 0)
          return at + (int64_t) i;
      at += (int64_t) (count - 3u);
    }
  return -1;
}

int64_t
enh__ogg_page (int fd, int64_t *at, int64_t end, unsigned char *head)
{
  unsigned char segment[SEGMENTS_MOST];
  int64_t length;

  *at = next_page (fd, *at, end);
  if (*at < 0 || !enh__read_at (fd, *at, head, HEAD_BYTES)
      || !enh__read_at (fd, *at + HEAD_BYTES, segment, head[SEGMENTS]))
    return 0;
  length = HEAD_BYTES + head[SEGMENTS];
  for (int i = 0; i < head[SEGMENTS]; ++i)
    length += segment[i];
  return *at + length <= end ? length : 0;
}

int
enh__layout_ogg (enh__layout *layout, int fd, int64_t bytes)
{
  unsigned char head[HEAD_BYTES];
  int64_t start = 0, at = 0, length;
  int within = 0; /* pages that are not the first of a stream were seen */

  while ((length = enh__ogg_page (fd, &at, bytes, head)) != 0)
    {
      if (!(head[KIND] & KIND_FIRST))
        within = 1;
      else if (within)
        {
          if (!enh__layout_add (layout, start, at))
            return -1;
          start = at;
          within = 0;
        }
      at += length;
    }
  return enh__layout_add (layout, start, bytes) ? 0 : -1;
}
