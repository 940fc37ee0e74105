/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What all parts of enhance-bench share: a run and its rows. */

#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "common.h"

#include <jansson.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Exit statuses, as in enhance-bench(1). */
typedef enum bench_exit {
  BENCH_DONE = 0,
  BENCH_FAILED = 1,
  BENCH_USAGE = 2,
  BENCH_FILE = 3,
  BENCH_DEVICE = 4,
  BENCH_NOT_MEASURED = 77
} bench_exit;

typedef struct bench_options {
  double duration_s;  /* of latency, speed and soak */
  double limit_ms;    /* of the delay from ear to microphone */
  double threshold;   /* of compare, percent */
  const char *corpus; /* folder; NULL: the small corpus */
  const char *input;  /* devices; NULL: the default */
  const char *output;
  const char
    *loop; /* how ear and microphone are connected: "earpiece", "cable" */
  bool is_virtual;  /* use a private JACK server */
  const char *json; /* paths; NULL: none */
  const char *csv;
  const char *html;
} bench_options;

/* How a row is compared with its bar. */
typedef enum bench_relation {
  BENCH_SHOWN = 0, /* a figure without a verdict */
  BENCH_AT_MOST = 1,
  BENCH_AT_LEAST = 2
} bench_relation;

typedef struct bench_row {
  const char *metric;  /* its name in records, ending in the unit */
  const char *what;    /* its name for people */
  const char *subject; /* rate, block size, system and so on; or NULL */
  const char *unit;    /* for people */
  double value;        /* NAN: not measured, and `reason` says why */
  bench_relation relation;
  double bar;            /* our limit, in the same unit */
  double rule;           /* limit of a rule or standard; NAN: none */
  const char *rule_from; /* name of the rule */
  const char *reason;    /* or a remark; NULL: none */
  json_t *more;          /* further fields, now owned by the row; NULL: none */
  bool is_time;          /* other programs at work make it worse */
  const char *advice;    /* what to do if it fails; NULL: that of its command */
} bench_row;

/* A curve of a plot; x rises. */
typedef struct bench_series {
  char *name;
  double *x;
  double *y;
  size_t count;
} bench_series;

typedef enum bench_plot_kind {
  BENCH_LINES = 0,
  BENCH_BARS = 1,   /* x: left edges; the last one closes */
  BENCH_POINTS = 2, /* one named point per series */
  BENCH_IMAGE = 3   /* an existing picture */
} bench_plot_kind;

typedef struct bench_plot {
  bench_plot_kind kind;
  char *command;
  char *title;
  char *note; /* caption */
  char *x_name;
  char *y_name;
  bool log_x;
  bool log_y;
  double mark;  /* a line at this x (bars) or y (others); NAN: none */
  double mark2; /* a second one */
  bench_series *series;
  size_t count;
  char *image; /* data: URI of BENCH_IMAGE */
} bench_plot;

/* One run of the program. */
typedef struct bench {
  bench_options options;
  const char *command; /* what is being measured */
  json_t *records;
  unsigned passed;
  unsigned failed;
  unsigned not_measured;
  double others; /* processors that other programs keep busy */
  bench_plot *plots;
  size_t plot_count;
} bench;

/* Start the rows of a command: the heading and notes below it. */
void
bench_begin (bench *run, const char *command, const char *heading);

/* A remark between rows. */
void
bench_note (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

/* A number as people read it: four digits that count, and no exponent. */
const char *
bench_number (char text[static 32], double value);

/* Judge a row, print it and keep its record. A row of time that fails while other
   programs are at work is not measured. */
void
bench_add (bench *run, const bench_row *row);

/* Keep the record of a figure that is printed elsewhere. */
void
bench_keep (bench *run, const bench_row *row);

/* Add a plot; valid until the next one is added. Texts are copied. */
bench_plot *
bench_plot_begin (bench *run, bench_plot_kind kind, const char *title,
                  const char *note, const char *x_name, const char *y_name);

/* Add a curve; x and y are copied. */
void
bench_plot_add (bench_plot *plot, const char *name, const double *x,
                const double *y, size_t count);

void
bench_plots_free (bench *run);

/* The commands. What cannot be measured becomes a row that says so; a status
   other than BENCH_DONE ends the run. */
bench_exit
case_latency (bench *run);
bench_exit
case_speed (bench *run);
bench_exit
case_quality (bench *run);
bench_exit
case_acoustics (bench *run);
bench_exit
case_soak (bench *run);

/* Compare two files of records and print what got worse or is missing. */
bench_exit
bench_compare (const char *before, const char *after, double threshold);

#endif
