/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* look_wav info FILE
   look_wav level FILE
   look_wav same FILE WANTED [SHIFT [TOLERANCE]]

   Look at a sound file for a test script.

   info   prints "RATE CHANNELS FRAMES"
   level  prints each channel's RMS in dBFS (AES17), a line each
   same   succeeds if FILE[i + SHIFT] equals WANTED[i] within TOLERANCE (0)
          wherever both have a sample, rates and channels agree, and at least
          one sample was compared that is not 0 */

#include "lib/signals.h"

#include <enhance/file.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4096, CHANNELS_MAX = 32 };

typedef struct wave {
  double rate;
  uint32_t channels;
  size_t frames;
  float *samples[CHANNELS_MAX];
} wave;

/* Ends the program if the file cannot be read. */
static void
load (wave *sound, const char *path)
{
  float *room[CHANNELS_MAX];
  size_t capacity = 0;
  uint32_t got = 0;
  enh_error error = { "" };
  enh_file *file;

  memset (sound, 0, sizeof *sound);
  if (enh_file_open (&file, path, &error))
    {
      printf ("look_wav: %s\n", error.text);
      exit (1);
    }
  sound->rate = enh_file_describe (file)->sample_rate;
  sound->channels = enh_file_describe (file)->channels;
  if (sound->channels > CHANNELS_MAX)
    exit (1);
  do
    {
      sound->frames += got;
      for (uint32_t c = 0; c < sound->channels; ++c)
        {
          if (sound->frames + BLOCK > capacity)
            sound->samples[c] = realloc (
              sound->samples[c], 2 * (sound->frames + BLOCK) * sizeof (float));
          if (!sound->samples[c])
            abort ();
          room[c] = sound->samples[c] + sound->frames;
        }
      if (sound->frames + BLOCK > capacity)
        capacity = 2 * (sound->frames + BLOCK);
      if (enh_file_read (file, room, BLOCK, &got, &error))
        {
          printf ("look_wav: %s\n", error.text);
          exit (1);
        }
    }
  while (got);
  enh_file_close (file);
}

static void
unload (wave *sound)
{
  for (uint32_t c = 0; c < sound->channels; ++c)
    free (sound->samples[c]);
}

static int
compare (const wave *file, const wave *wanted, size_t shift, double tolerance)
{
  double most = 0.0, loudest = 0.0;
  size_t at = 0;

  if (file->rate != wanted->rate || file->channels != wanted->channels)
    {
      printf ("%.0f Hz, %u channels, wanted %.0f Hz, %u channels\n", file->rate,
              file->channels, wanted->rate, wanted->channels);
      return 1;
    }
  for (uint32_t c = 0; c < file->channels; ++c)
    for (size_t i = shift; i < file->frames && i - shift < wanted->frames; ++i)
      {
        const double value = (double) file->samples[c][i];
        const double target = (double) wanted->samples[c][i - shift];

        loudest = fmax (loudest, fabs (target));
        /* A NaN is different from everything. */
        if (!(fabs (value - target) <= most))
          {
            most = fabs (value - target);
            at = i;
          }
        if (!(most <= tolerance))
          break;
      }
  if (most <= tolerance && loudest > 0.0)
    return 0;
  printf ("frame %zu of %zu differs by %.3g, allowed %.3g; loudest wanted "
          "%.3g\n",
          at, file->frames, most, tolerance, loudest);
  return 1;
}

int
main (int argc, char **argv)
{
  wave file, wanted;
  int result = 0;

  if (argc == 3 && !strcmp (argv[1], "info"))
    {
      load (&file, argv[2]);
      printf ("%.0f %u %zu\n", file.rate, file.channels, file.frames);
    }
  else if (argc == 3 && !strcmp (argv[1], "level"))
    {
      load (&file, argv[2]);
      for (uint32_t c = 0; c < file.channels; ++c)
        printf ("%.2f\n", sig_dbfs (file.samples[c], file.frames));
    }
  else if (argc >= 4 && argc <= 6 && !strcmp (argv[1], "same"))
    {
      load (&file, argv[2]);
      load (&wanted, argv[3]);
      result = compare (&file, &wanted,
                        argc > 4 ? strtoul (argv[4], NULL, 10) : 0,
                        argc > 5 ? atof (argv[5]) : 0.0);
      unload (&wanted);
    }
  else
    {
      fputs ("usage: look_wav info FILE | level FILE | "
             "same FILE WANTED [SHIFT [TOLERANCE]]\n",
             stderr);
      return 2;
    }
  unload (&file);
  return result;
}
