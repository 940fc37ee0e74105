/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How much was heard in the last seven days, in percent of the week's
   allowance (WHO-ITU H.870: 80 dBA for 40 hours). Kept as one number for each
   day, and nothing else:

     [Days]
     2026-03-05=12.5

   The sixty newest days stay when the file is written. No clock that is wrong for
   a while takes any away: days that lie ahead count as today. */

#ifndef GUI_MODEL_DOSE_H
#define GUI_MODEL_DOSE_H

#include <glib.h>

typedef struct PlDose PlDose;

/* A file that is not there is an empty one. A damaged one is set aside as
   PATH.broken, and *trouble tells so; free it by g_free. */
PlDose *
pl_dose_new (const char *path, char **trouble);

/* NULL is fine. Does not save. */
void
pl_dose_free (PlDose *dose);

/* Percent, of the day, the six days before it, and all behind it. */
double
pl_dose_week (PlDose *dose, GDate *day);

/* `percent`, 0 or more, was heard on that day. */
void
pl_dose_add (PlDose *dose, GDate *day, double percent);

/* Writes the file where something was added. */
gboolean
pl_dose_save (PlDose *dose, GDate *day, GError **error);

#endif
