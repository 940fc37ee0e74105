/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* No sound stays in memory that is no longer used. */

#ifndef ENH_BASE_WIPE_H
#define ENH_BASE_WIPE_H

#include <stddef.h>
#include <stdlib.h>

/* Zero, through volatile: stores before a free would be optimised away, and
   memset_s and explicit_bzero are not everywhere. NULL is fine. */
static inline void
enh__wipe (void *memory, size_t bytes)
{
  volatile unsigned char *at = memory;

  for (size_t i = 0; at && i < bytes; ++i)
    at[i] = 0;
}

static inline void
enh__wipe_free (void *memory, size_t bytes)
{
  enh__wipe (memory, bytes);
  free (memory);
}

#endif
