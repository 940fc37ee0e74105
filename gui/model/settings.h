/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the app remembers between two runs: GSettings with a file of its own,
   which its owner can read, and which works without a desktop. */

#ifndef GUI_MODEL_SETTINGS_H
#define GUI_MODEL_SETTINGS_H

#include <gio/gio.h>

/* NULL: the schema is not installed. *trouble: NULL, or what is wrong with the
   file, for a person; free it by g_free. Where it cannot be written, settings
   last as long as the app runs. */
GSettings *
pl_settings_open (char **trouble);

/* Folders and files that the app keeps. Free by g_free. */
char *
pl_settings_path (void);

char *
pl_settings_dose_path (void);

char *
pl_settings_preset_folder (void);

#endif
