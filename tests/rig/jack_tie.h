/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A test's ports at those of a client that may come and go. */

#ifndef TESTS_RIG_JACK_TIE_H
#define TESTS_RIG_JACK_TIE_H

#include <jack/jack.h>

/* Join `to` to the first input of `name` and its first output to `from`, where
   they are there and not joined. Connections last no longer than a client: look
   again and again. */
void
jack_tie (jack_client_t *client, const char *name, jack_port_t *to,
          jack_port_t *from);

#endif
