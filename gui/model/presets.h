/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The presets there are: those built into the library, and the files in the
   user's own folder. */

#ifndef GUI_MODEL_PRESETS_H
#define GUI_MODEL_PRESETS_H

#include "model/params.h"

typedef struct PlPresetItem {
  char *title;    /* for a person */
  char *meaning;  /* one sentence, or NULL */
  char *path;     /* for preset_load: a built-in's name, or a file */
  gboolean owned; /* a file of the user's, which may be deleted */
} PlPresetItem;

/* Of PlPresetItem: built-in ones first, then files by title. Free by
   g_ptr_array_unref. */
GPtrArray *
pl_presets_list (void);

/* Keep what is set under a name; a preset of that name is replaced where
   `replace`. FALSE: *error tells why; G_FILE_ERROR_EXIST: there is one. *path:
   where it is; free it by g_free. */
gboolean
pl_presets_save (PlParams *params, const char *name, gboolean replace,
                 char **path, GError **error);

/* What a person calls the preset of that path. Free by g_free. */
char *
pl_presets_title (const char *path);

/* FALSE: *why tells, in a sentence; free it by g_free. */
gboolean
pl_presets_load (PlParams *params, const char *path, char **why);

/* A preset that was deleted, as long as it can be brought back. */
typedef struct PlDeleted PlDeleted;

/* The file goes, and with it the thresholds of hearing in it: into no wastebasket.
   NULL: it could not be deleted; errno tells why. */
PlDeleted *
pl_presets_delete (const char *path);

/* FALSE: it could not be written. */
gboolean
pl_presets_undelete (const PlDeleted *deleted);

/* Overwrites it; NULL is fine. */
void
pl_presets_forget (PlDeleted *deleted);

const char *
pl_presets_deleted_path (const PlDeleted *deleted);

#endif
