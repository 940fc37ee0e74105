/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "report/schema.h"

#include "bench.h"

#include <string.h>

enum { TEXT, WHOLE, NUMBER };

/* Fixed fields. Any other field is a figure with its unit in the name, or text
   that describes the case. */
static const struct {
  const char *name;
  int type;
  bool always;
} fields[] = {
  { "schema", WHOLE, true },    { "version", TEXT, true },
  { "commit", TEXT, true },     { "compiler", TEXT, true },
  { "flags", TEXT, true },      { "cpu", TEXT, true },
  { "cores", WHOLE, true },     { "governor", TEXT, true },
  { "os", TEXT, true },         { "load_average", NUMBER, false },
  { "kind", TEXT, true },       { "command", TEXT, true },
  { "metric", TEXT, true },     { "subject", TEXT, true },
  { "what", TEXT, true },       { "unit", TEXT, true },
  { "value", NUMBER, false },   { "relation", TEXT, false },
  { "bar", NUMBER, false },     { "rule", NUMBER, false },
  { "rule_from", TEXT, false }, { "rule_met", TEXT, false },
  { "verdict", TEXT, false },   { "reason", TEXT, false },
};
enum { FIELDS = sizeof fields / sizeof *fields };

static const char *const verdicts[] = { "PASS", "FAIL", "NOT MEASURED" };

static bool
is_of_type (const json_t *value, int type)
{
  return type == TEXT    ? json_is_string (value)
         : type == WHOLE ? json_is_integer (value)
                         : json_is_number (value);
}

static bool
is_verdict (const char *word)
{
  for (size_t i = 0; word && i < sizeof verdicts / sizeof *verdicts; ++i)
    if (!strcmp (word, verdicts[i]))
      return true;
  return false;
}

/* A row has a verdict and its limits; a figure has neither. */
static char *
verdict_fault (const json_t *record)
{
  const char *kind = json_string_value (json_object_get (record, "kind"));
  const char *verdict = json_string_value (json_object_get (record, "verdict"));

  if (!strcmp (kind, "figure"))
    return verdict ? bench_text ("a figure has a verdict") : NULL;
  if (strcmp (kind, "row"))
    return bench_text ("kind is neither row nor figure");
  if (!is_verdict (verdict))
    return bench_text ("a row has no known verdict");
  if (!json_object_get (record, "bar") || !json_object_get (record, "relation"))
    return bench_text ("a row has no bar");
  if (!strcmp (verdict, "NOT MEASURED") && !json_object_get (record, "reason"))
    return bench_text ("a row was not measured and has no reason");
  if (strcmp (verdict, "NOT MEASURED") && !json_object_get (record, "value"))
    return bench_text ("a row has a verdict and no value");
  return NULL;
}

static char *
record_fault (const json_t *record)
{
  const char *key;
  json_t *value;

  if (!json_is_object (record))
    return bench_text ("it is not an object");
  for (size_t f = 0; f < FIELDS; ++f)
    {
      const json_t *field = json_object_get (record, fields[f].name);
      if (!field && fields[f].always)
        return bench_text ("it has no %s", fields[f].name);
      if (field && !is_of_type (field, fields[f].type))
        return bench_text ("%s is of the wrong type", fields[f].name);
    }
  if (json_integer_value (json_object_get (record, "schema")) != BENCH_SCHEMA)
    return bench_text ("its schema is not %d", BENCH_SCHEMA);
  json_object_foreach (
    (json_t *) (uintptr_t) record, key,
    value) if (!json_is_number (value)
               && !json_is_string (value)) return bench_text ("%s is not flat",
                                                              key);
  return verdict_fault (record);
}

char *
schema_fault (const json_t *records)
{
  if (!json_is_array (records))
    return bench_text ("it is not an array of records");
  for (size_t i = 0; i < json_array_size (records); ++i)
    {
      char *fault = record_fault (json_array_get (records, i));
      if (fault)
        {
          char *text = bench_text ("record %zu: %s", i + 1, fault);
          free (fault);
          return text;
        }
    }
  return NULL;
}
