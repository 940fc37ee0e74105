/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Memory through the caller's allocator: zeroed, aligned to 64 bytes. */

#ifndef ENH_BASE_ALLOC_H
#define ENH_BASE_ALLOC_H

#include <enhance/config.h>

#include <stddef.h>

/* Alignment of every block, bytes: a cache line, and enough for any vector. */
#define ENH__ALIGNMENT 64u

/* The C library's allocator. */
extern const enh_allocator enh__default_allocator;

/* count * size bytes of zeros; NULL without memory or if the product
   overflows. */
void *
enh__alloc (const enh_allocator *alloc, size_t count, size_t size);

/* Zero a block and release it; NULL is allowed. Every block is freed here, so
   that no sound stays in memory. */
void
enh__free (const enh_allocator *alloc, void *block);

#endif
