/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the program says when something goes wrong, and how it ends. */

#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <enhance/status.h>

#include <glib.h>

#include <stdio.h>

/* Exit statuses; the manual promises them. */
typedef enum report_exit {
  REPORT_DONE = 0,
  REPORT_FAILED = 1, /* what was asked failed, or was interrupted */
  REPORT_USAGE = 2,  /* wrong usage */
  REPORT_FILE = 3,   /* an input could not be read or an output not written */
  REPORT_DEVICE = 4  /* no such device, or it was lost */
} report_exit;

/* Print one line on standard error: "enhance: " and the text. */
void
report_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Print the text of a library's failure, and say how the program ends. */
report_exit
report_failure (enh_status status, const enh_error *error);

/* Print one line on standard error about something that went well but for this. */
void
report_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Where the program's own words go: standard error, also after report_alone. */
FILE *
report_stream (void);

/* From now on only the program's own words reach standard error: sound servers
   write there from threads of their own, and decoders what they think. */
void
report_alone (void);

/* The same of standard output, which may carry sound, until TRUE gives it back. */
void
report_lend_stdout (gboolean own);

/* End: what was printed must have arrived. Returns `status`, or REPORT_FILE if
   standard output could not be written. */
report_exit
report_close (report_exit status);

#endif
