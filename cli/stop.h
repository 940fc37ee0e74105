/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The wish to end: Ctrl-C, a terminal that closes, a polite kill. */

#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <glib.h>

/* Note such a signal instead of dying of it; the third ends the program at
   once. */
void
stop_install (void);

/* From here on the signal prints the words (one line, with its break) and ends
   the program: for calls that may wait for ever, and leave nothing behind.
   NULL: it is only noted again. */
void
stop_at_once (int status, const char *words);

/* Whether the signal has come. */
gboolean
stop_asked (void);

/* If this is not called off in time, print the message (one line, with its
   break) and end with the status: for calls into a sound system that may never
   return. */
void
stop_watch (guint seconds, int status, const char *message);

/* The same without a message, in milliseconds. */
void
stop_watch_ms (guint milliseconds, int status);

void
stop_unwatch (void);

#endif
