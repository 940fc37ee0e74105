/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/key_file_store.h"

#include "patient_read.h"
#include "private_file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>

/* Hundreds of times what either file becomes. */
enum { BYTES_MOST = 1 << 20 };

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

/* FALSE: what lies there is no key file. */
static gboolean
understand (GKeyFile *keys, const patient_text *text)
{
  /* An empty one is a good one, which GLib refuses. */
  return !text->length
         || g_key_file_load_from_data (keys, text->bytes, text->length,
                                       G_KEY_FILE_KEEP_COMMENTS, NULL);
}

/* *waits: whoever opens it as it lies there now may wait for ever. */
static GKeyFile *
load (const char *path, gboolean *waits, char **trouble)
{
  GKeyFile *keys = g_key_file_new ();
  patient_text text = patient_read_whole (path, BYTES_MOST);

  *trouble = NULL;
  *waits = FALSE;
  if (text.trouble == PATIENT_FINE && understand (keys, &text))
    {
      g_free (text.bytes);
      return keys;
    }
  g_free (text.bytes);
  if (text.trouble == PATIENT_FINE || text.trouble == PATIENT_IRREGULAR
      || text.trouble == PATIENT_LONG)
    {
      *trouble = set_aside (path);
      *waits = text.trouble == PATIENT_IRREGULAR
               && g_file_test (path, G_FILE_TEST_EXISTS);
    }
  else if (text.trouble != PATIENT_UNOPENED || text.number != ENOENT)
    {
      *trouble = g_strdup_printf (_ ("%s cannot be read: %s."), path,
                                  patient_why (&text));
      *waits = text.trouble == PATIENT_LATE || text.number == EWOULDBLOCK;
    }
  /* What was understood before the damage is not to be trusted. */
  g_key_file_free (keys);
  return g_key_file_new ();
}

GKeyFile *
pl_key_file_store_load (const char *path, char **trouble)
{
  gboolean waits;

  return load (path, &waits, trouble);
}

gboolean
pl_key_file_store_check (const char *path, char **trouble)
{
  gboolean waits;

  g_key_file_free (load (path, &waits, trouble));
  return !waits;
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
