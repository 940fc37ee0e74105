/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a figure has to be read with: the machine and the build. */

#ifndef BENCH_MACHINE_H
#define BENCH_MACHINE_H

#include <jansson.h>

/* schema, version, commit, compiler, flags, cpu, cores, governor, os,
   load_average: the fields that begin every record. NULL without memory. */
json_t *
machine_record (void);

/* Processors this program may run on. */
unsigned
machine_cores (void);

/* Stay on the processor of now, where the system permits it; and be free
   again. */
int
machine_pin (void);
void
machine_unpin (void);

#endif
