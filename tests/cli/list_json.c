/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* list_json FIELD < ARRAY

   For a test script: standard input must be one JSON array of objects and
   nothing more; prints what each of them has as FIELD, a line each. */

#include <jansson.h>
#include <stdio.h>

int
main (int argc, char **argv)
{
  json_error_t error;
  json_t *list = json_loadf (stdin, JSON_REJECT_DUPLICATES, &error);
  json_t *item;
  size_t i;

  if (argc != 2 || !json_is_array (list))
    {
      fprintf (stderr, "list_json: no JSON array: %s\n", error.text);
      return 1;
    }
  json_array_foreach (list, i, item)
  {
    json_t *field = json_object_get (item, argv[1]);

    if (!field)
      {
        fprintf (stderr, "list_json: item %zu has no %s\n", i, argv[1]);
        return 1;
      }
    if (json_is_string (field))
      puts (json_string_value (field));
    else
      {
        json_dumpf (field, stdout, JSON_ENCODE_ANY);
        putchar ('\n');
      }
  }
  json_decref (list);
  return 0;
}
