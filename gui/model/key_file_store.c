/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/key_file_store.h"

#include "private_file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>

static char *
set_aside (const char *path)
{
  char *broken = g_strconcat (path, ".broken", NULL);
  char *told;

  if (g_rename (path, broken) == 0)
    told
      = g_strdup_printf (_ ("%s was damaged. It was put aside as %s, and the "
                            "app begins anew."),
                         path, broken);
  else
    told = g_strdup_printf (_ ("%s is damaged and cannot be put aside: %s."),
                            path, g_strerror (errno));
  g_free (broken);
  return told;
}

GKeyFile *
pl_key_file_store_load (const char *path, char **trouble)
{
  GKeyFile *keys = g_key_file_new ();
  GError *error = NULL;

  *trouble = NULL;
  if (g_key_file_load_from_file (keys, path, G_KEY_FILE_KEEP_COMMENTS, &error))
    return keys;
  if (error->domain == G_KEY_FILE_ERROR)
    *trouble = set_aside (path);
  else if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    *trouble
      = g_strdup_printf (_ ("%s cannot be read: %s."), path, error->message);
  g_error_free (error);
  /* What was understood before the damage is not to be trusted. */
  g_key_file_free (keys);
  return g_key_file_new ();
}

void
pl_key_file_store_check (const char *path, char **trouble)
{
  g_key_file_free (pl_key_file_store_load (path, trouble));
}

gboolean
pl_key_file_store_save (GKeyFile *keys, const char *path, GError **error)
{
  char *folder = g_path_get_dirname (path);
  char *text;
  gsize length;
  gboolean saved;

  /* What is wrong with the folder, writing the file tells. */
  g_mkdir_with_parents (folder, 0700);
  g_free (folder);
  text = g_key_file_to_data (keys, &length, NULL);
  saved = private_file_write (path, text, length, error);
  g_free (text);
  return saved;
}
