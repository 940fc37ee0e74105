/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Memory through the caller's allocator. */

#include "base/alloc.h"

#include "base/wipe.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *
default_allocate (void *user, size_t bytes)
{
  (void) user;
  /* aligned_alloc needs a multiple of the alignment. */
  const size_t rounded
    = (bytes + ENH__ALIGNMENT - 1u) / ENH__ALIGNMENT * ENH__ALIGNMENT;
  if (rounded < bytes)
    return NULL;
#ifdef _WIN32
  void *block = _aligned_malloc (rounded, ENH__ALIGNMENT);
#else
  void *block = aligned_alloc (ENH__ALIGNMENT, rounded);
#endif
  if (block)
    memset (block, 0, rounded);
  return block;
}

static void
default_release (void *user, void *block)
{
  (void) user;
#ifdef _WIN32
  _aligned_free (block);
#else
  free (block);
#endif
}

const enh_allocator enh__default_allocator
  = { NULL, default_allocate, default_release };

/* The size of each block is stored before it, in the padding that alignment
   needs. */
void *
enh__alloc (const enh_allocator *alloc, size_t count, size_t size)
{
  if (size != 0 && count > (SIZE_MAX - ENH__ALIGNMENT) / size)
    return NULL;
  const size_t bytes = count * size + ENH__ALIGNMENT;
  unsigned char *block = alloc->allocate (alloc->user, bytes);
  if (!block)
    return NULL;
  memcpy (block, &bytes, sizeof bytes);
  return block + ENH__ALIGNMENT;
}

void
enh__free (const enh_allocator *alloc, void *block)
{
  if (!block)
    return;
  unsigned char *start = (unsigned char *) block - ENH__ALIGNMENT;
  size_t bytes;
  memcpy (&bytes, start, sizeof bytes);
  enh__wipe (start, bytes);
  alloc->release (alloc->user, start);
}
