/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "report.h"

#include <enhance/version.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Raised when a field changes its meaning. */
static const int schema = 1;

#ifndef BENCH_FLAGS
#  define BENCH_FLAGS "unknown"
#endif

#ifdef __VERSION__
#  ifdef __clang__
static const char compiler[] = __VERSION__;
#  else
static const char compiler[] = "gcc " __VERSION__;
#  endif
#else
static const char compiler[] = "unknown";
#endif

/* As Linux tells it; elsewhere nobody does in one place. */
static const char *
processor (void)
{
  static char name[200] = "unknown";
  FILE *file = fopen ("/proc/cpuinfo", "r");
  char line[300];

  if (!file)
    return name;
  while (fgets (line, sizeof line, file))
    if (!strncmp (line, "model name", 10))
      {
        const char *value = strchr (line, ':');
        if (value && sscanf (value, ": %199[^\n]", name) == 1)
          break;
      }
  (void) fclose (file);
  return name;
}

json_t *
report_record (const char *name)
{
  return json_pack ("{s:i, s:s, s:s, s:s, s:s, s:s}", "schema", schema,
                    "version", enh_version (), "compiler", compiler, "flags",
                    BENCH_FLAGS, "cpu", processor (), "case", name);
}

static bench_exit
refuse (const char *path, int reason)
{
  bench_error ("%s: cannot be written: %s: give another path to --json", path,
               strerror (reason));
  return BENCH_FILE;
}

/* Beside the file it will become; the caller frees. */
static char *
temporary_name (const char *path)
{
  const size_t length = strlen (path) + sizeof ".XXXXXX";
  char *name = malloc (length);

  if (name)
    (void) snprintf (name, length, "%s.XXXXXX", path);
  return name;
}

bench_exit
report_check (const char *path)
{
  char *name = temporary_name (path);
  const int file = name ? mkstemp (name) : -1;

  if (file < 0)
    {
      const int reason = name ? errno : ENOMEM;
      free (name);
      return refuse (path, reason);
    }
  (void) close (file);
  (void) unlink (name);
  free (name);
  return BENCH_DONE;
}

bench_exit
report_write (const char *path, const json_t *records)
{
  char *name = temporary_name (path);
  int reason = 0;
  const int file = name ? mkstemp (name) : -1;
  FILE *stream = file >= 0 ? fdopen (file, "w") : NULL;

  if (!stream)
    {
      reason = name ? errno : ENOMEM;
      if (file >= 0)
        {
          (void) close (file);
          (void) unlink (name);
        }
      free (name);
      return refuse (path, reason);
    }
  errno = 0;
  const int written
    = json_dumpf (records, stream, JSON_INDENT (1) | JSON_REAL_PRECISION (6));
  if (written != 0 || fputc ('\n', stream) == EOF || fflush (stream) != 0)
    reason = errno ? errno : EIO;
  if (fclose (stream) != 0 && !reason)
    reason = errno;
  if (!reason && rename (name, path) != 0)
    reason = errno;
  if (reason)
    (void) unlink (name);
  free (name);
  return reason ? refuse (path, reason) : BENCH_DONE;
}
