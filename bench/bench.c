/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance-bench: measures, prints, and passes no verdict yet. */

#include "bench.h"
#include "report.h"

#include <enhance/version.h>

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double least_duration_s = 0.1;
static const double most_duration_s = 600.0;
static const double default_duration_s = 2.0;

/* Named in the manual, and coming. */
static const char *const later[]
  = { "latency", "quality", "acoustics", "soak", "all" };

static const char help[]
  = "Usage: enhance-bench speed [--duration SECONDS] [--json FILE]\n"
    "\n"
    "Measure what the signal chain costs on this machine.\n"
    "\n"
    "  speed                nanoseconds a sample, and time of a call against\n"
    "                       the time of its block\n"
    "      --duration S     sound a repeat, 0.1 to 600 seconds [2]\n"
    "      --json FILE      write a flat record for each row as well\n"
    "      --help           print this\n"
    "      --version        print the version\n";

void
bench_error (const char *format, ...)
{
  va_list arguments;

  fputs ("enhance-bench: ", stderr);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
}

static int
is_in (const char *word, const char *const *list, size_t count)
{
  for (size_t i = 0; i < count; ++i)
    if (!strcmp (word, list[i]))
      return 1;
  return 0;
}

static int
read_duration (const char *text, double *seconds)
{
  char *end = NULL;
  const double value = strtod (text, &end);

  if (end == text || *end || !(value >= least_duration_s)
      || !(value <= most_duration_s))
    {
      bench_error ("--duration %s: no number from %g to %g: give seconds, like "
                   "2",
                   text, least_duration_s, most_duration_s);
      return -1;
    }
  *seconds = value;
  return 0;
}

/* Flush what was printed; a full disk or a closed pipe is no success. */
static bench_exit
finish (bench_exit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  bench_error ("standard output: cannot be written: is the disk full?");
  return status == BENCH_DONE ? BENCH_FILE : status;
}

static bench_exit
run (const char *command, const bench_options *options)
{
  if (is_in (command, later, sizeof later / sizeof *later))
    {
      bench_error ("%s: not in this version: only speed is", command);
      return BENCH_USAGE;
    }
  if (strcmp (command, "speed"))
    {
      bench_error ("%s: no such command: see enhance-bench --help", command);
      return BENCH_USAGE;
    }
  if (options->json)
    {
      const bench_exit status = report_check (options->json);
      if (status != BENCH_DONE)
        return status;
    }
  json_t *records = json_array ();
  bench_exit status = case_speed (options, records);
  if (status == BENCH_DONE && options->json)
    status = report_write (options->json, records);
  json_decref (records);
  return status;
}

int
main (int argc, char **argv)
{
  enum {
    OPTION_HELP = 256,
    OPTION_VERSION,
    OPTION_DURATION,
    OPTION_JSON,
    OPTION_LATER
  };
  static const struct option known[]
    = { { "help", no_argument, NULL, OPTION_HELP },
        { "version", no_argument, NULL, OPTION_VERSION },
        { "duration", required_argument, NULL, OPTION_DURATION },
        { "json", required_argument, NULL, OPTION_JSON },
        { "html", required_argument, NULL, OPTION_LATER },
        { "limit-ms", required_argument, NULL, OPTION_LATER },
        { "corpus", required_argument, NULL, OPTION_LATER },
        { "virtual", no_argument, NULL, OPTION_LATER },
        { NULL, 0, NULL, 0 } };
  bench_options options = { default_duration_s, NULL };

  /* getopt's own words do not say what to do. */
  opterr = 0;
  for (;;)
    {
      int which = 0;
      const int found = getopt_long (argc, argv, "", known, &which);

      if (found < 0)
        break;
      switch (found)
        {
        case OPTION_HELP:
          fputs (help, stdout);
          return finish (BENCH_DONE);
        case OPTION_VERSION:
          printf ("enhance-bench %s\n", enh_version ());
          return finish (BENCH_DONE);
        case OPTION_DURATION:
          if (read_duration (optarg, &options.duration_s) != 0)
            return BENCH_USAGE;
          break;
        case OPTION_JSON:
          options.json = optarg;
          break;
        case OPTION_LATER:
          bench_error ("--%s: not in this version: leave it out",
                       known[which].name);
          return BENCH_USAGE;
        default:
          bench_error ("%s: no such option, or its value is missing: see "
                       "enhance-bench --help",
                       argv[optind - 1]);
          return BENCH_USAGE;
        }
    }
  if (argc - optind != 1)
    {
      bench_error ("%s: say what to measure: enhance-bench speed",
                   argc == optind ? "no command" : "more than one command");
      return BENCH_USAGE;
    }
  return finish (run (argv[optind], &options));
}
