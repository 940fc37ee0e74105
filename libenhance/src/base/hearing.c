/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Presets of hearing, from the standard audiograms of Bisgaard, Vlaming and
   Dahlquist, Trends Amplif. 14, 2010.

   Gains that people choose for themselves lie about 4 dB below NAL-R, or at
   three quarters of it (Keidser, Dillon, Carter and O'Brien, Trends Amplif. 16,
   2012). Scaled
   thresholds would take the compression away together with the gain, so the
   quarter is taken by the two knobs that a person has: volume and tone, fitted
   to -NAL-R / 4 by least squares over the nine frequencies of the formula,
   then rounded to 0.5 dB and 0.05. What is left is within 1.5 dB. */

#include <enhance/hearing.h>

#include <stddef.h>
#include <string.h>

static const enh_hearing_info table[] = {
  { "mild", "For those who miss words in company or when people speak softly",
    "N2", -2.5f, -0.35f },
  { "moderate", "For those who ask people to speak up even in a quiet room",
    "N3", -4.0f, -0.4f },
  /* 0.5 dB below its fit: 25 dB of gain are enough for an unknown headset. */
  { "steep", "For those who hear that somebody speaks, but not the s, f and t",
    "S2", -4.5f, -0.65f },
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
