/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Single bands cannot tell a weak consonant from a peak of the noise. All of
   them together can: where somebody speaks, the mean over the bands of the
   octaves by which power stands over the noise is far above what noise alone
   comes to, 0.3. It is held through the gaps within words. */

#include "dsp/presence.h"

#include "base/fastmath.h"
#include "base/minmax.h"

#include <math.h>
#include <string.h>

/* Smoothing of the mean. */
static const double excess_rise_seconds = 0.012;
static const double excess_fall_seconds = 0.040;

/* Nobody speaks below the first, somebody above the second; octaves. */
static const float nobody_octaves = 0.8f;
static const float somebody_octaves = 1.25f;

/* Stays for so long, then fades. */
static const double hold_seconds = 0.150;
static const double fade_seconds = 0.080;

/* A word begins where the mean has risen by the second of these within
   excess_rise_seconds, none below the first; octaves. */
static const float no_onset_octaves = 0.2f;
static const float onset_octaves = 0.6f;

void
enh__presence_init (enh__presence *presence, uint32_t first, uint32_t last,
                    double hop_seconds)
{
  presence->first = first;
  presence->middle = (first + last + 1) / 2;
  presence->end = last + 1;
  presence->rise = (float) (1.0 - exp (-hop_seconds / excess_rise_seconds));
  presence->fall = (float) (1.0 - exp (-hop_seconds / excess_fall_seconds));
  presence->keep = (float) exp (-hop_seconds / fade_seconds);
  presence->hold = (uint32_t) lround (hold_seconds / hop_seconds);
  enh__presence_reset (presence);
}

void
enh__presence_reset (enh__presence *presence)
{
  presence->held = 0;
  memset (presence->half, 0, sizeof presence->half);
  presence->speaking = 0.0f;
}

/* One half. Returns its excess times its bands. */
static float
follow (const enh__presence *presence, enh__presence_half *half, uint32_t from,
        uint32_t to, const float *power, const float *noise)
{
  const float bands = (float) (to - from);
  float sum = 0.0f;

  if (from == to)
    return 0.0f;
  for (uint32_t b = from; b < to; ++b)
    sum += enh__log2 (enh__max (power[b] / noise[b], 1.0f));
  const float above = sum / bands - half->excess;
  half->onset = enh__part_between (above, no_onset_octaves, onset_octaves);
  half->excess += (above > 0.0f ? presence->rise : presence->fall) * above;
  return bands * half->excess;
}

void
enh__presence_update (enh__presence *presence, const float *power,
                      const float *noise)
{
  const float bands = (float) (presence->end - presence->first);
  const float low = follow (presence, &presence->half[0], presence->first,
                            presence->middle, power, noise);
  const float high = follow (presence, &presence->half[1], presence->middle,
                             presence->end, power, noise);
  const float speaking = enh__part_between ((low + high) / bands,
                                            nobody_octaves, somebody_octaves);

  if (speaking >= presence->speaking)
    {
      presence->speaking = speaking;
      presence->held = presence->hold;
    }
  else if (presence->held)
    --presence->held;
  else
    presence->speaking
      = speaking + presence->keep * (presence->speaking - speaking);
}
