/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the files of the howl guard share. */

#ifndef ENH_STAGES_HOWL_PARTS_H
#define ENH_STAGES_HOWL_PARTS_H

#include "stages/howl.h"

static inline uint32_t
enh__howl_looks_in (const enh__howl *howl, float seconds)
{
  return (uint32_t) (seconds / howl->look_seconds + 0.5f);
}

static inline uint32_t
enh__howl_hops_in (const enh__howl *howl, float seconds)
{
  return (uint32_t) (seconds / howl->look_seconds * (float) howl->hops_per_look
                     + 0.5f);
}

/* How long the sound takes to go round, as the search for repetition has it. */
static inline float
enh__howl_round_seconds (const enh__howl *howl, uint32_t lag)
{
  return howl->look_seconds / (float) (howl->steps * howl->hops_per_look)
         * (float) lag;
}

/* The same lag, as near as steps tell. */
static inline int
enh__howl_is_lag (uint32_t a, uint32_t b)
{
  return a <= b + 1 && b <= a + 1;
}

/* howl_note.c */

/* Whether a note at one frequency fits another, Hz. */
int
enh__howl_is_near (float a, float b);

/* The note that fits a frequency, or NULL. */
enh__howl_note *
enh__howl_find_note (enh__howl_note *notes, float hz);

/* The suspect that fits a frequency, or NULL. */
enh__howl_suspect *
enh__howl_find_suspect (enh__howl *howl, float hz);

/* howl_find.c */

/* Which bins are looked at. */
void
enh__howl_find_range (enh__howl *howl);

/* Of the three bins about k, dB SPL. */
float
enh__howl_tone_db (const float *power, uint32_t k, float full_scale_db);

/* Follow narrow peaks from look to look. */
void
enh__howl_find_peaks (enh__howl *howl, const float *power, float full_scale_db);

/* The loudest tone of this level or more that has lasted long enough, or NULL. One
   from outside is remembered for outside_looks. */
const enh__howl_track *
enh__howl_find_tone (enh__howl *howl, float least_db, uint32_t outside_looks);

/* Once a hop: keep what the search for repetition needs. */
void
enh__howl_keep_steps (enh__howl *howl, const float *const *newest);

/* The distance at which the sound has repeated itself for long enough, the
   shortest, in steps; 0: none. */
uint32_t
enh__howl_find_repetition (enh__howl *howl);

/* howl_suspect.c */

/* How far it is proved that a tone, of this level or more, is a loop; 0: not at
   all. */
uint32_t
enh__howl_most_proof (const enh__howl *howl, float least_db);

/* Whether one of them is, as far as it takes. */
int
enh__howl_is_any_proven (const enh__howl *howl, float least_db);

/* Whether one has just been let go. */
int
enh__howl_is_settling (const enh__howl *howl);

/* Whether one at another frequency has followed our gain of late. */
int
enh__howl_is_other (const enh__howl *howl, float hz);

/* What is found at this frequency may be turned down for good. */
int
enh__howl_is_convicted (enh__howl *howl, float hz);

/* Whether a trial may tell something new of a frequency. */
int
enh__howl_is_open (enh__howl *howl, float hz);

/* For how many looks a trial stays, once the sound has fallen. */
uint32_t
enh__howl_choose_hold (enh__howl *howl, float hz);

/* The sound has followed our gain within so many looks, and is let go from this
   level. */
void
enh__howl_let_go (enh__howl *howl, float hz, float most_db, uint32_t fell);

/* It has followed our gain within so many looks, once more. Returns 1 if that
   shows that it comes from outside. */
int
enh__howl_falls_again (enh__howl *howl, float hz, float most_db, uint32_t fell);

/* Whether the whole sound at this level is only the echo of what was let go. */
int
enh__howl_is_echo (enh__howl *howl, float level_db);

/* The whole sound repeats itself again, as it did before it was let go. */
void
enh__howl_repeats_again (enh__howl *howl, float level_db);

/* Once a hop: how those that were let go come back. */
void
enh__howl_watch_suspects (enh__howl *howl, const float *const *power,
                          float full_scale_db);

/* The whole sound told nothing: it is tried again after a while. */
void
enh__howl_wait (enh__howl *howl);

/* It comes from outside: leave it alone for as long. */
void
enh__howl_leave (enh__howl *howl, float hz, uint32_t looks, int steady);

/* The next number by chance, below `below`. */
uint32_t
enh__howl_chance (enh__howl *howl, uint32_t below);

/* howl_trial.c */

/* Begin a trial: of a tone, or, at 0 Hz, of the whole sound. */
void
enh__howl_begin_trial (enh__howl *howl, float hz, uint32_t lag, float level_db);

/* One look further. Returns 1 when a howl is found. */
int
enh__howl_go_on_trying (enh__howl *howl, float level_db);

/* What a trial of a tone is about, Hz; 0: it is of the whole sound. */
float
enh__howl_trial_hz (const enh__howl *howl);

/* howl_dip.c */

/* Let a dip go at once: a trial is over. */
void
enh__howl_open_dip (enh__howl *howl, uint32_t dip, float depth_db);

/* Where a dip at this frequency goes: to one that is there already and near, or
   a free one, or the one that ends first. */
uint32_t
enh__howl_place_dip (enh__howl *howl, float hz);

/* Let the reduction of everything go at once, to this. */
void
enh__howl_lift (enh__howl *howl, float drop_db);

/* Turn everything down by so much more, and keep it there for some looks. */
void
enh__howl_drop (enh__howl *howl, float by_db, uint32_t looks);

/* Move each reduction towards its target, and the curve with them. */
void
enh__howl_draw_curve (enh__howl *howl);

#endif
