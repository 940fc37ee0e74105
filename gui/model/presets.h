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

/* FALSE: *why tells, in a sentence; free it by g_free. */
gboolean
pl_presets_load (PlParams *params, const char *path, char **why);

#endif
