/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A chain in the hands of a test: made or the case fails, set by name or the
   case fails, fed in blocks. */

#ifndef TESTS_DRIVE_H
#define TESTS_DRIVE_H

#include "lib/signals.h"

#include <enhance/enhance.h>

/* What a sweep over chains varies. */
typedef struct drive_shape {
  double rate; /* Hz */
  uint32_t inputs;
  uint32_t outputs;
  enh_delay delay;
  enh_purpose purpose;
} drive_shape;

/* Layouts and delays that exist, for sweeps. */
enum { DRIVE_LAYOUTS = 3, DRIVE_DELAYS = 3 };

extern const uint32_t drive_layouts[DRIVE_LAYOUTS][2];
extern const enh_delay drive_delays[DRIVE_DELAYS];

enh_chain *
drive_create (const drive_shape *shape);

/* 48 kHz, mono. */
enh_chain *
drive_mono (enh_delay delay, enh_purpose purpose);

void
drive_set (enh_chain *chain, const char *name, double value);

double
drive_get (enh_chain *chain, const char *name);

void
drive_audiogram (enh_chain *chain, const char *spec);

/* Everything that changes the sound off, one by one; not bypass. */
void
drive_transparent (enh_chain *chain);

/* Mono in, mono out, in blocks of `block`. in may equal out. */
void
drive_run (enh_chain *chain, const float *in, float *out, size_t frames,
           uint32_t block);

/* Any layout; up to two of each. The second pointers may be NULL. */
void
drive_run_ears (enh_chain *chain, const float *const in[2], float *const out[2],
                size_t frames, uint32_t block);

/* Any layout, in blocks of 0 to `most` frames by chance. */
void
drive_chop (enh_chain *chain, const float *const in[2], float *const out[2],
            size_t frames, uint32_t most, sig_random *random);

enh_meters
drive_meters (const enh_chain *chain);

/* Frames in so many seconds, rounded. */
size_t
drive_frames (double rate, double seconds);

#endif
