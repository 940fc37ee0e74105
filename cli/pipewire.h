/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PipeWire at its shortest delay. */

#ifndef CLI_PIPEWIRE_H
#define CLI_PIPEWIRE_H

#include <glib.h>

/* Before anything is opened, and while there is one thread. Where PipeWire runs,
   its library for JACK is taken instead of ALSA's way to it, by starting this
   program again through pw-jack: same process, same arguments, and then this
   returns. `arguments` ends with NULL and begins with the command. `period` is in
   frames, 0 for the shortest that is asked of a server. */
void
pipewire_enter (char **arguments, guint period);

#endif
