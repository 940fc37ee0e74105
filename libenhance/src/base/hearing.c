/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Presets of hearing, from the standard audiograms of Bisgaard, Vlaming and
   Dahlquist, Trends Amplif. 14, 2010.

   Gains that people new to amplification choose for themselves lie 2 to 4 dB
   below NAL-R (Keidser, Dillon, Carter and O'Brien, Trends Amplif. 16, 2012).
   85 % of the prescription is about 2 dB less; scaled thresholds would take the
   compression away together with the gain. Volume and tone are the person's
   own. */

#include <enhance/hearing.h>

#include <stddef.h>
#include <string.h>

/* Of the prescription, %. */
#define SHARE 85.0f

static const enh_hearing_info table[] = {
  { "mild", "For those who miss words in company or when people speak softly",
    "N2", 0.0f, 0.0f, SHARE },
  { "moderate", "For those who ask people to speak up even in a quiet room",
    "N3", 0.0f, 0.0f, SHARE },
  { "steep", "For those who hear that somebody speaks, but not the s, f and t",
    "S2", 0.0f, 0.0f, SHARE },
  { "strong", "For those to whom people must speak loudly and from close by",
    "N4", 0.0f, 0.0f, SHARE },
  { "severe", "For those who miss words even when they are loud and close by",
    "N5", 0.0f, 0.0f, SHARE },
};

enum { COUNT = sizeof table / sizeof *table };

const enh_hearing_info *
enh_hearing_describe (uint32_t number)
{
  return number < COUNT ? &table[number] : NULL;
}

uint32_t
enh_hearing_by_name (const char *name)
{
  if (name)
    for (uint32_t i = 0; i < COUNT; ++i)
      if (!strcmp (table[i].name, name))
        return i;
  return ENH_HEARING_NONE;
}
