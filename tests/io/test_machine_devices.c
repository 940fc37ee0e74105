/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the supervisor decides of devices: lost, moved, replaced, refused. */

#include "io/scene.h"

SCENE_CASE (a_lost_output_waits_for_a_press)
{
  scene *s = *state;

  begin_listening (s);
  looked (s, "JACK", "mic;!speakers;-other");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  looked (s, "JACK", "mic;!speakers;-other");
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK (orders (s) & ENH__ORDER_KILL, "silence at once");
  CHECK_STRING (last (s)->lost.name, "ear", "which one");
  CHECK (strcmp (last (s)->offered.name, "speakers") != 0,
         "no loudspeaker is offered");
  CHECK (!strncmp (last (s)->text, "The headset was unplugged.", 26), "words");

  /* It comes back, and nothing happens by itself. */
  for (int i = 0; i < 20; ++i)
    {
      pass (s, 2500);
      CHECK_INT (orders (s), ==, ENH__ORDER_SCAN, "it only looks");
      looked (s, "JACK", "mic;ear;!speakers");
    }
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK_STRING (last (s)->text, "The headset is back: press Resume.", "words");

  enh__machine_resume (&s->machine, s->now_ms);
  CHECK_INT (orders (s), ==, ENH__ORDER_SPAWN, "a press");
  CHECK_STRING (enh__machine_device (&s->machine, ENH_DIRECTION_OUTPUT), "ear",
                "the same headset");
}

SCENE_CASE (a_lost_microphone_is_named_with_what_is_offered)
{
  scene *s = *state;

  begin_listening (s);
  looked (s, "JACK", "-ear;+camera");
  looked (s, "JACK", "-ear;+camera");
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_INPUT_LOST);
  CHECK_STRING (last (s)->lost.name, "mic", "lost");
  CHECK_STRING (last (s)->offered.name, "camera", "offered");
  CHECK (strstr (last (s)->text, "camera") != NULL, "in the words too");
  (void) orders (s);
  enh__machine_resume (&s->machine, s->now_ms);
  CHECK_STRING (enh__machine_device (&s->machine, ENH_DIRECTION_INPUT),
                "camera", "a press takes it");
}

SCENE_CASE (one_look_without_a_device_is_no_proof)
{
  scene *s = *state;

  begin_listening (s);
  for (int i = 0; i < 10; ++i)
    {
      looked (s, "JACK", "mic");
      looked (s, "JACK", "mic;ear");
    }
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
}

/* A card of ALSA's that is in use cannot be opened by who lists it. */
SCENE_CASE (a_card_in_use_is_not_missed)
{
  scene *s = *state;

  enh__machine_start (&s->machine, s->now_ms);
  started (s, "ALSA", "USB: Audio (hw:1,0)", "USB: Audio (hw:1,0)");
  listen (s, 3000);
  for (int i = 0; i < 5; ++i)
    looked (s, "ALSA", "PCH (hw:0,0)");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
}

SCENE_CASE (a_card_is_known_under_another_number)
{
  scene *s = *state;

  enh__machine_start (&s->machine, s->now_ms);
  started (s, "ALSA", "USB: Audio (hw:1,0)", "USB: Audio (hw:1,0)");
  listen (s, 1000);
  stall (s, 800);
  looked (s, "ALSA", "PCH (hw:0,0)");
  looked (s, "ALSA", "PCH (hw:0,0)");
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  (void) orders (s);
  looked (s, "ALSA", "PCH (hw:0,0);USB: Audio (hw:2,0)");
  enh__machine_resume (&s->machine, s->now_ms);
  CHECK_STRING (enh__machine_device (&s->machine, ENH_DIRECTION_OUTPUT),
                "USB: Audio (hw:2,0)", "its new number");
}

SCENE_CASE (a_device_that_stays_away_after_the_server_waits)
{
  scene *s = *state;

  begin_listening (s);
  stall (s, 800);
  looked (s, "JACK", "");
  for (int i = 0; i < 12; ++i)
    {
      pass (s, 500);
      (void) orders (s);
      looked (s, "JACK", "mic;!speakers");
      CHECK (!(s->machine.orders & ENH__ORDER_SPAWN), "never on another");
    }
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
}

SCENE_CASE (another_output_after_a_restart_is_refused)
{
  scene *s = *state;

  begin_listening (s);
  stall (s, 800);
  looked (s, "JACK", "");
  pass (s, 500);
  looked (s, "JACK", "mic;ear;other");
  (void) orders (s);
  started (s, "JACK", "mic", "other");
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_REPLACED);
  CHECK (orders (s) & ENH__ORDER_KILL, "silence at once");
}

SCENE_CASE (sound_that_a_server_moves_away_is_ended)
{
  scene *s = *state;

  begin_through_a_server (s);
  pass (s, 1100);
  CHECK_INT (orders (s), ==, ENH__ORDER_SCAN, "it looks each second");
  CHECK (enh__machine_targets_suffice (&s->machine), "at little cost");
  aim (s, "mic", "speakers", ENH_DEVICE_LOUDSPEAKER);
  enh__machine_on_device_scan (&s->machine, NULL, &s->targets, s->now_ms);
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK (orders (s) & ENH__ORDER_KILL, "silence at once");
  CHECK_STRING (last (s)->lost.name, "ear", "lost");
  CHECK_STRING (last (s)->offered.name, "", "no loudspeaker is offered");

  begin_through_a_server (s);
  aim (s, "camera", "ear", ENH_DEVICE_WIRED);
  enh__machine_on_device_scan (&s->machine, NULL, &s->targets, s->now_ms);
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_INPUT_REPLACED);
  CHECK_STRING (last (s)->lost.name, "mic", "lost");
  CHECK_STRING (last (s)->offered.name, "camera", "offered");
  (void) orders (s);
  enh__machine_resume (&s->machine, s->now_ms);
  CHECK_STRING (enh__machine_device (&s->machine, ENH_DIRECTION_INPUT),
                "default", "a press takes what the server has");
  started (s, "ALSA", "default", "default");
  listen (s, 1000);
  looked (s, "ALSA", "default");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
}

/* The plug is pulled: the same card, now with its loudspeakers. */
SCENE_CASE (a_headset_that_becomes_loudspeakers_is_refused)
{
  scene *s = *state;

  begin_through_a_server (s);
  aim (s, "mic", "ear", ENH_DEVICE_LOUDSPEAKER);
  enh__machine_on_device_scan (&s->machine, NULL, &s->targets, s->now_ms);
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_LOUDSPEAKER);
  CHECK (orders (s) & ENH__ORDER_KILL, "silence at once");
}

/* As PipeWire's JACK has it: the device stays, its kind does not. */
SCENE_CASE (a_listed_headset_that_becomes_loudspeakers_is_refused)
{
  scene *s = *state;

  enh__machine_start (&s->machine, s->now_ms);
  started (s, "JACK", "mic", "ear");
  listen (s, 1000);
  looked (s, "JACK", "+mic;-ear");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  looked (s, "JACK", "+mic;!ear");
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_LOUDSPEAKER);
  CHECK (orders (s) & ENH__ORDER_KILL, "silence at once");
}

/* A chain that cannot howl is begun for it, once; and what was allowed ends with
   Stop. */
SCENE_CASE (a_headset_that_becomes_an_allowed_loudspeaker_is_begun_anew)
{
  scene *s = *state;

  s->machine.allow_loudspeaker = 1;
  enh__machine_start (&s->machine, s->now_ms);
  started (s, "JACK", "mic", "ear");
  listen (s, 1000);
  (void) orders (s);
  looked (s, "JACK", "+mic;!ear");
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_NONE);
  CHECK_INT (orders (s), ==, ENH__ORDER_QUIT, "with a fade");
  enh__machine_on_child_exit (&s->machine, 0, s->now_ms);
  CHECK_INT (orders (s), ==, ENH__ORDER_SPAWN, "and begun again");
  started (s, "JACK", "mic", "ear");
  listen (s, 1000);
  (void) orders (s);
  looked (s, "JACK", "+mic;!ear");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  CHECK_INT (orders (s), ==, 0, "no second time");
  enh__machine_stop (&s->machine, s->now_ms);
  CHECK (!s->machine.allow_loudspeaker, "for that time only");
}

SCENE_CASE (a_server_that_returns_with_another_headset_waits)
{
  scene *s = *state;

  begin_through_a_server (s);
  stall (s, 800);
  (void) orders (s);
  s->targets.known = 0;
  looked (s, "ALSA", "PCH (hw:0;0)");
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
  aim (s, "mic", "other", ENH_DEVICE_WIRED);
  for (int i = 0; i < 12; ++i)
    {
      pass (s, 500);
      (void) orders (s);
      looked (s, "ALSA", "default");
      CHECK (!(s->machine.orders & ENH__ORDER_SPAWN), "never on another");
    }
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);

  begin_through_a_server (s);
  stall (s, 800);
  s->targets.known = 0;
  looked (s, "ALSA", "PCH (hw:0;0)");
  (void) orders (s);
  aim (s, "mic", "ear", ENH_DEVICE_WIRED);
  pass (s, 500);
  looked (s, "ALSA", "default");
  CHECK (orders (s) & ENH__ORDER_SPAWN, "on the same");
}

/* It is there and does not answer: 2 s of that are a stall, 4 s the end. */
SCENE_CASE (a_server_that_stands_still_keeps_the_session)
{
  scene *s = *state;

  begin_through_a_server (s);
  stall (s, 800);
  (void) orders (s);
  s->targets.known = 0;
  s->targets.hangs = 1;
  enh__machine_on_device_scan (&s->machine, NULL, &s->targets, s->now_ms);
  CHECK_INT (s->machine.state, ==, ENH_SUPERVISOR_LISTENING,
             "the same session");
  stall (s, 4000);
  CHECK_INT (s->machine.state, ==, ENH_SUPERVISOR_RECOVERING, "too long");
  CHECK_INT (s->machine.reason, ==, ENH_REASON_SERVER_HUNG, "it hangs");
}

/* Without libpulse nobody can tell. */
SCENE_CASE (a_server_that_nobody_can_ask_waits)
{
  scene *s = *state;

  enh__machine_start (&s->machine, s->now_ms);
  started (s, "ALSA", "default", "default");
  listen (s, 1000);
  stall (s, 800);
  looked (s, "ALSA", "");
  check_state (s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
  pass (s, 500);
  looked (s, "ALSA", "default");
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_SERVER_LOST);
}

SCENE_CASE (a_loudspeaker_is_refused_until_it_is_chosen)
{
  scene *s = *state;
  enh__child_event event
    = { .kind = ENH__CHILD_LOST, .reason = ENH_REASON_LOUDSPEAKER };

  enh__machine_start (&s->machine, s->now_ms);
  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_LOUDSPEAKER);
  CHECK (strstr (last (s)->text, "loudspeaker") != NULL, "words");
  pass (s, 30000);
  CHECK (!(orders (s) & ENH__ORDER_SPAWN), "not by itself");
  s->machine.allow_loudspeaker = 1;
  enh__machine_choose (&s->machine, NULL, "speakers", s->now_ms);
  CHECK (orders (s) & ENH__ORDER_SPAWN, "by a person's wish");
  check_state (s, ENH_SUPERVISOR_STARTING, ENH_REASON_CHOSEN);
}

/* The process judges a device that it knows; what lies behind a sound server the
   supervisor alone finds out. Either way it is told once. */
SCENE_CASE (bluetooth_is_warned_of_once)
{
  scene *s = *state;
  enh__child_event event = { .kind = ENH__CHILD_STARTED };

  enh__machine_start (&s->machine, s->now_ms);
  strcpy (event.device[1].name, "WH-1000");
  strcpy (event.device[1].backend, "ALSA");
  event.device[1].kind = ENH_DEVICE_BLUETOOTH;
  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  CHECK_INT (warnings (s, ENH_WARNING_BLUETOOTH), ==, 0, "not judged twice");
  warn (s, ENH_WARNING_BLUETOOTH, 0.0);
  CHECK_INT (warnings (s, ENH_WARNING_BLUETOOTH), ==, 1, "passed on");
  CHECK (strstr (last (s)->text, "WH-1000") != NULL, "which");
  CHECK (strstr (last (s)->text, "fifth of a second") != NULL,
         "its delay in words");

  begin (s);
  enh__machine_start (&s->machine, s->now_ms);
  started (s, "ALSA", "default", "default");
  listen (s, 1000);
  aim (s, "mic", "ear", ENH_DEVICE_BLUETOOTH);
  looked (s, "ALSA", "default");
  looked (s, "ALSA", "default");
  CHECK_INT (warnings (s, ENH_WARNING_BLUETOOTH), ==, 1, "found by a scan");
}

SCENE_CASE (no_device_at_first_waits)
{
  scene *s = *state;
  enh__child_event event
    = { .kind = ENH__CHILD_LOST, .reason = ENH_REASON_NO_DEVICE };

  enh__machine_start (&s->machine, s->now_ms);
  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
  check_state (s, ENH_SUPERVISOR_WAITING, ENH_REASON_NO_DEVICE);
}
