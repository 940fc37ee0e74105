/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* control_json check | names | list EVENT FIELD   < EVENTS

   For a test script: standard input must hold events of `enhance live
   --control`, a JSON object a line and nothing more.

     check   every event has all its fields, each of the right kind, and `hello`
             comes first and once
     names   the events' names, a line each
     list    FIELD of each such event, a line each: "a.b" goes into objects */

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer than any event. */
enum { LINE_BYTES = 65536 };

/* Kinds: s text, S text or null, b boolean, o object, n number of 0 or more,
   N the same or null, d any number, D any number or null, l levels: one or two
   numbers. */
typedef struct field {
  const char *event;
  const char *name;
  char kind;
} field;

static const field fields[] = {
  { "hello", "protocol", 'n' },
  { "hello", "version", 's' },
  { "started", "input", 'o' },
  { "started", "output", 'o' },
  { "started", "input.name", 's' },
  { "started", "input.backend", 's' },
  { "started", "input.kind", 's' },
  { "started", "output.name", 's' },
  { "started", "output.backend", 's' },
  { "started", "output.kind", 's' },
  { "started", "sample_rate", 'n' },
  { "started", "period", 'n' },
  { "started", "inputs", 'n' },
  { "started", "outputs", 'n' },
  { "started", "delay_algorithm_ms", 'n' },
  { "status", "heartbeat", 'n' },
  { "status", "frames", 'n' },
  { "status", "period", 'n' },
  { "status", "xruns", 'n' },
  { "status", "input_dbfs", 'l' },
  { "status", "output_dbfs", 'l' },
  { "status", "noise_db", 'd' },
  { "status", "reduction_db", 'n' },
  { "status", "limiter_db", 'n' },
  { "status", "clatter_db", 'n' },
  { "status", "howl_reduction_db", 'N' },
  { "status", "dose_percent", 'N' },
  { "status", "dose_percent_per_hour", 'N' },
  { "status", "delay_ms", 'N' },
  { "status", "delay_algorithm_ms", 'n' },
  { "status", "two_clocks", 'b' },
  { "status", "drift_ppm", 'd' },
  { "status", "resyncs", 'n' },
  { "status", "load_p50", 'n' },
  { "status", "load_p99", 'n' },
  { "status", "load_max", 'n' },
  { "status", "muted", 'b' },
  { "status", "events_dropped", 'n' },
  { "ok", "command", 's' },
  { "error", "command", 'S' },
  { "error", "message", 's' },
  { "warning", "kind", 's' },
  { "warning", "message", 's' },
  { "delay", "ms", 'N' },
  { "delay", "loop_ms", 'N' },
  { "delay", "confidence", 'n' },
  { "lost", "reason", 's' },
  { "lost", "message", 's' },
  { "bye", "event", 's' },
};
static const size_t field_count = sizeof fields / sizeof *fields;

static const json_t *
find (const json_t *event, const char *path)
{
  const char *dot = strchr (path, '.');
  char first[64];

  if (!dot)
    return json_object_get (event, path);
  if ((size_t) (dot - path) >= sizeof first)
    return NULL;
  memcpy (first, path, (size_t) (dot - path));
  first[dot - path] = '\0';
  return find (json_object_get (event, first), dot + 1);
}

static int
is_level (const json_t *value)
{
  return json_is_number (value) && json_number_value (value) >= -200.0
         && json_number_value (value) <= 60.0;
}

static int
is_kind (const json_t *value, char kind)
{
  switch (kind)
    {
    case 's':
      return json_is_string (value) && *json_string_value (value);
    case 'S':
      return json_is_null (value) || is_kind (value, 's');
    case 'b':
      return json_is_boolean (value);
    case 'o':
      return json_is_object (value);
    case 'n':
      return json_is_number (value) && json_number_value (value) >= 0.0
             && isfinite (json_number_value (value));
    case 'N':
      return json_is_null (value) || is_kind (value, 'n');
    case 'd':
      return json_is_number (value) && isfinite (json_number_value (value));
    case 'l':
      return json_is_array (value)
             && (json_array_size (value) == 1 || json_array_size (value) == 2)
             && is_level (json_array_get (value, 0))
             && is_level (json_array_get (value, json_array_size (value) - 1));
    default:
      return 0;
    }
}

static int
check (const json_t *event, const char *name, unsigned long number)
{
  int known = 0;

  if ((number == 1) != !strcmp (name, "hello"))
    {
      printf ("line %lu: hello is the first event, and only that: %s\n", number,
              name);
      return 1;
    }
  for (size_t i = 0; i < field_count; ++i)
    if (!strcmp (fields[i].event, name))
      {
        known = 1;
        if (!is_kind (find (event, fields[i].name), fields[i].kind))
          {
            printf ("line %lu: %s without a %s that is right\n", number, name,
                    fields[i].name);
            return 1;
          }
      }
  if (!known)
    printf ("line %lu: no event is called %s\n", number, name);
  return !known;
}

static void
print (const json_t *value)
{
  if (json_is_string (value))
    puts (json_string_value (value));
  else
    {
      json_dumpf (value, stdout, JSON_ENCODE_ANY | JSON_COMPACT);
      putchar ('\n');
    }
}

int
main (int argc, char **argv)
{
  static char line[LINE_BYTES];
  const char *what = argc > 1 ? argv[1] : "";
  unsigned long number = 0;
  int wrong = 0;

  while (!wrong && fgets (line, sizeof line, stdin))
    {
      json_error_t error;
      json_t *event = json_loads (line, JSON_REJECT_DUPLICATES, &error);
      const char *name = json_string_value (json_object_get (event, "event"));

      ++number;
      if (!name || !strchr (line, '\n'))
        {
          printf ("line %lu is no event: %.200s\n", number, line);
          wrong = 1;
        }
      else if (!strcmp (what, "check"))
        wrong = check (event, name, number);
      else if (!strcmp (what, "names"))
        puts (name);
      else if (!strcmp (what, "list") && argc == 4)
        {
          if (!strcmp (name, argv[2]))
            {
              const json_t *value = find (event, argv[3]);

              if (value)
                print (value);
              else
                puts ("missing");
            }
        }
      else
        wrong = 1;
      json_decref (event);
    }
  if (!number)
    puts ("there are no events");
  return wrong || !number ? EXIT_FAILURE : EXIT_SUCCESS;
}
