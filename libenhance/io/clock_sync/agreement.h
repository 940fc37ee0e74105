/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A duration that was measured several times, where a machine that stood still may
   have spoilt any one measurement: what two of them agree on. */

#ifndef ENH_IO_CLOCK_SYNC_AGREEMENT_H
#define ENH_IO_CLOCK_SYNC_AGREEMENT_H

#include <stdint.h>

enum { ENH__AGREEMENT_MOST = 5 };

typedef struct enh__agreement {
  uint32_t count;
  double seen_s[ENH__AGREEMENT_MOST]; /* smallest first */
} enh__agreement;

/* One thread at a time. Add a measurement; not after a result was returned.
   Returns seconds: the larger of the two smallest that are within 5 ms of each
   other; of five that are not, the median; 0: not known yet. */
double
enh__agreement_add (enh__agreement *agreement, double seen_s);

/* The same thread: start again. */
void
enh__agreement_reset (enh__agreement *agreement);

#endif
