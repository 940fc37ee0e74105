/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Memory that the system does not move to a disk: for what the audio thread
   touches. Reading a page back takes milliseconds, and what was heard would lie
   on the disk. Where locking is refused (RLIMIT_MEMLOCK), it is memory like any
   other. */

#ifndef ENH_IO_BASE_LOCKED_MEMORY_H
#define ENH_IO_BASE_LOCKED_MEMORY_H

#include <enhance/config.h>

/* Each block has pages of its own; a lock is counted by pages. */
extern const enh_allocator enh__locked_allocator;

#endif
