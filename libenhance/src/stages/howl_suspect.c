/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Howl guard: what has followed our gain downwards, and how it comes back.

   A sound that is on and off by itself may end within a trial, and so seem to
   follow it. It comes back when it likes, and at once at its full level: in a
   room, to within a few dB. A loop comes back because it was let go: it begins
   to rise as soon as the sound has gone round, from as low as it has fallen, by
   so many dB a second as it has gain and delay. If that is slow enough to be
   told from a beginning, it is proof. If it is too quick for that, the time is:
   it comes right after we let go, however long we have waited with it, and that
   is left to chance. */

#include "stages/howl_parts.h"

#include "base/decibel.h"
#include "base/minmax.h"

/* So far below what it was, a sound is down, and so far below, back. */
static const float low_db = 12.0f;
static const float back_db = 5.0f;

/* From down to back in less than this, a sound has begun; over it, it grew. */
static const float grows_seconds = 0.024f;
static const float deep_db = 14.0f;
static const float shallow_seconds = 0.080f;
static const float steeper = 2.5f;
static const float flatter = 1.8f;

/* One that grew at once is back in time if it began to rise, by turned_db from
   its least, within this and as long as it took to fall. */
static const float in_time_seconds = 0.038f;
static const float fell_seconds = 0.050f;
static const float soonest_seconds = 0.024f;
static const float turned_db = 10.0f;

/* What has grown, counts twice; so much is enough. */
static const uint32_t grown_proof = 2;
static const uint32_t timely_proof = 1;
static const uint32_t enough_proof = 2;

/* What takes longer to follow, than this and the way round, is seldom a loop:
   of a tone as much again is asked for, the whole is left for a while. */
static const float slow_seconds = 0.060f;
static const float slow_pause_seconds = 10.0f;

/* Falls are alike, if they took as many looks, but for this, and one in so
   many. */
static const uint32_t same_looks = 1;
static const uint32_t same_share = 6;

/* And so many apart they are those of two sounds. */
static const uint32_t other_looks = 4;

/* How long a second trial stays, when the sound has fallen, and how much longer
   by chance; and the same for how long a sound is back before it. */
static const float hold_from_seconds = 0.100f;
static const float hold_more_seconds = 0.050f;
static const float again_seconds = 0.040f;
static const float again_more_seconds = 0.040f;

/* A short loop rings at many frequencies: one after the other would take too
   long. Once two have followed, there is time to find what they have in common:
   a repetition. */
static const float gather_seconds = 0.250f;

/* The whole is not tried while one that was let go is on its way. */
static const float settle_seconds = 0.080f;

static const float suspect_seconds = 3.0f;

static const float hidden_seconds = 0.2f;
static const float wide_pause_most_seconds = 60.0f;

/* Of a headset no way round takes longer: what repeats itself so late is seldom a
   loop, and nothing is tried again soon. */
static const float long_seconds = 0.050f;

/* A loop that noise reduction holds down comes back late, too: once. */
static const uint32_t enough_late = 2;

/* One that began by itself is left alone for so long. */
static const float begun_seconds = 2.0f;

uint32_t
enh__howl_chance (enh__howl *howl, uint32_t below)
{
  howl->chance = howl->chance * 1664525u + 1013904223u;
  return below ? (howl->chance >> 16) % below : 0;
}

uint32_t
enh__howl_most_proof (const enh__howl *howl, float least_db)
{
  uint32_t most = 0;

  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    if (howl->suspect[i].left && howl->suspect[i].hz > 0.0f
        && howl->suspect[i].most_db >= least_db
        && howl->suspect[i].proof > most)
      most = howl->suspect[i].proof;
  return most;
}

int
enh__howl_is_any_proven (const enh__howl *howl, float least_db)
{
  return enh__howl_most_proof (howl, least_db) >= enough_proof;
}

int
enh__howl_is_settling (const enh__howl *howl)
{
  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    if (howl->suspect[i].left && howl->suspect[i].let_go
        && howl->suspect[i].let_go < enh__howl_hops_in (howl, settle_seconds))
      return 1;
  return 0;
}

int
enh__howl_is_other (const enh__howl *howl, float hz)
{
  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    {
      const enh__howl_suspect *suspect = &howl->suspect[i];
      if (suspect->left && suspect->hz > 0.0f
          && !enh__howl_is_near (suspect->hz, hz))
        return 1;
    }
  return 0;
}

static int
is_slow (const enh__howl *howl, float hz, uint32_t fell)
{
  const float round = hz > 0.0f ? 0.0f
                                : enh__howl_round_seconds (howl, howl->lag);

  return fell > enh__howl_hops_in (howl, slow_seconds + round);
}

int
enh__howl_is_convicted (enh__howl *howl, float hz)
{
  const enh__howl_suspect *suspect = enh__howl_find_suspect (howl, hz);
  /* What no tone of an alarm does, is proof, too. */
  uint32_t enough = hz > 0.0f && !howl->beats ? enough_proof : timely_proof;

  if (!suspect)
    return 0;
  if (is_slow (howl, hz, suspect->fell))
    enough += enough_proof;
  return suspect->proof >= enough;
}

int
enh__howl_is_open (enh__howl *howl, float hz)
{
  const enh__howl_suspect *suspect = enh__howl_find_suspect (howl, hz);

  return !enh__howl_find_note (howl->outside, hz)
         && !(suspect && suspect->let_go);
}

uint32_t
enh__howl_choose_hold (enh__howl *howl, float hz)
{
  const enh__howl_suspect *suspect = enh__howl_find_suspect (howl, hz);

  if (!suspect || !suspect->proof)
    return 0;
  return enh__howl_looks_in (howl, hold_from_seconds)
         + enh__howl_chance (howl,
                             enh__howl_looks_in (howl, hold_more_seconds));
}

void
enh__howl_let_go (enh__howl *howl, float hz, float most_db, uint32_t fell)
{
  enh__howl_suspect *place = enh__howl_find_suspect (howl, hz);

  if (!(hz > 0.0f) && is_slow (howl, hz, fell * howl->hops_per_look))
    {
      if (place)
        place->left = 0;
      howl->wide_wait = enh__howl_looks_in (howl, slow_pause_seconds);
      return;
    }
  if (!place)
    {
      place = howl->suspect;
      for (uint32_t i = 1; i < ENH__HOWL_NOTES; ++i)
        if (howl->suspect[i].left < place->left)
          place = &howl->suspect[i];
      place->proof = place->late = 0;
    }
  if (hz > 0.0f && !place->let_go && enh__howl_is_other (howl, hz))
    howl->gather = enh__howl_looks_in (howl, gather_seconds);
  place->hz = hz;
  place->fell = fell * howl->hops_per_look;
  place->most_db = most_db;
  place->left = enh__howl_looks_in (howl, suspect_seconds);
  place->let_go = 1;
  place->least_db = most_db;
  place->from_low = place->half = place->risen = 0;
}

/* A loop takes as long to follow as before. What ends by itself after so long a
   time was tried sooner this time, and seems to take longer. Returns 1: it comes
   from outside. */
int
enh__howl_falls_again (enh__howl *howl, float hz, float most_db, uint32_t fell)
{
  enh__howl_suspect *suspect = enh__howl_find_suspect (howl, hz);

  if (!suspect)
    return 0;
  const uint32_t before = suspect->fell / howl->hops_per_look;
  const uint32_t apart = fell > before ? fell - before : before - fell;
  const uint32_t more = before / same_share;
  /* Not the sound that it was: an echo, or something that has begun. */
  const float more_db = most_db - suspect->most_db;
  if (hz > 0.0f ? more_db < -low_db : more_db > 2.0f * low_db)
    suspect->proof = 0;
  else if (apart <= same_looks + more && suspect->proof)
    suspect->proof += timely_proof;
  /* Speech hides when the whole of a loop begins to fall. */
  return hz > 0.0f && apart >= other_looks + more;
}

/* Far from where it was: not yet back, and what repeats itself is the room. */
int
enh__howl_is_echo (enh__howl *howl, float level_db)
{
  const enh__howl_suspect *suspect = enh__howl_find_suspect (howl, 0.0f);

  return suspect && suspect->let_go
         && level_db
              < suspect->most_db - (suspect->risen ? 2.0f : 1.0f) * low_db;
}

/* One that is on and off by itself would have been back in full since long. */
void
enh__howl_repeats_again (enh__howl *howl, float level_db)
{
  enh__howl_suspect *suspect = enh__howl_find_suspect (howl, 0.0f);

  if (suspect && suspect->let_go && !enh__howl_is_echo (howl, level_db))
    {
      suspect->proof += timely_proof;
      suspect->let_go = 0;
    }
}

/* Beside the whole of a loop there is the whole of the speech: half is seen. */
static float
scale_of (const enh__howl_suspect *suspect)
{
  return suspect->hz > 0.0f ? 1.0f : 0.5f;
}

static float
half_of (const enh__howl_suspect *suspect)
{
  return enh__max (0.5f * (suspect->most_db - suspect->least_db),
                   scale_of (suspect) * low_db);
}

/* Whether it has climbed the upper half of its way, in dB, at one rate. */
static int
has_grown (const enh__howl *howl, const enh__howl_suspect *suspect)
{
  const float scale = scale_of (suspect);
  const float whole
    = (half_of (suspect) - scale * back_db) / ((float) suspect->half + 0.5f);
  const float end
    = scale * (low_db - back_db) / ((float) suspect->from_low + 0.5f);

  const float seconds = half_of (suspect) > scale * deep_db ? grows_seconds
                                                            : shallow_seconds;
  return suspect->half >= enh__howl_hops_in (howl, seconds)
         && end <= steeper * whole && scale * whole <= flatter * end;
}

static void
judge (enh__howl *howl, enh__howl_suspect *suspect)
{
  /* The whole cannot have fallen sooner than it went round. */
  const uint32_t most_fell = suspect->hz > 0.0f
                               ? enh__howl_hops_in (howl, fell_seconds)
                               : suspect->fell;
  const uint32_t turned = suspect->let_go - suspect->risen;

  if (has_grown (howl, suspect))
    suspect->proof += grown_proof;
  else if (suspect->let_go >= enh__howl_hops_in (howl, soonest_seconds)
           && turned
                <= enh__howl_hops_in (howl, in_time_seconds)
                     + (suspect->fell < most_fell ? suspect->fell : most_fell))
    suspect->proof += timely_proof;
  else if (++suspect->late >= enough_late)
    {
      suspect->left = 0;
      enh__howl_leave (howl, suspect->hz,
                       enh__howl_looks_in (howl, begun_seconds), 0);
      return;
    }
  else
    suspect->proof = 0;
  if (suspect->proof)
    suspect->late = 0;
  suspect->let_go = 0;
  suspect->left = enh__howl_looks_in (howl, suspect_seconds);
  suspect->after
    = enh__howl_looks_in (howl, again_seconds)
      + enh__howl_chance (howl, enh__howl_looks_in (howl, again_more_seconds));
}

/* Of the three bins about k, or of everything, in all microphones, dB SPL. */
static float
level_of (const enh__howl *howl, const float *const *power, uint32_t k,
          float full_scale_db)
{
  const uint32_t from = k ? k - 1 : howl->first / 2;
  const uint32_t until = k ? k + 1 : howl->last;
  float sum = 0.0f;

  for (uint32_t i = 0; i < howl->inputs; ++i)
    for (uint32_t b = from; b <= until; ++b)
      sum += power[i][b];
  return enh__power_to_db (sum) + ENH__SINE_DB + full_scale_db;
}

void
enh__howl_watch_suspects (enh__howl *howl, const float *const *power,
                          float full_scale_db)
{
  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    {
      enh__howl_suspect *suspect = &howl->suspect[i];
      if (!suspect->left || !suspect->let_go)
        continue;
      const uint32_t k = (uint32_t) (suspect->hz / howl->bin_hz + 0.5f);
      const float level = level_of (howl, power, k, full_scale_db);
      const float scale = scale_of (suspect);
      ++suspect->let_go;
      suspect->least_db = enh__min (suspect->least_db, level);
      if (level <= suspect->least_db + scale * turned_db)
        suspect->risen = 0;
      else
        ++suspect->risen;
      if (level <= suspect->most_db - scale * low_db)
        suspect->from_low = 0;
      else
        ++suspect->from_low;
      if (level <= suspect->most_db - half_of (suspect))
        suspect->half = 0;
      else
        ++suspect->half;
      if (level >= suspect->most_db - scale * back_db)
        judge (howl, suspect);
    }
}

/* The whole is tried again soon, a few times in a row; then not so soon. */
void
enh__howl_wait (enh__howl *howl)
{
  const int soon = ++howl->waits < enough_late;

  howl->wide_wait
    = enh__howl_looks_in (howl, soon ? hidden_seconds : slow_pause_seconds);
  if (!soon)
    howl->waits = 0;
}

/* Nothing of that kind is tried again soon: each time it takes longer. */
static void
leave_all (enh__howl *howl, int steady)
{
  const uint32_t most = enh__howl_looks_in (howl, wide_pause_most_seconds);

  if (!steady)
    {
      howl->wide_wait = enh__howl_looks_in (howl, begun_seconds);
      return;
    }
  howl->wide_wait = enh__howl_round_seconds (howl, howl->test_lag)
                        > long_seconds
                      ? enh__howl_looks_in (howl, slow_pause_seconds)
                      : howl->wide_pause;
  howl->wide_pause *= 2;
  if (howl->wide_pause > most)
    howl->wide_pause = most;
}

void
enh__howl_leave (enh__howl *howl, float hz, uint32_t looks, int steady)
{
  enh__howl_suspect *suspect = enh__howl_find_suspect (howl, hz);
  enh__howl_note *place = enh__howl_find_note (howl->outside, hz);

  if (!(hz > 0.0f) && suspect && suspect->proof)
    {
      /* A loop that speech was louder than this time: soon it is not. */
      suspect->proof = 0;
      enh__howl_wait (howl);
      return;
    }
  if (suspect)
    suspect->left = 0;
  if (!(hz > 0.0f))
    {
      leave_all (howl, steady);
      return;
    }
  if (!place)
    {
      place = howl->outside;
      for (uint32_t i = 1; i < ENH__HOWL_NOTES; ++i)
        if (howl->outside[i].left < place->left)
          place = &howl->outside[i];
    }
  place->hz = hz;
  place->left = looks;
  place->steady = steady;
  howl->careful = looks;
}
