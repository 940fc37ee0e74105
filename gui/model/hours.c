/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/hours.h"

#include <glib/gi18n.h>

#include <math.h>

/* Seconds that a change of loudness takes to count in full: a slammed door does
   not take hours away, and silence does not give them. */
static const double settle_s = 300.0;

/* An hour at 80 dB, the loudness that the week's allowance is made of. */
static const double usual_percent_hour = 2.5;

/* Whatever the loudness: the allowance is forty hours. */
static const double allowance_hours = 40.0;

/* From here on nobody counts. */
enum { MANY_HOURS = 20 };

void
pl_hours_add (PlHours *hours, double percent_hour, gint64 now_us)
{
  const double seconds = hours->last_us
                           ? (double) (now_us - hours->last_us) / G_USEC_PER_SEC
                           : 0.0;

  /* It begins as if it were of the usual loudness. */
  if (!(hours->percent_hour > 0.0))
    hours->percent_hour = usual_percent_hour;
  if (percent_hour >= 0.0 && seconds > 0.0)
    hours->percent_hour += (1.0 - exp (-MIN (seconds, 1.0) / settle_s))
                           * (percent_hour - hours->percent_hour);
  hours->last_us = now_us;
}

char *
pl_hours_words (const PlHours *hours, double used)
{
  const double rest = 100.0 - used;
  const double pace = hours->percent_hour > 0.0 ? hours->percent_hour
                                                : usual_percent_hour;
  const double left
    = MIN (rest / pace, allowance_hours * MAX (rest, 0.0) / 100.0);
  int rounded;

  if (rest <= 0.0)
    return g_strdup (_ ("Used up. The sound is made softer; rest these ears."));
  if (left > MANY_HOURS)
    return g_strdup (_ ("More than 20 hours left this week."));
  if (left < 1.0)
    return g_strdup (_ ("Less than an hour left this week."));
  rounded = left < 5.0 ? (int) left : 5 * (int) lround (left / 5.0);
  return g_strdup_printf (ngettext ("About %d hour left this week.",
                                    "About %d hours left this week.",
                                    (unsigned long) rounded),
                          rounded);
}
