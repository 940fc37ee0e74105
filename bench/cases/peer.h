/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A peer to compare with: SpeexDSP's denoiser at -15 dB in frames of 10 ms, one
   state per channel. It reduces noise only: no compression, no limiter. */

#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stddef.h>
#include <stdint.h>

typedef struct peer peer;

/* NULL: built without one. */
const char *
peer_name (void);

/* NULL without memory, or without a peer. */
peer *
peer_create (double rate, uint32_t channels);

void
peer_destroy (peer *of);

/* Convert the sound to the peer's format: not timed. */
int
peer_load (peer *of, const float *const *in, size_t frames);

/* Process what was loaded, in whole frames; returns the number of samples per
   channel. */
size_t
peer_run (peer *of);

#endif
