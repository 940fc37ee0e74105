/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PipeWire at its shortest delay. */

#ifndef CLI_PIPEWIRE_H
#define CLI_PIPEWIRE_H

#include <glib.h>

/* Use PipeWire's JACK library instead of ALSA, if PipeWire runs: restarts this
   program through pw-jack, in the same process and with the same arguments, and
   returns in the restarted one. Call it before anything is opened and while there
   is one thread. `arguments` starts with the command and ends with NULL. `period`
   is in frames; 0: the default. */
void
pipewire_enter (char **arguments, guint period);

#endif
