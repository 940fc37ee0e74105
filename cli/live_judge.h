/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Judges what a person should know while listening: found in what the engine
   measures, and said seldom enough to be read. The only place that decides; the
   supervisor adds what it alone can know, and whoever shows a warning makes the
   sentence. */

#ifndef CLI_LIVE_JUDGE_H
#define CLI_LIVE_JUDGE_H

#include <enhance/live.h>
#include <enhance/supervisor.h>

#include <glib.h>

/* Samples that make a window; one each LIVE_JUDGE_EVERY_US. */
enum {
  LIVE_JUDGE_SAMPLES = 50,
  LIVE_JUDGE_EVERY_US = 200000,
  LIVE_JUDGE_KINDS = ENH_WARNING_OUTPUT_SILENT + 1
};

typedef struct live_warning {
  enh_supervisor_warning kind;
  double value; /* as enh_supervisor_warning has it */
} live_warning;

/* One that is all zeros has not begun. */
typedef struct live_judge {
  guint samples;                        /* so far */
  guint64 gaps[LIVE_JUDGE_SAMPLES];     /* new ones of the last, a ring */
  guint64 xruns;                        /* at the last sample */
  guint64 howls;                        /* same */
  guint64 resyncs;                      /* same */
  double dose_percent;                  /* same */
  guint silent;                         /* samples on end without sound */
  guint one_sided;                      /* same, with one channel alone */
  guint late;                           /* same, over 20 ms */
  guint output_silent;                  /* same, by the system's settings */
  gint64 quiet_until[LIVE_JUDGE_KINDS]; /* us, monotonic */
} live_judge;

/* What is to be said once, when the sound has begun; room for LIVE_JUDGE_KINDS.
   Returns how many. */
guint
live_judge_begin (const enh_device_info *input, const enh_device_info *output,
                  const enh_live_status *status, live_warning *warnings);

/* What is to be said of a sample, at a time in microseconds; same. */
guint
live_judge_sample (live_judge *judge, const enh_live_status *status,
                   const enh_meters *meters, gint64 now_us,
                   live_warning *warnings);

#endif
