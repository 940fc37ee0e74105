/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Small key files that the app keeps: read so that a damaged one loses nothing,
   written whole or not at all, for their owner's eyes only. */

#ifndef GUI_MODEL_KEEP_H
#define GUI_MODEL_KEEP_H

#include <glib.h>

/* Never NULL. A file that is not there is an empty one. One that cannot be
   understood, or is no file, is set aside as PATH.broken, and *trouble tells so (free it by
   g_free; NULL: all is well). */
GKeyFile *
pl_key_file_store_load (const char *path, char **trouble);

/* Makes the folder where it is missing. */
gboolean
pl_key_file_store_save (GKeyFile *keys, const char *path, GError **error);

/* The same look without reading: sets a damaged file aside. FALSE: its disk does
   not answer, or something lies there that keeps its reader waiting. */
gboolean
pl_key_file_store_check (const char *path, char **trouble);

#endif
