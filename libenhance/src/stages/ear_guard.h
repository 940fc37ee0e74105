/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What stands last before the ear: quiet start, mute, a short fade over what was
   lost, and a clamp that lets nothing but finite samples under the ceiling
   pass. */

#ifndef ENH_STAGES_EAR_GUARD_H
#define ENH_STAGES_EAR_GUARD_H

#include <stdint.h>

typedef struct enh__ear_guard {
  uint32_t silent_frames; /* of the quiet start; 0: no quiet start */
  uint32_t ramp_frames;   /* after them */
  uint32_t mute_frames;   /* from open to muted and back */
  uint32_t started;       /* frames of the quiet start that are over */
  uint32_t muted;         /* 0 (open) to mute_frames (silent) */
  uint32_t fade_frames;   /* from open to silent at a loss, and back */
  uint32_t faded;         /* 0 (open) to fade_frames (silent) */
  int fading;             /* not 0: on its way to silent */
} enh__ear_guard;

void
enh__ear_guard_init (enh__ear_guard *guard, double sample_rate,
                     int quiet_start);

/* Begin the quiet start again; `muted` is how it begins. */
void
enh__ear_guard_reset (enh__ear_guard *guard, int muted);

/* A little is missing: fade out and in. */
void
enh__ear_guard_fade (enh__ear_guard *guard);

/* In place. */
void
enh__ear_guard_process (enh__ear_guard *guard, float *const *channels,
                        uint32_t channel_count, uint32_t count, int muted,
                        float ceiling);

/* 0: silent, 1: open. */
float
enh__ear_guard_gain (const enh__ear_guard *guard);

#endif
