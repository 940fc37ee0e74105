/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Requests to stop: SIGINT, SIGHUP and SIGTERM. */

#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <glib.h>

/* Catch these signals; the third one ends the program at once. */
void
stop_install (void);

/* From now on the signal prints `words` (one line with its newline) and ends the
   program: for calls that may wait for ever and leave nothing behind. NULL: back
   to only noting it. */
void
stop_at_once (int status, const char *words);

/* Whether such a signal has arrived. */
gboolean
stop_asked (void);

/* Unless stop_unwatch is called in time, print the message (one line with its
   newline) and exit with the status: for calls into a sound system that may never
   return. */
void
stop_watch (guint seconds, int status, const char *message);

/* The same without a message, in milliseconds. */
void
stop_watch_ms (guint milliseconds, int status);

void
stop_unwatch (void);

#endif
