/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The last gain before the ear: no sample and no peak between samples exceeds
   the ceiling. */

#ifndef ENH_STAGES_LIMITER_H
#define ENH_STAGES_LIMITER_H

#include <enhance/config.h>

#include <stdint.h>

#define ENH__LIMITER_CHANNELS 2u

/* Maximum samples per call. */
#define ENH__LIMITER_BLOCK 512u

/* Interpolator of the detector: maximum taps per phase, points between
   samples. */
#define ENH__LIMITER_TAPS 32u
#define ENH__LIMITER_PHASES 3u

typedef struct enh__limiter {
  enh_allocator alloc;
  uint32_t channels;
  uint32_t look_ahead; /* samples of delay; 0: none */
  uint32_t taps;       /* of the interpolator, even */
  uint32_t lead;       /* samples of history before each block */
  uint32_t fade;       /* samples over which the gain moves */
  uint32_t window;     /* samples for which the least gain is kept */
  uint32_t release;    /* share of the way back per sample, 2^-32 */
  float phase[ENH__LIMITER_PHASES][ENH__LIMITER_TAPS];
  float *past[ENH__LIMITER_CHANNELS]; /* lead + ENH__LIMITER_BLOCK */
  uint32_t *least;    /* window: queue of the sliding minimum, Q24 */
  uint64_t *least_at; /* window: when each was asked for */
  uint32_t *shape;    /* fade: gains of the moving average, Q24 */
  uint64_t now;       /* samples seen */
  uint32_t head;      /* of the queue */
  uint32_t held;      /* entries in the queue */
  uint32_t place;     /* in shape */
  uint32_t gain;      /* after hold and release, Q24 */
  uint64_t sum;       /* of shape */
  float deepest;      /* least gain since it was last read */
} enh__limiter;

/* look_ahead: samples of delay, or 0 for none. 0, or -1 without memory. */
int
enh__limiter_init (enh__limiter *limiter, const enh_allocator *alloc,
                   uint32_t channels, uint32_t look_ahead, double sample_rate);

void
enh__limiter_clear (enh__limiter *limiter);

void
enh__limiter_reset (enh__limiter *limiter);

/* At most ENH__LIMITER_BLOCK samples, in place; ceiling is a magnitude. All
   channels get the same gain. */
void
enh__limiter_process (enh__limiter *limiter, float *const *channels,
                      uint32_t count, float ceiling);

/* The lowest gain since the last call; 1 = no limiting. */
float
enh__limiter_read_gain (enh__limiter *limiter);

#endif
