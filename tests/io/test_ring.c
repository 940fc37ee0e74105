/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The ring between a thread that has time and one that has none. */

#include "lib/check.h"

#include "base/ring.h"
#include "lib/signals.h"

#include <pthread.h>
#include <sched.h>

CHECK_CASE (ring_holds_what_was_asked_for)
{
  static const size_t capacities[] = { 1, 2, 3, 64, 1000, 4096, 48001 };

  for (size_t i = 0; i < sizeof capacities / sizeof *capacities; ++i)
    {
      enh__ring *ring = enh__ring_create (capacities[i]);
      const float one = 1.0f;

      assert_non_null (ring);
      for (size_t k = 0; k < capacities[i]; ++k)
        CHECK_INT (enh__ring_write (ring, &one, 1), ==, 1, "capacity %zu",
                   capacities[i]);
      CHECK_INT (enh__ring_read_space (ring), ==, capacities[i], "full");
      enh__ring_destroy (ring);
    }
}

CHECK_CASE (ring_refuses_what_does_not_fit)
{
  enh__ring *ring = enh__ring_create (8);
  const size_t capacity = enh__ring_capacity (ring);
  float block[64] = { 0.0f };

  CHECK_INT (enh__ring_read (ring, block, 1), ==, 0, "empty");
  CHECK_INT (enh__ring_write (ring, block, capacity + 1), ==, 0, "too much");
  CHECK_INT (enh__ring_write (ring, block, capacity), ==, capacity, "all");
  CHECK_INT (enh__ring_write_space (ring), ==, 0, "full");
  CHECK_INT (enh__ring_write (ring, block, 1), ==, 0, "full");
  CHECK_INT (enh__ring_read (ring, block, capacity + 1), ==, 0, "too much");
  CHECK_INT (enh__ring_read (ring, block, capacity), ==, capacity, "all");
  CHECK_INT (enh__ring_read_space (ring), ==, 0, "empty again");
  enh__ring_destroy (ring);
}

CHECK_CASE (ring_keeps_order_over_its_edge)
{
  enh__ring *ring = enh__ring_create (100);
  float block[128];
  sig_random random = { check_seed () };
  uint32_t put = 0;
  uint32_t got = 0;

  while (got < 20000u)
    {
      const size_t in = sig_below (&random, 101);
      for (size_t i = 0; i < in; ++i)
        block[i] = (float) (put + i);
      put += (uint32_t) enh__ring_write (ring, block, in);

      const size_t out = enh__ring_read (ring, block, sig_below (&random, 101));
      for (size_t i = 0; i < out; ++i)
        CHECK_REAL (block[i], ==, (float) (got + i), "float %u", got);
      got += (uint32_t) out;
    }
  enh__ring_destroy (ring);
}

CHECK_CASE (ring_of_nothing_is_legal_to_destroy)
{
  enh__ring_destroy (NULL);
}

/* Floats; set before the thread begins. */
static uint32_t passed;

static void *
write_all (void *data)
{
  enh__ring *ring = data;
  float block[37];

  for (uint32_t next = 0; next < passed;)
    {
      const uint32_t left = passed - next;
      const size_t count = left < 37u ? left : 37u;
      for (size_t i = 0; i < count; ++i)
        block[i] = (float) (next + i);
      const size_t put = enh__ring_write (ring, block, count);
      if (put == 0)
        (void) sched_yield ();
      next += (uint32_t) put;
    }
  return NULL;
}

CHECK_CASE (ring_passes_all_between_two_threads)
{
  enh__ring *ring = enh__ring_create (256);
  pthread_t writer;
  float block[23];
  uint32_t wrong = 0;

  passed = check_short () ? 20000 : 400000;
  assert_int_equal (pthread_create (&writer, NULL, write_all, ring), 0);
  for (uint32_t next = 0; next < passed;)
    {
      size_t count = enh__ring_read_space (ring);
      count = enh__ring_read (ring, block, count < 23u ? count : 23u);
      for (size_t i = 0; i < count; ++i)
        wrong += block[i] < (float) (next + i) || block[i] > (float) (next + i);
      if (count == 0)
        (void) sched_yield ();
      next += (uint32_t) count;
    }
  assert_int_equal (pthread_join (writer, NULL), 0);
  CHECK_INT (wrong, ==, 0, "of %u floats", passed);
  enh__ring_destroy (ring);
}
