/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Files about a person: presets, notes, settings, what was heard. */

#ifndef PRESET_PRIVATE_FILE_H
#define PRESET_PRIVATE_FILE_H

#include <glib.h>

/* Write a file whole or not at all, readable by its owner alone from its first
   byte on, whatever stood there before. A symbolic link stays, and what it points
   to is replaced. FALSE: *error says why, and the old file is untouched. */
gboolean
private_file_write (const char *path, const char *text, gsize length,
                    GError **error);

/* The same for what something else writes: the name of an empty file to write to,
   or NULL and *error. */
char *
private_file_begin (const char *path, GError **error);

/* Give it its name where it was written well, else remove it; frees it. */
gboolean
private_file_end (const char *path, char *temporary, gboolean written,
                  GError **error);

#endif
