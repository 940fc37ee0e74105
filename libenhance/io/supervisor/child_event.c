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
small_of (const json_t *object, const char *key)
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

/* One for each type of the protocol's fields. */
#define READ_count(field) status->field = count_of (object, #field)
#define READ_small(field) status->field = small_of (object, #field)
#define READ_number(field) status->field = number_of (object, #field, 0.0)
#define READ_delay(field) READ_number (field)
#define READ_single(field) \
  status->field = (float) number_of (object, #field, 0.0)
#define READ_level(field) \
  status->field = (float) number_of (object, #field, -200.0)
#define READ(type, field) READ_##type (field);
#define READ_LEVELS(channels, field) \
  read_levels (status->field, json_object_get (object, #field));

static void
read_facts (enh_supervisor_status *status, const json_t *object)
{
  ENH_PROTOCOL_FACTS (READ)
}

static void
read_status (enh_supervisor_status *status, const json_t *object)
{
  read_facts (status, object);
  ENH_PROTOCOL_STATUS (READ)
  ENH_PROTOCOL_METERS (READ)
  ENH_PROTOCOL_LEVELS (READ_LEVELS)
  status->muted = truth_of (object, "muted");
}

static void
read_warning (enh__child_event *event, const json_t *object)
{
  const char *word = text_of (object, "kind");

#define ROW(name, kind, key)                       \
  if (strcmp (word, kind) == 0)                    \
    {                                              \
      event->warning = ENH_WARNING_##name;         \
      event->value = number_of (object, key, 0.0); \
    }
  ENH_PROTOCOL_WARNINGS (ROW)
#undef ROW
}

static enh_supervisor_reason
reason_of (const json_t *object)
{
  const char *word = text_of (object, "reason");

#define ROW(name, reason)         \
  if (strcmp (word, reason) == 0) \
    return ENH_REASON_##name;
  ENH_PROTOCOL_REASONS (ROW)
#undef ROW
  return ENH_REASON_DIED;
}

static enh_supervisor_refusal
refusal_of (const json_t *object)
{
  const char *word = text_of (object, "command");

#define ROW(name, command, refused) \
  if (strcmp (word, command) == 0)  \
    return ENH_REFUSED_##refused;
  ENH_PROTOCOL_COMMANDS (ROW)
#undef ROW
  return ENH_REFUSED_OTHER;
}

static void
read_object (enh__child_event *event, const json_t *object)
{
  const char *word = text_of (object, "event");

#define ROW(name, kind_word)         \
  if (strcmp (word, kind_word) == 0) \
    event->kind = ENH__CHILD_##name;
  ENH_PROTOCOL_EVENTS (ROW)
#undef ROW

  enh__text_copy (event->text, sizeof event->text, text_of (object, "message"));
  switch (event->kind)
    {
    case ENH__CHILD_HELLO:
      event->protocol = (int) small_of (object, "protocol");
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
      event->confidence
        = fmin (fmax (number_of (object, "confidence", 0.0), 0.0), 1.0);
      break;
    case ENH__CHILD_LOST:
      event->reason = reason_of (object);
      event->exit_status = (int) small_of (object, "status");
      break;
    case ENH__CHILD_ERROR:
      event->refused = refusal_of (object);
      break;
    case ENH__CHILD_NONSENSE:
    case ENH__CHILD_OK:
    case ENH__CHILD_BYE:
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
                                 small_of (row, "inputs"),
                                 small_of (row, "outputs"),
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
