/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Peak memory of a chain while it is created, fitted and run. */

#include "bench.h"
#include "cases/speed.h"

#include <enhance/enhance.h>

#include <stdlib.h>

enum { ALIGN = 64 };

typedef struct held {
  size_t now; /* bytes */
  size_t most;
} held;

/* The size is stored before each block, in a cache line of its own. */
static void *
allocate (void *user, size_t bytes)
{
  held *of = user;
  const size_t whole = (bytes + 2 * ALIGN - 1) / ALIGN * ALIGN;
  char *block = aligned_alloc (ALIGN, whole);

  if (!block)
    return NULL;
  for (size_t i = 0; i < whole; ++i)
    block[i] = 0;
  *(size_t *) (void *) block = bytes;
  of->now += bytes;
  of->most = of->now > of->most ? of->now : of->most;
  return block + ALIGN;
}

static void
release (void *user, void *block)
{
  held *of = user;

  if (!block)
    return;
  char *whole = (char *) block - ALIGN;
  of->now -= *(size_t *) (void *) whole;
  free (whole);
}

double
speed_state_kb (const speed_case *what)
{
  enum { FRAMES = 4800 };
  held of = { 0, 0 };
  const enh_allocator counting = { &of, allocate, release };
  enh_chain *chain = NULL;
  float sound[2][FRAMES] = { { 0.0f } };

  if (speed_make_chain (&chain, what, &counting) != ENH_OK)
    {
      enh_chain_destroy (chain);
      return NAN;
    }
  for (unsigned c = 0; c < 2; ++c)
    bench_signal_fill (what->signal, c, what->rate, sound[c], FRAMES);
  enh_chain_process (chain, (const float *const[]){ sound[0], sound[1] },
                     (float *const[]){ sound[0], sound[1] }, FRAMES);
  enh_chain_destroy (chain);
  return (double) of.most / 1000.0 / what->channels;
}
