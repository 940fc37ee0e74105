/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A private JACK server with the dummy driver, and a client that sends probes
   into a program and records its output. */

#ifndef BENCH_JACK_LOOP_H
#define BENCH_JACK_LOOP_H

#include <stddef.h>

typedef struct jack_loop jack_loop;

/* Start the server and point the environment to it. NULL on failure, with the
   reason in *fault, to be freed. */
jack_loop *
jack_loop_begin (unsigned rate, unsigned period, char **fault);

/* Send the probes to port `to` and record port `from`; other connections of
   these are removed. 0, or -1 with *fault. */
int
jack_loop_connect (jack_loop *of, const char *to, const char *from,
                   char **fault);

/* Send a probe and return its delay in frames; negative: not received, or the
   server stalled. */
double
jack_loop_probe (jack_loop *of);

/* End client and server; NULL is allowed. Not while others use the server. */
void
jack_loop_end (jack_loop *of);

#endif
