/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What `enhance live` says of a running engine: a line each second, and the
   whole at the end. */

#ifndef CLI_LIVE_STATUS_H
#define CLI_LIVE_STATUS_H

#include <enhance/live.h>
#include <enhance/supervisor.h>

#include <glib.h>

/* The meters' means since the start; all zero at first. */
typedef struct live_tally {
  double input_power; /* sum over looks; 1 is a full-scale sine */
  double output_power;
  double reduction_db;  /* sum over looks */
  double reduction_max; /* dB */
  guint64 looks;
} live_tally;

/* Look at the meters once; at a steady pace, about ten times a second. */
void
live_tally_look (live_tally *tally, const enh_chain *chain,
                 const enh_live_status *status);

/* The line of this second, the most needed first: a narrow terminal cuts it.
   To be freed. */
char *
live_status_line (const enh_chain *chain, const enh_live_status *status);

/* What came of it, printed on standard output. */
void
live_tally_print (const live_tally *tally, const enh_live_status *status);

/* The same of a listening process under the supervisor. */

/* All sessions together: each counts from nothing. */
typedef struct live_total {
  enh_supervisor_status now; /* of this session */
  guint32 session;
  double seconds_before; /* of sound, in the sessions before */
  guint64 xruns_before;
  guint64 xruns; /* of all */
  float load_max;
} live_total;

void
live_total_look (live_total *total, guint32 session,
                 const enh_supervisor_status *status);

void
live_tally_status (live_tally *tally, const enh_supervisor_status *status);

/* What sound runs between, at its beginning. To be freed. */
char *
live_start_line (const enh_supervisor_device *input,
                 const enh_supervisor_device *output,
                 const enh_supervisor_status *status);

/* As live_status_line. To be freed. */
char *
live_status_words (const enh_supervisor_status *status, guint64 xruns);

void
live_total_print (const live_tally *tally, const live_total *total);

#endif
