/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "sound.h"

#include "bench.h"
#include "metrics/resample.h"

#include <enhance/enhance.h>
#include <enhance/file.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { BLOCK = 4096, MOST_CHANNELS = 16 };

static unsigned
common_divisor (unsigned a, unsigned b)
{
  while (b)
    {
      const unsigned rest = a % b;
      a = b;
      b = rest;
    }
  return a;
}

/* Reads the whole first channel. */
static enh_status
read_all (enh_file *file, sound *to, enh_error *error)
{
  const uint32_t channels = enh_file_describe (file)->channels;
  float *room = bench_zeros ((size_t) channels * BLOCK, sizeof *room);
  float *planes[MOST_CHANNELS];
  size_t space = 0;
  uint32_t got = 0;
  enh_status status;

  for (uint32_t c = 0; c < channels; ++c)
    planes[c] = room + (size_t) c * BLOCK;
  do
    {
      status = enh_file_read (file, planes, BLOCK, &got, error);
      if (status != ENH_OK)
        break;
      if (to->count + got > space)
        {
          space = 2 * space + BLOCK;
          double *grown = bench_zeros (space, sizeof *grown);
          if (to->count)
            memcpy (grown, to->samples, to->count * sizeof *grown);
          free (to->samples);
          to->samples = grown;
        }
      for (uint32_t i = 0; i < got; ++i)
        to->samples[to->count + i] = (double) planes[0][i];
      to->count += got;
    }
  while (got);
  free (room);
  return status;
}

int
sound_read (const char *path, sound *to, char **fault)
{
  enh_file *file = NULL;
  enh_error error = { 0 };
  enh_status status = enh_file_open (&file, path, &error);
  unsigned rate = SOUND_RATE;

  to->samples = NULL;
  to->count = 0;
  if (status == ENH_OK)
    {
      rate = (unsigned) lround (enh_file_describe (file)->sample_rate);
      if (enh_file_describe (file)->channels > MOST_CHANNELS)
        status = ENH_ERR_FORMAT;
      else
        status = read_all (file, to, &error);
    }
  enh_file_close (file);
  if (status != ENH_OK || !to->count)
    {
      *fault = bench_text ("%s: %s", path,
                           status == ENH_OK ? "it contains no samples"
                           : *error.text    ? error.text
                                            : enh_strerror (status));
      free (to->samples);
      to->samples = NULL;
      return -1;
    }
  if (rate != SOUND_RATE)
    {
      const unsigned common = common_divisor (SOUND_RATE, rate);
      size_t made = 0;
      double *other = metric_resample (to->samples, to->count,
                                       SOUND_RATE / common, rate / common, 32,
                                       0.97, 8.0, &made);
      free (to->samples);
      to->samples = other;
      to->count = made;
    }
  return 0;
}

int
sound_write (const char *path, const double *samples, size_t count,
             char **fault)
{
  const enh_file_info info = { SOUND_RATE, 1, (int64_t) count, 0x10002 };
  enh_file *file = NULL;
  enh_error error = { 0 };
  enh_status status
    = enh_file_create (&file, path, &info, ENH_FILE_LIKE_NAME, &error);
  float block[BLOCK];
  const float *const planes[] = { block };

  for (size_t at = 0; status == ENH_OK && at < count; at += BLOCK)
    {
      const size_t now = count - at < BLOCK ? count - at : BLOCK;
      for (size_t i = 0; i < now; ++i)
        block[i] = (float) samples[at + i];
      status = enh_file_write (file, planes, (uint32_t) now, &error);
    }
  if (status == ENH_OK)
    status = enh_file_commit (file, &error);
  enh_file_close (file);
  if (status == ENH_OK)
    return 0;
  *fault = bench_text ("%s: %s", path,
                       *error.text ? error.text : enh_strerror (status));
  return -1;
}

void
sound_round (double *samples, size_t count)
{
  for (size_t i = 0; i < count; ++i)
    samples[i]
      = fmin (fmax (nearbyint (samples[i] * 32767.0), -32768.0), 32767.0)
        / 32768.0;
}

static bool
is_recording (const char *name)
{
  static const char *const endings[]
    = { ".wav", ".flac", ".ogg", ".opus", ".aiff", ".au", ".w64", ".caf" };
  const size_t length = strlen (name);

  for (size_t e = 0; e < sizeof endings / sizeof *endings; ++e)
    {
      const size_t ending = strlen (endings[e]);
      if (length > ending && !strcasecmp (name + length - ending, endings[e]))
        return true;
    }
  return false;
}

static int
compare_names (const void *left, const void *right)
{
  return strcmp (*(char *const *) left, *(char *const *) right);
}

char **
sound_list (const char *folder, size_t *count)
{
  char **list = bench_zeros (1, sizeof *list);
  DIR *directory = opendir (folder);
  size_t space = 1;

  *count = 0;
  for (struct dirent *entry; directory && (entry = readdir (directory));)
    if (is_recording (entry->d_name))
      {
        if (*count + 2 > space)
          {
            char **grown = bench_zeros (2 * space + 2, sizeof *grown);
            memcpy (grown, list, *count * sizeof *list);
            free (list);
            list = grown;
            space = 2 * space + 2;
          }
        list[(*count)++] = bench_text ("%s/%s", folder, entry->d_name);
      }
  if (directory)
    closedir (directory);
  qsort (list, *count, sizeof *list, compare_names);
  return list;
}

void
sound_list_free (char **list)
{
  for (char **one = list; list && *one; ++one)
    free (*one);
  free (list);
}

char *
program_folder (void)
{
  char path[4096];
  const ssize_t length = readlink ("/proc/self/exe", path, sizeof path - 1);

  if (length <= 0)
    return NULL;
  path[length] = '\0';
  char *slash = strrchr (path, '/');
  if (!slash)
    return NULL;
  *slash = '\0';
  /* Before installation libtool keeps the program one folder deeper. */
  const size_t end = strlen (path);
  if (end > 6 && !strcmp (path + end - 6, "/.libs"))
    path[end - 6] = '\0';
  return bench_text ("%s", path);
}

char *
program_beside (const char *name)
{
  char *folder = program_folder ();
  char *path = folder ? bench_text ("%s/%s", folder, name) : NULL;

  free (folder);
  if (path && access (path, X_OK) == 0)
    return path;
  free (path);
  path = bench_text ("%s/%s", BENCH_LIBEXEC, name);
  if (access (path, X_OK) == 0)
    return path;
  free (path);
  return NULL;
}

/* The build writes the path of the recordings beside the program. */
static char *
told_folder (void)
{
  char *folder = program_folder ();
  char *path = folder ? bench_text ("%s/corpus.path", folder) : NULL;
  FILE *file = path ? fopen (path, "r") : NULL;
  char line[4096] = "";

  if (file && fgets (line, sizeof line, file))
    line[strcspn (line, "\n")] = '\0';
  if (file)
    (void) fclose (file);
  free (path);
  free (folder);
  return *line ? bench_text ("%s", line) : NULL;
}

char *
corpus_folder (void)
{
  char *folder = told_folder ();

  if (folder && access (folder, R_OK) == 0)
    return folder;
  free (folder);
  if (access (BENCH_CORPUS, R_OK) == 0)
    return bench_text ("%s", BENCH_CORPUS);
  return NULL;
}
