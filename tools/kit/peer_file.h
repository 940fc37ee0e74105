/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A peer's denoiser over a whole recording: one program for each peer, so that
   only the one in C++ needs a C++ compiler. */

#ifndef TOOLS_PEER_FILE_H
#define TOOLS_PEER_FILE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The peer and its settings, in a line. */
const char *
peer_file_name (void);

/* Work in place on `frames` samples of one channel, nominal +-1. The output
   lies as late as the peer delays it: whoever scores it measures that. 0, or -1
   if the peer refuses. */
int
peer_file_run (float *samples, size_t frames, int rate);

#ifdef __cplusplus
}
#endif

#endif
