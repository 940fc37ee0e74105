/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What happened since the last note, in memory alone: how long somebody
   listened, and what was set from which value to which. For the note. */

#ifndef GUI_MODEL_DIARY_H
#define GUI_MODEL_DIARY_H

#include "model/session.h"

typedef struct PlUsageLog PlUsageLog;

PlUsageLog *
pl_usage_log_new (PlParams *params, PlSession *session);

void
pl_usage_log_free (PlUsageLog *diary);

/* Begin anew, from the values of now. */
void
pl_usage_log_forget (PlUsageLog *diary);

/* When the sound first came; NULL: it did not. */
GDateTime *
pl_usage_log_begun (PlUsageLog *diary);

/* Seconds with sound. */
double
pl_usage_log_seconds (PlUsageLog *diary);

/* Lines for the note, in the person's language; never empty. Free by g_free. */
char *
pl_usage_log_text (PlUsageLog *diary);

#endif
