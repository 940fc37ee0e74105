/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "control_event.h"

#include <math.h>
#include <stdlib.h>

/* Significant digits of a number: meters are floats. */
enum { DIGITS = 7 };

json_t *
control_event (control_kind kind)
{
  static const char *const words[] = {
#define ROW(name, word) word,
    ENH_PROTOCOL_EVENTS (ROW)
#undef ROW
  };
  json_t *event = json_object ();

  json_object_set_new (event, "event", json_string (words[kind]));
  return event;
}

void
control_event_text (json_t *event, const char *key, const char *bytes)
{
  char *valid = bytes ? g_utf8_make_valid (bytes, -1) : NULL;

  json_object_set_new (event, key, valid ? json_string (valid) : json_null ());
  g_free (valid);
}

static json_t *
number (double value)
{
  return isfinite (value) ? json_real (value) : json_null ();
}

void
control_event_number (json_t *event, const char *key, double value)
{
  json_object_set_new (event, key, number (value));
}

static void
count (json_t *event, const char *key, guint64 value)
{
  json_object_set_new (event, key, json_integer ((json_int_t) value));
}

static void
levels (json_t *event, const char *key, const float *dbfs, guint32 channels)
{
  json_t *array = json_array ();

  for (guint32 c = 0; c < channels && c < 2; ++c)
    json_array_append_new (array, number ((double) dbfs[c]));
  json_object_set_new (event, key, array);
}

/* Not known is null, never 0. */
static void
delay (json_t *event, const char *key, double ms)
{
  control_event_number (event, key, ms > 0.0 ? ms : (double) NAN);
}

json_t *
control_event_error (const char *command, const char *message)
{
  json_t *event = control_event (CONTROL_EVENT_ERROR);

  control_event_text (event, "command", command);
  control_event_text (event, "message", message);
  return event;
}

json_t *
control_event_warning (const enh_supervisor_event *warning)
{
  json_t *event = control_event (CONTROL_EVENT_WARNING);
  char text[sizeof warning->text];

#define ROW(name, word, key)                               \
  if (warning->warning == ENH_WARNING_##name)              \
    {                                                      \
      control_event_text (event, "kind", word);            \
      if (*key)                                            \
        control_event_number (event, key, warning->value); \
    }
  ENH_PROTOCOL_WARNINGS (ROW)
#undef ROW
  (void) enh_supervisor_event_text (warning, NULL, text, sizeof text);
  control_event_text (event, "message", text);
  return event;
}

json_t *
control_event_lost (enh_supervisor_reason reason, const char *message,
                    report_exit status)
{
  json_t *event = control_event (CONTROL_EVENT_LOST);

#define ROW(name, word)            \
  if (reason == ENH_REASON_##name) \
    control_event_text (event, "reason", word);
  ENH_PROTOCOL_REASONS (ROW)
#undef ROW
  control_event_text (event, "message", message);
  count (event, "status", (guint64) status);
  return event;
}

static json_t *
device (const enh_device_info *info)
{
  json_t *object = json_object ();

  control_event_text (object, "name", info->name);
  control_event_text (object, "backend", info->backend);
  control_event_text (object, "kind", enh_device_kind_name (info->kind));
  return object;
}

/* One for each type of the protocol's fields. */
#define PUT_count(from, field) count (event, #field, from->field)
#define PUT_small(from, field) count (event, #field, from->field)
#define PUT_number(from, field) \
  control_event_number (event, #field, (double) from->field)
#define PUT_single(from, field) PUT_number (from, field)
#define PUT_level(from, field) PUT_number (from, field)
#define PUT_delay(from, field) delay (event, #field, from->field)
#define OF_STATUS(type, field) PUT_##type (status, field);
#define OF_METERS(type, field) PUT_##type (meters, field);
#define OF_CHANNELS(channels, field) \
  levels (event, #field, meters->field, status->channels);

json_t *
control_event_started (const enh_device_info *input,
                       const enh_device_info *output,
                       const enh_live_status *status)
{
  json_t *event = control_event (CONTROL_EVENT_STARTED);

  json_object_set_new (event, "input", device (input));
  json_object_set_new (event, "output", device (output));
  ENH_PROTOCOL_FACTS (OF_STATUS)
  return event;
}

json_t *
control_event_delay (const enh_live_delay *measured)
{
  json_t *event = control_event (CONTROL_EVENT_DELAY);

  delay (event, "ms", measured->ms);
  delay (event, "loop_ms", measured->loop_ms);
  control_event_number (event, "confidence", measured->confidence);
  return event;
}

json_t *
control_event_status (const enh_live_status *status, const enh_meters *meters,
                      gboolean muted, guint64 dropped)
{
  json_t *event = control_event (CONTROL_EVENT_STATUS);

  ENH_PROTOCOL_FACTS (OF_STATUS)
  ENH_PROTOCOL_STATUS (OF_STATUS)
  ENH_PROTOCOL_METERS (OF_METERS)
  ENH_PROTOCOL_LEVELS (OF_CHANNELS)
  /* What the supervisor has no use for. */
  PUT_number (meters, dose_reduction_db);
  json_object_set_new (event, "two_clocks", json_boolean (status->two_clocks));
  PUT_number (status, drift_ppm);
  PUT_count (status, resyncs);
  PUT_single (status, load_p50);
  json_object_set_new (event, "muted", json_boolean (muted));
  count (event, "events_dropped", dropped);
  return event;
}

char *
control_event_line (json_t *event)
{
  char *text = json_dumps (event, JSON_COMPACT | JSON_REAL_PRECISION (DIGITS));
  char *line = g_strdup (text ? text : "{\"event\":\"error\"}");

  free (text);
  json_decref (event);
  return line;
}
