/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/dose.h"

#include "model/key_file_store.h"

#include <math.h>
#include <string.h>

struct PlDose {
  char *path;
  GKeyFile *days;
  gboolean changed;
};

static const char group[] = "Days";

/* Days that count, today included. */
enum { WEEK_DAYS = 7, NAME_BYTES = 16 };

/* Nobody hears a hundred weeks in one day. */
static const double percent_max = 10000.0;

static void
name_day (const GDate *day, int back, char name[NAME_BYTES])
{
  GDate then = *day;

  g_date_subtract_days (&then, (guint) back);
  /* Not g_date_strftime: digits of every locale the same. */
  g_snprintf (name, NAME_BYTES, "%04d-%02d-%02d", (int) g_date_get_year (&then),
              (int) g_date_get_month (&then), (int) g_date_get_day (&then));
}

static double
heard_on (PlDose *dose, const char *name)
{
  char *text = g_key_file_get_value (dose->days, group, name, NULL);
  const double percent = text ? g_ascii_strtod (text, NULL) : 0.0;

  g_free (text);
  return percent >= 0.0 ? MIN (percent, percent_max) : 0.0;
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

double
pl_dose_week (PlDose *dose, GDate *day)
{
  double sum = 0.0;
  char name[NAME_BYTES];

  for (int back = 0; back < WEEK_DAYS; ++back)
    {
      name_day (day, back, name);
      sum += heard_on (dose, name);
    }
  return sum;
}

void
pl_dose_add (PlDose *dose, GDate *day, double percent)
{
  char name[NAME_BYTES], text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!(percent > 0.0))
    return;
  name_day (day, 0, name);
  percent = MIN (heard_on (dose, name) + percent, percent_max);
  /* As it is summed in small steps, more digits than a person needs. */
  g_ascii_formatd (text, sizeof text, "%.6f", percent);
  g_key_file_set_value (dose->days, group, name, text);
  dose->changed = TRUE;
}

static void
forget_old_days (PlDose *dose, GDate *day)
{
  char **names = g_key_file_get_keys (dose->days, group, NULL, NULL);
  char name[NAME_BYTES];

  for (char **each = names; each && *each; ++each)
    {
      gboolean counts = FALSE;

      for (int back = 0; back < WEEK_DAYS && !counts; ++back)
        {
          name_day (day, back, name);
          counts = strcmp (name, *each) == 0;
        }
      if (!counts)
        g_key_file_remove_key (dose->days, group, *each, NULL);
    }
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
