/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Noise power of each bin: follows the room, not the talker. */

#ifndef ENH_STAGES_NOISE_TRACKER_H
#define ENH_STAGES_NOISE_TRACKER_H

#include "dsp/stillness.h"

#include <enhance/config.h>

#include <stdint.h>

/* Parts of the window over which the minimum is taken. */
#define ENH__MINIMUM_PARTS 8u

typedef struct enh__noise_tracker {
  enh_allocator alloc;
  uint32_t bins;
  float noise_keep;         /* smoothing per hop of the noise power */
  float quick_keep;         /* same, of the quick estimate */
  float presence_keep;      /* same, of the speech presence */
  float smooth_keep;        /* same, of the periodogram */
  uint32_t start_hops;      /* hops of the start-up estimate */
  uint32_t settle_hops;     /* hops until the estimate is calm */
  uint32_t part_hops;       /* hops of one part of the minimum's window */
  uint32_t hops;            /* since the start, stops counting when settled */
  uint32_t part_left;       /* hops left in the present part */
  uint32_t step_bins;       /* bins that tell whether the noise has risen */
  uint32_t step_hops;       /* hops for which they must */
  uint32_t follow_hops;     /* hops of settling after a rise */
  int taken;                /* 1: in this hop the noise was found to be new */
  uint32_t risen_hops;      /* hops for which they have */
  enh__stillness stillness; /* which tells new noise */
  uint32_t part;            /* 0 to ENH__MINIMUM_PARTS - 1 */
  float *noise;             /* bins: the estimate, mean square */
  float *presence;          /* bins: smoothed probability of speech */
  float *quick;             /* bins: an estimate that follows at once */
  float *quick_presence;    /* bins: its probability of speech */
  float *smooth;            /* bins: smoothed power */
  float *minimum;           /* ENH__MINIMUM_PARTS x bins: of each part */
  float *older;             /* bins: of all parts but the present one */
} enh__noise_tracker;

/* bin_hz: from bin to bin. hop_seconds: time between updates. 0, or -1 without memory. */
int
enh__noise_tracker_init (enh__noise_tracker *tracker,
                         const enh_allocator *alloc, uint32_t bins,
                         double bin_hz, double hop_seconds);

void
enh__noise_tracker_clear (enh__noise_tracker *tracker);

void
enh__noise_tracker_reset (enh__noise_tracker *tracker);

/* One hop: power of each bin in; tracker->noise is the estimate. */
void
enh__noise_tracker_update (enh__noise_tracker *tracker, const float *power);

#endif
