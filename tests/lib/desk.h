/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A simulated desk with two clocks: callbacks at the pace of each, all of them a
   little late, as a machine wakes them. */

#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "io/clock_sync/bridge.h"
#include "lib/signals.h"

enum { DESK_MOST_BLOCK = 2048 };

typedef struct side {
  double rate;     /* Hz, by the device's word */
  double ppm;      /* what its clock is off */
  uint32_t block;  /* frames */
  uint32_t burst;  /* blocks that come together; 1: none */
  double jitter_s; /* deviation of the half-normal lateness */
  int tells;       /* not 0: the device knows when its blocks were in the air */
  /* The state. */
  uint64_t calls;
  double ideal_s;  /* when the next call should be */
  double actual_s; /* when it will be */
  double offset_s; /* added by stalls */
} side;

typedef struct desk {
  enh__bridge *bridge;
  side in;
  side out;
  sig_random random;
  double tone_hz; /* what the microphone hears, by the true time */
  uint64_t waits;
  uint64_t flows;
  uint64_t breaks; /* blocks that were gaps */
  float out_block[DESK_MOST_BLOCK];
  float in_block[DESK_MOST_BLOCK];
} desk;

/* Both at 48 kHz, a quarter of a millisecond late; change what differs, then
   start. */
void
desk_begin (desk *d, double in_ppm, double out_ppm, uint32_t block);

void
desk_start (desk *d);

/* Set when the next call of a side comes, by its state. */
void
desk_schedule (desk *d, side *s);

/* The next callback of either. Returns what the pull gave, or -1: a push. */
int
desk_step (desk *d);

void
desk_run (desk *d, double seconds);

double
desk_now_s (const desk *d);

enh__bridge_state
desk_state (const desk *d);

/* Either side stands still for so long, and loses what came meanwhile. */
void
desk_stall (desk *d, double in_s, double out_s);

/* True delay of the block that was pulled last, from the air to the air of two
   devices without any delay of their own: by the phase of the tone, which gives
   it to within its period. */
double
desk_delay_s (const desk *d, uint64_t call);

/* Mean of fifty blocks, ms; fails if they were not all sound. */
double
desk_delay_ms (desk *d);

typedef struct spread {
  double least;
  double most;
  double sum;
  double squares;
  double count;
} spread;

void
spread_add (spread *s, double x);

double
spread_mean (const spread *s);

double
spread_deviation (const spread *s);

#endif
