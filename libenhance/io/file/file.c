/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound files: open, read; create, write, commit; close. */

#include <enhance/file.h>

#include "io/base/error.h"
#include "io/file/foreign.h"
#include "io/file/format.h"
#include "io/file/layout.h"
#include "io/file/promise.h"
#include "io/file/sndfile.h"
#include "io/file/source.h"
#include "io/file/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct enh_file {
  enh__sound *sound; /* NULL once closed by commit */
  enh_file_info info;
  char *name;     /* for messages */
  int64_t passed; /* frames read or written so far */

  /* Reading. */
  enh__layout layout;
  int64_t promised; /* frames by its header, where libsndfile hides it; -1 */
  int salvage;      /* what is there is enough */
  int broke;        /* and it was not all */
  char note[200];

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
  if (file)
    file->promised = -1;
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
  const int64_t missing = file->layout.missing;

  if (missing == 0 || file->salvage)
    return ENH_OK;
  if (missing > 0)
    return enh__fail (
      error, ENH_ERR_READ,
      "cannot read %s to its end: it is truncated, %lld bytes "
      "are missing; copy or record it again, or salvage what is "
      "there",
      file->name, (long long) missing);
  return enh__fail (error, ENH_ERR_READ,
                    "cannot read %s to its end: it is truncated; copy or "
                    "record it again, or salvage what is there",
                    file->name);
}

/* libsndfile's reason is for those who know its insides. */
static enh_status
fail_format (const enh_file *file, int fd, const char *why, enh_error *error)
{
  const char *foreign = enh__foreign_format (fd);

  if (foreign)
    return enh__fail (error, ENH_ERR_FORMAT,
                      "cannot read %s: it is %s; convert it to WAV or FLAC "
                      "first, for instance by 'ffmpeg -i IN OUT.wav'",
                      file->name, foreign);
  return enh__fail (error, ENH_ERR_FORMAT,
                    "cannot read %s: no sound file of a format that is known "
                    "(%s); name one, such as .wav or .flac",
                    file->name,
                    strstr (why, "nternal") ? "it is damaged" : why);
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
  if (enh__layout_find (&file->layout, &fd, bytes) != 0)
    {
      (void) close (fd);
      return enh__fail (error, ENH_ERR_READ,
                        "cannot read %s: no memory or room for it, or it is "
                        "joined from more than %d sounds",
                        file->name, ENH__PARTS_MOST);
    }
  const int again = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  file->sound = enh__sound_open (fd, &file->layout, &file->info, &why);
  if (file->sound)
    file->promised = enh__promised_frames (again, bytes, &file->info);
  else if (!why)
    status = enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to read %s",
                        file->name);
  else if (file->layout.missing != 0 && !file->salvage)
    status = check_whole (file, error);
  else
    status = fail_format (file, again, why, error);
  if (again >= 0)
    (void) close (again);
  return status;
}

enh_status
enh_file_open_with (enh_file **file, const char *path, uint32_t flags,
                    enh_error *error)
{
  enh__error_clear (error);
  if (file)
    *file = NULL;
  if (!file || !path)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (!*path)
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot open a file without a name; give one");
  if (flags & ~(uint32_t) ENH_FILE_SALVAGE)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "cannot open %s: flags %u are not known", path,
                      (unsigned int) flags);

  enh_file *made = new_file (enh__source_name (path));
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory to read %s", path);
  made->salvage = (flags & ENH_FILE_SALVAGE) != 0;
  const enh_status status = open_sound (made, path, error);
  if (status != ENH_OK)
    {
      enh_file_close (made);
      return status;
    }
  *file = made;
  return ENH_OK;
}

enh_status
enh_file_open (enh_file **file, const char *path, enh_error *error)
{
  return enh_file_open_with (file, path, 0, error);
}

const char *
enh_file_note (enh_file *file)
{
  if (!file || file->target)
    return NULL;
  const double seconds = (double) file->passed / file->info.sample_rate;

  if (file->salvage && (file->broke || file->layout.missing != 0))
    (void) snprintf (
      file->note, sizeof file->note,
      "it is damaged or truncated; the %.2f s that are there were "
      "taken",
      seconds);
  else if (file->layout.unfinished)
    (void) snprintf (file->note, sizeof file->note,
                     "its recorder stopped before it wrote how long it is; all "
                     "that is there was taken");
  else
    return NULL;
  return file->note;
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
  /* A compressed stream's own count is a guess; what it really holds was looked
     at when it was opened. */
  const int64_t promised = file->layout.by_stream ? -1
                           : file->promised >= 0  ? file->promised
                                                  : file->info.frames;

  file->broke = fault || file->passed < promised;
  if (!file->broke || file->salvage)
    return ENH_OK;
  if (fault)
    return enh__fail (error, ENH_ERR_READ,
                      "cannot read %s after frame %lld: it is damaged or "
                      "truncated (%s); copy or record it again",
                      file->name, (long long) file->passed, fault);
  return enh__fail (error, ENH_ERR_READ,
                    "cannot read %s to its end: it is truncated, %lld of "
                    "%lld frames are there; copy or record it again",
                    file->name, (long long) file->passed, (long long) promised);
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

  if (!*path)
    return enh__fail (error, ENH_ERR_OPEN,
                      "cannot write a file without a name; give one");
  if (encoding != ENH_FILE_LIKE_NAME && encoding != ENH_FILE_FLOAT)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "cannot write %s: there is no encoding %d", path,
                      (int) encoding);

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

int
enh__file_has_no_reader (const enh_file *file)
{
  return file->target && enh__target_has_no_reader (file->target);
}

enh_status
enh_file_copy_tags (enh_file *to, enh_file *from)
{
  if (!to || !from)
    return ENH_ERR_NULL;
  if (!to->target || !to->sound || to->passed != 0 || from->target)
    return ENH_ERR_STATE;
  enh__sound_copy_tags (to->sound, from->sound);
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
  enh__layout_clear (&file->layout);
  enh__target_close (file->target);
  free (file->name);
  free (file);
}
