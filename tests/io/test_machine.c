/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the supervisor decides, row by row, without a process and in a time of
   the test's own. */

#include "lib/check.h"

#include "io/device/list.h"
#include "io/supervisor/machine.h"

enum { EVENTS = 400 };

typedef struct scene {
  enh__machine machine;
  uint64_t now_ms;
  uint64_t slept_ms;
  uint64_t heartbeat;
  enh_supervisor_event event[EVENTS];
  size_t events;
  enh_device_list *list;
  enh__child_targets targets;
} scene;

static void
keep (void *user, const enh_supervisor_event *event)
{
  scene *s = user;

  if (event->kind != ENH_EVENT_STATUS && s->events < EVENTS)
    s->event[s->events++] = *event;
}

static void
begin (scene *s)
{
  memset (s, 0, sizeof *s);
  s->now_ms = 1000;
  enh__machine_init (&s->machine, keep, s, 0);
}

static void
end (scene *s)
{
  enh_device_list_destroy (s->list);
}

static void
pass (scene *s, uint64_t ms)
{
  for (; ms >= 50; ms -= 50)
    {
      s->now_ms += 50;
      enh__machine_tick (&s->machine, s->now_ms, s->slept_ms);
    }
}

static unsigned int
orders (scene *s)
{
  const unsigned int now = s->machine.orders;

  s->machine.orders = 0;
  return now;
}

static void
started (scene *s, const char *backend, const char *in, const char *out)
{
  enh__child_event event = { .kind = ENH__CHILD_HELLO, .protocol = 1 };

  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
  event.kind = ENH__CHILD_STARTED;
  snprintf (event.device[0].name, sizeof event.device[0].name, "%s", in);
  snprintf (event.device[1].name, sizeof event.device[1].name, "%s", out);
  for (int d = 0; d < 2; ++d)
    snprintf (event.device[d].backend, sizeof event.device[d].backend, "%s",
              backend);
  event.status.sample_rate = 48000.0;
  event.status.period = 128;
  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
}

static void
status (scene *s, uint64_t xruns)
{
  enh__child_event event = { .kind = ENH__CHILD_STATUS };

  event.status.heartbeat = s->heartbeat;
  event.status.xruns = xruns;
  event.status.period = s->machine.longer_period ? s->machine.longer_period
                                                 : 128u;
  event.status.sample_rate = 48000.0;
  event.status.delay_ms = 9.0;
  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
}

/* So long with sound. */
static void
listen (scene *s, uint64_t ms)
{
  for (; ms >= 200; ms -= 200)
    {
      pass (s, 200);
      ++s->heartbeat;
      status (s, 0);
    }
}

/* So long with a process that speaks and a heartbeat that stands. */
static void
stall (scene *s, uint64_t ms)
{
  for (; ms >= 200; ms -= 200)
    {
      pass (s, 200);
      status (s, 0);
    }
}

/* A look's result: names, "in;out;…"; a name that begins with '-' is only an
   output, with '+' only an input; with '!' a loudspeaker. */
static void
looked (scene *s, const char *backend, const char *names)
{
  enh_device_list *list = enh__device_list_new ();
  char copy[300];

  snprintf (copy, sizeof copy, "%s", names);
  for (char *name = strtok (copy, ";"); name; name = strtok (NULL, ";"))
    {
      const int out_only = *name == '-' || *name == '!';
      const int in_only = *name == '+';
      const enh_device_info row
        = { 0,
            name + (out_only || in_only),
            backend,
            *name == '!' ? ENH_DEVICE_LOUDSPEAKER : ENH_DEVICE_WIRED,
            out_only ? 0u : 1u,
            in_only ? 0u : 2u,
            48000.0,
            0,
            0 };

      assert_int_equal (enh__device_list_add (list, &row, -1), ENH_OK);
    }
  enh__machine_on_device_scan (
    &s->machine, list, s->targets.known ? &s->targets : NULL, s->now_ms);
  enh_device_list_destroy (s->list);
  s->list = list;
}

static const enh_supervisor_event *
last (const scene *s)
{
  assert_true (s->events > 0);
  return &s->event[s->events - 1];
}

static void
check_state (const scene *s, enh_supervisor_state state,
             enh_supervisor_reason reason)
{
  CHECK_STRING (enh_supervisor_state_name (s->machine.state),
                enh_supervisor_state_name (state), "state");
  CHECK_STRING (enh_supervisor_reason_name (s->machine.reason),
                enh_supervisor_reason_name (reason), "reason");
}

/* Listening on a card of JACK's. */
static void
begin_listening (scene *s)
{
  begin (s);
  enh__machine_start (&s->machine, s->now_ms);
  CHECK_INT (orders (s), ==, ENH__ORDER_SPAWN, "start");
  check_state (s, ENH_SUPERVISOR_STARTING, ENH_REASON_NONE);
  started (s, "JACK", "mic", "ear");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  listen (s, 1000);
  (void) orders (s);
}

/* --- Rows of the table ------------------------------------------------------- */

static void
a_dead_server_is_found_by_a_look (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  stall (&s, 800);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SCAN, "at a stall it looks");
  looked (&s, "ALSA", "hdmi (hw:0,3)");
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
  CHECK_INT (orders (&s), ==, ENH__ORDER_KILL, "the process goes at once");
  CHECK_STRING (last (&s)->text, "The sound system stopped. Restarting …",
                "words");
  end (&s);
}

static void
it_comes_back_as_soon_as_the_server_does (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  stall (&s, 800);
  looked (&s, "JACK", "");
  (void) orders (&s);
  for (int i = 0; i < 100; ++i)
    {
      pass (&s, 500);
      CHECK_INT (orders (&s), ==, ENH__ORDER_SCAN, "look %d", i);
      looked (&s, "JACK", "");
      check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
    }
  CHECK (strstr (last (&s)->text, "still not there") != NULL, "told again");
  pass (&s, 500);
  (void) orders (&s);
  looked (&s, "JACK", "mic;ear");
  CHECK_INT (orders (&s), ==, ENH__ORDER_SPAWN, "it is back");
  CHECK_STRING (enh__machine_device (&s.machine, ENH_DIRECTION_OUTPUT), "ear",
                "the same headset");
  started (&s, "JACK", "mic", "ear");
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_SERVER_LOST);
  CHECK_INT (last (&s)->session, ==, 2, "a second session");
  end (&s);
}

static void
a_stall_of_two_seconds_keeps_the_session (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  stall (&s, 3200);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SCAN, "looked, and no more");
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  listen (&s, 200);
  CHECK_INT (last (&s)->kind, ==, ENH_EVENT_WARNING, "a note");
  CHECK_INT (last (&s)->warning, ==, ENH_WARNING_GAP, "of a gap");
  CHECK_NEAR (last (&s)->value, 3400.0, 200.1, "its length, ms");
  CHECK_INT (s.machine.sessions, ==, 1, "the same session");
  end (&s);
}

static void
a_server_that_hangs_is_given_up (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  stall (&s, 600);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SCAN, "looked");
  enh__machine_on_device_scan (&s.machine, NULL, NULL, s.now_ms);
  stall (&s, 4000);
  CHECK (orders (&s) & ENH__ORDER_KILL, "ended");
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_HUNG);
  end (&s);
}

static void
a_process_without_a_word_is_ended (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  pass (&s, 3200);
  CHECK (orders (&s) & ENH__ORDER_KILL, "ended");
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_DIED);
  end (&s);
}

static void
a_lost_output_waits_for_a_press (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  looked (&s, "JACK", "mic;!speakers;-other");
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  looked (&s, "JACK", "mic;!speakers;-other");
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK (orders (&s) & ENH__ORDER_KILL, "silence at once");
  CHECK_STRING (last (&s)->lost.name, "ear", "which one");
  CHECK (strcmp (last (&s)->offered.name, "speakers") != 0,
         "no loudspeaker is offered");
  CHECK (!strncmp (last (&s)->text, "The headset was unplugged.", 26), "words");

  /* It comes back, and nothing happens by itself. */
  for (int i = 0; i < 20; ++i)
    {
      pass (&s, 2500);
      CHECK_INT (orders (&s), ==, ENH__ORDER_SCAN, "it only looks");
      looked (&s, "JACK", "mic;ear;!speakers");
    }
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK_STRING (last (&s)->text, "The headset is back: press Resume.", "words");

  enh__machine_resume (&s.machine, s.now_ms);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SPAWN, "a press");
  CHECK_STRING (enh__machine_device (&s.machine, ENH_DIRECTION_OUTPUT), "ear",
                "the same headset");
  end (&s);
}

static void
a_lost_microphone_is_named_with_what_is_offered (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  looked (&s, "JACK", "-ear;+camera");
  looked (&s, "JACK", "-ear;+camera");
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_INPUT_LOST);
  CHECK_STRING (last (&s)->lost.name, "mic", "lost");
  CHECK_STRING (last (&s)->offered.name, "camera", "offered");
  CHECK (strstr (last (&s)->text, "camera") != NULL, "in the words too");
  (void) orders (&s);
  enh__machine_resume (&s.machine, s.now_ms);
  CHECK_STRING (enh__machine_device (&s.machine, ENH_DIRECTION_INPUT), "camera",
                "a press takes it");
  end (&s);
}

static void
one_look_without_a_device_is_no_proof (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  for (int i = 0; i < 10; ++i)
    {
      looked (&s, "JACK", "mic");
      looked (&s, "JACK", "mic;ear");
    }
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  end (&s);
}

/* A card of ALSA's that is in use cannot be opened by who lists it. */
static void
a_card_in_use_is_not_missed (void **state)
{
  scene s;

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "ALSA", "USB: Audio (hw:1,0)", "USB: Audio (hw:1,0)");
  listen (&s, 3000);
  for (int i = 0; i < 5; ++i)
    looked (&s, "ALSA", "PCH (hw:0,0)");
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  end (&s);
}

static void
a_card_is_known_under_another_number (void **state)
{
  scene s;

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "ALSA", "USB: Audio (hw:1,0)", "USB: Audio (hw:1,0)");
  listen (&s, 1000);
  stall (&s, 800);
  looked (&s, "ALSA", "PCH (hw:0,0)");
  looked (&s, "ALSA", "PCH (hw:0,0)");
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  (void) orders (&s);
  looked (&s, "ALSA", "PCH (hw:0,0);USB: Audio (hw:2,0)");
  enh__machine_resume (&s.machine, s.now_ms);
  CHECK_STRING (enh__machine_device (&s.machine, ENH_DIRECTION_OUTPUT),
                "USB: Audio (hw:2,0)", "its new number");
  end (&s);
}

static void
a_device_that_stays_away_after_the_server_waits (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  stall (&s, 800);
  looked (&s, "JACK", "");
  for (int i = 0; i < 12; ++i)
    {
      pass (&s, 500);
      (void) orders (&s);
      looked (&s, "JACK", "mic;!speakers");
      CHECK (!(s.machine.orders & ENH__ORDER_SPAWN), "never on another");
    }
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  end (&s);
}

static void
another_output_after_a_restart_is_refused (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  stall (&s, 800);
  looked (&s, "JACK", "");
  pass (&s, 500);
  looked (&s, "JACK", "mic;ear;other");
  (void) orders (&s);
  started (&s, "JACK", "mic", "other");
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_REPLACED);
  CHECK (orders (&s) & ENH__ORDER_KILL, "silence at once");
  end (&s);
}

/* Behind ALSA's "default", as the sound server tells. */
static void
aim (scene *s, const char *in, const char *out, enh_device_kind kind)
{
  memset (&s->targets, 0, sizeof s->targets);
  s->targets.known = 1;
  snprintf (s->targets.side[0].name, sizeof s->targets.side[0].name, "%s", in);
  snprintf (s->targets.side[0].text, sizeof s->targets.side[0].text, "%s", in);
  snprintf (s->targets.side[1].name, sizeof s->targets.side[1].name, "%s", out);
  snprintf (s->targets.side[1].text, sizeof s->targets.side[1].text, "%s", out);
  s->targets.side[1].kind = kind;
}

static void
begin_through_a_server (scene *s)
{
  begin (s);
  enh__machine_start (&s->machine, s->now_ms);
  started (s, "ALSA", "default", "default");
  listen (s, 1000);
  aim (s, "mic", "ear", ENH_DEVICE_WIRED);
  looked (s, "ALSA", "default");
  check_state (s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  (void) orders (s);
}

static void
sound_that_a_server_moves_away_is_ended (void **state)
{
  scene s;

  (void) state;
  begin_through_a_server (&s);
  pass (&s, 1100);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SCAN, "it looks each second");
  CHECK (enh__machine_targets_suffice (&s.machine), "at little cost");
  aim (&s, "mic", "speakers", ENH_DEVICE_LOUDSPEAKER);
  enh__machine_on_device_scan (&s.machine, NULL, &s.targets, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK (orders (&s) & ENH__ORDER_KILL, "silence at once");
  CHECK_STRING (last (&s)->lost.name, "ear", "lost");
  CHECK_STRING (last (&s)->offered.name, "", "no loudspeaker is offered");

  end (&s);
  begin_through_a_server (&s);
  aim (&s, "camera", "ear", ENH_DEVICE_WIRED);
  enh__machine_on_device_scan (&s.machine, NULL, &s.targets, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_INPUT_REPLACED);
  CHECK_STRING (last (&s)->lost.name, "mic", "lost");
  CHECK_STRING (last (&s)->offered.name, "camera", "offered");
  (void) orders (&s);
  enh__machine_resume (&s.machine, s.now_ms);
  CHECK_STRING (enh__machine_device (&s.machine, ENH_DIRECTION_INPUT),
                "default", "a press takes what the server has");
  started (&s, "ALSA", "default", "default");
  listen (&s, 1000);
  looked (&s, "ALSA", "default");
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  end (&s);
}

/* The plug is pulled: the same card, now with its loudspeakers. */
static void
a_headset_that_becomes_loudspeakers_is_refused (void **state)
{
  scene s;

  (void) state;
  begin_through_a_server (&s);
  aim (&s, "mic", "ear", ENH_DEVICE_LOUDSPEAKER);
  enh__machine_on_device_scan (&s.machine, NULL, &s.targets, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_LOUDSPEAKER);
  CHECK (orders (&s) & ENH__ORDER_KILL, "silence at once");
  end (&s);
}

/* As PipeWire's JACK has it: the device stays, its kind does not. */
static void
a_listed_headset_that_becomes_loudspeakers_is_refused (void **state)
{
  scene s;

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "JACK", "mic", "ear");
  listen (&s, 1000);
  looked (&s, "JACK", "+mic;-ear");
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  looked (&s, "JACK", "+mic;!ear");
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_LOUDSPEAKER);
  CHECK (orders (&s) & ENH__ORDER_KILL, "silence at once");
  end (&s);
}

/* A chain that cannot howl is begun for it, once; and what was allowed ends with
   Stop. */
static void
a_headset_that_becomes_an_allowed_loudspeaker_is_begun_anew (void **state)
{
  scene s;

  (void) state;
  begin (&s);
  s.machine.allow_loudspeaker = 1;
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "JACK", "mic", "ear");
  listen (&s, 1000);
  (void) orders (&s);
  looked (&s, "JACK", "+mic;!ear");
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_NONE);
  CHECK_INT (orders (&s), ==, ENH__ORDER_QUIT, "with a fade");
  enh__machine_on_child_exit (&s.machine, 0, s.now_ms);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SPAWN, "and begun again");
  started (&s, "JACK", "mic", "ear");
  listen (&s, 1000);
  (void) orders (&s);
  looked (&s, "JACK", "+mic;!ear");
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  CHECK_INT (orders (&s), ==, 0, "no second time");
  enh__machine_stop (&s.machine, s.now_ms);
  CHECK (!s.machine.allow_loudspeaker, "for that time only");
  end (&s);
}

static void
a_server_that_returns_with_another_headset_waits (void **state)
{
  scene s;

  (void) state;
  begin_through_a_server (&s);
  stall (&s, 800);
  (void) orders (&s);
  s.targets.known = 0;
  looked (&s, "ALSA", "PCH (hw:0;0)");
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
  aim (&s, "mic", "other", ENH_DEVICE_WIRED);
  for (int i = 0; i < 12; ++i)
    {
      pass (&s, 500);
      (void) orders (&s);
      looked (&s, "ALSA", "default");
      CHECK (!(s.machine.orders & ENH__ORDER_SPAWN), "never on another");
    }
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);

  end (&s);
  begin_through_a_server (&s);
  stall (&s, 800);
  s.targets.known = 0;
  looked (&s, "ALSA", "PCH (hw:0;0)");
  (void) orders (&s);
  aim (&s, "mic", "ear", ENH_DEVICE_WIRED);
  pass (&s, 500);
  looked (&s, "ALSA", "default");
  CHECK (orders (&s) & ENH__ORDER_SPAWN, "on the same");
  end (&s);
}

/* It is there and does not answer: 2 s of that are a stall, 4 s the end. */
static void
a_server_that_stands_still_keeps_the_session (void **state)
{
  scene s;

  (void) state;
  begin_through_a_server (&s);
  stall (&s, 800);
  (void) orders (&s);
  s.targets.known = 0;
  s.targets.hangs = 1;
  enh__machine_on_device_scan (&s.machine, NULL, &s.targets, s.now_ms);
  CHECK_INT (s.machine.state, ==, ENH_SUPERVISOR_LISTENING, "the same session");
  stall (&s, 4000);
  CHECK_INT (s.machine.state, ==, ENH_SUPERVISOR_RECOVERING, "too long");
  CHECK_INT (s.machine.reason, ==, ENH_REASON_SERVER_HUNG, "it hangs");
  end (&s);
}

/* Without libpulse nobody can tell. */
static void
a_server_that_nobody_can_ask_waits (void **state)
{
  scene s;

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "ALSA", "default", "default");
  listen (&s, 1000);
  stall (&s, 800);
  looked (&s, "ALSA", "");
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_LOST);
  pass (&s, 500);
  looked (&s, "ALSA", "default");
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_SERVER_LOST);
  end (&s);
}

static void
a_loudspeaker_is_refused_until_it_is_chosen (void **state)
{
  scene s;
  enh__child_event event
    = { .kind = ENH__CHILD_LOST, .reason = ENH_REASON_LOUDSPEAKER };

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  enh__machine_on_child_event (&s.machine, &event, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_LOUDSPEAKER);
  CHECK (strstr (last (&s)->text, "loudspeaker") != NULL, "words");
  pass (&s, 30000);
  CHECK (!(orders (&s) & ENH__ORDER_SPAWN), "not by itself");
  s.machine.allow_loudspeaker = 1;
  enh__machine_choose (&s.machine, NULL, "speakers", s.now_ms);
  CHECK (orders (&s) & ENH__ORDER_SPAWN, "by a person's wish");
  check_state (&s, ENH_SUPERVISOR_STARTING, ENH_REASON_CHOSEN);
  end (&s);
}

static void
warn (scene *s, enh_supervisor_warning warning, double value)
{
  const enh__child_event event
    = { .kind = ENH__CHILD_WARNING, .warning = warning, .value = value };

  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
}

static size_t
warnings (const scene *s, enh_supervisor_warning warning)
{
  size_t count = 0;

  for (size_t i = 0; i < s->events; ++i)
    count += s->event[i].kind == ENH_EVENT_WARNING
             && s->event[i].warning == warning;
  return count;
}

/* The process judges a device that it knows; what lies behind a sound server the
   supervisor alone finds out. Either way it is told once. */
static void
bluetooth_is_warned_of_once (void **state)
{
  scene s;
  enh__child_event event = { .kind = ENH__CHILD_STARTED };

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  strcpy (event.device[1].name, "WH-1000");
  strcpy (event.device[1].backend, "ALSA");
  event.device[1].kind = ENH_DEVICE_BLUETOOTH;
  enh__machine_on_child_event (&s.machine, &event, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  CHECK_INT (warnings (&s, ENH_WARNING_BLUETOOTH), ==, 0, "not judged twice");
  warn (&s, ENH_WARNING_BLUETOOTH, 0.0);
  CHECK_INT (warnings (&s, ENH_WARNING_BLUETOOTH), ==, 1, "passed on");
  CHECK (strstr (last (&s)->text, "WH-1000") != NULL, "which");
  CHECK (strstr (last (&s)->text, "fifth of a second") != NULL,
         "its delay in words");

  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "ALSA", "default", "default");
  listen (&s, 1000);
  aim (&s, "mic", "ear", ENH_DEVICE_BLUETOOTH);
  looked (&s, "ALSA", "default");
  looked (&s, "ALSA", "default");
  CHECK_INT (warnings (&s, ENH_WARNING_BLUETOOTH), ==, 1, "found by a scan");
  end (&s);
}

/* Each kind has a sentence of its own, and none is lost on the way. */
static void
warnings_pass_with_kind_value_and_sentence (void **state)
{
  scene s;
  char seen[20][512];
  size_t count = 0;

  (void) state;
  begin_listening (&s);
  s.machine.period = 128;
#define ROW(name, word, key)                                                \
  warn (&s, ENH_WARNING_##name, 77.0);                                      \
  CHECK_INT (last (&s)->warning, ==, ENH_WARNING_##name, "%s", word);       \
  CHECK_REAL (last (&s)->value, ==, 77.0, "%s", word);                      \
  CHECK (*last (&s)->text, "%s: a sentence", word);                         \
  for (size_t i = 0; i < count; ++i)                                        \
    CHECK (strcmp (seen[i], last (&s)->text) != 0, "%s: its own: %s", word, \
           seen[i]);                                                        \
  strcpy (seen[count++], last (&s)->text);
  ENH_PROTOCOL_WARNINGS (ROW)
#undef ROW
  end (&s);
}

static void
sleep_is_followed_by_a_restart (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  s.slept_ms += 900;
  listen (&s, 200);
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  s.slept_ms += 60000;
  pass (&s, 50);
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_SUSPENDED);
  CHECK_INT (orders (&s), ==, ENH__ORDER_KILL | ENH__ORDER_SCAN,
             "silence, and a look at once");
  looked (&s, "JACK", "mic;ear");
  CHECK (orders (&s) & ENH__ORDER_SPAWN, "and is back");
  end (&s);
}

static void
repeated_gaps_double_the_period_twice (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  for (uint32_t times = 1; times <= 2; ++times)
    {
      warn (&s, ENH_WARNING_XRUNS, 7.0);
      check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_STEADIER);
      CHECK (orders (&s) & ENH__ORDER_QUIT, "faded out");
      enh__machine_on_child_exit (&s.machine, 0, s.now_ms);
      CHECK (orders (&s) & ENH__ORDER_SPAWN, "and begun anew");
      CHECK_INT (enh__machine_period (&s.machine), ==, 128u << times, "period");
      started (&s, "JACK", "mic", "ear");
      listen (&s, 200);
      CHECK_INT (last (&s)->warning, ==, ENH_WARNING_STEADIER,
                 "no gap, but their end");
      CHECK_REAL (last (&s)->value, ==, 9.0, "the delay now, ms");
      CHECK_STRING (last (&s)->text, "Made the sound steadier: delay now 9 ms.",
                    "words");
    }
  warn (&s, ENH_WARNING_XRUNS, 7.0);
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_STEADIER);
  CHECK_INT (last (&s)->warning, ==, ENH_WARNING_XRUNS, "only a warning");
  end (&s);
}

static void
a_period_that_was_asked_for_stays (void **state)
{
  scene s;

  (void) state;
  begin (&s);
  s.machine.period = 128;
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "JACK", "mic", "ear");
  listen (&s, 1000);
  warn (&s, ENH_WARNING_XRUNS, 7.0);
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  CHECK_INT (last (&s)->warning, ==, ENH_WARNING_XRUNS, "a warning");
  end (&s);
}

static void
no_period_is_longer_than_20_ms (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  s.machine.status.period = 800;
  s.machine.longer_period = 800;
  warn (&s, ENH_WARNING_XRUNS, 7.0);
  CHECK_INT (enh__machine_period (&s.machine), ==, 960, "frames at 48 kHz");
  end (&s);
}

static void
a_process_that_dies_comes_back (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  enh__machine_on_child_exit (&s.machine, -2, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_RECOVERING, ENH_REASON_DIED);
  pass (&s, 50);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SCAN, "at once");
  looked (&s, "JACK", "mic;ear");
  CHECK_INT (orders (&s), ==, ENH__ORDER_SPAWN, "anew");
  end (&s);
}

static void
a_process_that_dies_again_and_again_waits (void **state)
{
  scene s;
  int spawned = 0;

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  while (s.machine.state != ENH_SUPERVISOR_WAITING && s.now_ms < 60000)
    {
      const unsigned int now = orders (&s);

      if (now & ENH__ORDER_SPAWN)
        {
          ++spawned;
          enh__machine_on_child_exit (&s.machine, -2, s.now_ms);
        }
      if (now & ENH__ORDER_SCAN)
        looked (&s, "JACK", "mic;ear");
      pass (&s, 50);
    }
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_GAVE_UP);
  CHECK_INT (spawned, ==, ENH__MACHINE_FAILURES + 1, "starts");
  CHECK_INT (s.now_ms, >, 4000, "with pauses");
  CHECK_INT (s.now_ms, <, 15000, "but it is told");
  CHECK (*last (&s)->text, "a sentence");
  end (&s);
}

/* What ran for a while has not failed. */
static void
failures_are_forgiven_with_time (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  for (int i = 0; i < 30; ++i)
    {
      listen (&s, 11000);
      (void) orders (&s);
      enh__machine_on_child_exit (&s.machine, -2, s.now_ms);
      pass (&s, 50);
      looked (&s, "JACK", "mic;ear");
      started (&s, "JACK", "mic", "ear");
      check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_DIED);
    }
  end (&s);
}

static void
no_device_at_first_waits (void **state)
{
  scene s;
  enh__child_event event
    = { .kind = ENH__CHILD_LOST, .reason = ENH_REASON_NO_DEVICE };

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  enh__machine_on_child_event (&s.machine, &event, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_NO_DEVICE);
  end (&s);
}

static void
stop_in_any_state_stops (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  enh__machine_stop (&s.machine, s.now_ms);
  CHECK_INT (orders (&s), ==, ENH__ORDER_QUIT, "faded out");
  enh__machine_on_child_exit (&s.machine, 0, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);

  /* One that does not listen. */
  enh__machine_start (&s.machine, s.now_ms);
  (void) orders (&s);
  enh__machine_stop (&s.machine, s.now_ms);
  pass (&s, 3000);
  CHECK (orders (&s) & ENH__ORDER_KILL, "ended");
  check_state (&s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);

  /* While it waits, and while it recovers. */
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "JACK", "mic", "ear");
  enh__machine_on_child_exit (&s.machine, -2, s.now_ms);
  enh__machine_stop (&s.machine, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);
  (void) orders (&s);
  pass (&s, 10000);
  CHECK_INT (orders (&s), ==, 0, "and nothing follows");
  end (&s);
}

static void
start_while_it_stops_starts (void **state)
{
  scene s;

  (void) state;
  begin_listening (&s);
  enh__machine_stop (&s.machine, s.now_ms);
  enh__machine_start (&s.machine, s.now_ms);
  (void) orders (&s);
  enh__machine_on_child_exit (&s.machine, 0, s.now_ms);
  CHECK_INT (orders (&s), ==, ENH__ORDER_SPAWN, "anew");
  check_state (&s, ENH_SUPERVISOR_STARTING, ENH_REASON_NONE);
  end (&s);
}

/* Files: nothing can come back, and nothing is played twice. */
static void
files_are_never_begun_anew (void **state)
{
  scene s;

  (void) state;
  begin (&s);
  s.machine.dummy = 1;
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "dummy", "dummy:in.wav", "dummy:out.wav");
  (void) orders (&s);
  pass (&s, 20000);
  check_state (&s, ENH_SUPERVISOR_LISTENING, ENH_REASON_NONE);
  enh__machine_on_child_exit (&s.machine, -2, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_WAITING, ENH_REASON_GAVE_UP);
  CHECK (strstr (last (&s)->text, "unexpectedly") != NULL, "words");
  pass (&s, 20000);
  CHECK_INT (orders (&s), ==, 0, "nothing follows");

  /* Its end is the end. */
  begin (&s);
  s.machine.dummy = 1;
  enh__machine_start (&s.machine, s.now_ms);
  started (&s, "dummy", "dummy:in.wav", "dummy:out.wav");
  status (&s, 3);
  enh__machine_on_child_exit (&s.machine, 0, s.now_ms);
  check_state (&s, ENH_SUPERVISOR_STOPPED, ENH_REASON_NONE);
  CHECK_INT (last (&s)->status.xruns, ==, 3, "with the last status");
  end (&s);
}

static void
a_loss_is_told_with_its_exit_status (void **state)
{
  scene s;
  enh__child_event event = { .kind = ENH__CHILD_LOST,
                             .reason = ENH_REASON_GAVE_UP,
                             .exit_status = 3,
                             .text = "x.wav: no such file" };
  char text[512];

  (void) state;
  begin (&s);
  enh__machine_start (&s.machine, s.now_ms);
  enh__machine_on_child_event (&s.machine, &event, s.now_ms);
  CHECK_INT (last (&s)->exit_status, ==, 3, "status");
  CHECK_STRING (last (&s)->detail, "x.wav: no such file", "detail");
  CHECK_INT (
    enh_supervisor_event_text (last (&s), "start again", text, sizeof text), !=,
    0, "text");
  CHECK_STRING (text, "The sound does not start: x.wav: no such file.", "text");
  /* A caller of an older version knows less of the struct. */
  enh_supervisor_event older = *last (&s);
  older.size = offsetof (enh_supervisor_event, detail);
  CHECK_INT (
    enh_supervisor_event_text (&older, "start again", text, sizeof text), !=, 0,
    "text");
  CHECK (strstr (text, "start again") != NULL, "%s", text);
  CHECK_INT (enh_supervisor_event_text (NULL, NULL, text, sizeof text), ==, 0,
             "no event");
  end (&s);
}

int
main (void)
{
  const struct CMUnitTest cases[] = {
    cmocka_unit_test (a_dead_server_is_found_by_a_look),
    cmocka_unit_test (it_comes_back_as_soon_as_the_server_does),
    cmocka_unit_test (a_stall_of_two_seconds_keeps_the_session),
    cmocka_unit_test (a_server_that_hangs_is_given_up),
    cmocka_unit_test (a_process_without_a_word_is_ended),
    cmocka_unit_test (a_lost_output_waits_for_a_press),
    cmocka_unit_test (a_lost_microphone_is_named_with_what_is_offered),
    cmocka_unit_test (one_look_without_a_device_is_no_proof),
    cmocka_unit_test (a_card_in_use_is_not_missed),
    cmocka_unit_test (a_card_is_known_under_another_number),
    cmocka_unit_test (a_device_that_stays_away_after_the_server_waits),
    cmocka_unit_test (another_output_after_a_restart_is_refused),
    cmocka_unit_test (sound_that_a_server_moves_away_is_ended),
    cmocka_unit_test (a_headset_that_becomes_loudspeakers_is_refused),
    cmocka_unit_test (a_listed_headset_that_becomes_loudspeakers_is_refused),
    cmocka_unit_test (
      a_headset_that_becomes_an_allowed_loudspeaker_is_begun_anew),
    cmocka_unit_test (a_server_that_returns_with_another_headset_waits),
    cmocka_unit_test (a_server_that_stands_still_keeps_the_session),
    cmocka_unit_test (a_server_that_nobody_can_ask_waits),
    cmocka_unit_test (a_loudspeaker_is_refused_until_it_is_chosen),
    cmocka_unit_test (bluetooth_is_warned_of_once),
    cmocka_unit_test (warnings_pass_with_kind_value_and_sentence),
    cmocka_unit_test (sleep_is_followed_by_a_restart),
    cmocka_unit_test (repeated_gaps_double_the_period_twice),
    cmocka_unit_test (a_period_that_was_asked_for_stays),
    cmocka_unit_test (no_period_is_longer_than_20_ms),
    cmocka_unit_test (a_process_that_dies_comes_back),
    cmocka_unit_test (a_process_that_dies_again_and_again_waits),
    cmocka_unit_test (failures_are_forgiven_with_time),
    cmocka_unit_test (no_device_at_first_waits),
    cmocka_unit_test (stop_in_any_state_stops),
    cmocka_unit_test (start_while_it_stops_starts),
    cmocka_unit_test (files_are_never_begun_anew),
    cmocka_unit_test (a_loss_is_told_with_its_exit_status),
  };

  return CHECK_RUN (cases);
}
