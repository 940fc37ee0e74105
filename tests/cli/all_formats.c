/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* all_formats list                          a line each: NUMBER ENDING NAME
   all_formats make NUMBER FILE RATE CHANNELS FRAMES    77: cannot be had
   all_formats check NUMBER FILE WANTED      rate, channels and length are the same,
                                             and, where it is lossless, every bit */

#include "lib/all_formats.h"

#include <sndfile.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
list (void)
{
  all_formats_entry entry;

  for (unsigned int i = 0; all_formats_get (i, &entry); ++i)
    printf ("%u %s %s\n", i, entry.ending, entry.called);
  return 0;
}

static float *
load (const char *path, SF_INFO *info)
{
  SNDFILE *file = sf_open (path, SFM_READ, info);
  float *samples = NULL;

  if (!file)
    {
      printf ("%s: %s\n", path, sf_strerror (NULL));
      return NULL;
    }
  samples = calloc ((size_t) (info->frames + 1) * (size_t) info->channels,
                    sizeof *samples);
  if (samples)
    info->frames = sf_readf_float (file, samples, info->frames);
  sf_close (file);
  return samples;
}

static int
is_lossless (int format)
{
  all_formats_entry entry;

  for (unsigned int i = 0; all_formats_get (i, &entry); ++i)
    if (entry.format == (format & (SF_FORMAT_TYPEMASK | SF_FORMAT_SUBMASK)))
      return entry.lossless;
  return 0;
}

static int
check (const all_formats_entry *entry, const char *path, const char *wanted)
{
  SF_INFO got = { 0 }, want = { 0 };
  float *a = load (path, &got), *b = load (wanted, &want);
  int result = !a || !b || got.samplerate != want.samplerate
               || got.channels != want.channels || got.frames != want.frames;

  if (result)
    printf ("%s: %d Hz, %d, %ld frames, and was %d Hz, %d, %ld\n",
            entry->called, got.samplerate, got.channels, (long) got.frames,
            want.samplerate, want.channels, (long) want.frames);
  else if (entry->lossless && is_lossless (got.format))
    for (sf_count_t i = 0; !result && i < got.frames * got.channels; ++i)
      if (memcmp (&a[i], &b[i], sizeof *a) != 0)
        {
          printf ("%s: sample %ld is %.9g and was %.9g\n", entry->called,
                  (long) i, (double) a[i], (double) b[i]);
          result = 1;
        }
  free (a);
  free (b);
  return result;
}

int
main (int argc, char **argv)
{
  all_formats_entry entry;

  if (argc == 2 && !strcmp (argv[1], "list"))
    return list ();
  if (argc < 5 || !all_formats_get ((unsigned int) atoi (argv[2]), &entry))
    return 2;
  if (argc == 7 && !strcmp (argv[1], "make"))
    return all_formats_write (argv[3], &entry, atoi (argv[4]), atoi (argv[5]),
                              atoi (argv[6]), (uint32_t) atoi (argv[4]))
             ? 77
             : 0;
  if (argc == 5 && !strcmp (argv[1], "check"))
    return check (&entry, argv[3], argv[4]);
  return 2;
}
