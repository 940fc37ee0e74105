/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/words.h"

#include <glib/gi18n.h>

#include <math.h>
#include <string.h>

typedef struct word {
  const char *param; /* as in the library's table */
  const char *label; /* to be translated */
} word;

/* Without those of the knobs, which have words of their own. */
static const word words[] = {
  { "bypass", N_ ("Unchanged sound") },
  { "noise_reduction", N_ ("Background noise") },
  { "clatter_guard", N_ ("Clatter softened") },
  { "howl_guard", N_ ("Howling stopped") },
};

static const char *const noise_words[PL_NOISE_STEPS]
  = { N_ ("keep"), N_ ("less"), N_ ("low"), N_ ("least") };

/* Percent of noise reduction; medium is the library's default. */
static const float noise_steps[PL_NOISE_STEPS] = { 0.0f, 25.0f, 50.0f, 100.0f };

const char *
pl_words_param (enh_param id)
{
  const enh_param_info *info = enh_param_describe (id);

  g_return_val_if_fail (info, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (words); ++i)
    if (strcmp (words[i].param, info->name) == 0)
      return _ (words[i].label);
  return NULL;
}

guint
pl_words_noise_step (float percent)
{
  guint nearest = 0;

  for (guint step = 1; step < PL_NOISE_STEPS; ++step)
    if (fabsf (noise_steps[step] - percent)
        < fabsf (noise_steps[nearest] - percent))
      nearest = step;
  return nearest;
}

float
pl_words_noise_percent (guint step)
{
  g_return_val_if_fail (step < PL_NOISE_STEPS, 0.0f);
  return noise_steps[step];
}

char *
pl_words_value (enh_param id, float value)
{
  const enh_param_info *info = enh_param_describe (id);

  g_return_val_if_fail (info, NULL);
  if (info->is_switch)
    return g_strdup (value > 0.5f ? _ ("on") : _ ("off"));
  if (strcmp (info->name, "noise_reduction") == 0)
    return g_strdup (_ (noise_words[pl_words_noise_step (value)]));
  return g_strdup_printf ("%.0f", (double) value);
}

char *
pl_words_duration (double seconds)
{
  const int minutes = (int) (seconds / 60.0);

  if (minutes < 1)
    return g_strdup (_ ("under a minute"));
  if (minutes < 60)
    /* TRANSLATORS: a duration in minutes */
    return g_strdup_printf (_ ("%d min"), minutes);
  /* TRANSLATORS: a duration in hours and minutes */
  return g_strdup_printf (_ ("%d h %d min"), minutes / 60, minutes % 60);
}
