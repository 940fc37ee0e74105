/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What happened since the last note, in memory alone: how long somebody
   listened, and what was set from which value to which. For the note. */

#ifndef GUI_MODEL_DIARY_H
#define GUI_MODEL_DIARY_H

#include "model/session.h"

typedef struct EnhDiary EnhDiary;

EnhDiary *
enh_diary_new (EnhParams *params, EnhSession *session);

void
enh_diary_free (EnhDiary *diary);

/* Begin anew, from the values of now. */
void
enh_diary_forget (EnhDiary *diary);

/* Seconds with sound. */
double
enh_diary_seconds (EnhDiary *diary);

/* Lines for the note, in the person's language; never empty. Free by g_free. */
char *
enh_diary_text (EnhDiary *diary);

#endif
