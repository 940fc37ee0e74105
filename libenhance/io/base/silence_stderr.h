/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Keeps chatty libraries from printing on standard error. */

#ifndef ENH_IO_BASE_SILENCE_STDERR_H
#define ENH_IO_BASE_SILENCE_STDERR_H

/* ALSA, JACK and PulseAudio print every failed attempt, thirty lines on a machine
   where all is well. There is no other way that works for all three:
   standard error, for the whole process, goes nowhere until enh__stderr_restore gets
   what this returned. What they leak meanwhile is not ours either: a build with
   AddressSanitizer does not count it. */
int
enh__stderr_silence (void);

void
enh__stderr_restore (int saved);

#endif
