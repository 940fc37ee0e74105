/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What `enhance live` says of the listening process: a line each second, and the
   whole at the end. */

#ifndef CLI_LIVE_STATUS_H
#define CLI_LIVE_STATUS_H

#include <enhance/supervisor.h>

#include <glib.h>

/* Of all sessions together, each of which counts from nothing; all zero at
   first. */
typedef struct live_total {
  enh_supervisor_status now; /* of this session */
  guint32 session;
  double seconds_before; /* of sound, in the sessions before */
  guint64 xruns_before;
  guint64 xruns; /* of all */
  float load_max;
  /* The meters' means. */
  double input_power; /* sum over samples; 1 is a full-scale sine */
  double output_power;
  double reduction_db;  /* sum over samples */
  double reduction_max; /* dB */
  guint64 samples;
} live_total;

/* A status; at a steady pace. */
void
live_total_add (live_total *total, guint32 session,
                const enh_supervisor_status *status);

/* What sound runs between, at its beginning. To be freed. */
char *
live_start_line (const enh_supervisor_device *input,
                 const enh_supervisor_device *output,
                 const enh_supervisor_status *status);

/* The line of this second, the most needed first: a narrow terminal cuts it.
   To be freed. */
char *
live_status_line (const enh_supervisor_status *status, guint64 xruns);

/* What came of it, printed on standard output. */
void
live_total_print (const live_total *total);

#endif
