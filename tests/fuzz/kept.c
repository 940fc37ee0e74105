/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Any bytes as the app's week of sound dose: never less than what is added, never
   more than anybody can have heard; what was saved is read again. */

#include "fuzz.h"

#include "model/dose.h"

#include <glib/gstdio.h>

static double
week (const char *path, GDate *day)
{
  char *trouble;
  PlDose *dose = pl_dose_new (path, &trouble);
  const double percent = pl_dose_week (dose, day);

  pl_dose_free (dose);
  g_free (trouble);
  return percent;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *path = fuzz_file (data, size);
  GDate *day = g_date_new_dmy (15, G_DATE_MARCH, 2026);
  char *trouble, *broken = g_strconcat (path, ".broken", NULL);
  PlDose *dose = pl_dose_new (path, &trouble);
  const double before = pl_dose_week (dose, day);
  double after;

  FUZZ_CLAIM (before >= 0.0 && before < 1e12);
  pl_dose_add (dose, day, 7.0);
  after = pl_dose_week (dose, day);
  FUZZ_CLAIM (after >= before - 1e-3);
  FUZZ_CLAIM (after >= 6.999);
  FUZZ_CLAIM (pl_dose_save (dose, day, NULL));
  FUZZ_CLAIM (week (path, day) >= 6.999);
  pl_dose_free (dose);
  g_free (trouble);
  g_unlink (broken);
  g_free (broken);
  g_date_free (day);
  return 0;
}
