/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where a sound file comes from: a descriptor that can seek. */

#include "io/file/source.h"

#include "io/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes copied at a time. */
#define COPY_BYTES 65536u

const char *
enh__source_name (const char *path)
{
  return strcmp (path, "-") == 0 ? "standard input" : path;
}

int
enh__nameless_file (void)
{
  const char *folder = getenv ("TMPDIR");
  char path[4096];

  if (!folder || !*folder)
    folder = "/tmp";
  const int length = snprintf (path, sizeof path, "%s/.enhance-XXXXXX", folder);
  if (length < 0 || (size_t) length >= sizeof path)
    {
      errno = ENAMETOOLONG;
      return -1;
    }

  const int fd = mkstemp (path);
  if (fd >= 0)
    {
      (void) unlink (path);
      (void) fcntl (fd, F_SETFD, FD_CLOEXEC);
    }
  return fd;
}

int
enh__copy_all (int from, int to, int *reading)
{
  char *buffer = malloc (COPY_BYTES);
  int result = -1;

  *reading = 0;
  while (buffer)
    {
      ssize_t got = read (from, buffer, COPY_BYTES);
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        {
          *reading = 1;
          result = got == 0 ? 0 : -1;
          break;
        }

      char *next = buffer;
      while (got > 0)
        {
          const ssize_t put = write (to, next, (size_t) got);
          if (put < 0 && errno == EINTR)
            continue;
          if (put <= 0)
            break;
          next += put;
          got -= put;
        }
      if (got > 0)
        break;
    }

  const int saved = errno;
  free (buffer);
  errno = saved;
  return result;
}

static enh_status
spool (const char *name, int *fd, enh_error *error)
{
  const int spooled = enh__nameless_file ();
  int reading;

  if (spooled < 0)
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot read %s: no temporary file could be made (%s); "
                      "set TMPDIR to a folder with room",
                      name, strerror (errno));
  if (enh__copy_all (*fd, spooled, &reading) != 0)
    {
      const int why = errno;
      (void) close (spooled);
      return enh__fail (error, ENH_ERR_OPEN, "cannot %s %s: %s",
                        reading ? "read" : "keep a copy of", name,
                        strerror (why));
    }
  (void) close (*fd);
  *fd = spooled;
  return ENH_OK;
}

enh_status
enh__source_open (const char *path, int *fd, int64_t *bytes, int *piped,
                  enh_error *error)
{
  const char *name = enh__source_name (path);
  struct stat about;

  *piped = 0;
  /* O_NOCTTY: a terminal by its name shall not become ours. */
  *fd = name == path ? open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
                     : fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  if (*fd < 0)
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot open %s: %s; check its name, its folder and who "
                      "may read it",
                      name, strerror (errno));

  enh_status status = ENH_OK;
  if (fstat (*fd, &about) != 0)
    status = enh__fail (error, ENH_ERR_OPEN, "cannot open %s: %s", name,
                        strerror (errno));
  else if (S_ISDIR (about.st_mode))
    status = enh__fail (error, ENH_ERR_OPEN,
                        "cannot open %s: it is a folder; name a sound file",
                        name);
  else if (S_ISCHR (about.st_mode) || S_ISBLK (about.st_mode))
    status = enh__fail (error, ENH_ERR_FORMAT,
                        "cannot read %s: it is a %s, not a sound file", name,
                        isatty (*fd) ? "terminal" : "device");
  else if (!S_ISREG (about.st_mode))
    {
      *piped = 1;
      status = spool (name, fd, error);
      if (status == ENH_OK && fstat (*fd, &about) != 0)
        status = enh__fail (error, ENH_ERR_OPEN, "cannot read %s: %s", name,
                            strerror (errno));
    }
  if (status == ENH_OK && about.st_size == 0)
    status
      = enh__fail (error, ENH_ERR_FORMAT,
                   "cannot read %s: it is empty (0 bytes); copy or record it "
                   "again",
                   name);
  if (status == ENH_OK && lseek (*fd, 0, SEEK_SET) < 0)
    status = enh__fail (error, ENH_ERR_OPEN, "cannot read %s: %s", name,
                        strerror (errno));

  if (status != ENH_OK)
    {
      (void) close (*fd);
      *fd = -1;
      return status;
    }
  *bytes = (int64_t) about.st_size;
  return ENH_OK;
}
