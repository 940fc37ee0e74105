/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Howl guard: what may be a loop, a tone that stays or a sound that repeats
   itself. */

#include "stages/howl_parts.h"

#include "base/decibel.h"
#include "base/minmax.h"
#include "base/wide.h"

#include <math.h>
#include <string.h>

/* Where howls are looked for. Below, voices hum; above, headsets leak little. */
static const float lowest_hz = 400.0f;
static const float highest_hz = 8000.0f;

/* A narrow peak has so many times the power of the bins five and six away on
   either side. A tone has 22 dB, by the window's leakage. */
static const float narrow_ratio = 20.0f;

/* Fainter tones are not worth an action. */
static const float least_tone_db_spl = 50.0f;

/* Peaks are the same if no farther apart than this from look to look, and this
   over their life. */
static const float same_hz = 10.0f;
static const float drift_hz = 15.0f;

/* A tone this far below its loudest is on its way out. */
static const float fading_db = 3.0f;

/* How long a tone lasts before it is tried: first, while a loop is known, and
   while tones from outside are about. */
static const float first_seconds = 0.120f;
static const float alert_seconds = 0.070f;
static const float careful_seconds = 0.400f;

/* Sound repeats itself if its correlation with itself some time ago is this
   high in so many searches in a row, at the same distance. */
static const float repeats = 0.85f;
static const float repeats_near = 0.7f;
static const uint32_t repeats_often = 5;
static const uint32_t repeats_again = 3;
static const uint32_t repeats_alert = 3;

/* One frequency, or a note: repeats itself this well sooner than any way round
   that this search is for: 0.75 to 6 ms. */
static const float pitched = 0.83f;
#define PITCH_FROM 3u
#define PITCH_TO 24u

/* The shortest way round, in steps: 4 ms. */
static const uint32_t least_lag = 16;

void
enh__howl_find_range (enh__howl *howl)
{
  howl->first = (uint32_t) ceilf (lowest_hz / howl->bin_hz);
  howl->last = (uint32_t) (highest_hz / howl->bin_hz);
  if (howl->first < 7)
    howl->first = 7;
  if (howl->last + 7 > howl->bins)
    howl->last = howl->bins - 7;
}

float
enh__howl_tone_db (const float *power, uint32_t k, float full_scale_db)
{
  return enh__power_to_db (power[k - 1] + power[k] + power[k + 1])
         + ENH__SINE_DB + full_scale_db;
}

/* Frequency of a peak: the parabola through the logarithms of three bins. */
static float
peak_hz (const enh__howl *howl, const float *power, uint32_t k)
{
  const float below = logf (power[k - 1] + ENH__POWER_FLOOR);
  const float at = logf (power[k] + ENH__POWER_FLOOR);
  const float above = logf (power[k + 1] + ENH__POWER_FLOOR);
  const float bend = 2.0f * at - below - above;
  const float off = bend > 0.0f ? 0.5f * (above - below) / bend : 0.0f;

  return ((float) k + off) * howl->bin_hz;
}

static void
follow_peak (enh__howl *howl, float hz, float level_db)
{
  enh__howl_track *place = NULL, *weakest = howl->track;

  for (uint32_t t = 0; t < ENH__HOWL_TRACKS; ++t)
    {
      enh__howl_track *track = &howl->track[t];
      if (track->age && fabsf (track->hz - hz) <= same_hz)
        place = track;
      if (!track->age || (weakest->age && track->level_db < weakest->level_db))
        weakest = track;
    }
  if (place && fabsf (place->first_hz - hz) <= drift_hz)
    {
      place->hz = hz;
      place->level_db = level_db;
      place->most_db = enh__max (place->most_db, level_db);
      place->missed = 0;
      return;
    }
  if (!place)
    place = weakest;
  if (place == weakest && place->age && place->level_db > level_db)
    return;
  place->hz = place->first_hz = hz;
  place->level_db = place->most_db = level_db;
  place->age = 1;
  place->missed = 0;
}

void
enh__howl_find_peaks (enh__howl *howl, const float *power, float full_scale_db)
{
  const float least = enh__db_to_gain (
    2.0f * (least_tone_db_spl - full_scale_db - ENH__SINE_DB));

  for (uint32_t t = 0; t < ENH__HOWL_TRACKS; ++t)
    if (howl->track[t].age)
      {
        ++howl->track[t].age;
        if (++howl->track[t].missed > 2)
          howl->track[t].age = 0;
      }
  for (uint32_t k = howl->first; k <= howl->last; ++k)
    {
      if (!(power[k] > power[k - 1] && power[k] >= power[k + 1]
            && power[k] > 0.4f * least))
        continue;
      const float tone = power[k - 1] + power[k] + power[k + 1];
      const float low = power[k - 5] + power[k - 6];
      const float high = power[k + 5] + power[k + 6];
      if (tone > least && tone > 0.5f * narrow_ratio * enh__max (low, high))
        follow_peak (howl, peak_hz (howl, power, k),
                     enh__howl_tone_db (power, k, full_scale_db));
    }
}

/* The loudest tone of this level or more that has lasted long enough, or NULL. */
const enh__howl_track *
enh__howl_find_tone (enh__howl *howl, float least_db, uint32_t outside_looks)
{
  const enh__howl_track *found = NULL;

  howl->sounding = 0;

  for (uint32_t t = 0; t < ENH__HOWL_TRACKS; ++t)
    {
      const enh__howl_track *track = &howl->track[t];
      if (!track->age || track->missed
          || track->level_db < track->most_db - fading_db)
        continue;
      enh__howl_note *note = enh__howl_find_note (howl->outside, track->hz);
      if (note)
        {
          /* As long as it sounds, and then some. */
          if (note->steady)
            note->left = outside_looks;
          howl->sounding |= note->steady ? 2 : 1;
          continue;
        }
      const enh__howl_suspect *suspect
        = enh__howl_find_suspect (howl, track->hz);
      if (suspect ? suspect->let_go : howl->gather && !howl->alert)
        continue;
      uint32_t looks = enh__howl_looks_in (howl, first_seconds);
      if (howl->alert)
        looks = enh__howl_looks_in (howl, alert_seconds);
      else if (suspect)
        looks = suspect->after;
      else if (howl->careful)
        looks = enh__howl_looks_in (howl, careful_seconds);
      if (track->age >= looks && track->level_db >= least_db
          && (!found || track->level_db > found->level_db))
        found = track;
    }
  return found;
}

/* A hop becomes a few steps, their differences are kept: what is common to
   neighbours would hide the rest. */
void
enh__howl_keep_steps (enh__howl *howl, const float *const *newest)
{
  float *at = howl->kept + ENH__HOWL_KEPT - howl->steps;

  memmove (howl->kept, howl->kept + howl->steps,
           (ENH__HOWL_KEPT - howl->steps) * sizeof *howl->kept);
  for (uint32_t s = 0; s < howl->steps; ++s)
    {
      const uint32_t from = s * howl->hop / howl->steps;
      const uint32_t to = (s + 1) * howl->hop / howl->steps;
      float sum = 0.0f;
      for (uint32_t i = 0; i < howl->inputs; ++i)
        for (uint32_t n = from; n < to; ++n)
          sum += newest[i][n];
      at[s] = sum - howl->last_step;
      howl->last_step = sum;
    }
}

ENH__LOOP
sum_products_loop (const float *a, const float *b, float *of)
{
  float part[8] = { 0.0f };

  for (uint32_t n = 0; n < ENH__HOWL_WINDOW; n += 8)
    for (uint32_t i = 0; i < 8; ++i)
      part[i] += a[n + i] * b[n + i];
  *of = ((part[0] + part[1]) + (part[2] + part[3]))
        + ((part[4] + part[5]) + (part[6] + part[7]));
}

ENH__BOTH_WIDTHS (sum_products, (const float *a, const float *b, float *of),
                  (a, b, of))

static float
product (const float *a, const float *b)
{
  float of;

  sum_products (a, b, &of);
  return of;
}

/* The distance at which the sound has repeated itself for long enough, the
   shortest, in steps; 0: none. */
uint32_t
enh__howl_find_repetition (enh__howl *howl)
{
  const float *now = howl->kept + ENH__HOWL_MOST_LAG;
  const float energy = product (now, now);
  float before = energy;
  uint32_t found = 0, often = repeats_often;

  howl->pitched = 0;
  if (howl->alert)
    often = repeats_alert;
  else if (howl->gather)
    often = repeats_again;
  for (uint32_t lag = 1; lag < ENH__HOWL_MOST_LAG; ++lag)
    {
      const float *then = now - lag;
      before
        += then[0] * then[0] - then[ENH__HOWL_WINDOW] * then[ENH__HOWL_WINDOW];
      if (lag < PITCH_FROM)
        continue;
      const float along = product (now, then);
      if (lag <= PITCH_TO && along > 0.0f
          && along * along > pitched * pitched * energy * before)
        howl->pitched = 1;
      if (lag < least_lag)
        continue;
      const int known
        = howl->alert || (howl->lag_left && enh__howl_is_lag (howl->lag, lag));
      const float least = known ? repeats_near : repeats;
      if (along > 0.0f && along * along > least * least * energy * before)
        {
          if (howl->same[lag] < UINT8_MAX)
            ++howl->same[lag];
          if (!found
              && howl->same[lag]
                   >= (known && often > repeats_again ? repeats_again : often))
            found = lag;
        }
      else
        howl->same[lag] = 0;
    }
  return found;
}
