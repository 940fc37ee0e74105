/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What another process prints is read, and never believed blindly. */

#include "lib/check.h"

#include "io/supervisor/child_event.h"
#include "io/supervisor/event_queue.h"
#include "base/line_reader.h"
#include "lib/signals.h"

/* --- Lines ------------------------------------------------------------------ */

typedef struct heard {
  size_t lines;
  size_t bytes;
  char last[64];
} heard;

static void
take (void *user, char *line)
{
  heard *h = user;

  ++h->lines;
  h->bytes += strlen (line);
  snprintf (h->last, sizeof h->last, "%.60s", line);
}

CHECK_CASE (lines_do_not_depend_on_pieces)
{
  static const char text[] = "one\n\ntwo three\nfour\nrest";

  for (size_t piece = 1; piece < sizeof text; ++piece)
    {
      heard h = { 0 };
      enh__line_reader lines;

      enh__line_reader_init (&lines, take, &h);
      for (size_t at = 0; at < sizeof text - 1u; at += piece)
        enh__line_reader_feed (
          &lines, text + at,
          piece < sizeof text - 1u - at ? piece : sizeof text - 1u - at);
      CHECK_INT (h.lines, ==, 3, "pieces of %zu", piece);
      CHECK_INT (h.bytes, ==, 3 + 9 + 4, "pieces of %zu", piece);
      CHECK_STRING (h.last, "four", "pieces of %zu", piece);
      enh__line_reader_clear (&lines);
    }
}

CHECK_CASE (a_line_without_end_takes_no_memory)
{
  static char block[10000];
  heard h = { 0 };
  enh__line_reader lines;

  memset (block, 'x', sizeof block);
  enh__line_reader_init (&lines, take, &h);
  for (int i = 0; i < 2000; ++i)
    enh__line_reader_feed (&lines, block, sizeof block);
  CHECK_INT (lines.room, <=, ENH__LINE_BYTES + 1u, "room");
  enh__line_reader_feed (&lines, "\nnext\n", 6);
  CHECK_INT (h.lines, ==, 1, "the long one is not handed on");
  CHECK_INT (lines.lost, ==, 1, "it is counted");
  CHECK_STRING (h.last, "next", "the next is");
  enh__line_reader_clear (&lines);
}

CHECK_CASE (the_longest_line_fits)
{
  static char block[ENH__LINE_BYTES + 1u];

  for (size_t more = 0; more < 2; ++more)
    {
      heard h = { 0 };
      enh__line_reader lines;

      memset (block, 'x', sizeof block);
      enh__line_reader_init (&lines, take, &h);
      enh__line_reader_feed (&lines, block, ENH__LINE_BYTES + more);
      enh__line_reader_feed (&lines, "\n", 1);
      CHECK_INT (h.lines, ==, 1u - more, "%zu more than the longest", more);
      enh__line_reader_clear (&lines);
    }
}

/* --- Events ----------------------------------------------------------------- */

CHECK_CASE (status_is_read)
{
  enh__child_event event;

  enh__child_event_read (
    &event, "{\"event\":\"status\",\"heartbeat\":18446744073,\"xruns\":3,"
            "\"period\":128,\"input_dbfs\":[-30.5],\"output_dbfs\":[-20,-21.5],"
            "\"delay_ms\":9.25,\"load_p99\":0.125,\"dose_percent\":12,"
            "\"noise_db\":null,\"muted\":true,\"of_tomorrow\":{}}");
  CHECK_INT (event.kind, ==, ENH__CHILD_STATUS, "kind");
  CHECK_INT (event.status.heartbeat, ==, 18446744073, "heartbeat");
  CHECK_INT (event.status.xruns, ==, 3, "xruns");
  CHECK_REAL (event.status.input_dbfs[1], ==, -30.5, "one serves both");
  CHECK_REAL (event.status.output_dbfs[1], ==, -21.5, "each its own");
  CHECK_REAL (event.status.delay_ms, ==, 9.25, "delay");
  CHECK_REAL (event.status.dose_percent, ==, 12.0, "dose");
  CHECK_REAL (event.status.noise_db, ==, -200.0, "not known");
  CHECK_INT (event.status.muted, ==, 1, "muted");
}

/* Words of tomorrow are the most general one. */
CHECK_CASE (unknown_words_are_general)
{
  enh__child_event event;

  enh__child_event_read (&event,
                         "{\"event\":\"lost\",\"reason\":\"of tomorrow\"}");
  CHECK_INT (event.kind, ==, ENH__CHILD_LOST, "kind");
  CHECK_INT (event.reason, ==, ENH_REASON_DIED, "reason");
  enh__child_event_read (
    &event, "{\"event\":\"warning\",\"kind\":\"of tomorrow\",\"message\":"
            "\"much\"}");
  CHECK_INT (event.warning, ==, ENH_WARNING_OTHER, "warning");
  CHECK_STRING (event.text, "much", "its message");
}

CHECK_CASE (nonsense_is_nonsense)
{
  static const char *const lines[] = { "",
                                       "{",
                                       "[]",
                                       "7",
                                       "null",
                                       "{}",
                                       "{\"event\":7}",
                                       "{\"event\":\"of tomorrow\"}",
                                       "{\"event\":\"status\"} and more",
                                       "{\"event\":\"ok\",\"event\":\"lost\"}",
                                       "\377\376\375",
                                       "{\"event\":\"\377\"}" };
  enh__child_event event;

  for (size_t i = 0; i < sizeof lines / sizeof *lines; ++i)
    {
      enh__child_event_read (&event, lines[i]);
      CHECK_INT (event.kind, ==, ENH__CHILD_NONSENSE, "line %zu", i);
    }
}

/* Wrong types, and numbers that no float holds. */
CHECK_CASE (wrong_fields_are_not_known)
{
  enh__child_event event;

  enh__child_event_read (&event, "{\"event\":\"status\",\"heartbeat\":-5,"
                                 "\"period\":99999999999,\"xruns\":\"3\","
                                 "\"delay_ms\":{},\"input_dbfs\":\"loud\","
                                 "\"output_dbfs\":[null,true],\"muted\":1}");
  CHECK_INT (event.kind, ==, ENH__CHILD_STATUS, "kind");
  CHECK_INT (event.status.heartbeat, ==, 0, "below zero");
  CHECK_INT (event.status.period, ==, 0, "too many");
  CHECK_INT (event.status.xruns, ==, 0, "a text");
  CHECK_REAL (event.status.delay_ms, ==, 0.0, "an object");
  CHECK_REAL (event.status.input_dbfs[0], ==, -200.0, "a text");
  CHECK_REAL (event.status.output_dbfs[1], ==, -200.0, "a truth");
  CHECK_INT (event.status.muted, ==, 0, "a number");
}

CHECK_CASE (broken_lines_do_no_harm)
{
  static const char line[]
    = "{\"event\":\"started\",\"input\":{\"name\":\"Mic\\u00e9\",\"backend\":"
      "\"JACK\",\"kind\":\"usb\"},\"sample_rate\":48000,\"period\":128}";
  sig_random random = { check_seed () };
  enh__child_event event;
  char broken[sizeof line];

  for (int i = 0; i < 20000; ++i)
    {
      memcpy (broken, line, sizeof line);
      for (int hits = 0; hits < 3; ++hits)
        broken[sig_bits (&random) % (sizeof line - 1u)]
          = (char) (sig_bits (&random) & 0xff);
      enh__child_event_read (&event, broken);
    }
}

CHECK_CASE (long_texts_are_cut_at_a_character)
{
  char to[8];

  enh__text_copy (to, sizeof to, "abcdefghij");
  CHECK_STRING (to, "abcdefg", "cut");
  enh__text_copy (to, sizeof to, "abcdef\xc3\xa9x");
  CHECK_STRING (to, "abcdef", "not within a character");
  enh__text_copy (to, sizeof to, "a\nb\tc");
  CHECK_STRING (to, "a b c", "no control characters");
  enh__text_copy (to, 1, "abc");
  CHECK_STRING (to, "", "no room");
}

CHECK_CASE (devices_are_read)
{
  static const char text[]
    = "[{\"number\":0,\"name\":\"system\",\"backend\":\"JACK\","
      "\"kind\":\"loudspeaker\",\"inputs\":2,\"outputs\":0,"
      "\"sample_rate\":48000.0,\"default_input\":true},7,"
      "{\"name\":\"x\",\"kind\":\"of tomorrow\"},{\"targets\":{\"output\":"
      "{\"name\":\"sink\",\"text\":\"Sink\",\"kind\":\"usb\"}}}]";
  enh__child_targets targets;
  enh_device_list *list
    = enh__child_devices_read (text, sizeof text - 1u, &targets);

  assert_non_null (list);
  CHECK_STRING (enh_device_list_get (list, 0)->name, "system", "name");
  CHECK_INT (enh_device_list_get (list, 0)->kind, ==, ENH_DEVICE_LOUDSPEAKER,
             "kind");
  CHECK_INT (enh_device_list_get (list, 0)->default_input, ==, 1, "default");
  CHECK_INT (enh_device_list_get (list, 1)->kind, ==, ENH_DEVICE_UNKNOWN,
             "kind");
  assert_null (enh_device_list_get (list, 2));
  CHECK_INT (targets.known, ==, 1, "targets");
  CHECK_STRING (targets.side[ENH_DIRECTION_OUTPUT].name, "sink", "target");
  CHECK_INT (targets.side[ENH_DIRECTION_OUTPUT].kind, ==, ENH_DEVICE_USB,
             "its kind");
  CHECK_STRING (targets.side[ENH_DIRECTION_INPUT].name, "", "not told");
  enh_device_list_destroy (list);
  for (size_t cut = 0; cut < sizeof text - 1u; ++cut)
    assert_null (enh__child_devices_read (text, cut, &targets));
}

/* --- The queue -------------------------------------------------------------- */

CHECK_CASE (status_events_do_not_pile_up)
{
  static enh__event_queue queue;
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  for (uint32_t i = 0; i < 1000; ++i)
    {
      event.kind = ENH_EVENT_STATUS;
      event.session = i;
      enh__event_queue_put (&queue, &event);
    }
  for (uint32_t i = 0; i < 100; ++i)
    {
      event.kind = ENH_EVENT_WARNING;
      event.session = i;
      enh__event_queue_put (&queue, &event);
    }
  for (uint32_t i = 0; i < ENH__EVENTS_WAITING; ++i)
    {
      CHECK_INT (enh__event_queue_take (&queue, &event), ==, 1, "%u", i);
      CHECK_INT (event.session, ==, 100u - ENH__EVENTS_WAITING + i,
                 "in order, the newest");
    }
  CHECK_INT (enh__event_queue_take (&queue, &event), ==, 1, "the status");
  CHECK_INT (event.session, ==, 999, "the newest");
  CHECK_INT (enh__event_queue_take (&queue, &event), ==, 0, "no more");
}

CHECK_CASE (a_flood_of_warnings_keeps_the_states)
{
  static enh__event_queue queue;
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  for (uint32_t i = 0; i < 10; ++i)
    {
      event.kind = ENH_EVENT_STATE;
      event.session = i;
      enh__event_queue_put (&queue, &event);
      event.kind = ENH_EVENT_WARNING;
      for (int flood = 0; flood < 200; ++flood)
        enh__event_queue_put (&queue, &event);
    }
  for (uint32_t i = 0; i < 10;)
    {
      assert_true (enh__event_queue_take (&queue, &event));
      if (event.kind == ENH_EVENT_STATE)
        CHECK_INT (event.session, ==, i++, "in order");
    }
}
