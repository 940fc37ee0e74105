/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "report/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bench_exit
refuse (const char *path, const char *option, int reason)
{
  bench_error ("cannot write %s: %s; give another path to %s", path,
               strerror (reason), option);
  return BENCH_FILE;
}

/* Whether it is a device or a pipe, which a file cannot replace. */
static int
is_no_file (const char *path)
{
  struct stat there;

  return stat (path, &there) == 0 && !S_ISREG (there.st_mode);
}

bench_exit
report_check (const char *path, const char *option)
{
  char *name = bench_text ("%s.XXXXXX", path);
  struct stat there;
  int reason = 0;

  if (!*path)
    reason = ENOENT;
  else if (stat (path, &there) == 0 && S_ISDIR (there.st_mode))
    reason = EISDIR;
  else if (is_no_file (path))
    {
      free (name);
      return access (path, W_OK) == 0 ? BENCH_DONE
                                      : refuse (path, option, errno);
    }
  const int file = reason ? -1 : mkstemp (name);
  if (file < 0)
    {
      reason = reason ? reason : errno;
      free (name);
      return refuse (path, option, reason);
    }
  (void) close (file);
  (void) unlink (name);
  free (name);
  return BENCH_DONE;
}

typedef int
writer (FILE *stream, const bench *run);

/* errno of a failure, or 0. */
static int
write_to (FILE *stream, writer *write, const bench *run)
{
  int reason = 0;

  errno = 0;
  if (write (stream, run) != 0 || fflush (stream) != 0 || ferror (stream))
    reason = errno ? errno : EIO;
  return reason;
}

static int
write_there (const char *path, writer *write, const bench *run)
{
  FILE *stream = fopen (path, "w");
  int reason;

  if (!stream)
    return errno;
  reason = write_to (stream, write, run);
  if (fclose (stream) != 0 && !reason)
    reason = errno;
  return reason;
}

/* Write to a temporary file first, so that an old report stays until the new
   one is complete. */
static int
write_anew (const char *path, writer *write, const bench *run)
{
  char *name = bench_text ("%s.XXXXXX", path);
  int reason;
  const int file = mkstemp (name);
  FILE *stream = file >= 0 ? fdopen (file, "w") : NULL;

  if (!stream)
    {
      reason = errno;
      if (file >= 0)
        {
          (void) close (file);
          (void) unlink (name);
        }
      free (name);
      return reason;
    }
  reason = write_to (stream, write, run);
  /* Reports are shared, so mkstemp's mode 0600 would be in the way. */
  const mode_t mask = umask (0);
  (void) umask (mask);
  if (!reason && fchmod (fileno (stream), 0666 & ~mask) != 0)
    reason = errno;
  if (fclose (stream) != 0 && !reason)
    reason = errno;
  if (!reason && rename (name, path) != 0)
    reason = errno;
  if (reason)
    (void) unlink (name);
  free (name);
  return reason;
}

static bench_exit
write_whole (const char *path, const char *option, writer *write,
             const bench *run)
{
  /* Follow a symbolic link. */
  char *target = realpath (path, NULL);
  const int reason = is_no_file (path)
                       ? write_there (path, write, run)
                       : write_anew (target ? target : path, write, run);

  free (target);
  return reason ? refuse (path, option, reason) : BENCH_DONE;
}

static int
write_json (FILE *stream, const bench *run)
{
  return json_dumpf (run->records, stream,
                     JSON_INDENT (1) | JSON_REAL_PRECISION (6))
           != 0
         || fputc ('\n', stream) == EOF;
}

bench_exit
report_json (const bench *run)
{
  return write_whole (run->options.json, "--json", write_json, run);
}

/* Every field that a record has, in the order of their first appearance. */
static json_t *
columns_of (const json_t *records)
{
  json_t *seen = json_object ();
  const char *key;
  json_t *value;

  for (size_t i = 0; seen && i < json_array_size (records); ++i)
    json_object_foreach (json_array_get (records, i), key,
                         value) if (!json_object_get (seen, key)) (void)
      json_object_set_new (seen, key, json_true ());
  return seen;
}

/* RFC 4180: quoted if it contains a comma, a quote or a line end. */
static void
write_cell (FILE *stream, const json_t *value)
{
  if (json_is_integer (value))
    fprintf (stream, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_real (value))
    fprintf (stream, "%.6g", json_real_value (value));
  else if (json_is_string (value))
    {
      const char *text = json_string_value (value);
      if (!strpbrk (text, ",\"\n\r"))
        {
          fputs (text, stream);
          return;
        }
      fputc ('"', stream);
      for (; *text; ++text)
        {
          if (*text == '"')
            fputc ('"', stream);
          fputc (*text, stream);
        }
      fputc ('"', stream);
    }
}

static int
write_csv (FILE *stream, const bench *run)
{
  json_t *columns = columns_of (run->records);
  const char *key;
  json_t *value;
  const char *between = "";

  if (!columns)
    return -1;
  json_object_foreach (columns, key, value)
  {
    fprintf (stream, "%s%s", between, key);
    between = ",";
  }
  fputs ("\r\n", stream);
  for (size_t i = 0; i < json_array_size (run->records); ++i)
    {
      const json_t *record = json_array_get (run->records, i);
      between = "";
      json_object_foreach (columns, key, value)
      {
        fputs (between, stream);
        write_cell (stream, json_object_get (record, key));
        between = ",";
      }
      fputs ("\r\n", stream);
    }
  json_decref (columns);
  return ferror (stream) ? -1 : 0;
}

bench_exit
report_csv (const bench *run)
{
  return write_whole (run->options.csv, "--csv", write_csv, run);
}

bench_exit
report_html (const bench *run)
{
  return write_whole (run->options.html, "--html", html_write, run);
}
