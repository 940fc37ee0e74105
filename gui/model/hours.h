/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How long somebody may go on like this, in words that do not jump. */

#ifndef GUI_MODEL_HOURS_H
#define GUI_MODEL_HOURS_H

#include <glib.h>

/* Dose per hour, averaged over minutes of listening. */
typedef struct PlHours {
  double percent_hour; /* of the week's allowance; 0: none yet */
  gint64 last_us;      /* when it was added to; 0: never */
} PlHours;

/* Now an hour like this moment would add `percent_hour`. */
void
pl_hours_add (PlHours *hours, double percent_hour, gint64 now_us);

/* "More than 20 hours left." `used`: percent of the week's allowance. Free by
   g_free. */
char *
pl_hours_words (const PlHours *hours, double used);

#endif
