/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One case of what the chain costs, measured until it is steady. */

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
  const char *setting; /* parameter to be other than its default, or NULL */
  float value;         /* its value */
} speed_case;

/* Median, quartiles and ends of the repeats. */
typedef struct speed_spread {
  double median;
  double low;
  double high;
  double least;
  double most;
} speed_spread;

typedef struct speed_result {
  size_t repeats;
  speed_spread ours;  /* ns of processor a sample */
  speed_spread speex; /* same; median NAN: no such peer */
  speed_spread webrtc;
  speed_spread speex_ratio; /* ours / its, repeat by repeat */
  speed_spread webrtc_ratio;
  speed_spread saved;      /* the whole chain less this one, ns a sample */
  speed_spread mono_ratio; /* a frame of ours / of one channel */
  double call_load[4]; /* time of a call / of its block: p50 p99 p99.9 max */
  double instructions; /* a sample; below 0: not counted */
} speed_result;

typedef enum speed_beside {
  SPEED_ALONE = 0,
  SPEED_BESIDE_PEERS = 1,
  SPEED_BESIDE_WHOLE = 2, /* the same chain without `setting` */
  SPEED_BESIDE_MONO = 3   /* the same chain with one channel */
} speed_beside;

/* For about `seconds`, in turns with what is `beside`. 0, or -1 where no chain
   can be made. */
int
speed_measure (const speed_case *what, double seconds, speed_beside beside,
               speed_result *result);

/* Fitted to a hearing loss: without one the chain may leave out work. What was
   made is to be destroyed after a failure, too. alloc: NULL for the usual one. */
enh_status
speed_make_chain (enh_chain **chain, const speed_case *what,
                  const enh_allocator *alloc);

/* Memory of the chain for each ear, kB of 1000; NAN where none can be made. */
double
speed_state_kb (const speed_case *what);

#endif
