/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Whether a finger tapped the microphone, twice: the only sure sign that it is
   the one that is meant. A tap is sudden, short, of low and high frequencies,
   and stands alone; speech, traffic, a beep and a block of zeros are not. */

#ifndef ENH_IO_ENGINE_TAP_DETECTOR_H
#define ENH_IO_ENGINE_TAP_DETECTOR_H

#include <stdatomic.h>
#include <stdint.h>

enum {
  ENH__TAP_WINDOWS = 600, /* of 5 ms that are remembered: 3 s */
  ENH__TAP_LEVELS = 3     /* of a window: all of it, its low, its high part */
};

typedef struct enh__tap_detector {
  /* Fixed before the first block. */
  uint32_t window; /* frames */
  float low_share; /* of a new sample in its one-pole filters */
  float high_share;

  /* The audio thread's own. */
  float pole[4];                 /* two filters of two poles each */
  double power[ENH__TAP_LEVELS]; /* of this window */
  uint32_t at;                   /* frames of this window */
  uint32_t windows;              /* so far */
  uint32_t last; /* window after that of the last tap; 0: none */
  /* dB above the lowest that counts, of a ring of windows. */
  uint8_t level[ENH__TAP_LEVELS][ENH__TAP_WINDOWS];

  atomic_uint_least64_t taps; /* second taps; any thread */
} enh__tap_detector;

/* Setup. */
void
enh__tap_detector_init (enh__tap_detector *tap, double sample_rate);

/* Setup, when no block comes any more. */
void
enh__tap_detector_wipe (enh__tap_detector *tap);

/* Audio: one channel. */
void
enh__tap_detector_process (enh__tap_detector *tap, const float *in,
                           uint32_t frames);

#endif
