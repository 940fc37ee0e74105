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

CHECK_CASE (every_event_comes_back)
{
#define ROW(name, word)                                                      \
  CHECK_INT (there_and_back (control_event (CONTROL_EVENT_##name)).kind, ==, \
             ENH__CHILD_##name, "%s", word);
  ENH_PROTOCOL_EVENTS (ROW)
#undef ROW
}

CHECK_CASE (every_warning_comes_back_with_its_number)
{
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;
  enh__child_event read;
  int kinds = 0;

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
  CHECK_INT (kinds, ==, ENH_WARNING_OUTPUT_SILENT, "all but OTHER have a word");
}

CHECK_CASE (every_reason_comes_back_with_its_status)
{
  enh__child_event read;

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

CHECK_CASE (every_refusal_comes_back)
{
  enh__child_event read;

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
CHECK_CASE (every_figure_comes_back)
{
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  enh_meters meters = ENH_METERS_INIT;
  enh_supervisor_status read;
  signed char next = 1;

#define OF_STATUS(type, field) status.field = next++;
#define OF_METERS(type, field) meters.field = next++;
#define OF_CHANNELS(channels, field) \
  meters.field[0] = next++;          \
  meters.field[1] = next++;          \
  status.channels = 2;
  ENH_PROTOCOL_FACTS (OF_STATUS)
  ENH_PROTOCOL_STATUS (OF_STATUS)
  ENH_PROTOCOL_METERS (OF_METERS)
  ENH_PROTOCOL_LEVELS (OF_CHANNELS)
#undef OF_STATUS
#undef OF_METERS
#undef OF_CHANNELS
  read
    = there_and_back (control_event_status (&status, &meters, TRUE, 0)).status;
  CHECK_INT (read.muted, ==, 1, "muted");
#define OF_STATUS(type, field) \
  CHECK_REAL (read.field, ==, status.field, "%s", #field);
#define OF_METERS(type, field) \
  CHECK_REAL (read.field, ==, meters.field, "%s", #field);
#define OF_CHANNELS(channels, field) \
  OF_METERS (levels, field[0])       \
  OF_METERS (levels, field[1])
  ENH_PROTOCOL_FACTS (OF_STATUS)
  ENH_PROTOCOL_STATUS (OF_STATUS)
  ENH_PROTOCOL_METERS (OF_METERS)
  ENH_PROTOCOL_LEVELS (OF_CHANNELS)
}

CHECK_CASE (devices_and_delay_come_back)
{
  const enh_device_info input
    = { .name = "Mic\xc3\xa9", .backend = "JACK", .kind = ENH_DEVICE_USB };
  const enh_device_info output
    = { .name = "Ear", .backend = "ALSA", .kind = ENH_DEVICE_BLUETOOTH };
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh__child_event read;

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
