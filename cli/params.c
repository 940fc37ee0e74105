/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance params: the library's table of parameters. */

#include "commands.h"
#include "number.h"
#include "options.h"
#include "table.h"

#include <enhance/param.h>

#include <jansson.h>
#include <stdio.h>

static const options_command about = {
  .name = "params",
  .summary = "List every parameter: name, unit, minimum, maximum, default, "
             "meaning.",
};

static void
print_table (void)
{
  static const char *const titles[]
    = { "NAME", "UNIT", ">MINIMUM", ">MAXIMUM", ">DEFAULT", "MEANING", NULL };
  char low[NUMBER_TEXT_BYTES], high[NUMBER_TEXT_BYTES];
  char usual[NUMBER_TEXT_BYTES];
  const enh_param_info *info;
  cli_table *list = table_new (titles);

  for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
    {
      table_add (list, "%s", info->name);
      table_add (list, "%s", info->unit);
      table_add (list, "%s", number_format (info->minimum, low));
      table_add (list, "%s", number_format (info->maximum, high));
      table_add (list, "%s", number_format (info->default_ear, usual));
      table_add (list, "%s", info->meaning);
    }
  table_print (list);
  for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
    if (options_file_default (info) != info->default_ear)
      printf ("enhance file: the default of %s is %s\n", info->name,
              number_format (options_file_default (info), usual));
}

/* The shortest decimal that reads back as the same float: 0.1f becomes 0.1. */
static json_t *
number (float value)
{
  char text[NUMBER_TEXT_BYTES];

  return json_real (g_ascii_strtod (number_format (value, text), NULL));
}

static void
print_json (void)
{
  const enh_param_info *info;
  json_t *list = json_array ();

  for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
    {
      json_t *item = json_object ();

      json_object_set_new (item, "name", json_string (info->name));
      json_object_set_new (item, "unit", json_string (info->unit));
      json_object_set_new (item, "minimum", number (info->minimum));
      json_object_set_new (item, "maximum", number (info->maximum));
      json_object_set_new (item, "default", number (info->default_ear));
      json_object_set_new (item, "default_file",
                           number (options_file_default (info)));
      json_object_set_new (item, "switch", json_boolean (info->is_switch));
      json_object_set_new (item, "meaning", json_string (info->meaning));
      json_array_append_new (list, item);
    }
  json_dumpf (list, stdout, JSON_INDENT (2));
  putchar ('\n');
  json_decref (list);
}

report_exit
params_command (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry own[]
    = { { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &json,
          "Print a JSON array", NULL },
        { 0 } };
  cli_options options;
  report_exit status;

  if (!options_parse (&options, &about, own, argc, argv, &status))
    return status;
  if (json)
    print_json ();
  else
    print_table ();
  options_clear (&options);
  return status;
}
