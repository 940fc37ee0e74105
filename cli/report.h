/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Error messages and exit statuses. */

#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <enhance/status.h>

#include <glib.h>

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

/* From now on only this program's messages reach standard error: sound libraries
   write there from their own threads. */
void
report_alone (void);

/* Flush standard output. Returns `status`, or REPORT_FILE if it could not be
   written. */
report_exit
report_close (report_exit status);

#endif
