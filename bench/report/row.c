/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Rows: judge, print and record them. */

#include "bench.h"
#include "common.h"
#include "machine.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From here on, others change what is measured. */
static const double busy_share = 0.15;

static bool
is_busy (const bench *run)
{
  return run->others > busy_share * machine_cores ();
}

void
bench_begin (bench *run, const char *command, const char *heading)
{
  run->command = command;
  run->others = machine_others ();
  printf ("%s%s: %s\n\n", json_array_size (run->records) ? "\n" : "", command,
          heading);
  if (is_busy (run))
    bench_note (
      "this machine is busy: other programs use %.1f of its %u cores; "
      "figures of time are not those of an idle one",
      run->others, machine_cores ());
  fflush (stdout);
}

const char *
bench_number (char text[static 32], double value)
{
  const double size = fabs (value);
  const int digits = size >= 1000.0  ? 0
                     : size >= 100.0 ? 1
                     : size >= 10.0  ? 2
                     : size >= 1.0   ? 3
                                     : 4;

  if (!isfinite (value))
    {
      (void) snprintf (text, 32, "%s", value < 0.0 ? "-inf" : "inf");
      return text;
    }
  (void) snprintf (text, 32, "%.*f", digits, value);
  if (strchr (text, '.'))
    {
      char *end = text + strlen (text) - 1;
      while (*end == '0')
        *end-- = '\0';
      if (*end == '.')
        *end = '\0';
    }
  if (!strcmp (text, "-0"))
    (void) snprintf (text, 32, "0");
  return text;
}

void
bench_note (const char *format, ...)
{
  va_list arguments;

  fputs ("              ", stdout);
  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
  fflush (stdout);
}

static const char *
sign (bench_relation relation)
{
  return relation == BENCH_AT_LEAST ? ">=" : "<=";
}

static bool
holds (double value, bench_relation relation, double bar)
{
  return relation == BENCH_AT_LEAST ? value >= bar : value <= bar;
}

static const char *
judge (bench *run, const bench_row *row)
{
  if (row->relation == BENCH_SHOWN)
    return NULL;
  /* Minus infinity decibels is silence, a valid figure. */
  if (isnan (row->value))
    {
      ++run->not_measured;
      return "NOT MEASURED";
    }
  if (holds (row->value, row->relation, row->bar))
    {
      ++run->passed;
      return "PASS";
    }
  ++run->failed;
  return "FAIL";
}

static void
print_row (const bench_row *row, const char *verdict)
{
  char what[120];
  char value[60] = "-";
  char bar[60] = "";
  char rule[100] = "";
  char number[32];

  (void) snprintf (what, sizeof what, "%s%s%s", row->what,
                   row->subject && *row->subject ? ", " : "",
                   row->subject ? row->subject : "");
  if (!isnan (row->value))
    (void) snprintf (value, sizeof value, "%s %s",
                     bench_number (number, row->value), row->unit);
  if (row->relation != BENCH_SHOWN)
    (void) snprintf (bar, sizeof bar, "bar %s %s", sign (row->relation),
                     bench_number (number, row->bar));
  if (!isnan (row->rule))
    (void) snprintf (rule, sizeof rule, "rule %s %s%s", sign (row->relation),
                     bench_number (number, row->rule),
                     isnan (row->value) ? ""
                     : holds (row->value, row->relation, row->rule)
                       ? ", met"
                       : ", not met");
  printf ("%-12s  %-66s %20s  %-14s %s%s%s\n", verdict ? verdict : "", what,
          value, bar, rule, *rule && row->reason ? "  " : "",
          row->reason ? row->reason : "");
  fflush (stdout);
}

/* JSON has no infinity: silence is written as -999 dB. */
static json_t *
number (double value)
{
  return json_real (isfinite (value) ? value : value < 0.0 ? -999.0 : 999.0);
}

static void
keep (bench *run, const bench_row *row, const char *verdict)
{
  json_t *record = machine_record ();
  int failed = !record;

  failed
    = failed
      || json_object_set_new (record, "kind",
                              json_string (verdict ? "row" : "figure"))
      || json_object_set_new (record, "command", json_string (run->command))
      || json_object_set_new (record, "metric", json_string (row->metric))
      || json_object_set_new (record, "subject",
                              json_string (row->subject ? row->subject : ""))
      || json_object_set_new (record, "what", json_string (row->what))
      || json_object_set_new (record, "unit", json_string (row->unit))
      || json_object_set_new (record, "others_cores", json_real (run->others));
  if (!failed && !isnan (row->value))
    failed = json_object_set_new (record, "value", number (row->value));
  if (!failed && row->relation != BENCH_SHOWN)
    failed = json_object_set_new (record, "relation",
                                  json_string (row->relation == BENCH_AT_LEAST
                                                 ? "at least"
                                                 : "at most"))
             || json_object_set_new (record, "bar", json_real (row->bar))
             || json_object_set_new (record, "verdict", json_string (verdict));
  if (!failed && !isnan (row->rule))
    failed
      = json_object_set_new (record, "rule", json_real (row->rule))
        || json_object_set_new (
          record, "rule_from",
          json_string (row->rule_from ? row->rule_from : ""))
        || (!isnan (row->value)
            && json_object_set_new (
              record, "rule_met",
              json_string (
                holds (row->value, row->relation, row->rule) ? "yes" : "no")));
  if (!failed && row->reason)
    failed = json_object_set_new (record, "reason", json_string (row->reason));
  if (!failed && row->more)
    failed = json_object_update (record, row->more);
  if (failed || json_array_append_new (run->records, record))
    bench_no_memory ();
  json_decref (row->more);
}

/* What to do about a row that failed. */
static const char *
advice_for (const bench *run, const bench_row *row)
{
  static const struct {
    const char *command;
    const char *advice;
  } all[] = {
    { "latency",
      "ask for a shorter period, use a headset with a wire, and on a "
      "desktop PipeWire or JACK; close other programs" },
    { "speed", "close other programs and plug the computer in; if it stays, "
               "take a faster computer" },
    { "quality", "compare with the figures of docs/benchmarks.md, and report "
                 "the difference" },
    { "acoustics", "report it with this page: the library is at fault, not the "
                   "computer" },
    { "soak", "report it with this page and the seed: the library is at fault, "
              "not the computer" },
  };

  if (row->advice)
    return row->advice;
  for (size_t i = 0; i < sizeof all / sizeof *all; ++i)
    if (!strcmp (all[i].command, run->command))
      return all[i].advice;
  return NULL;
}

void
bench_add (bench *run, const bench_row *row)
{
  bench_row now = *row;
  char reason[400];
  char number[32];

  if (now.is_time && now.relation != BENCH_SHOWN && is_busy (run)
      && !isnan (now.value) && !holds (now.value, now.relation, now.bar))
    {
      (void) snprintf (reason, sizeof reason,
                       "%s %s, while other programs used %.1f of %u cores: "
                       "close them and measure again; %s",
                       bench_number (number, now.value), now.unit, run->others,
                       machine_cores (), now.reason ? now.reason : "");
      now.reason = reason;
      now.value = NAN;
    }
  const char *verdict = judge (run, &now);
  if (verdict && !strcmp (verdict, "FAIL"))
    {
      if (!now.more)
        now.more = json_object ();
      if (json_object_set_new (now.more, "advice",
                               json_string (advice_for (run, &now))))
        bench_no_memory ();
    }
  print_row (&now, verdict);
  keep (run, &now, verdict);
}

void
bench_keep (bench *run, const bench_row *row)
{
  keep (run, row, NULL);
}

static char *
copy (const char *text)
{
  return bench_text ("%s", text ? text : "");
}

bench_plot *
bench_plot_begin (bench *run, bench_plot_kind kind, const char *title,
                  const char *note, const char *x_name, const char *y_name)
{
  bench_plot *plots
    = realloc (run->plots, (run->plot_count + 1) * sizeof *plots);

  if (!plots)
    bench_no_memory ();
  run->plots = plots;
  bench_plot *plot = &plots[run->plot_count++];
  memset (plot, 0, sizeof *plot);
  plot->kind = kind;
  plot->command = copy (run->command);
  plot->title = copy (title);
  plot->note = copy (note);
  plot->x_name = copy (x_name);
  plot->y_name = copy (y_name);
  plot->mark = plot->mark2 = NAN;
  return plot;
}

void
bench_plot_add (bench_plot *plot, const char *name, const double *x,
                const double *y, size_t count)
{
  bench_series *series
    = realloc (plot->series, (plot->count + 1) * sizeof *series);

  if (!series)
    bench_no_memory ();
  plot->series = series;
  bench_series *one = &series[plot->count++];
  one->name = copy (name);
  one->count = count;
  one->x = bench_zeros (count, sizeof *one->x);
  one->y = bench_zeros (count, sizeof *one->y);
  memcpy (one->x, x, count * sizeof *x);
  memcpy (one->y, y, count * sizeof *y);
}

void
bench_plots_free (bench *run)
{
  for (size_t p = 0; p < run->plot_count; ++p)
    {
      bench_plot *plot = &run->plots[p];
      for (size_t s = 0; s < plot->count; ++s)
        {
          free (plot->series[s].name);
          free (plot->series[s].x);
          free (plot->series[s].y);
        }
      free (plot->series);
      free (plot->command);
      free (plot->title);
      free (plot->note);
      free (plot->x_name);
      free (plot->y_name);
      free (plot->image);
    }
  free (run->plots);
  run->plots = NULL;
  run->plot_count = 0;
}
