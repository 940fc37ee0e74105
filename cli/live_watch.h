/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a person should know while listening: looked for in what the engine
   tells, and said seldom enough to be read. */

#ifndef CLI_LIVE_WATCH_H
#define CLI_LIVE_WATCH_H

#include <glib.h>

/* Looks that make a window; one each LIVE_WATCH_EVERY_US. */
enum { LIVE_WATCH_LOOKS = 50, LIVE_WATCH_EVERY_US = 200000 };

/* What the engine tells, as counters and levels of now. */
typedef struct live_facts {
  guint64 xruns;       /* gaps since the start */
  double limiter_db;   /* taken by the limiter now, 0 or more */
  double dose_percent; /* of the weekly allowance; negative: not known */
  guint64 howls;       /* found since the start */
  double howl_hz;      /* the last one's frequency */
  guint64 resyncs;     /* times that two clocks were brought together anew */
  double drift_ppm;    /* the one clock against the other */
} live_facts;

typedef enum live_warning_kind {
  LIVE_WARNING_XRUNS,
  LIVE_WARNING_CEILING,
  LIVE_WARNING_DOSE,
  LIVE_WARNING_HOWL,
  LIVE_WARNING_DRIFT,
  LIVE_WARNING_KINDS
} live_warning_kind;

typedef struct live_warning {
  live_warning_kind kind;
  const char *word; /* of the protocol: "xruns", … */
  const char *key;  /* what `value` is, in the protocol: "hz", … */
  double value;
  const char *message; /* a sentence for a person */
} live_warning;

typedef struct live_watch {
  guint looks;                            /* so far */
  guint64 xruns[LIVE_WATCH_LOOKS];        /* of the last looks, a ring */
  guint8 limited[LIVE_WATCH_LOOKS];       /* same: 1 where the limiter worked */
  guint64 howls;                          /* at the last look */
  guint64 resyncs;                        /* same */
  double dose_percent;                    /* same */
  gint64 quiet_until[LIVE_WARNING_KINDS]; /* us, monotonic */
} live_watch;

/* A watch that is all zeros is one that has not looked yet. Look, at a time in
   microseconds, and write what is to be said; room for LIVE_WARNING_KINDS.
   Returns how many. */
guint
live_watch_look (live_watch *watch, const live_facts *facts, gint64 now_us,
                 live_warning *warnings);

#endif
