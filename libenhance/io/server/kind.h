/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What can be read from the name of a device. */

#ifndef ENH_IO_SERVER_KIND_H
#define ENH_IO_SERVER_KIND_H

#include <enhance/live.h>

/* Compare names. Case of ASCII letters does not count; other letters are
   compared as they are. */
int
enh__name_contains (const char *name, const char *part);

int
enh__name_equals (const char *a, const char *b);

/* The kind of a device, as far as its name says. "Speaker" in it is a loudspeaker,
   a speakerphone too: a wrong word refuses sound that can be allowed, where a wrong
   headset would howl. */
enh_device_kind
enh__device_kind_of (const char *name);

/* Not 0: a form factor, as PipeWire and PulseAudio have it, that is heard by all
   around. "internal" is a computer's own card: not where it tells of its sockets
   (`has_port`) and they are no loudspeaker. "handset", held to one ear, is none of
   ours, and not known. */
int
enh__form_is_loud (const char *form, int has_port);

/* Not 0: one of ALSA's plugins that convert, mix or route, and lead to no
   place of their own. A list with them hides the three that matter. */
int
enh__device_is_plumbing (const char *name);

#endif
