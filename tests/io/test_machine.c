/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the supervisor decides, row by row of the table in docs/supervisor.md. */

#include "io/scene.h"

SCENE_CASE (a_dead_server_is_found_by_a_look)
{
  scene *s = *state;

  begin_listening (s);
  stall (s, 800);
  CHECK_INT (orders (s), ==, ENH__ORDER_SCAN, "at a stall it looks");
  looked (s, "ALSA", "hdmi (hw:0,3)");
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
  CHECK_INT (orders (s), ==, ENH__ORDER_KILL, "the process goes at once");
  CHECK_STRING (last (s)->text, "The sound system stopped. Restarting …",
                "words");
}

SCENE_CASE (it_comes_back_as_soon_as_the_server_does)
{
  scene *s = *state;

  begin_listening (s);
  stall (s, 800);
  looked (s, "JACK", "");
  (void) orders (s);
  for (int i = 0; i < 100; ++i)
    {
      pass (s, 500);
      CHECK_INT (orders (s), ==, ENH__ORDER_SCAN, "look %d", i);
      looked (s, "JACK", "");
      check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
    }
  CHECK (strstr (last (s)->text, "still not there") != NULL, "told again");
  pass (s, 500);
  (void) orders (s);
  looked (s, "JACK", "mic;ear");
  CHECK_INT (orders (s), ==, ENH__ORDER_SPAWN, "it is back");
  CHECK_STRING (enh__machine_device (&s->machine, ENH_DIRECTION_OUTPUT), "ear",
                "the same headset");
  started (s, "JACK", "mic", "ear");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_SERVER_LOST);
  CHECK_INT (last (s)->session, ==, 2, "a second session");
}

SCENE_CASE (a_stall_of_two_seconds_keeps_the_session)
{
  scene *s = *state;

  begin_listening (s);
  stall (s, 3200);
  CHECK_INT (orders (s), ==, ENH__ORDER_SCAN, "looked, and no more");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  listen (s, 200);
  CHECK_INT (last (s)->kind, ==, ENH_EVENT_WARNING, "a note");
  CHECK_INT (last (s)->warning, ==, ENH_WARNING_GAP, "of a gap");
  CHECK_NEAR (last (s)->value, 3400.0, 200.1, "its length, ms");
  CHECK_INT (s->machine.sessions, ==, 1, "the same session");
}

SCENE_CASE (a_server_that_hangs_is_given_up)
{
  scene *s = *state;

  begin_listening (s);
  stall (s, 600);
  CHECK_INT (orders (s), ==, ENH__ORDER_SCAN, "looked");
  enh__machine_on_device_scan (&s->machine, NULL, NULL, s->now_ms);
  stall (s, 4000);
  CHECK (orders (s) & ENH__ORDER_KILL, "ended");
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_HUNG);
}

SCENE_CASE (a_process_without_a_word_is_ended)
{
  scene *s = *state;

  begin_listening (s);
  pass (s, 3200);
  CHECK (orders (s) & ENH__ORDER_KILL, "ended");
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_DIED);
}

/* Each kind has a sentence of its own, and none is lost on the way. */
SCENE_CASE (warnings_pass_with_kind_value_and_sentence)
{
  scene *s = *state;
  char seen[20][512];
  size_t count = 0;

  begin_listening (s);
  s->machine.period = 128;
#define ROW(name, word, key)                                               \
  warn (s, ENH_WARNING_##name, 77.0);                                      \
  CHECK_INT (last (s)->warning, ==, ENH_WARNING_##name, "%s", word);       \
  CHECK_REAL (last (s)->value, ==, 77.0, "%s", word);                      \
  CHECK (*last (s)->text, "%s: a sentence", word);                         \
  for (size_t i = 0; i < count; ++i)                                       \
    CHECK (strcmp (seen[i], last (s)->text) != 0, "%s: its own: %s", word, \
           seen[i]);                                                       \
  strcpy (seen[count++], last (s)->text);
  ENH_PROTOCOL_WARNINGS (ROW)
#undef ROW
}

SCENE_CASE (sleep_is_followed_by_a_restart)
{
  scene *s = *state;

  begin_listening (s);
  s->slept_ms += 900;
  listen (s, 200);
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  s->slept_ms += 60000;
  pass (s, 50);
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SUSPENDED);
  CHECK_INT (orders (s), ==, ENH__ORDER_KILL | ENH__ORDER_SCAN,
             "silence, and a look at once");
  looked (s, "JACK", "mic;ear");
  CHECK (orders (s) & ENH__ORDER_SPAWN, "and is back");
}

SCENE_CASE (repeated_gaps_double_the_period_twice)
{
  scene *s = *state;

  begin_listening (s);
  for (uint32_t times = 1; times <= 2; ++times)
    {
      warn (s, ENH_WARNING_XRUNS, 7.0);
      check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_STEADIER);
      CHECK (orders (s) & ENH__ORDER_QUIT, "faded out");
      enh__machine_on_child_exit (&s->machine, 0, s->now_ms);
      CHECK (orders (s) & ENH__ORDER_SPAWN, "and begun anew");
      CHECK_INT (enh__machine_period (&s->machine), ==, 128u << times,
                 "period");
      started (s, "JACK", "mic", "ear");
      listen (s, 200);
      CHECK_INT (last (s)->warning, ==, ENH_WARNING_STEADIER,
                 "no gap, but their end");
      CHECK_REAL (last (s)->value, ==, 9.0, "the delay now, ms");
      CHECK_STRING (last (s)->text, "Made the sound steadier: delay now 9 ms.",
                    "words");
    }
  warn (s, ENH_WARNING_XRUNS, 7.0);
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_STEADIER);
  CHECK_INT (last (s)->warning, ==, ENH_WARNING_XRUNS, "only a warning");
}

/* Gaps, and the longer period that they lead to. */
static void
make_steadier (scene *s)
{
  warn (s, ENH_WARNING_XRUNS, 7.0);
  enh__machine_on_child_exit (&s->machine, 0, s->now_ms);
  CHECK (orders (s) & ENH__ORDER_SPAWN, "begun anew");
  started (s, "JACK", "mic", "ear");
  CHECK_INT (enh__machine_period (&s->machine), ==, 256, "a longer period");
}

/* Minutes until the period of before is back; 0: not within `most`. */
static int
minutes_until_back (scene *s, int most)
{
  for (int minute = 1; minute <= most; ++minute)
    {
      listen (s, 60000);
      if (s->machine.state == ENH_SUPERVISOR_RECOVERING)
        {
          check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_NONE);
          CHECK (orders (s) & ENH__ORDER_QUIT, "faded out");
          enh__machine_on_child_exit (&s->machine, 0, s->now_ms);
          CHECK (orders (s) & ENH__ORDER_SPAWN, "and begun anew");
          CHECK_INT (enh__machine_period (&s->machine), ==, 0,
                     "with the period of before");
          started (s, "JACK", "mic", "ear");
          return minute;
        }
    }
  return 0;
}

SCENE_CASE (quiet_minutes_give_the_period_back_ever_less_often)
{
  scene *s = *state;

  begin_listening (s);
  make_steadier (s);
  CHECK_INT (minutes_until_back (s, 10), ==, 5, "minutes, the first time");
  make_steadier (s);
  CHECK_INT (minutes_until_back (s, 20), ==, 10, "the second time");
  make_steadier (s);
  CHECK_INT (minutes_until_back (s, 40), ==, 20, "the third time");
}

SCENE_CASE (a_gap_keeps_the_longer_period)
{
  scene *s = *state;

  begin_listening (s);
  make_steadier (s);
  for (uint64_t gaps = 1; gaps <= 4; ++gaps)
    {
      CHECK_INT (minutes_until_back (s, 4), ==, 0, "four minutes, and then");
      status (s, gaps);
      status (s, 0);
    }
  CHECK_INT (enh__machine_period (&s->machine), ==, 256, "still longer");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_STEADIER);
}

SCENE_CASE (stop_and_a_choice_give_the_period_back)
{
  scene *s = *state;

  begin_listening (s);
  make_steadier (s);
  enh__machine_stop (&s->machine, s->now_ms);
  CHECK_INT (enh__machine_period (&s->machine), ==, 0, "at Stop");
  begin_listening (s);
  make_steadier (s);
  enh__machine_choose (&s->machine, "mic", "ear", s->now_ms);
  CHECK_INT (enh__machine_period (&s->machine), ==, 0, "at a choice");
}

SCENE_CASE (a_period_that_was_asked_for_stays)
{
  scene *s = *state;

  s->machine.period = 128;
  enh__machine_start (&s->machine, s->now_ms);
  started (s, "JACK", "mic", "ear");
  listen (s, 1000);
  warn (s, ENH_WARNING_XRUNS, 7.0);
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  CHECK_INT (last (s)->warning, ==, ENH_WARNING_XRUNS, "a warning");
}

SCENE_CASE (no_period_is_longer_than_20_ms)
{
  scene *s = *state;

  begin_listening (s);
  s->machine.status.period = 800;
  s->machine.longer_period = 800;
  warn (s, ENH_WARNING_XRUNS, 7.0);
  CHECK_INT (enh__machine_period (&s->machine), ==, 960, "frames at 48 kHz");
}

SCENE_CASE (a_process_that_dies_comes_back)
{
  scene *s = *state;

  begin_listening (s);
  enh__machine_on_child_exit (&s->machine, -2, s->now_ms);
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_DIED);
  pass (s, 50);
  CHECK_INT (orders (s), ==, ENH__ORDER_SCAN, "at once");
  looked (s, "JACK", "mic;ear");
  CHECK_INT (orders (s), ==, ENH__ORDER_SPAWN, "anew");
}

SCENE_CASE (a_process_that_dies_again_and_again_waits)
{
  scene *s = *state;
  int spawned = 0;

  enh__machine_start (&s->machine, s->now_ms);
  while (s->machine.state != ENH_SUPERVISOR_WAITING && s->now_ms < 60000)
    {
      const unsigned int now = orders (s);

      if (now & ENH__ORDER_SPAWN)
        {
          ++spawned;
          enh__machine_on_child_exit (&s->machine, -2, s->now_ms);
        }
      if (now & ENH__ORDER_SCAN)
        looked (s, "JACK", "mic;ear");
      pass (s, 50);
    }
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_GAVE_UP);
  CHECK_INT (spawned, ==, ENH__MACHINE_FAILURES + 1, "starts");
  CHECK_INT (s->now_ms, >, 4000, "with pauses");
  CHECK_INT (s->now_ms, <, 15000, "but it is told");
  CHECK (*last (s)->text, "a sentence");
}

/* What ran for a while has not failed. */
SCENE_CASE (failures_are_forgiven_with_time)
{
  scene *s = *state;

  begin_listening (s);
  for (int i = 0; i < 30; ++i)
    {
      listen (s, 11000);
      (void) orders (s);
      enh__machine_on_child_exit (&s->machine, -2, s->now_ms);
      pass (s, 50);
      looked (s, "JACK", "mic;ear");
      started (s, "JACK", "mic", "ear");
      check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_DIED);
    }
}

SCENE_CASE (stop_in_any_state_stops)
{
  scene *s = *state;

  begin_listening (s);
  enh__machine_stop (&s->machine, s->now_ms);
  CHECK_INT (orders (s), ==, ENH__ORDER_QUIT, "faded out");
  enh__machine_on_child_exit (&s->machine, 0, s->now_ms);
  check_state (s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);

  /* One that does not listen. */
  enh__machine_start (&s->machine, s->now_ms);
  (void) orders (s);
  enh__machine_stop (&s->machine, s->now_ms);
  pass (s, 3000);
  CHECK (orders (s) & ENH__ORDER_KILL, "ended");
  check_state (s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);

  /* While it waits, and while it recovers. */
  enh__machine_start (&s->machine, s->now_ms);
  started (s, "JACK", "mic", "ear");
  enh__machine_on_child_exit (&s->machine, -2, s->now_ms);
  enh__machine_stop (&s->machine, s->now_ms);
  check_state (s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);
  (void) orders (s);
  pass (s, 10000);
  CHECK_INT (orders (s), ==, 0, "and nothing follows");
}

SCENE_CASE (start_while_it_stops_starts)
{
  scene *s = *state;

  begin_listening (s);
  enh__machine_stop (&s->machine, s->now_ms);
  enh__machine_start (&s->machine, s->now_ms);
  (void) orders (s);
  enh__machine_on_child_exit (&s->machine, 0, s->now_ms);
  CHECK_INT (orders (s), ==, ENH__ORDER_SPAWN, "anew");
  check_state (s, ENH_SUPERVISOR_STARTING, ENH_REASON_NONE);
}

/* Files: nothing can come back, and nothing is played twice. */
SCENE_CASE (files_are_never_begun_anew)
{
  scene *s = *state;

  s->machine.dummy = 1;
  enh__machine_start (&s->machine, s->now_ms);
  started (s, "dummy", "dummy:in.wav", "dummy:out.wav");
  (void) orders (s);
  pass (s, 20000);
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  enh__machine_on_child_exit (&s->machine, -2, s->now_ms);
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_GAVE_UP);
  CHECK (strstr (last (s)->text, "unexpectedly") != NULL, "words");
  pass (s, 20000);
  CHECK_INT (orders (s), ==, 0, "nothing follows");

  /* Its end is the end. */
  begin (s);
  s->machine.dummy = 1;
  enh__machine_start (&s->machine, s->now_ms);
  started (s, "dummy", "dummy:in.wav", "dummy:out.wav");
  status (s, 3);
  enh__machine_on_child_exit (&s->machine, 0, s->now_ms);
  check_state (s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);
  CHECK_INT (last (s)->status.xruns, ==, 3, "with the last status");
}

SCENE_CASE (a_loss_is_told_with_its_exit_status)
{
  scene *s = *state;
  enh__child_event event = { .kind = ENH__CHILD_LOST,
                             .reason = ENH_REASON_GAVE_UP,
                             .exit_status = 3,
                             .text = "x.wav: no such file" };
  char text[512];

  enh__machine_start (&s->machine, s->now_ms);
  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
  CHECK_INT (last (s)->exit_status, ==, 3, "status");
  CHECK_STRING (last (s)->detail, "x.wav: no such file", "detail");
  CHECK_INT (
    enh_supervisor_event_text (last (s), "start again", text, sizeof text), !=,
    0, "text");
  CHECK_STRING (text, "The sound does not start: x.wav: no such file.", "text");
  /* A caller of an older version knows less of the struct. */
  enh_supervisor_event older = *last (s);
  older.size = offsetof (enh_supervisor_event, detail);
  CHECK_INT (
    enh_supervisor_event_text (&older, "start again", text, sizeof text), !=, 0,
    "text");
  CHECK (strstr (text, "start again") != NULL, "%s", text);
  CHECK_INT (enh_supervisor_event_text (NULL, NULL, text, sizeof text), ==, 0,
             "no event");
}
