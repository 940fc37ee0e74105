/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A ring of floats between one writer and one reader; neither ever waits. */

#ifndef ENH_BASE_RING_H
#define ENH_BASE_RING_H

#include <stddef.h>

typedef struct enh__ring enh__ring;

/* Setup. */

/* Room for at least `capacity` floats; NULL when memory ran out. */
enh__ring *
enh__ring_create (size_t capacity);

/* Zero the samples, then free; NULL is fine. */
void
enh__ring_destroy (enh__ring *ring);

/* Any thread. */

/* Floats the ring can hold; constant. */
size_t
enh__ring_capacity (const enh__ring *ring);

/* Reader. */

/* Floats that are there to be read, at least. */
size_t
enh__ring_read_space (const enh__ring *ring);

/* Take `count` floats: all, or none if fewer are there. Returns `count` or 0. */
size_t
enh__ring_read (enh__ring *ring, float *to, size_t count);

/* Writer. */

/* Floats that can be written, at least. */
size_t
enh__ring_write_space (const enh__ring *ring);

/* Put `count` floats: all, or none if they do not fit. Returns `count` or 0. */
size_t
enh__ring_write (enh__ring *ring, const float *from, size_t count);

#endif
