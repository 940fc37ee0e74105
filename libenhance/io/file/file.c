/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound files: open, read; create, write, commit; close. */

#include <enhance/file.h>

#include "io/base/error.h"
#include "io/file/format.h"
#include "io/file/sndfile.h"
#include "io/file/truncation.h"
#include "io/file/source.h"
#include "io/file/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct enh_file {
  enh__sound *sound; /* NULL once closed by commit */
  enh_file_info info;
  char *name;          /* for messages */
  int64_t passed;      /* frames read or written so far */
  int64_t missing;     /* reading: bytes short of what the header says; -1:
                            short, nobody knows how much */
  enh__target *target; /* writing; NULL: reading */
  int failed;          /* writing: cannot become whole any more */
  int done;            /* writing: committed */
};

static enh_file *
new_file (const char *name)
{
  enh_file *file = calloc (1, sizeof *file);

  if (file)
    file->name = strdup (name);
  if (file && !file->name)
    {
      enh_file_close (file);
      return NULL;
    }
  return file;
}

/* --- Reading ---------------------------------------------------------- */

static enh_status
check_whole (enh_file *file, enh_error *error)
{
  if (file->missing > 0)
    return enh__fail (error, ENH_ERR_READ,
                      "cannot read %s to its end: it is truncated, %lld bytes "
                      "are missing; copy or record it again",
                      file->name, (long long) file->missing);
  if (file->missing < 0)
    return enh__fail (error, ENH_ERR_READ,
                      "cannot read %s to its end: it is truncated; copy or "
                      "record it again",
                      file->name);
  return ENH_OK;
}

static enh_status
open_sound (enh_file *file, const char *path, enh_error *error)
{
  const char *why = NULL;
  int64_t bytes = 0;
  int fd = -1;
  int piped = 0;
  enh_status status = enh__source_open (path, &fd, &bytes, &piped, error);

  if (status != ENH_OK)
    return status;
  file->missing = enh__missing_bytes (fd, bytes);
  (void) lseek (fd, 0, SEEK_SET);
  file->sound = enh__sound_open (fd, &file->info, &why);
  if (file->sound)
    return ENH_OK;
  if (!why)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to read %s",
                      file->name);
  if (file->missing != 0)
    return check_whole (file, error);
  return enh__fail (error, ENH_ERR_FORMAT,
                    "cannot read %s: no sound file of a format that is known "
                    "(%s); name one, such as .wav or .flac",
                    file->name, why);
}

enh_status
enh_file_open (enh_file **file, const char *path, enh_error *error)
{
  enh__error_clear (error);
  if (file)
    *file = NULL;
  if (!file || !path)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));

  enh_file *made = new_file (enh__source_name (path));
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to read %s", path);
  const enh_status status = open_sound (made, path, error);
  if (status != ENH_OK)
    {
      enh_file_close (made);
      return status;
    }
  *file = made;
  return ENH_OK;
}

const enh_file_info *
enh_file_describe (const enh_file *file)
{
  return file ? &file->info : NULL;
}

/* At the end of the samples: was it the end of the file? */
static enh_status
check_end (enh_file *file, enh_error *error)
{
  const char *fault = enh__sound_fault (file->sound);

  if (fault)
    return enh__fail (error, ENH_ERR_READ,
                      "cannot read %s after frame %lld: it is damaged or "
                      "truncated (%s); copy or record it again",
                      file->name, (long long) file->passed, fault);
  if (file->info.frames >= 0 && file->passed < file->info.frames)
    return enh__fail (error, ENH_ERR_READ,
                      "cannot read %s to its end: it is truncated, %lld of "
                      "%lld frames are there; copy or record it again",
                      file->name, (long long) file->passed,
                      (long long) file->info.frames);
  return ENH_OK;
}

enh_status
enh_file_read (enh_file *file, float *const *channels, uint32_t frames,
               uint32_t *read, enh_error *error)
{
  enh__error_clear (error);
  if (read)
    *read = 0;
  if (!file || !channels || !read)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (file->target)
    return enh__fail (error, ENH_ERR_STATE, "%s is open for writing",
                      file->name);

  /* A file that is known to break off is refused before, not after, its
     sound. */
  enh_status status = check_whole (file, error);
  if (status != ENH_OK)
    return status;

  const uint32_t got = enh__sound_read (file->sound, channels, frames);
  file->passed += got;
  if (got < frames)
    status = check_end (file, error);
  if (status == ENH_OK)
    *read = got;
  return status;
}

/* --- Writing ---------------------------------------------------------- */

static const char *
ending_of (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (slash ? slash : path, '.');

  return dot ? dot + 1 : "";
}

static enh_status
create_sound (enh_file *file, const char *path, enh_file_encoding encoding,
              enh_error *error)
{
  enh_status status = enh__target_begin (&file->target, path, error);
  if (status != ENH_OK)
    return status;

  const char *ending = ending_of (path);
  if (enh__target_is_stream (file->target) && *ending == '\0')
    ending = "wav";
  const int fd = fcntl (enh__target_fd (file->target), F_DUPFD_CLOEXEC, 3);
  if (fd < 0)
    return enh__fail (error, ENH_ERR_OPEN, "cannot write %s: %s", file->name,
                      strerror (errno));

  const char *why = "";
  const enh__sound_problem problem
    = enh__sound_create (&file->sound, fd, ending, &file->info, encoding, &why);
  switch (problem)
    {
    case ENH__SOUND_FINE:
      return ENH_OK;
    case ENH__SOUND_NO_MEMORY:
      return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to write %s",
                        file->name);
    case ENH__SOUND_NO_ENDING:
      return enh__fail (error, ENH_ERR_FORMAT,
                        "cannot write %s: the ending '%s' names no format "
                        "that can be written; use .wav, .flac, .ogg, .opus or "
                        ".aiff",
                        file->name, ending);
    case ENH__SOUND_REFUSED:
    default:
      return enh__fail (error, ENH_ERR_FORMAT,
                        "cannot write %s with %u channels at %.0f Hz: %s",
                        file->name, (unsigned int) file->info.channels,
                        file->info.sample_rate, why);
    }
}

enh_status
enh_file_create (enh_file **file, const char *path, const enh_file_info *info,
                 enh_file_encoding encoding, enh_error *error)
{
  enh__error_clear (error);
  if (file)
    *file = NULL;
  if (!file || !path || !info)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));

  enh_file *made
    = new_file (strcmp (path, "-") == 0 ? "standard output" : path);
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to write %s", path);
  made->info = *info;
  const enh_status status = create_sound (made, path, encoding, error);
  if (status != ENH_OK)
    {
      enh_file_close (made);
      return status;
    }
  *file = made;
  return ENH_OK;
}

static enh_status
fail_write (enh_file *file, const char *why, enh_error *error)
{
  file->failed = 1;
  return enh__fail (error, ENH_ERR_WRITE, "cannot write %s: %s", file->name,
                    why ? why : "the disk may be full");
}

enh_status
enh_file_write (enh_file *file, const float *const *channels, uint32_t frames,
                enh_error *error)
{
  enh__error_clear (error);
  if (!file || !channels)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (!file->target || !file->sound)
    return enh__fail (error, ENH_ERR_STATE, "%s is not open for writing",
                      file->name);
  if (file->passed + frames > enh__format_capacity (&file->info))
    return fail_write (file,
                       "the format holds no more than 4 GB; use .w64, .caf "
                       "or .flac",
                       error);
  if (enh__sound_write (file->sound, channels, frames) != frames)
    return fail_write (file, enh__sound_fault (file->sound), error);
  file->passed += frames;
  file->info.frames = file->passed;
  return ENH_OK;
}

enh_status
enh_file_commit (enh_file *file, enh_error *error)
{
  enh__error_clear (error);
  if (!file)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (!file->target || file->done)
    return enh__fail (error, ENH_ERR_STATE, "%s is not open for writing",
                      file->name);
  if (file->failed || !file->sound)
    return fail_write (file, "an earlier write failed", error);

  const char *fault = enh__sound_close (file->sound);
  file->sound = NULL;
  if (fault)
    return fail_write (file, fault, error);

  const enh_status status = enh__target_commit (file->target, error);
  if (status == ENH_OK)
    file->done = 1;
  else
    file->failed = 1;
  return status;
}

void
enh_file_close (enh_file *file)
{
  if (!file)
    return;
  (void) enh__sound_close (file->sound);
  enh__target_close (file->target);
  free (file->name);
  free (file);
}
