/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What becomes of the streams of this process at PulseAudio's server, told by the
   server itself while sound runs: moved, muted, made a loudspeaker's, or gone with
   it. Who carries the sound is no matter. */

#ifndef ENH_IO_DEVICE_PULSE_WATCH_H
#define ENH_IO_DEVICE_PULSE_WATCH_H

#include <enhance/live.h>

typedef struct enh__pulse_watch enh__pulse_watch;

/* Begin, in a thread of its own, for the sides (by enh_direction) that are not 0.
   `lost` is called there, once, when one cannot be used any more. NULL: it cannot
   be watched; nothing is lost by that. */
enh__pulse_watch *
enh__pulse_watch_new (const int sides[2], int loudspeaker_allowed,
                      void (*lost) (void *data, enh_live_loss loss),
                      void *data);

/* `lost` is not called after this. NULL is fine. */
void
enh__pulse_watch_free (enh__pulse_watch *watch);

/* Bits as of enh_live_status.system; any thread. NULL is fine. */
unsigned int
enh__pulse_watch_system (const enh__pulse_watch *watch);

#endif
