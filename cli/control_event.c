/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "control_event.h"

#include <math.h>
#include <stdlib.h>

/* Significant digits of a number: meters are floats. */
enum { DIGITS = 7 };

json_t *
control_event (const char *name)
{
  json_t *event = json_object ();

  json_object_set_new (event, "event", json_string (name));
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
  json_t *event = control_event ("error");

  control_event_text (event, "command", command);
  control_event_text (event, "message", message);
  return event;
}

json_t *
control_event_warning (const char *kind, const char *message)
{
  json_t *event = control_event ("warning");

  control_event_text (event, "kind", kind);
  control_event_text (event, "message", message);
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

json_t *
control_event_started (const enh_device_info *input,
                       const enh_device_info *output,
                       const enh_live_status *status)
{
  json_t *event = control_event ("started");

  json_object_set_new (event, "input", device (input));
  json_object_set_new (event, "output", device (output));
  control_event_number (event, "sample_rate", status->sample_rate);
  count (event, "period", status->period);
  count (event, "inputs", status->inputs);
  count (event, "outputs", status->outputs);
  control_event_number (event, "delay_algorithm_ms",
                        status->delay_algorithm_ms);
  return event;
}

json_t *
control_event_delay (const enh_live_delay *measured)
{
  json_t *event = control_event ("delay");

  delay (event, "ms", measured->ms);
  delay (event, "loop_ms", measured->loop_ms);
  control_event_number (event, "confidence", measured->confidence);
  return event;
}

json_t *
control_event_status (const enh_live_status *status, const enh_meters *meters,
                      gboolean muted, guint64 dropped)
{
  json_t *event = control_event ("status");

  count (event, "heartbeat", status->heartbeat);
  count (event, "frames", status->frames);
  count (event, "period", status->period);
  count (event, "xruns", status->xruns);
  levels (event, "input_dbfs", meters->input_dbfs, status->inputs);
  levels (event, "output_dbfs", meters->output_dbfs, status->outputs);
  control_event_number (event, "noise_db", (double) meters->noise_db);
  control_event_number (event, "reduction_db", (double) meters->reduction_db);
  control_event_number (event, "limiter_db", (double) meters->limiter_db);
  control_event_number (event, "clatter_db", (double) meters->clatter_db);
  control_event_number (event, "howl_reduction_db",
                        (double) meters->howl_reduction_db);
  control_event_number (event, "dose_percent", (double) meters->dose_percent);
  control_event_number (event, "dose_percent_per_hour",
                        (double) meters->dose_percent_per_hour);
  control_event_number (event, "dose_reduction_db",
                        (double) meters->dose_reduction_db);
  delay (event, "delay_ms", status->delay_ms);
  control_event_number (event, "delay_algorithm_ms",
                        status->delay_algorithm_ms);
  json_object_set_new (event, "two_clocks", json_boolean (status->two_clocks));
  control_event_number (event, "drift_ppm", status->drift_ppm);
  count (event, "resyncs", status->resyncs);
  control_event_number (event, "load_p50", (double) status->load_p50);
  control_event_number (event, "load_p99", (double) status->load_p99);
  control_event_number (event, "load_max", (double) status->load_max);
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
