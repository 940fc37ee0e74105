/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Any bytes as a preset: refused with one line, or taken; and what is saved of it is
   taken again, and is the same. */

#include "fuzz.h"

#include "../preset/preset.h"

#include <math.h>

static void
claim_same (const preset_settings *one, const preset_settings *other)
{
  FUZZ_CLAIM (!one->name == !other->name);
  FUZZ_CLAIM (!one->name || !strcmp (one->name, other->name));
  for (guint id = 0; id < one->count; ++id)
    {
      FUZZ_CLAIM (one->given[id] == other->given[id]);
      FUZZ_CLAIM (!one->given[id]
                  || !(one->value[id] < other->value[id]
                       || one->value[id] > other->value[id]));
    }
  FUZZ_CLAIM (one->has_audiogram == other->has_audiogram);
  for (guint ear = 0; one->has_audiogram && ear < ENH_EARS; ++ear)
    for (guint i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
      FUZZ_CLAIM (fabsf (one->audiogram.threshold_db_hl[ear][i]
                         - other->audiogram.threshold_db_hl[ear][i])
                  <= 0.0011f);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text = fuzz_text (data, size);
  preset_settings *preset, *again;
  enh_error error = { "" };
  gsize length;
  char *saved;

  if (preset_from_text (&preset, "x", text, size, &error))
    {
      FUZZ_CLAIM (!preset && error.text[0]);
      FUZZ_CLAIM (strlen (error.text) < sizeof error.text);
    }
  else
    {
      saved = preset_to_text (preset, &length);
      FUZZ_CLAIM (!preset_from_text (&again, "x", saved, length, &error));
      claim_same (preset, again);
      g_free (saved);
      preset_free (again);
      preset_free (preset);
    }
  free (text);
  return 0;
}
