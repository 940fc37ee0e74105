/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Compares two files of records: what got worse by more than a threshold, what
   fails now, and what is missing. */

#include "bench.h"
#include "report/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *
read_records (const char *path)
{
  json_error_t error;
  json_t *records = json_load_file (path, 0, &error);
  char *fault = NULL;

  if (!records)
    {
      bench_error ("cannot read %s: %s; give a file written by --json", path,
                   error.text);
      return NULL;
    }
  fault = schema_fault (records);
  if (!fault)
    return records;
  bench_error ("%s: %s; give a file written by --json of this version", path,
               fault);
  free (fault);
  json_decref (records);
  return NULL;
}

static const char *
text_of (const json_t *record, const char *field)
{
  const char *text = json_string_value (json_object_get (record, field));

  return text ? text : "";
}

static bool
is_same (const json_t *one, const json_t *other)
{
  return !strcmp (text_of (one, "command"), text_of (other, "command"))
         && !strcmp (text_of (one, "metric"), text_of (other, "metric"))
         && !strcmp (text_of (one, "subject"), text_of (other, "subject"));
}

static const json_t *
find (const json_t *records, const json_t *like)
{
  for (size_t i = 0; i < json_array_size (records); ++i)
    if (is_same (json_array_get (records, i), like))
      return json_array_get (records, i);
  return NULL;
}

/* Measurement uncertainty by unit: smaller changes do not count. */
static double
least_change (const char *unit)
{
  static const struct {
    const char *unit;
    double change;
  } least[] = { { "dB", 0.1 },
                { "dB SPL", 0.1 },
                { "ms", 0.05 },
                { "", 0.003 },
                { "Hz", 1.0 },
                { "ms/h", 0.2 },
                { "1/min", 1.0 },
                { "kB", 256.0 },
                { "frames", 0.5 },
                /* One late call of a thousand is the machine's. */
                { "% of the period", 50.0 },
                { "% of the block", 2.0 } };

  for (size_t i = 0; i < sizeof least / sizeof *least; ++i)
    if (!strcmp (least[i].unit, unit))
      return least[i].change;
  return 0.0;
}

/* What a record's own repeats lay apart, where it tells: fields that end in
   _low and _high. */
static double
spread_of (const json_t *record)
{
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) (uintptr_t) record, key, value)
  {
    const size_t length = strlen (key);
    char name[80];
    if (length < 5 || length >= sizeof name
        || strcmp (key + length - 4, "_low"))
      continue;
    (void) snprintf (name, sizeof name, "%.*s_high", (int) (length - 4), key);
    const json_t *high = json_object_get (record, name);
    if (high && json_is_number (value))
      return fabs (json_number_value (high) - json_number_value (value));
  }
  return 0.0;
}

/* How much worse it got; 0 or less: not worse. Only rows have a direction;
   figures are not judged. */
static double
worse_by (const json_t *before, const json_t *after)
{
  const double was = json_number_value (json_object_get (before, "value"));
  const double is = json_number_value (json_object_get (after, "value"));

  return strcmp (text_of (before, "relation"), "at least") ? is - was
                                                           : was - is;
}

static void
tell (const json_t *row, const char *how)
{
  printf ("%-16s %s: %s%s%s", how, text_of (row, "command"),
          text_of (row, "what"), *text_of (row, "subject") ? ", " : "",
          text_of (row, "subject"));
}

/* 1: a regression. */
static int
judge (const json_t *before, const json_t *after, double threshold)
{
  const char *was = text_of (before, "verdict");
  const char *is = text_of (after, "verdict");
  const json_t *old = json_object_get (before, "value");
  const json_t *new = json_object_get (after, "value");

  if (!strcmp (was, "PASS") && !strcmp (is, "FAIL"))
    {
      tell (after, "FAILS NOW");
      printf (": %g, then %g %s\n", json_number_value (old),
              json_number_value (new), text_of (after, "unit"));
      return 1;
    }
  if (!old || !new)
    return 0;
  /* Two runs of one build differ by what each of them was unsure of. */
  const double most
    = fmax (fmax (fabs (json_number_value (old)) * threshold / 100.0,
                  least_change (text_of (before, "unit"))),
            spread_of (before) + spread_of (after));
  if (worse_by (before, after) <= most)
    return 0;
  tell (after, "WORSE");
  printf (": %g, then %g %s\n", json_number_value (old),
          json_number_value (new), text_of (after, "unit"));
  return 1;
}

bench_exit
bench_compare (const char *before, const char *after, double threshold)
{
  json_t *old = read_records (before);
  json_t *new = old ? read_records (after) : NULL;
  unsigned compared = 0;
  unsigned worse = 0;
  unsigned missing = 0;

  if (!new)
    {
      json_decref (old);
      return BENCH_FILE;
    }
  printf (
    "worse: by more than %g %% of the earlier figure, and by more than the "
    "measurement uncertainty\n",
    threshold);
  for (size_t i = 0; i < json_array_size (old); ++i)
    {
      const json_t *row = json_array_get (old, i);
      const json_t *now = find (new, row);
      if (strcmp (text_of (row, "kind"), "row"))
        continue;
      if (!json_object_get (row, "value"))
        continue;
      if (!now || !json_object_get (now, "value"))
        {
          tell (row, "NOT MEASURED");
          printf (": %s\n",
                  now ? text_of (now, "reason") : "row no longer present");
          ++missing;
          continue;
        }
      ++compared;
      worse += (unsigned) judge (row, now, threshold);
    }
  const bench_exit status = worse                  ? BENCH_FAILED
                            : missing || !compared ? BENCH_NOT_MEASURED
                                                   : BENCH_DONE;
  printf ("%s: %u rows compared, %u worse, %u no longer measured\n",
          status == BENCH_DONE     ? "PASS"
          : status == BENCH_FAILED ? "FAIL"
                                   : "NOT MEASURED",
          compared, worse, missing);
  json_decref (old);
  json_decref (new);
  return status;
}
