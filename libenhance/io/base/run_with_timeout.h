/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Calls that may never return. */

#ifndef ENH_IO_BASE_RUN_WITH_TIMEOUT_H
#define ENH_IO_BASE_RUN_WITH_TIMEOUT_H

/* Call run (data) in a thread and wait for `most_ms` at most. 0: done; -1: it
   hangs, and what it works on must stay where it is for ever. */
int
enh__run_with_timeout (void (*run) (void *data), void *data,
                       unsigned int most_ms);

#endif
