/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The machine and the build that figures belong to. */

#ifndef BENCH_MACHINE_H
#define BENCH_MACHINE_H

#include <jansson.h>

/* schema, version, commit, compiler, flags, cpu, cores, governor, os,
   load_average: the fields that begin every record. NULL without memory. */
json_t *
machine_record (void);

/* Processors that others keep busy while this program waits, for a moment; 0 where
   nobody tells. */
double
machine_others (void);

/* Processors this program may run on. */
unsigned
machine_cores (void);

/* Pin the thread to its present processor, if permitted; and undo it. */
int
machine_pin (void);
void
machine_unpin (void);

#endif
