/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A duration that was looked for several times, of which any look may have been
   spoilt by a machine that stood still: what two of them agree in. */

#ifndef ENH_IO_CLOCK_SYNC_AGREEMENT_H
#define ENH_IO_CLOCK_SYNC_AGREEMENT_H

#include <stdint.h>

enum { ENH__AGREEMENT_MOST = 5 };

typedef struct enh__agreement {
  uint32_t count;
  double seen_s[ENH__AGREEMENT_MOST]; /* smallest first */
} enh__agreement;

/* Any thread that owns them. One more, which took `seen_s`; not after the answer
   was given. Returns seconds: the larger of the two smallest that are within
   5 ms of each other; of five that are not, the one in the middle; 0: not known
   yet. */
double
enh__agreement_note (enh__agreement *agreement, double seen_s);

/* The same: begin anew. */
void
enh__agreement_forget (enh__agreement *agreement);

#endif
