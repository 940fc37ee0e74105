/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A triple buffer: the newest value from one writer to one reader, without
   waiting. The owner has three copies; this records which is whose. */

#ifndef ENH_BASE_MAILBOX_H
#define ENH_BASE_MAILBOX_H

#include <stdatomic.h>

/* Set in `middle` when the writer has published since the last take. */
#define ENH__MAILBOX_FRESH 4u

typedef struct enh__mailbox {
  atomic_uint middle; /* 0 to 2: the copy in between, | ENH__MAILBOX_FRESH */
  unsigned int write; /* the writer's copy */
  unsigned int read;  /* the reader's copy */
} enh__mailbox;

static inline void
enh__mailbox_init (enh__mailbox *box)
{
  box->write = 0;
  box->read = 1;
  atomic_init (&box->middle, 2u);
}

/* Writer: publish the copy just filled; `write` becomes another one. */
static inline void
enh__mailbox_publish (enh__mailbox *box)
{
  const unsigned int old = atomic_exchange_explicit (
    &box->middle, box->write | ENH__MAILBOX_FRESH, memory_order_acq_rel);
  box->write = old & 3u;
}

/* Reader: take the newest; 1 if `read` is a new copy. */
static inline int
enh__mailbox_take (enh__mailbox *box)
{
  if (!(atomic_load_explicit (&box->middle, memory_order_relaxed)
        & ENH__MAILBOX_FRESH))
    return 0;
  const unsigned int old
    = atomic_exchange_explicit (&box->middle, box->read, memory_order_acq_rel);
  box->read = old & 3u;
  return 1;
}

#endif
