/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Files and rings hold a frame's samples side by side; everything else has one
   array per channel. */

#ifndef ENH_BASE_INTERLEAVE_H
#define ENH_BASE_INTERLEAVE_H

#include <stddef.h>

/* `frames` frames of `from`, beginning with frame `first`, to the start of
   `to`. */
static inline void
enh__interleave (float *to, const float *const *from, size_t first,
                 size_t channels, size_t frames)
{
  for (size_t c = 0; c < channels; ++c)
    for (size_t i = 0; i < frames; ++i)
      to[i * channels + c] = from[c][first + i];
}

/* The other way: `to`, from its frame `first` on, gets what `from` begins
   with. */
static inline void
enh__deinterleave (float *const *to, size_t first, const float *from,
                   size_t channels, size_t frames)
{
  for (size_t c = 0; c < channels; ++c)
    for (size_t i = 0; i < frames; ++i)
      to[c][first + i] = from[i * channels + c];
}

#endif
