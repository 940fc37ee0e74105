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

/* The same lag, as near as steps tell. */
static inline int
enh__howl_is_lag (uint32_t a, uint32_t b)
{
  return a <= b + 1 && b <= a + 1;
}

/* howl_find.c */

/* Which bins are looked at. */
void
enh__howl_find_range (enh__howl *howl);

/* The note that fits a frequency, or NULL. */
enh__howl_note *
enh__howl_find_note (enh__howl_note *notes, float hz);

/* Of the three bins about k, dB SPL. */
float
enh__howl_tone_db (const float *power, uint32_t k, float full_scale_db);

/* Follow narrow peaks from look to look. */
void
enh__howl_find_peaks (enh__howl *howl, const float *power, float full_scale_db);

/* The loudest tone that has lasted long enough, or NULL. One from outside is
   remembered for outside_looks. */
const enh__howl_track *
enh__howl_find_tone (enh__howl *howl, uint32_t outside_looks);

/* Once a hop: keep what the search for repetition needs. */
void
enh__howl_keep_steps (enh__howl *howl, const float *const *newest);

/* The distance at which the sound has repeated itself for long enough, the
   shortest, in steps; 0: none. */
uint32_t
enh__howl_find_repetition (enh__howl *howl);

/* howl_dip.c */

/* Where a dip at this frequency goes: to one that is there already and near, or
   a free one, or the one that ends first. */
uint32_t
enh__howl_place_dip (enh__howl *howl, float hz);

/* Turn everything down by so much more, and keep it there for some looks. */
void
enh__howl_drop (enh__howl *howl, float by_db, uint32_t looks);

/* Move each reduction towards its target, and the curve with them. */
void
enh__howl_draw_curve (enh__howl *howl);

#endif
