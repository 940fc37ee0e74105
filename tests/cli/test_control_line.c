/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Lines of the control protocol: whatever comes in, each line is handed on
   once, however the bytes were cut. */

#include "../cli/control_event.h"
#include "../cli/control_line.h"
#include "../cli/control_out.h"
#include "lib/check.h"
#include "lib/signals.h"

#include <signal.h>

enum { KINDS = CONTROL_LINE_HALF + 1 };

struct taken {
  int count[KINDS];
  char last[CONTROL_LINE_BYTES + 1]; /* good line */
};

static void
take (void *user, control_line_kind kind, const char *text)
{
  struct taken *taken = user;

  CHECK ((kind == CONTROL_LINE_GOOD) == (text != NULL), "text of good lines");
  ++taken->count[kind];
  if (text)
    strcpy (taken->last, text);
}

/* Feed it in pieces of so many bytes, then end. */
static void
feed (struct taken *taken, const char *bytes, size_t count, size_t piece)
{
  control_lines lines;

  memset (taken, 0, sizeof *taken);
  control_lines_init (&lines, take, taken);
  for (size_t done = 0; done < count; done += piece)
    control_lines_feed (&lines, bytes + done,
                        count - done < piece ? count - done : piece);
  control_lines_end (&lines);
  control_lines_clear (&lines);
}

CHECK_CASE (lines_are_the_same_in_pieces_of_any_size)
{
  static const char text[] = "set volume 3\r\n\nmute on\nhalf";
  static struct taken taken;

  for (size_t piece = 1; piece < sizeof text; ++piece)
    {
      feed (&taken, text, sizeof text - 1, piece);
      CHECK_INT (taken.count[CONTROL_LINE_GOOD], ==, 3, "piece %zu", piece);
      CHECK_INT (taken.count[CONTROL_LINE_HALF], ==, 1, "piece %zu", piece);
      CHECK_STRING (taken.last, "mute on", "piece %zu", piece);
    }
}

CHECK_CASE (what_is_no_text_is_one_fault_a_line)
{
  static const char text[] = "a\0b\nc\033d\n\xff\xfe\n\xc3\xa9\ne\rf\n\x7f\n";
  static struct taken taken;

  feed (&taken, text, sizeof text - 1, 3);
  CHECK_INT (taken.count[CONTROL_LINE_BINARY], ==, 4, "control characters");
  CHECK_INT (taken.count[CONTROL_LINE_NOT_UTF8], ==, 1, "no UTF-8");
  CHECK_INT (taken.count[CONTROL_LINE_GOOD], ==, 1, "UTF-8");
  CHECK_STRING (taken.last, "\xc3\xa9", "UTF-8");
}

CHECK_CASE (the_longest_line_fits_and_no_longer)
{
  static struct taken taken;
  static const int over[] = { 0, 1, 2, 1000000 };

  for (size_t i = 0; i < sizeof over / sizeof *over; ++i)
    for (size_t crlf = 0; crlf < 2; ++crlf)
      {
        const size_t length = CONTROL_LINE_BYTES + (size_t) over[i];
        char *text = malloc (length + 12);
        size_t end = length;

        memset (text, 'x', length);
        if (crlf)
          text[end++] = '\r';
        memcpy (text + end, "\nnext\n", 6);
        feed (&taken, text, end + 6, 4096);
        CHECK_INT (taken.count[CONTROL_LINE_LONG], ==, over[i] > 0, "%d over",
                   over[i]);
        CHECK_INT (taken.count[CONTROL_LINE_GOOD], ==, over[i] ? 1 : 2,
                   "%d over", over[i]);
        CHECK_STRING (taken.last, "next", "%d over", over[i]);
        free (text);
      }
}

CHECK_CASE (a_long_line_without_end_is_half)
{
  static struct taken taken;
  const size_t length = 3 * CONTROL_LINE_BYTES;
  char *text = calloc (1, length);

  feed (&taken, text, length, 16384);
  CHECK_INT (taken.count[CONTROL_LINE_HALF], ==, 1, "half");
  CHECK_INT (taken.count[CONTROL_LINE_GOOD] + taken.count[CONTROL_LINE_LONG]
               + taken.count[CONTROL_LINE_BINARY],
             ==, 0, "nothing else");
  free (text);
}

/* Lines and faults together are as many as line breaks, and one more where the
   last line has none. */
CHECK_CASE (random_bytes_are_counted_line_by_line)
{
  static struct taken taken;
  sig_random random = { check_seed () };

  for (int turn = 0; turn < 200; ++turn)
    {
      char bytes[4096];
      int wanted = 0, got = 0;

      for (size_t i = 0; i < sizeof bytes; ++i)
        {
          bytes[i] = (char) (sig_bits (&random) & 0xff);
          wanted += bytes[i] == '\n';
        }
      wanted += bytes[sizeof bytes - 1] != '\n';
      feed (&taken, bytes, sizeof bytes, 1 + (size_t) turn * 7);
      for (size_t kind = 0; kind < KINDS; ++kind)
        got += taken.count[kind];
      CHECK_INT (got, ==, wanted, "turn %d", turn);
    }
}

CHECK_CASE (every_fault_is_a_sentence)
{
  CHECK (!control_line_fault (CONTROL_LINE_GOOD), "good has none");
  for (int kind = CONTROL_LINE_GOOD + 1; kind < KINDS; ++kind)
    CHECK (control_line_fault ((control_line_kind) kind), "kind %d", kind);
}

CHECK_CASE (numbers_that_are_none_become_null)
{
  json_t *event = control_event (CONTROL_EVENT_OK);
  char *line;

  control_event_number (event, "a", (double) NAN);
  control_event_number (event, "b", (double) INFINITY);
  control_event_number (event, "c", 0.1);
  control_event_text (event, "d", "\xff\n");
  line = control_event_line (event);
  CHECK_STRING (line,
                "{\"event\":\"ok\",\"a\":null,\"b\":null,\"c\":0.1,"
                "\"d\":\"\xef\xbf\xbd\\n\"}",
                "the line");
  g_free (line);
}

/* Nobody reads: the queue fills up to its bound, then lines are dropped, and
   none of this waits. */
CHECK_CASE (a_reader_that_stalls_costs_bounded_memory)
{
  static char line[1024];
  int ends[2];
  guint64 added = 0;

  signal (SIGPIPE, SIG_IGN);
  memset (line, 'x', sizeof line - 1);
  CHECK_INT (pipe (ends), ==, 0, "a pipe");
  control_out *out = control_out_new (ends[1]);
  for (int i = 0; i < 5000; ++i)
    added += control_out_add (out, line, CONTROL_OUT_REPLY);
  /* What the pipe and the writer hold comes on top. */
  CHECK_INT (added, <, 5000 / 2, "queued");
  CHECK_INT (control_out_dropped (out), ==, 5000 - added, "dropped");
  CHECK (!control_out_add (out, "{}", CONTROL_OUT_LATEST),
         "the latest waits for room");
  CHECK (control_out_add (out, "{}", CONTROL_OUT_LAST), "the last has room");
  CHECK (!control_out_finish (out, 10), "it cannot be finished");

  /* Somebody reads again: all that was queued arrives, in whole lines. */
  guint64 lines = 0;
  while (lines < added + 1)
    {
      char bytes[4096];
      const ssize_t count = read (ends[0], bytes, sizeof bytes);
      CHECK (count > 0, "read %zd", count);
      for (ssize_t i = 0; i < count; ++i)
        lines += bytes[i] == '\n';
    }
  CHECK (control_out_finish (out, 10000), "it is finished");
  CHECK_INT (read (ends[0], line, 1), ==, 0, "closed, and nothing after");
  close (ends[0]);
}

CHECK_CASE (a_reader_that_went_is_noticed)
{
  int ends[2];

  signal (SIGPIPE, SIG_IGN);
  CHECK_INT (pipe (ends), ==, 0, "a pipe");
  close (ends[0]);
  control_out *out = control_out_new (ends[1]);
  control_out_add (out, "{}", CONTROL_OUT_REPLY);
  for (int i = 0; i < 1000 && !control_out_broken (out); ++i)
    g_usleep (10000);
  CHECK (control_out_broken (out), "broken");
  control_out_add (out, "{}", CONTROL_OUT_REPLY);
  CHECK (control_out_finish (out, 10000), "it is finished");
}
