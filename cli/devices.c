/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance devices: the audio devices and which are the defaults. */

#include "commands.h"
#include "options.h"
#include "stop.h"
#include "table.h"

#include <enhance/live.h>

#include <jansson.h>
#include <stdio.h>

/* A sound system that is silent for longer will not answer at all. */
enum { LIST_SECONDS_MAX = 20 };

static const options_command about = {
  .name = "devices",
  .summary = "List the audio devices: number, kind, default for input or "
             "output, channels, rate,\nback end, name.",
  .details = "Choose a device by its number, its name, or a part of its name "
             "that no other has.\n'dummy:FILE' is a sound file in place "
             "of a microphone or a headset.",
};

static const char *
default_mark (const enh_device_info *device)
{
  if (device->default_input)
    return device->default_output ? "in+out" : "in";
  return device->default_output ? "out" : "-";
}

static void
print_table (const enh_device_list *list)
{
  static const char *const titles[] = { ">NO",      "KIND", "DEFAULT",
                                        ">IN",      ">OUT", ">RATE",
                                        "BACK END", "NAME", NULL };
  const enh_device_info *device;
  cli_table *rows;

  if (!enh_device_list_get (list, 0))
    {
      puts ("No audio device was found. Plug in a headset or start the sound "
            "server, and try again; 'dummy:FILE' works without one.");
      return;
    }
  rows = table_new (titles);
  for (uint32_t i = 0; (device = enh_device_list_get (list, i)); ++i)
    {
      table_add (rows, "%u", device->number);
      table_add (rows, "%s", enh_device_kind_name (device->kind));
      table_add (rows, "%s", default_mark (device));
      table_add (rows, "%u", device->inputs);
      table_add (rows, "%u", device->outputs);
      table_add (rows, "%.0f", device->sample_rate);
      table_add (rows, "%s", device->backend);
      table_add (rows, "%s", device->name);
    }
  table_print (rows);
}

static json_t *
text (const char *bytes)
{
  char *valid = g_utf8_make_valid (bytes, -1);
  json_t *made = json_string (valid);

  g_free (valid);
  return made;
}

static json_t *
target_row (const enh_device_target *target)
{
  json_t *row = json_object ();

  json_object_set_new (row, "name", text (target->name));
  json_object_set_new (row, "text", text (target->text));
  json_object_set_new (row, "kind",
                       json_string (enh_device_kind_name (target->kind)));
  return row;
}

/* An extra row for the library's supervisor: the devices behind those that only
   lead to a sound server. */
static void
append_targets (json_t *rows, int process)
{
  enh_device_target input, output;
  json_t *targets = NULL;
  json_t *row = json_object ();
  const enh_status failure
    = enh_device_find_targets (process, &input, &output, NULL);

  /* null: there is no server; false: it does not answer. */
  if (failure)
    targets = failure == ENH_ERR_DEVICE ? json_false () : json_null ();
  else
    {
      targets = json_object ();
      json_object_set_new (targets, "input", target_row (&input));
      json_object_set_new (targets, "output", target_row (&output));
    }
  json_object_set_new (row, "targets", targets);
  json_array_append_new (rows, row);
}

/* NULL as `list`: the targets only. `process` below 0: no targets. */
static void
print_json (const enh_device_list *list, int process)
{
  const enh_device_info *device;
  json_t *rows = json_array ();

  for (uint32_t i = 0; (device = enh_device_list_get (list, i)); ++i)
    {
      json_t *row = json_object ();

      json_object_set_new (row, "number", json_integer (device->number));
      json_object_set_new (row, "name", text (device->name));
      json_object_set_new (row, "backend", text (device->backend));
      json_object_set_new (row, "kind",
                           json_string (enh_device_kind_name (device->kind)));
      json_object_set_new (row, "inputs", json_integer (device->inputs));
      json_object_set_new (row, "outputs", json_integer (device->outputs));
      json_object_set_new (row, "sample_rate", json_real (device->sample_rate));
      json_object_set_new (row, "default_input",
                           json_boolean (device->default_input));
      json_object_set_new (row, "default_output",
                           json_boolean (device->default_output));
      json_array_append_new (rows, row);
    }
  if (process >= 0)
    append_targets (rows, process);
  json_dumpf (rows, stdout, JSON_INDENT (2));
  putchar ('\n');
  json_decref (rows);
}

report_exit
devices_command (int argc, char **argv)
{
  gboolean json = FALSE;
  int process = -1;
  const GOptionEntry own[]
    = { { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &json,
          "Print a JSON array", NULL },
        { "targets", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &process, NULL,
          NULL },
        { 0 } };
  cli_options options;
  report_exit status;
  enh_device_list *list = NULL;
  enh_error error = { "" };
  enh_status failure;

  if (!options_parse (&options, &about, own, argc, argv, &status))
    return status;
  /* With a process and without --json no device is opened. */
  stop_watch (LIST_SECONDS_MAX, REPORT_DEVICE,
              "enhance: the sound system does not answer; restart the sound "
              "server and try again\n");
  failure = json || process < 0 ? enh_device_list_create (&list, &error)
                                : ENH_OK;
  stop_unwatch ();
  if (failure)
    status = report_failure (failure, &error);
  else if (json || process >= 0)
    print_json (list, process);
  else
    print_table (list);
  if (!failure)
    enh_device_list_destroy (list);
  options_clear (&options);
  return status;
}
