/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What others make of the same sound, to measure beside: SpeexDSP's denoiser
   at -15 dB in frames of 10 ms, one state a channel. It reduces noise alone: no
   compression, no limiter. */

#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stddef.h>
#include <stdint.h>

typedef struct peer peer;

/* NULL: this program was built without one. */
const char *
peer_name (void);

/* NULL without memory, or without a peer. */
peer *
peer_create (double rate, uint32_t channels);

void
peer_destroy (peer *of);

/* Take the sound over into the peer's own numbers: not to be timed. */
int
peer_load (peer *of, const float *const *in, size_t frames);

/* Process what was loaded, whole frames of it; how many frames of sound. */
size_t
peer_run (peer *of);

#endif
