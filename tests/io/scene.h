/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The machine that decides, in a time of the test's own and without a process:
   what happens to it, and what came of it. */

#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

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

static inline void
keep (void *user, const enh_supervisor_event *event)
{
  scene *s = user;

  if (event->kind != ENH_EVENT_STATUS && s->events < EVENTS)
    s->event[s->events++] = *event;
}

static inline void
begin (scene *s)
{
  enh_device_list_destroy (s->list);
  memset (s, 0, sizeof *s);
  s->now_ms = 1000;
  enh__machine_init (&s->machine, keep, s, 0);
}

static inline void
pass (scene *s, uint64_t ms)
{
  for (; ms >= 50; ms -= 50)
    {
      s->now_ms += 50;
      enh__machine_tick (&s->machine, s->now_ms, s->slept_ms);
    }
}

static inline unsigned int
orders (scene *s)
{
  const unsigned int now = s->machine.orders;

  s->machine.orders = 0;
  return now;
}

static inline void
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

static inline void
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
static inline void
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
static inline void
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
static inline void
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

static inline const enh_supervisor_event *
last (const scene *s)
{
  assert_true (s->events > 0);
  return &s->event[s->events - 1];
}

static inline void
check_state (const scene *s, enh_supervisor_state state,
             enh_supervisor_reason reason)
{
  CHECK_STRING (enh_supervisor_state_name (s->machine.state),
                enh_supervisor_state_name (state), "state");
  CHECK_STRING (enh_supervisor_reason_name (s->machine.reason),
                enh_supervisor_reason_name (reason), "reason");
}

/* Listening on a card of JACK's. */
static inline void
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

/* Behind ALSA's "default", as the sound server tells. */
static inline void
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

static inline void
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

static inline void
warn (scene *s, enh_supervisor_warning warning, double value)
{
  const enh__child_event event
    = { .kind = ENH__CHILD_WARNING, .warning = warning, .value = value };

  enh__machine_on_child_event (&s->machine, &event, s->now_ms);
}

static inline size_t
warnings (const scene *s, enh_supervisor_warning warning)
{
  size_t count = 0;

  for (size_t i = 0; i < s->events; ++i)
    count += s->event[i].kind == ENH_EVENT_WARNING
             && s->event[i].warning == warning;
  return count;
}

static inline int
scene_setup (void **state)
{
  *state = calloc (1, sizeof (scene));
  if (*state)
    begin (*state);
  return *state ? 0 : -1;
}

static inline int
scene_teardown (void **state)
{
  enh_device_list_destroy (((scene *) *state)->list);
  free (*state);
  return 0;
}

/* A case that gets a scene of its own as its state. */
#define SCENE_CASE(name) \
  CHECK_CASE_WITH (name, scene_setup, scene_teardown, NULL)

#endif
