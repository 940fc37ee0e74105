/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "jack_tie.h"

#include <stdio.h>

void
jack_tie (jack_client_t *client, const char *name, jack_port_t *to,
          jack_port_t *from)
{
  char port[200];

  snprintf (port, sizeof port, "%s:in_0", name);
  if (jack_port_by_name (client, port) && !jack_port_connected_to (to, port))
    (void) jack_connect (client, jack_port_name (to), port);
  snprintf (port, sizeof port, "%s:out_0", name);
  if (jack_port_by_name (client, port) && !jack_port_connected_to (from, port))
    (void) jack_connect (client, port, jack_port_name (from));
}
