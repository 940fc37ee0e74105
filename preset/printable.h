/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Names of devices, clients, presets and files, for a terminal or a window: they
   may hold line breaks, escape sequences, or bytes that are no text. */

#ifndef PRESET_PRINTABLE_H
#define PRESET_PRINTABLE_H

/* Valid UTF-8 without control characters, a '?' for each of those; to be freed by
   g_free. */
char *
printable (const char *bytes);

#endif
