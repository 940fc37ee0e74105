/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Error messages and exit statuses. */

#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <enhance/status.h>

#include <glib.h>

#include <stdio.h>

/* Exit statuses, as in enhance(1). */
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

/* Print the library's error message and return the exit status. */
report_exit
report_failure (enh_status status, const enh_error *error);

/* Print one line on standard error about something that went well otherwise. */
void
report_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Where this program's messages go: standard error, also after report_alone. */
FILE *
report_stream (void);

/* From now on only this program's messages reach standard error: sound libraries
   write there from their own threads, and decoders while they read. */
void
report_alone (void);

/* The same for standard output, until TRUE gives it back to the program. */
void
report_lend_stdout (gboolean own);

/* Flush standard output. Returns `status`, or REPORT_FILE if it could not be
   written. */
report_exit
report_close (report_exit status);

#endif
