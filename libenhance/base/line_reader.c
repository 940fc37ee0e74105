/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "base/line_reader.h"

#include <stdlib.h>
#include <string.h>

/* Bytes taken at first; most lines fit. */
#define FIRST_ROOM 1024u

void
enh__line_reader_init (enh__line_reader *lines,
                       void (*take) (void *user, char *line), void *user)
{
  memset (lines, 0, sizeof *lines);
  lines->take = take;
  lines->user = user;
}

void
enh__line_reader_clear (enh__line_reader *lines)
{
  free (lines->bytes);
  memset (lines, 0, sizeof *lines);
}

static int
make_room (enh__line_reader *lines, size_t wanted)
{
  size_t room = lines->room ? lines->room : FIRST_ROOM;

  if (wanted <= lines->room)
    return 1;
  if (wanted > ENH__LINE_BYTES + 1u)
    return 0;
  while (room < wanted)
    room *= 2u;
  if (room > ENH__LINE_BYTES + 1u)
    room = ENH__LINE_BYTES + 1u;

  char *grown = realloc (lines->bytes, room);
  if (!grown)
    return 0;
  lines->bytes = grown;
  lines->room = room;
  return 1;
}

static void
hand_on (enh__line_reader *lines)
{
  if (lines->over)
    ++lines->lost;
  else if (lines->used > 0)
    {
      /* Room for the end is part of what make_room was asked for. */
      lines->bytes[lines->used] = '\0';
      lines->take (lines->user, lines->bytes);
    }
  lines->used = 0;
  lines->over = 0;
}

void
enh__line_reader_feed (enh__line_reader *lines, const char *bytes, size_t count)
{
  while (count > 0)
    {
      const char *end = memchr (bytes, '\n', count);
      const size_t now = end ? (size_t) (end - bytes) : count;

      if (!lines->over && now > 0)
        {
          if (make_room (lines, lines->used + now + 1u))
            {
              memcpy (lines->bytes + lines->used, bytes, now);
              lines->used += now;
            }
          else
            lines->over = 1;
        }
      if (!end)
        return;
      hand_on (lines);
      bytes += now + 1u;
      count -= now + 1u;
    }
}
