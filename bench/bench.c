/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance-bench: measures, compares with stated limits and reports both. */

#include "bench.h"
#include "report/report.h"

#include <enhance/version.h>

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[]
  = "Usage: enhance-bench latency|speed|quality|acoustics|soak|all [OPTIONS]\n"
    "       enhance-bench compare BEFORE.json AFTER.json [--threshold "
    "PERCENT]\n"
    "\n"
    "Measure libenhance on this computer, with PASS or FAIL for each row.\n"
    "\n"
    "  latency              delay of the chain and from microphone to ear, "
    "and\n"
    "                       whether every call meets its deadline\n"
    "  speed                CPU cost of the chain\n"
    "  quality              effect on speech in noise\n"
    "  acoustics            response, compression, distortion, limiter\n"
    "  soak                 random settings and sounds for --duration\n"
    "  all                  all of these\n"
    "  compare              what got worse between two --json files\n"
    "\n"
    "      --duration S     seconds for latency, speed and soak each, 0.1 to\n"
    "                       864000 [60]\n"
    "      --limit-ms N     maximum delay from microphone to ear [20]\n"
    "      --corpus DIR     quality: recordings to mix, or mixtures to use\n"
    "      --virtual        latency: use a private JACK server, no device\n"
    "      --input DEVICE   latency: as for enhance live\n"
    "      --output DEVICE\n"
    "      --loop HOW       latency: how ear and microphone are connected,\n"
    "                       earpiece or cable [earpiece]\n"
    "      --json FILE      write one record per row\n"
    "      --csv FILE       write the same as a table\n"
    "      --html FILE      write a report with plots\n"
    "      --threshold P    compare: smallest change for the worse that "
    "counts,\n"
    "                       in percent [10]\n"
    "      --help           print this help\n"
    "      --version        print the version\n"
    "\n"
    "Exit status: 0 all passed, 1 a row failed, 77 none failed but something\n"
    "could not be measured, 2 wrong usage, 3 a file error, 4 the device was "
    "lost.\n";

typedef struct command {
  const char *name;
  bench_exit (*run) (bench *run);
} command;

static const command commands[] = { { "latency", case_latency },
                                    { "speed", case_speed },
                                    { "quality", case_quality },
                                    { "acoustics", case_acoustics },
                                    { "soak", case_soak } };
enum { COMMANDS = sizeof commands / sizeof *commands };

static int
read_number (const char *option, const char *text, double least, double most,
             double *number)
{
  char *end = NULL;
  const double value = strtod (text, &end);

  if (end == text || *end || !(value >= least) || !(value <= most))
    {
      bench_error ("--%s %s: not a number from %g to %g; give, for example, %g",
                   option, text, least, most, least < 2.0 ? 2.0 : least);
      return -1;
    }
  *number = value;
  return 0;
}

/* Flush standard output. A full disk or a closed pipe is a failure, and outranks
   NOT MEASURED. */
static bench_exit
finish (bench_exit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  bench_error ("cannot write to standard output: is the disk full?");
  return status == BENCH_DONE || status == BENCH_NOT_MEASURED ? BENCH_FILE
                                                              : status;
}

static bench_exit
check_files (const bench_options *options)
{
  bench_exit status = BENCH_DONE;

  if (options->json)
    status = report_check (options->json, "--json");
  if (status == BENCH_DONE && options->csv)
    status = report_check (options->csv, "--csv");
  if (status == BENCH_DONE && options->html)
    status = report_check (options->html, "--html");
  return status;
}

static bench_exit
write_files (const bench *run)
{
  bench_exit status = BENCH_DONE;

  if (run->options.json)
    status = report_json (run);
  if (status == BENCH_DONE && run->options.csv)
    status = report_csv (run);
  if (status == BENCH_DONE && run->options.html)
    status = report_html (run);
  return status;
}

static bench_exit
verdict (const bench *run)
{
  const bench_exit status = run->failed ? BENCH_FAILED
                            : run->not_measured || !run->passed
                              ? BENCH_NOT_MEASURED
                              : BENCH_DONE;

  printf ("\n%s: %u passed, %u failed, %u not measured\n",
          status == BENCH_DONE     ? "PASS"
          : status == BENCH_FAILED ? "FAIL"
                                   : "NOT MEASURED",
          run->passed, run->failed, run->not_measured);
  return status;
}

static bench_exit
measure (const char *name, const bench_options *options)
{
  bench run = { .options = *options };
  bench_exit status = BENCH_USAGE;
  const bool all = !strcmp (name, "all");

  for (size_t i = 0; i < COMMANDS; ++i)
    if (all || !strcmp (name, commands[i].name))
      status = BENCH_DONE;
  if (status != BENCH_DONE)
    {
      bench_error ("unknown command %s; see enhance-bench --help", name);
      return status;
    }
  status = check_files (options);
  if (status != BENCH_DONE)
    return status;
  run.records = json_array ();
  for (size_t i = 0; i < COMMANDS && status == BENCH_DONE; ++i)
    if (all || !strcmp (name, commands[i].name))
      status = commands[i].run (&run);
  if (status == BENCH_DONE)
    {
      status = write_files (&run);
      const bench_exit judged = verdict (&run);
      if (status == BENCH_DONE)
        status = judged;
    }
  json_decref (run.records);
  bench_plots_free (&run);
  return status;
}

static bench_exit
run_words (int count, char **words, const bench_options *options)
{
  if (count && !strcmp (words[0], "compare"))
    {
      if (count == 3)
        return bench_compare (words[1], words[2], options->threshold);
      bench_error ("compare: %d files; give two, BEFORE.json AFTER.json",
                   count - 1);
      return BENCH_USAGE;
    }
  if (count == 1)
    return measure (words[0], options);
  bench_error ("%s; give one, for example enhance-bench all",
               count ? "more than one command" : "no command");
  return BENCH_USAGE;
}

int
main (int argc, char **argv)
{
  enum {
    OPTION_HELP = 256,
    OPTION_VERSION,
    OPTION_DURATION,
    OPTION_LIMIT,
    OPTION_CORPUS,
    OPTION_VIRTUAL,
    OPTION_INPUT,
    OPTION_OUTPUT,
    OPTION_LOOP,
    OPTION_JSON,
    OPTION_CSV,
    OPTION_HTML,
    OPTION_THRESHOLD
  };
  static const struct option known[]
    = { { "help", no_argument, NULL, OPTION_HELP },
        { "version", no_argument, NULL, OPTION_VERSION },
        { "duration", required_argument, NULL, OPTION_DURATION },
        { "limit-ms", required_argument, NULL, OPTION_LIMIT },
        { "corpus", required_argument, NULL, OPTION_CORPUS },
        { "virtual", no_argument, NULL, OPTION_VIRTUAL },
        { "input", required_argument, NULL, OPTION_INPUT },
        { "output", required_argument, NULL, OPTION_OUTPUT },
        { "loop", required_argument, NULL, OPTION_LOOP },
        { "json", required_argument, NULL, OPTION_JSON },
        { "csv", required_argument, NULL, OPTION_CSV },
        { "html", required_argument, NULL, OPTION_HTML },
        { "threshold", required_argument, NULL, OPTION_THRESHOLD },
        { NULL, 0, NULL, 0 } };
  bench_options options = {
    .duration_s = 60.0, .limit_ms = 20.0, .threshold = 10.0, .loop = "earpiece"
  };

  /* Reported as failures to write: a closed pipe, and a file that reached the
     user's size limit (ulimit -f). */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);

  /* getopt's own messages do not say what to do. */
  opterr = 0;
  for (;;)
    {
      int bad = 0;
      const int found = getopt_long (argc, argv, "", known, NULL);

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
          bad = read_number ("duration", optarg, 0.1, 864000.0,
                             &options.duration_s);
          break;
        case OPTION_LIMIT:
          bad
            = read_number ("limit-ms", optarg, 0.1, 10000.0, &options.limit_ms);
          break;
        case OPTION_THRESHOLD:
          bad = read_number ("threshold", optarg, 0.0, 1000.0,
                             &options.threshold);
          break;
        case OPTION_CORPUS:
          options.corpus = optarg;
          break;
        case OPTION_VIRTUAL:
          options.is_virtual = true;
          break;
        case OPTION_INPUT:
          options.input = optarg;
          break;
        case OPTION_OUTPUT:
          options.output = optarg;
          break;
        case OPTION_LOOP:
          options.loop = optarg;
          if (strcmp (optarg, "earpiece") && strcmp (optarg, "cable"))
            {
              bench_error ("--loop %s; give earpiece or cable", optarg);
              bad = -1;
            }
          break;
        case OPTION_JSON:
          options.json = optarg;
          break;
        case OPTION_CSV:
          options.csv = optarg;
          break;
        case OPTION_HTML:
          options.html = optarg;
          break;
        default:
          bench_error ("%s: unknown option, or its value is missing; see "
                       "enhance-bench --help",
                       argv[optind - 1]);
          return BENCH_USAGE;
        }
      if (bad)
        return BENCH_USAGE;
    }
  if (options.is_virtual && (options.input || options.output))
    {
      bench_error ("--virtual uses its own devices; leave out --input and "
                   "--output");
      return BENCH_USAGE;
    }
  return finish (run_words (argc - optind, argv + optind, &options));
}
