/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What `enhance live` says of a running engine: a line each second, and the
   whole at the end. */

#ifndef CLI_LIVE_STATUS_H
#define CLI_LIVE_STATUS_H

#include <enhance/live.h>

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

#endif
