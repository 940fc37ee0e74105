/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What `enhance live --control` writes, the supervisor reads: every event, kind,
   reason, command and figure, there and back. */

#include "../cli/control_event.h"
#include "lib/check.h"

#include "io/supervisor/child_event.h"

static enh__child_event
there_and_back (json_t *event)
{
  enh__child_event read;
  char *line = control_event_line (event);

  enh__child_event_read (&read, line);
  g_free (line);
  return read;
}

static void
every_event_comes_back (void **state)
{
  (void) state;
#define ROW(name, word)                                                      \
  CHECK_INT (there_and_back (control_event (CONTROL_EVENT_##name)).kind, ==, \
             ENH__CHILD_##name, "%s", word);
  ENH_PROTOCOL_EVENTS (ROW)
#undef ROW
}

static void
every_warning_comes_back_with_its_number (void **state)
{
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;
  enh__child_event read;
  int kinds = 0;

  (void) state;
  event.kind = ENH_EVENT_WARNING;
  event.value = 1234.5;
#define ROW(name, word, key)                                             \
  event.warning = ENH_WARNING_##name;                                    \
  read = there_and_back (control_event_warning (&event));                \
  CHECK_INT (read.kind, ==, ENH__CHILD_WARNING, "%s", word);             \
  CHECK_INT (read.warning, ==, ENH_WARNING_##name, "%s", word);          \
  CHECK_REAL (read.value, ==, *key ? 1234.5 : 0.0, "%s: %s", word, key); \
  CHECK (*read.text, "%s: a message", word);                             \
  ++kinds;
  ENH_PROTOCOL_WARNINGS (ROW)
#undef ROW
  CHECK_INT (kinds, ==, ENH_WARNING_LOUDSPEAKER, "all but OTHER have a word");
}

static void
every_reason_comes_back_with_its_status (void **state)
{
  enh__child_event read;

  (void) state;
#define ROW(name, word)                                                 \
  read = there_and_back (                                               \
    control_event_lost (ENH_REASON_##name, "so it is", REPORT_DEVICE)); \
  CHECK_INT (read.kind, ==, ENH__CHILD_LOST, "%s", word);               \
  CHECK_INT (read.reason, ==, ENH_REASON_##name, "%s", word);           \
  CHECK_INT (read.exit_status, ==, REPORT_DEVICE, "%s", word);          \
  CHECK_STRING (read.text, "so it is", "%s", word);
  ENH_PROTOCOL_REASONS (ROW)
#undef ROW
}

static void
every_refusal_comes_back (void **state)
{
  enh__child_event read;

  (void) state;
#define ROW(name, word, what)                                   \
  read = there_and_back (control_event_error (word, "no"));     \
  CHECK_INT (read.kind, ==, ENH__CHILD_ERROR, "%s", word);      \
  CHECK_INT (read.refused, ==, ENH_REFUSED_##what, "%s", word); \
  CHECK_STRING (read.text, "no", "%s", word);
  ENH_PROTOCOL_COMMANDS (ROW)
#undef ROW
  read = there_and_back (control_event_error (NULL, "no"));
  CHECK_INT (read.refused, ==, ENH_REFUSED_OTHER, "no command");
}

/* Each figure another one, so that none can stand for its neighbour. */
static void
every_figure_comes_back (void **state)
{
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  enh_meters meters = ENH_METERS_INIT;
  enh_supervisor_status read;
  double next = 1.0;

  (void) state;
#define FILL_in_levels(from, field) \
  from.field[0] = (float) -next;    \
  from.field[1] = (float) -next - 0.5f;
#define FILL_out_levels(from, field) FILL_in_levels (from, field)
#define FILL_one(from, field) from.field = next;
#define FILL_count(from, field) from.field = (uint64_t) next;
#define FILL_small(from, field) from.field = (uint32_t) next;
#define FILL_single(from, field) from.field = (float) next;
#define FILL_level(from, field) FILL_single (from, field)
#define FILL_number(from, field) FILL_one (from, field)
#define FILL_delay(from, field) FILL_one (from, field)
#define IN_STATUS(type, field) FILL_##type (status, field) next += 1.0;
#define IN_METERS(type, field) FILL_##type (meters, field) next += 1.0;
  ENH_PROTOCOL_FACTS (IN_STATUS)
  ENH_PROTOCOL_STATUS (IN_STATUS)
  ENH_PROTOCOL_METERS (IN_METERS)
  status.inputs = 2;
  status.outputs = 2;

  read
    = there_and_back (control_event_status (&status, &meters, TRUE, 0)).status;
  CHECK_INT (read.muted, ==, 1, "muted");
#define SAME(from, field) \
  CHECK_REAL ((double) read.field, ==, (double) from.field, "%s", #field);
#define SAME_in_levels(from, field)                            \
  CHECK_REAL (read.field[0], ==, from.field[0], "%s", #field); \
  CHECK_REAL (read.field[1], ==, from.field[1], "%s", #field);
#define SAME_out_levels(from, field) SAME_in_levels (from, field)
#define SAME_count(from, field) SAME (from, field)
#define SAME_small(from, field) SAME (from, field)
#define SAME_single(from, field) SAME (from, field)
#define SAME_level(from, field) SAME (from, field)
#define SAME_number(from, field) SAME (from, field)
#define SAME_delay(from, field) SAME (from, field)
#define OF_STATUS(type, field) SAME_##type (status, field)
#define OF_METERS(type, field) SAME_##type (meters, field)
  ENH_PROTOCOL_FACTS (OF_STATUS)
  ENH_PROTOCOL_STATUS (OF_STATUS)
  ENH_PROTOCOL_METERS (OF_METERS)
}

static void
devices_and_delay_come_back (void **state)
{
  const enh_device_info input
    = { .name = "Mic\xc3\xa9", .backend = "JACK", .kind = ENH_DEVICE_USB };
  const enh_device_info output
    = { .name = "Ear", .backend = "ALSA", .kind = ENH_DEVICE_BLUETOOTH };
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh__child_event read;

  (void) state;
  status.sample_rate = 44100.0;
  status.period = 128;
  read = there_and_back (control_event_started (&input, &output, &status));
  CHECK_INT (read.kind, ==, ENH__CHILD_STARTED, "kind");
  CHECK_STRING (read.device[0].name, "Mic\xc3\xa9", "input");
  CHECK_INT (read.device[0].kind, ==, ENH_DEVICE_USB, "its kind");
  CHECK_STRING (read.device[1].backend, "ALSA", "its back end");
  CHECK_INT (read.device[1].kind, ==, ENH_DEVICE_BLUETOOTH, "its kind");
  CHECK_REAL (read.status.sample_rate, ==, 44100.0, "rate");
  CHECK_INT (read.status.period, ==, 128, "period");

  delay.ms = 12.5;
  delay.confidence = 0.75;
  read = there_and_back (control_event_delay (&delay));
  CHECK_REAL (read.delay_ms, ==, 12.5, "delay");
  CHECK_REAL (read.confidence, ==, 0.75, "confidence");
}

int
main (void)
{
  const struct CMUnitTest cases[] = {
    cmocka_unit_test (every_event_comes_back),
    cmocka_unit_test (every_warning_comes_back_with_its_number),
    cmocka_unit_test (every_reason_comes_back_with_its_status),
    cmocka_unit_test (every_refusal_comes_back),
    cmocka_unit_test (every_figure_comes_back),
    cmocka_unit_test (devices_and_delay_come_back),
  };

  return CHECK_RUN (cases);
}
