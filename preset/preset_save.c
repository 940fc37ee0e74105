/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The other half of preset.c: what is written here is read there. */

#include "preset.h"

#include "number.h"
#include "preset_group.h"
#include "private_file.h"

#include <math.h>

static const char *const group_ear[ENH_EARS] = { PRESET_GROUP_EARS };

static void
write_parameters (const preset_settings *preset, GKeyFile *keys)
{
  char text[NUMBER_TEXT_BYTES];

  for (enh_param id = 0; id < preset->count; ++id)
    if (preset->given[id])
      g_key_file_set_value (keys, PRESET_GROUP_PARAMETERS,
                            enh_param_describe (id)->name,
                            number_format (preset->value[id], text));
}

static void
write_ear (const preset_settings *preset, GKeyFile *keys, uint32_t ear)
{
  for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
    {
      char hz[NUMBER_TEXT_BYTES], db_hl[NUMBER_TEXT_BYTES];
      /* An audiogram has no exponents; 0.001 dB is far below what can be
         measured. */
      const double rounded
        = round (1000.0 * (double) preset->audiogram.threshold_db_hl[ear][i])
          / 1000.0;

      number_format (enh_audiogram_frequency (i), hz);
      g_ascii_formatd (db_hl, sizeof db_hl, "%.7g", rounded);
      g_key_file_set_value (keys, group_ear[ear], hz, db_hl);
    }
}

char *
preset_to_text (const preset_settings *preset, gsize *length)
{
  GKeyFile *keys = g_key_file_new ();
  char *text;

  /* Always, for a file without a group is refused. */
  g_key_file_set_string (keys, PRESET_GROUP, "name",
                         preset->name ? preset->name : "");
  write_parameters (preset, keys);
  for (uint32_t ear = 0; ear < ENH_EARS && preset->has_audiogram; ++ear)
    write_ear (preset, keys, ear);
  text = g_key_file_to_data (keys, length, NULL);
  g_key_file_free (keys);
  return text;
}

enh_status
preset_save (const preset_settings *preset, const char *path, enh_error *error)
{
  GError *failure = NULL;
  gsize length;
  char *text = preset_to_text (preset, &length);
  const gboolean written = private_file_write (path, text, length, &failure);

  g_free (text);
  if (written)
    return ENH_OK;
  if (error)
    g_snprintf (error->text, sizeof error->text, "cannot write preset: %.400s",
                failure->message);
  g_error_free (failure);
  return ENH_ERR_WRITE;
}
