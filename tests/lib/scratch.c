/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A folder of its own for a test, and sound files in it. */

#include "lib/scratch.h"

#include "lib/check.h"

#include <dirent.h>
#include <sys/stat.h>

static char folder[256];

int
scratch_setup (void **state)
{
  const char *base = getenv ("TMPDIR");

  (void) state;
  (void) snprintf (folder, sizeof folder, "%s/enhance-test-XXXXXX",
                   base && *base ? base : "/tmp");
  return mkdtemp (folder) ? 0 : -1;
}

/* Every entry but the two that each folder has; 0 ends the walk well. */
static int
each_entry (int remove_it)
{
  DIR *opened = opendir (folder);
  int count = 0;

  if (!opened)
    return -1;
  for (struct dirent *entry; (entry = readdir (opened)) != NULL;)
    {
      if (!strcmp (entry->d_name, ".") || !strcmp (entry->d_name, ".."))
        continue;
      ++count;
      if (remove_it)
        {
          const char *path = scratch_path (entry->d_name);
          (void) chmod (path, 0700);
          if (remove (path) != 0)
            print_message ("# could not remove %s\n", path);
        }
    }
  (void) closedir (opened);
  return count;
}

int
scratch_teardown (void **state)
{
  (void) state;
  (void) each_entry (1);
  return rmdir (folder);
}

const char *
scratch_path (const char *name)
{
  static char paths[8][512];
  static unsigned int next;
  char *path = paths[next++ % 8u];

  (void) snprintf (path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

int
scratch_count (void)
{
  return each_entry (0);
}

void
scratch_put (const char *path, const void *bytes, size_t count)
{
  FILE *file = fopen (path, "wb");

  assert_non_null (file);
  CHECK_INT (fwrite (bytes, 1, count, file), ==, count, "%s", path);
  assert_int_equal (fclose (file), 0);
}

long long
scratch_size (const char *path)
{
  struct stat about;

  return stat (path, &about) == 0 ? (long long) about.st_size : -1;
}

void
scratch_cut (const char *path, long long size)
{
  CHECK_INT (truncate (path, (off_t) size), ==, 0, "%s", path);
}

void
scratch_write (const char *path, double rate, uint32_t channels,
               enh_file_encoding encoding, const float *samples,
               uint32_t frames)
{
  const enh_file_info info = { rate, channels, 0, 0 };
  const float *pointers[32];
  enh_error error;
  enh_file *file = NULL;

  CHECK_INT (channels, <=, 32, "%s", path);
  for (uint32_t c = 0; c < channels; ++c)
    pointers[c] = samples + (size_t) c * frames;
  if (enh_file_create (&file, path, &info, encoding, &error) != ENH_OK
      || enh_file_write (file, pointers, frames, &error) != ENH_OK
      || enh_file_commit (file, &error) != ENH_OK)
    fail_msg ("%s", error.text);
  enh_file_close (file);
}

float *
scratch_read (const char *path, enh_file_info *info, uint32_t *frames)
{
  enh_error error;
  enh_file *file = NULL;
  float *samples = NULL;
  float *pointers[32];
  uint32_t more = 0;

  if (enh_file_open (&file, path, &error) != ENH_OK)
    fail_msg ("%s", error.text);
  *info = *enh_file_describe (file);
  CHECK_INT (info->channels, <=, 32, "%s", path);
  CHECK_INT (info->frames, >=, 0, "%s", path);

  const size_t room = (size_t) info->frames + 1u;
  samples = calloc (room * info->channels, sizeof *samples);
  assert_non_null (samples);
  for (uint32_t c = 0; c < info->channels; ++c)
    pointers[c] = samples + c * room;
  if (enh_file_read (file, pointers, (uint32_t) room, frames, &error) != ENH_OK)
    fail_msg ("%s", error.text);
  CHECK_INT (*frames, ==, info->frames, "%s", path);
  CHECK_INT (enh_file_read (file, pointers, 1, &more, &error), ==, ENH_OK, "%s",
             path);
  CHECK_INT (more, ==, 0, "%s", path);
  enh_file_close (file);

  /* Close the gaps that the room for one more left. */
  for (uint32_t c = 1; c < info->channels; ++c)
    memmove (samples + (size_t) c * *frames, samples + c * room,
             *frames * sizeof *samples);
  return samples;
}
