/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One case of CPU cost, measured until it is stable. */

#ifndef BENCH_SPEED_H
#define BENCH_SPEED_H

#include "cases/signals.h"

#include <enhance/chain.h>

#include <stddef.h>
#include <stdint.h>

typedef struct speed_case {
  double rate;       /* Hz */
  uint32_t channels; /* in and out */
  uint32_t block;    /* frames */
  bench_signal signal;
} speed_case;

/* Median, quartiles, minimum and maximum of the repeats. */
typedef struct speed_spread {
  double median;
  double low;
  double high;
  double least;
  double most;
} speed_spread;

typedef struct speed_result {
  size_t repeats;
  speed_spread ours;  /* CPU time, ns per sample */
  speed_spread speex; /* same; median NAN: no peer */
  speed_spread webrtc;
  speed_spread speex_ratio; /* ratio ours / peer, repeat by repeat */
  speed_spread webrtc_ratio;
  speed_spread mono_ratio; /* a frame of ours / of one channel */
  double worst_call;   /* of all blocks of the sound the dearest, each in its
                          cheapest repeat, CPU time / time of the block */
  double instructions; /* instructions per sample; negative: not counted */
} speed_result;

typedef enum speed_beside {
  SPEED_ALONE = 0,
  SPEED_BESIDE_PEERS = 1,
  SPEED_BESIDE_MONO = 2 /* the same chain with one channel */
} speed_beside;

/* Measure for about `seconds`, in turn with `beside`. 0, or -1 if the chain
   cannot be created. */
int
speed_measure (const speed_case *what, double seconds, speed_beside beside,
               speed_result *result);

/* Create a chain fitted to a hearing loss: without one it may skip work.
   Destroy it even after a failure. alloc: NULL for malloc. */
enh_status
speed_make_chain (enh_chain **chain, const speed_case *what,
                  const enh_allocator *alloc);

/* Memory of the chain per ear, kB of 1000; NAN on failure. */
double
speed_state_kb (const speed_case *what);

#endif
