/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A ring of floats between one writer and one reader.

   Both indices count up for ever and are reduced by the mask on access, so
   that full and empty differ. Each side loads the other's index with acquire
   (what the other did to the samples has happened), works, and stores its own
   with release. */

#include "base/ring.h"

#include "base/wipe.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Bytes; the two indices in lines of their own, or each store of one side
   would slow the other. */
#define CACHE_LINE 64

struct enh__ring {
  float *samples;
  size_t size;                             /* floats, a power of two */
  size_t mask;                             /* size - 1 */
  alignas (CACHE_LINE) atomic_size_t head; /* floats ever written */
  alignas (CACHE_LINE) atomic_size_t tail; /* floats ever read */
};

enh__ring *
enh__ring_create (size_t capacity)
{
  size_t size = 1;

  while (size < capacity)
    {
      if (size > SIZE_MAX / 2u / sizeof (float))
        return NULL;
      size *= 2u;
    }

  enh__ring *ring = aligned_alloc (CACHE_LINE, sizeof *ring);
  if (!ring)
    return NULL;
  ring->size = size;
  ring->mask = size - 1u;
  atomic_init (&ring->head, 0);
  atomic_init (&ring->tail, 0);
  ring->samples = calloc (size, sizeof *ring->samples);
  if (!ring->samples)
    {
      enh__ring_destroy (ring);
      return NULL;
    }
  return ring;
}

void
enh__ring_destroy (enh__ring *ring)
{
  if (!ring)
    return;
  enh__wipe_free (ring->samples, ring->size * sizeof *ring->samples);
  free (ring);
}

size_t
enh__ring_capacity (const enh__ring *ring)
{
  return ring->size;
}

size_t
enh__ring_read_space (const enh__ring *ring)
{
  return atomic_load_explicit (&ring->head, memory_order_acquire)
         - atomic_load_explicit (&ring->tail, memory_order_relaxed);
}

size_t
enh__ring_read (enh__ring *ring, float *to, size_t count)
{
  const size_t tail = atomic_load_explicit (&ring->tail, memory_order_relaxed);
  const size_t head = atomic_load_explicit (&ring->head, memory_order_acquire);

  if (head - tail < count)
    return 0;

  const size_t begin = tail & ring->mask;
  const size_t first = count < ring->size - begin ? count : ring->size - begin;
  memcpy (to, ring->samples + begin, first * sizeof *to);
  memcpy (to + first, ring->samples, (count - first) * sizeof *to);

  atomic_store_explicit (&ring->tail, tail + count, memory_order_release);
  return count;
}

size_t
enh__ring_write_space (const enh__ring *ring)
{
  return ring->size
         - (atomic_load_explicit (&ring->head, memory_order_relaxed)
            - atomic_load_explicit (&ring->tail, memory_order_acquire));
}

size_t
enh__ring_write (enh__ring *ring, const float *from, size_t count)
{
  const size_t head = atomic_load_explicit (&ring->head, memory_order_relaxed);
  const size_t tail = atomic_load_explicit (&ring->tail, memory_order_acquire);

  if (ring->size - (head - tail) < count)
    return 0;

  const size_t begin = head & ring->mask;
  const size_t first = count < ring->size - begin ? count : ring->size - begin;
  memcpy (ring->samples + begin, from, first * sizeof *from);
  memcpy (ring->samples, from + first, (count - first) * sizeof *from);

  atomic_store_explicit (&ring->head, head + count, memory_order_release);
  return count;
}
