/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Any text as an audiogram: refused with one line, or thresholds that can be. */

#include "fuzz.h"

#include <enhance/enhance.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text = fuzz_text (data, size);
  enh_audiogram parsed;
  enh_error error = { "" };

  if (enh_audiogram_parse (text, &parsed, &error))
    {
      FUZZ_CLAIM (error.text[0]);
      FUZZ_CLAIM (!strpbrk (error.text, "\n\r\033"));
    }
  else
    for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
      for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
        FUZZ_CLAIM (parsed.threshold_db_hl[ear][i] >= -10.0f
                    && parsed.threshold_db_hl[ear][i] <= 120.0f);
  free (text);
  return 0;
}
