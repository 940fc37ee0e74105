/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "control_line.h"

#include <string.h>

G_STATIC_ASSERT (CONTROL_LINE_BYTES == 65536);

void
control_lines_init (control_lines *lines, control_line_taker take, void *user)
{
  /* A carriage return and the terminator on top. */
  lines->bytes = g_malloc (CONTROL_LINE_BYTES + 2);
  lines->length = 0;
  lines->over = FALSE;
  lines->take = take;
  lines->user = user;
}

void
control_lines_clear (control_lines *lines)
{
  g_free (lines->bytes);
  lines->bytes = NULL;
}

static control_line_kind
judge (const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; ++i)
    if (g_ascii_iscntrl (bytes[i]) && bytes[i] != '\t')
      return CONTROL_LINE_BINARY;
  return g_utf8_validate (bytes, (gssize) length, NULL) ? CONTROL_LINE_GOOD
                                                        : CONTROL_LINE_NOT_UTF8;
}

/* The line that has begun is complete. */
static void
hand_on (control_lines *lines)
{
  control_line_kind kind;

  if (lines->length && lines->bytes[lines->length - 1] == '\r')
    --lines->length;
  if (lines->over || lines->length > CONTROL_LINE_BYTES)
    kind = CONTROL_LINE_LONG;
  else
    kind = judge (lines->bytes, lines->length);
  lines->bytes[lines->length] = '\0';
  lines->take (lines->user, kind,
               kind == CONTROL_LINE_GOOD ? lines->bytes : NULL);
  lines->length = 0;
  lines->over = FALSE;
}

static void
append (control_lines *lines, const char *bytes, gsize count)
{
  const gsize room = CONTROL_LINE_BYTES + 1 - lines->length;

  if (count > room)
    lines->over = TRUE;
  else if (!lines->over)
    {
      memcpy (lines->bytes + lines->length, bytes, count);
      lines->length += count;
    }
}

void
control_lines_feed (control_lines *lines, const char *bytes, gsize count)
{
  while (count)
    {
      const char *end = memchr (bytes, '\n', count);
      const gsize now = end ? (gsize) (end - bytes) : count;

      append (lines, bytes, now);
      if (!end)
        return;
      hand_on (lines);
      bytes += now + 1;
      count -= now + 1;
    }
}

void
control_lines_end (control_lines *lines)
{
  if (lines->length || lines->over)
    lines->take (lines->user, CONTROL_LINE_HALF, NULL);
  lines->length = 0;
  lines->over = FALSE;
}

const char *
control_line_fault (control_line_kind kind)
{
  switch (kind)
    {
    case CONTROL_LINE_LONG:
      return "a line of more than 65536 bytes was ignored; commands are short";
    case CONTROL_LINE_BINARY:
      return "a line with control characters was ignored; commands are plain "
             "text";
    case CONTROL_LINE_NOT_UTF8:
      return "a line that is no UTF-8 was ignored; send commands in UTF-8";
    case CONTROL_LINE_HALF:
      return "the input ended within a line; it was ignored: end each command "
             "with a line break";
    case CONTROL_LINE_GOOD:
    default:
      return NULL;
    }
}
