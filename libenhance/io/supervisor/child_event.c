/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/child_event.h"

#include "io/device/list.h"

#include <jansson.h>

#include <math.h>
#include <string.h>

/* More devices than any machine has. */
#define DEVICES_MAX 256u

/* --- Fields, or what stands for them ------------------------------------- */

static const char *
text_of (const json_t *object, const char *key)
{
  const char *text = json_string_value (json_object_get (object, key));

  return text ? text : "";
}

static double
number_of (const json_t *object, const char *key, double otherwise)
{
  const json_t *value = json_object_get (object, key);
  const double number = json_number_value (value);

  return json_is_number (value) && isfinite (number) ? number : otherwise;
}

/* A count; what is none is 0. */
static uint64_t
count_of (const json_t *object, const char *key)
{
  const json_int_t value = json_integer_value (json_object_get (object, key));

  return value > 0 ? (uint64_t) value : 0u;
}

static uint32_t
small_count_of (const json_t *object, const char *key)
{
  const uint64_t value = count_of (object, key);

  return value < 1000000u ? (uint32_t) value : 0u;
}

static int
truth_of (const json_t *object, const char *key)
{
  return json_is_true (json_object_get (object, key));
}

static enh_device_kind
kind_of (const json_t *object)
{
  const char *name = text_of (object, "kind");

  for (int kind = ENH_DEVICE_UNKNOWN; kind <= ENH_DEVICE_LOUDSPEAKER; ++kind)
    if (strcmp (name, enh_device_kind_name ((enh_device_kind) kind)) == 0)
      return (enh_device_kind) kind;
  return ENH_DEVICE_UNKNOWN;
}

static void
read_device (enh_supervisor_device *device, const json_t *object)
{
  enh__text_copy (device->name, sizeof device->name, text_of (object, "name"));
  enh__text_copy (device->backend, sizeof device->backend,
                  text_of (object, "backend"));
  device->kind = kind_of (object);
}

/* One level a channel; a single one serves both. */
static void
read_levels (float levels[2], const json_t *array)
{
  for (size_t i = 0; i < 2; ++i)
    {
      const json_t *value = json_array_get (array, i);

      if (!value)
        value = json_array_get (array, 0);
      const double level = json_number_value (value);
      levels[i] = json_is_number (value) && isfinite (level) ? (float) level
                                                             : -200.0f;
    }
}

static void
read_facts (enh_supervisor_status *status, const json_t *object)
{
  status->sample_rate = number_of (object, "sample_rate", 0.0);
  status->period = small_count_of (object, "period");
  status->inputs = small_count_of (object, "inputs");
  status->outputs = small_count_of (object, "outputs");
  status->delay_algorithm_ms = number_of (object, "delay_algorithm_ms", 0.0);
}

static void
read_status (enh_supervisor_status *status, const json_t *object)
{
  read_facts (status, object);
  status->heartbeat = count_of (object, "heartbeat");
  status->frames = count_of (object, "frames");
  status->xruns = count_of (object, "xruns");
  status->muted = truth_of (object, "muted");
  status->delay_ms = number_of (object, "delay_ms", 0.0);
  read_levels (status->input_dbfs, json_object_get (object, "input_dbfs"));
  read_levels (status->output_dbfs, json_object_get (object, "output_dbfs"));
  status->noise_db = (float) number_of (object, "noise_db", -200.0);
  status->reduction_db = (float) number_of (object, "reduction_db", 0.0);
  status->limiter_db = (float) number_of (object, "limiter_db", 0.0);
  status->clatter_db = (float) number_of (object, "clatter_db", 0.0);
  status->howl_reduction_db
    = (float) number_of (object, "howl_reduction_db", 0.0);
  status->load_p99 = (float) number_of (object, "load_p99", 0.0);
  status->load_max = (float) number_of (object, "load_max", 0.0);
  status->dose_percent = (float) number_of (object, "dose_percent", 0.0);
  status->dose_percent_per_hour
    = (float) number_of (object, "dose_percent_per_hour", 0.0);
}

static void
read_warning (enh__child_event *event, const json_t *object)
{
  static const struct {
    const char *word;
    enh_supervisor_warning warning;
    const char *value; /* the key of it */
  } kinds[] = {
    { "howl", ENH_WARNING_HOWL, "hz" },
    { "xruns", ENH_WARNING_XRUNS, "xruns" },
    { "drift", ENH_WARNING_DRIFT, "ppm" },
    { "ceiling", ENH_WARNING_CEILING, "limiter_db" },
    { "dose", ENH_WARNING_DOSE, "dose_percent" },
    { "bluetooth", ENH_WARNING_BLUETOOTH, "delay_ms" },
    { "rate", ENH_WARNING_RATE, "sample_rate" },
  };
  const char *word = text_of (object, "kind");

  event->warning = ENH_WARNING_OTHER;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    if (strcmp (word, kinds[i].word) == 0)
      {
        event->warning = kinds[i].warning;
        event->value = number_of (object, kinds[i].value,
                                  number_of (object, "value", 0.0));
      }
}

static enh_supervisor_reason
reason_of (const json_t *object)
{
  static const struct {
    const char *word;
    enh_supervisor_reason reason;
  } reasons[] = {
    { "no-device", ENH_REASON_NO_DEVICE },
    { "busy", ENH_REASON_BUSY },
    { "refused-rate", ENH_REASON_RATE },
    { "loudspeaker", ENH_REASON_LOUDSPEAKER },
    { "server", ENH_REASON_SERVER_LOST },
    { "stalled", ENH_REASON_SERVER_HUNG },
    { "input-lost", ENH_REASON_INPUT_LOST },
    { "output-lost", ENH_REASON_OUTPUT_LOST },
    { "failed", ENH_REASON_GAVE_UP },
  };
  const char *word = text_of (object, "reason");

  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; ++i)
    if (strcmp (word, reasons[i].word) == 0)
      return reasons[i].reason;
  return ENH_REASON_DIED;
}

static void
read_object (enh__child_event *event, const json_t *object)
{
  static const struct {
    const char *word;
    enh__child_kind kind;
  } kinds[] = {
    { "status", ENH__CHILD_STATUS },   { "hello", ENH__CHILD_HELLO },
    { "started", ENH__CHILD_STARTED }, { "warning", ENH__CHILD_WARNING },
    { "delay", ENH__CHILD_DELAY },     { "ok", ENH__CHILD_OK },
    { "error", ENH__CHILD_ERROR },     { "lost", ENH__CHILD_LOST },
    { "bye", ENH__CHILD_BYE },
  };
  const char *word = text_of (object, "event");

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    if (strcmp (word, kinds[i].word) == 0)
      event->kind = kinds[i].kind;

  enh__text_copy (event->text, sizeof event->text, text_of (object, "message"));
  switch (event->kind)
    {
    case ENH__CHILD_HELLO:
      event->protocol = (int) small_count_of (object, "protocol");
      break;
    case ENH__CHILD_STARTED:
      read_device (&event->device[ENH_DIRECTION_INPUT],
                   json_object_get (object, "input"));
      read_device (&event->device[ENH_DIRECTION_OUTPUT],
                   json_object_get (object, "output"));
      read_facts (&event->status, object);
      break;
    case ENH__CHILD_STATUS:
      read_status (&event->status, object);
      break;
    case ENH__CHILD_WARNING:
      read_warning (event, object);
      break;
    case ENH__CHILD_DELAY:
      event->delay_ms = number_of (object, "ms", 0.0);
      event->confidence = number_of (object, "confidence", 0.0);
      break;
    case ENH__CHILD_LOST:
      event->reason = reason_of (object);
      break;
    case ENH__CHILD_NONSENSE:
    case ENH__CHILD_OK:
    case ENH__CHILD_ERROR:
    case ENH__CHILD_BYE:
    default:
      break;
    }
}

void
enh__child_event_read (enh__child_event *event, const char *line)
{
  json_t *object = json_loads (line, JSON_REJECT_DUPLICATES, NULL);

  memset (event, 0, sizeof *event);
  if (json_is_object (object))
    read_object (event, object);
  json_decref (object);
}

/* --- Devices ------------------------------------------------------------- */

static enh_status
add_device (enh_device_list *list, const json_t *row)
{
  enh_supervisor_device device = ENH_SUPERVISOR_DEVICE_INIT;

  read_device (&device, row);
  const enh_device_info info = { 0,
                                 device.name,
                                 device.backend,
                                 device.kind,
                                 small_count_of (row, "inputs"),
                                 small_count_of (row, "outputs"),
                                 number_of (row, "sample_rate", 0.0),
                                 truth_of (row, "default_input"),
                                 truth_of (row, "default_output") };
  return enh__device_list_add (list, &info, -1);
}

static void
read_target (enh_device_target *target, const json_t *object)
{
  enh__text_copy (target->name, sizeof target->name, text_of (object, "name"));
  enh__text_copy (target->text, sizeof target->text, text_of (object, "text"));
  target->kind = kind_of (object);
}

static enh_status
add_row (enh_device_list *list, enh__child_targets *targets, const json_t *row)
{
  const json_t *both = json_object_get (row, "targets");

  if (!json_is_object (row))
    return ENH_OK;
  if (!both)
    return add_device (list, row);
  targets->hangs = json_is_false (both);
  if (json_is_object (both))
    {
      targets->known = 1;
      read_target (&targets->side[ENH_DIRECTION_INPUT],
                   json_object_get (both, "input"));
      read_target (&targets->side[ENH_DIRECTION_OUTPUT],
                   json_object_get (both, "output"));
    }
  return ENH_OK;
}

enh_device_list *
enh__child_devices_read (const char *text, size_t length,
                         enh__child_targets *targets)
{
  json_t *rows = json_loadb (text, length, 0, NULL);
  enh_device_list *list = json_is_array (rows) ? enh__device_list_new () : NULL;
  enh_status status = ENH_OK;

  memset (targets, 0, sizeof *targets);
  for (size_t i = 0; list && i < json_array_size (rows) && i < DEVICES_MAX
                     && status == ENH_OK;
       ++i)
    status = add_row (list, targets, json_array_get (rows, i));
  json_decref (rows);
  if (status != ENH_OK)
    {
      enh_device_list_destroy (list);
      return NULL;
    }
  return list;
}
