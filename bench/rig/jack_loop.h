/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A private JACK server on the dummy driver, and a client of it that sends
   probes into one program and listens to what comes out. */

#ifndef BENCH_JACK_LOOP_H
#define BENCH_JACK_LOOP_H

#include <stddef.h>

typedef struct jack_loop jack_loop;

/* Start the server; the environment then leads to it. NULL with *fault, to be
   freed: why it cannot be had. */
jack_loop *
jack_loop_begin (unsigned rate, unsigned period, char **fault);

/* Lead the probes into port `to` and listen to port `from`; what else these were
   connected to is taken off. 0, or -1 with *fault. */
int
jack_loop_connect (jack_loop *of, const char *to, const char *from,
                   char **fault);

/* Send one probe, and listen: its delay in frames; below 0: not heard, or the
   server stands still. */
double
jack_loop_probe (jack_loop *of);

/* End client and server; NULL is fine. Not while others use the server. */
void
jack_loop_end (jack_loop *of);

#endif
