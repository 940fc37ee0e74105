/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/dose.h"

#include "model/key_file_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct PlDose {
  char *path;
  GKeyFile *days;
  gboolean changed;
};

static const char group[] = "Days";

enum {
  WEEK_DAYS = 7,  /* that count, today included */
  KEPT_DAYS = 60, /* records; a clock that is wrong for a day takes none away */
  NAME_BYTES = 16
};

/* Nobody hears a hundred weeks in one day. */
static const double percent_max = 10000.0;

static void
name_day (const GDate *day, char name[NAME_BYTES])
{
  /* Not g_date_strftime: digits of every locale the same. */
  g_snprintf (name, NAME_BYTES, "%04d-%02d-%02d", (int) g_date_get_year (day),
              (int) g_date_get_month (day), (int) g_date_get_day (day));
}

/* Days since a record's day, less than 0 for one to come; FALSE: no day. */
static gboolean
age_of (const char *name, const GDate *today, int *age)
{
  guint year, month, day;
  char end;

  if (sscanf (name, "%4u-%2u-%2u%c", &year, &month, &day, &end) != 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month,
                            (GDateYear) year))
    return FALSE;
  GDate *then
    = g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *age = g_date_days_between (then, today);
  g_date_free (then);
  return TRUE;
}

static double
heard_on (PlDose *dose, const char *name)
{
  char *text = g_key_file_get_value (dose->days, group, name, NULL);
  const double percent = text ? g_ascii_strtod (text, NULL) : 0.0;

  g_free (text);
  return percent >= 0.0 ? MIN (percent, percent_max) : 0.0;
}

static void
set_heard (PlDose *dose, const char *name, double percent)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* As it is summed in small steps, more digits than a person needs. */
  g_ascii_formatd (text, sizeof text, "%.6f", MIN (percent, percent_max));
  g_key_file_set_value (dose->days, group, name, text);
}

PlDose *
pl_dose_new (const char *path, char **trouble)
{
  PlDose *dose = g_new0 (PlDose, 1);

  dose->path = g_strdup (path);
  dose->days = pl_key_file_store_load (path, trouble);
  return dose;
}

void
pl_dose_free (PlDose *dose)
{
  if (!dose)
    return;
  g_key_file_free (dose->days);
  g_free (dose->path);
  g_free (dose);
}

/* A day to come was one when the clock was wrong, or is now: it counts as today. */
double
pl_dose_week (PlDose *dose, GDate *day)
{
  char **names = g_key_file_get_keys (dose->days, group, NULL, NULL);
  double sum = 0.0;
  int age;

  for (char **each = names; each && *each; ++each)
    if (age_of (*each, day, &age) && age < WEEK_DAYS)
      sum += heard_on (dose, *each);
  g_strfreev (names);
  return sum;
}

void
pl_dose_add (PlDose *dose, GDate *day, double percent)
{
  char name[NAME_BYTES];

  if (!(percent > 0.0))
    return;
  name_day (day, name);
  set_heard (dose, name, heard_on (dose, name) + percent);
  dose->changed = TRUE;
}

/* Where two other days of this week have records, today's date can be believed:
   what lies ahead of it was heard under a wrong clock, and is given today's date,
   so that it ages. */
static void
date_anew (PlDose *dose, char **names, const GDate *day)
{
  char today[NAME_BYTES];
  int age, near = 0;

  name_day (day, today);
  for (char **each = names; *each; ++each)
    near += age_of (*each, day, &age) && age > 0 && age < WEEK_DAYS;
  for (char **each = names; near >= 2 && *each; ++each)
    if (age_of (*each, day, &age) && age < 0)
      {
        set_heard (dose, today,
                   heard_on (dose, today) + heard_on (dose, *each));
        g_key_file_remove_key (dose->days, group, *each, NULL);
      }
}

static int
newest_first (gconstpointer left, gconstpointer right)
{
  return -strcmp (*(char *const *) left, *(char *const *) right);
}

/* The newest records stay, whatever today is called. */
static void
forget_old_days (PlDose *dose, const GDate *day)
{
  gsize count = 0;
  char **names = g_key_file_get_keys (dose->days, group, &count, NULL);
  int age;

  if (names)
    date_anew (dose, names, day);
  if (count > 0)
    qsort (names, count, sizeof *names, newest_first);
  for (gsize i = 0; i < count; ++i)
    if (i >= KEPT_DAYS || !age_of (names[i], day, &age))
      g_key_file_remove_key (dose->days, group, names[i], NULL);
  g_strfreev (names);
}

gboolean
pl_dose_save (PlDose *dose, GDate *day, GError **error)
{
  if (!dose->changed)
    return TRUE;
  forget_old_days (dose, day);
  if (!pl_key_file_store_save (dose->days, dose->path, error))
    return FALSE;
  dose->changed = FALSE;
  return TRUE;
}
