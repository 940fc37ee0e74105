/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Not g_file_set_contents: it makes the file with the umask's mode, and gives it
   the mode of the one it replaces. */

#include "private_file.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static gboolean
fail (const char *path, GError **error)
{
  const int why = errno;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (why),
               "%s: %s", path, g_strerror (why));
  return FALSE;
}

/* Where a link leads, and else the path. */
static char *
real_path (const char *path)
{
  char *real
    = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? realpath (path, NULL) : NULL;
  char *copy = g_strdup (real ? real : path);

  free (real);
  return copy;
}

char *
private_file_begin (const char *path, GError **error)
{
  char *real = real_path (path);
  char *temporary = g_strconcat (real, ".XXXXXX", NULL);
  const int file = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  g_free (real);
  if (file >= 0 && close (file) == 0)
    return temporary;
  fail (path, error);
  g_free (temporary);
  return NULL;
}

gboolean
private_file_end (const char *path, char *temporary, gboolean written,
                  GError **error)
{
  const int file = written ? open (temporary, O_RDWR | O_CLOEXEC) : -1;
  char *real = real_path (path);
  gboolean done = written;

  /* On the disk before it takes the name of what was there. */
  if (written
      && (file < 0 || fsync (file) != 0 || g_rename (temporary, real) != 0))
    done = fail (path, error);
  if (file >= 0)
    close (file);
  if (!done)
    g_unlink (temporary);
  g_free (temporary);
  g_free (real);
  return done;
}

gboolean
private_file_write (const char *path, const char *text, gsize length,
                    GError **error)
{
  char *temporary = private_file_begin (path, error);
  FILE *file = temporary ? fopen (temporary, "wbe") : NULL;
  gboolean written = file && fwrite (text, 1, length, file) == length;

  if (!temporary)
    return FALSE;
  if (file && fclose (file) != 0)
    written = FALSE;
  if (!written)
    fail (path, error);
  return private_file_end (path, temporary, written, error);
}
