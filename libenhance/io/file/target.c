/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where a sound file goes.

   A file that exists, or none: a temporary file in the same folder, renamed on
   commit, for a rename within a folder is whole or not at all. A symbolic link
   stays, and what it points to is replaced. A device, a pipe or standard
   output cannot be renamed to, and a pipe cannot seek as headers need: their
   samples wait in a file without a name. */

#include "io/file/target.h"

#include "io/base/error.h"
#include "io/file/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Tries for a temporary name that nobody has; 62^12 there are. */
#define MOST_TRIES 100
#define RANDOM_LETTERS 12

struct enh__target {
  char *path;      /* as given, for messages */
  char *final;     /* the name to take, links resolved; NULL: a stream */
  char *temporary; /* the name to begin with; NULL: none, or given up */
  int fd;          /* of the temporary file, or of one without a name */
  int stream_fd;   /* device or standard output; -1: none */
  int is_fifo;     /* nobody reads it yet: opened at commit, which waits */
  int replaces;    /* a file exists at final */
  struct stat old; /* what is known of it */
};

/* Letters that cannot be foreseen, or a stranger could put a link in the way
   in a folder that is everybody's. 0 on success. */
static int
random_letters (char *to, size_t count)
{
  static const char letters[]
    = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  unsigned char bytes[RANDOM_LETTERS];
  const int fd = open ("/dev/urandom", O_RDONLY | O_CLOEXEC);
  const int got = fd >= 0
                  && read (fd, bytes, sizeof bytes) == (ssize_t) sizeof bytes;

  if (fd >= 0)
    (void) close (fd);
  if (!got || count > sizeof bytes)
    return -1;
  for (size_t i = 0; i < count; ++i)
    to[i] = letters[bytes[i] % (sizeof letters - 1u)];
  return 0;
}

/* Length of the folder in a path, its last slash included; 0: none. */
static size_t
folder_length (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash ? (size_t) (slash - path) + 1u : 0u;
}

static enh_status
make_temporary (enh__target *target, enh_error *error)
{
  static const char prefix[] = ".enhance-";
  const size_t folder = folder_length (target->final);
  const size_t length = folder + sizeof prefix - 1u + RANDOM_LETTERS;

  target->temporary = malloc (length + 1u);
  if (!target->temporary)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to write %s",
                      target->path);
  memcpy (target->temporary, target->final, folder);
  memcpy (target->temporary + folder, prefix, sizeof prefix - 1u);
  target->temporary[length] = '\0';

  errno = EEXIST;
  for (int i = 0; i < MOST_TRIES && target->fd < 0 && errno == EEXIST; ++i)
    {
      if (random_letters (target->temporary + length - RANDOM_LETTERS,
                          RANDOM_LETTERS)
          != 0)
        break;
      /* Nobody else's until it is complete: it may be to replace what only its
         owner may read, and a kill may leave it behind. */
      target->fd
        = open (target->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
  if (target->fd >= 0)
    return ENH_OK;

  const int why = errno;
  free (target->temporary);
  target->temporary = NULL;
  return enh__fail (error, ENH_ERR_OPEN,
                    "cannot write %s: %s; choose a folder that exists and may "
                    "be written to",
                    target->path, strerror (why));
}

static enh_status
begin_stream (enh__target *target, enh_error *error)
{
  target->fd = enh__nameless_file ();
  if (target->fd < 0)
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot write %s: no temporary file could be made (%s); "
                      "set TMPDIR to a folder with room",
                      target->path, strerror (errno));
  return ENH_OK;
}

static enh_status
begin_file (enh__target *target, enh_error *error)
{
  struct stat link;

  if (lstat (target->path, &link) == 0 && S_ISLNK (link.st_mode))
    target->final = realpath (target->path, NULL);
  else
    target->final = strdup (target->path);
  if (!target->final)
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot write %s: the link points to nothing (%s)",
                      target->path, strerror (errno));
  /* Renaming asks the folder only; a file that is marked as not to be written
     is meant to stay. */
  if (target->replaces && access (target->final, W_OK) != 0)
    return enh__fail (error, ENH_ERR_OPEN, "cannot replace %s: %s",
                      target->path, strerror (errno));
  return make_temporary (target, error);
}

static enh_status
begin (enh__target *target, enh_error *error)
{
  if (strcmp (target->path, "-") == 0)
    {
      free (target->path);
      target->path = strdup ("standard output");
      target->stream_fd = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
      if (!target->path || target->stream_fd < 0)
        return enh__fail (error, ENH_ERR_OPEN,
                          "cannot write standard output: %s", strerror (errno));
      if (isatty (target->stream_fd))
        return enh__fail (error, ENH_ERR_OPEN,
                          "standard output is a terminal; send it to a file "
                          "or a pipe");
      return begin_stream (target, error);
    }

  target->replaces = stat (target->path, &target->old) == 0;
  if (!target->replaces || S_ISREG (target->old.st_mode))
    return begin_file (target, error);
  if (S_ISDIR (target->old.st_mode))
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot write %s: it is a folder; name a file in it",
                      target->path);
  if (S_ISCHR (target->old.st_mode))
    {
      target->stream_fd = open (target->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
      if (target->stream_fd < 0)
        return enh__fail (error, ENH_ERR_OPEN, "cannot write %s: %s",
                          target->path, strerror (errno));
    }
  else if (S_ISFIFO (target->old.st_mode))
    {
      target->stream_fd
        = open (target->path, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
      if (target->stream_fd < 0 && errno != ENXIO)
        return enh__fail (error, ENH_ERR_OPEN, "cannot write %s: %s",
                          target->path, strerror (errno));
      target->is_fifo = target->stream_fd < 0;
      /* Its reader may take its time. */
      if (!target->is_fifo)
        (void) fcntl (target->stream_fd, F_SETFL, O_WRONLY);
    }
  else
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot write %s: it is no file, device or pipe",
                      target->path);
  return begin_stream (target, error);
}

enh_status
enh__target_begin (enh__target **target, const char *path, enh_error *error)
{
  enh__target *made = calloc (1, sizeof *made);

  *target = NULL;
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to write %s", path);
  made->fd = -1;
  made->stream_fd = -1;
  made->path = strdup (path);

  const enh_status status
    = made->path
        ? begin (made, error)
        : enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to write %s", path);
  if (status != ENH_OK)
    {
      enh__target_close (made);
      return status;
    }
  *target = made;
  return ENH_OK;
}

int
enh__target_fd (const enh__target *target)
{
  return target->fd;
}

int
enh__target_is_stream (const enh__target *target)
{
  return !target->final;
}

int
enh__target_has_no_reader (const enh__target *target)
{
  return target->is_fifo;
}

static enh_status
commit_stream (enh__target *target, enh_error *error)
{
  int reading;

  if (target->is_fifo)
    target->stream_fd = open (target->path, O_WRONLY | O_CLOEXEC);
  if (target->stream_fd < 0 || lseek (target->fd, 0, SEEK_SET) < 0
      || enh__copy_all (target->fd, target->stream_fd, &reading) != 0)
    return enh__fail (error, ENH_ERR_WRITE, "cannot write %s: %s", target->path,
                      strerror (errno));
  return ENH_OK;
}

/* A rename is on the disk once its folder is. Some file systems refuse this;
   the file is whole all the same. */
static void
sync_folder (const char *final)
{
  const size_t length = folder_length (final);
  char *folder = strdup (final);

  if (!folder)
    return;
  folder[length] = '\0';
  const int fd
    = open (length ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    {
      (void) fsync (fd);
      (void) close (fd);
    }
  free (folder);
}

/* The mode of a new file, as the umask has it. Linux tells it; elsewhere asking
   means setting it for a moment. */
static mode_t
mode_by_umask (void)
{
  char text[2048] = "";
  unsigned int mask = 0;
  const int fd = open ("/proc/self/status", O_RDONLY | O_CLOEXEC);
  const ssize_t got = fd >= 0 ? read (fd, text, sizeof text - 1u) : 0;
  const char *line = got > 0 ? strstr (text, "\nUmask:") : NULL;

  if (fd >= 0)
    (void) close (fd);
  if (!line || sscanf (line, "\nUmask: %o", &mask) != 1)
    {
      mask = (unsigned int) umask (077);
      (void) umask ((mode_t) mask);
    }
  return (mode_t) (0666u & ~mask);
}

static enh_status
commit_file (enh__target *target, enh_error *error)
{
  if (target->replaces)
    {
      /* The owner first, for changing it takes set-id bits away; without the
         right to do so the file is ours, as any that we make. */
      const int kept
        = fchown (target->fd, target->old.st_uid, target->old.st_gid) == 0;
      const mode_t mode = target->old.st_mode & (kept ? 07777 : 0777);
      (void) fchmod (target->fd, mode);
    }
  else
    (void) fchmod (target->fd, mode_by_umask ());
  if (fsync (target->fd) != 0 || rename (target->temporary, target->final) != 0)
    return enh__fail (error, ENH_ERR_WRITE, "cannot write %s: %s", target->path,
                      strerror (errno));
  free (target->temporary);
  target->temporary = NULL;
  sync_folder (target->final);
  return ENH_OK;
}

enh_status
enh__target_commit (enh__target *target, enh_error *error)
{
  return target->final ? commit_file (target, error)
                       : commit_stream (target, error);
}

void
enh__target_close (enh__target *target)
{
  if (!target)
    return;
  if (target->temporary)
    (void) unlink (target->temporary);
  if (target->fd >= 0)
    (void) close (target->fd);
  if (target->stream_fd >= 0)
    (void) close (target->stream_fd);
  free (target->temporary);
  free (target->final);
  free (target->path);
  free (target);
}
