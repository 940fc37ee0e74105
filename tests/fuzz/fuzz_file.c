/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#ifndef _GNU_SOURCE
#  define _GNU_SOURCE 1
#endif

#include "fuzz.h"

#include <fcntl.h>
#include <unistd.h>

static char folder[64];
static char path[96];

static void
clean (void)
{
  (void) unlink (path);
  (void) rmdir (folder);
}

/* In memory where there is such a place: a disk would be the slowest part. */
const char *
fuzz_file (const uint8_t *data, size_t size)
{
  int file;

  if (!folder[0])
    {
      strcpy (folder, access ("/dev/shm", W_OK) == 0 ? "/dev/shm/fuzz.XXXXXX"
                                                     : "/tmp/fuzz.XXXXXX");
      FUZZ_CLAIM (mkdtemp (folder));
      snprintf (path, sizeof path, "%s/input", folder);
      atexit (clean);
    }
  file = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  FUZZ_CLAIM (file >= 0);
  FUZZ_CLAIM (write (file, data, size) == (ssize_t) size);
  close (file);
  return path;
}
