/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* loop_find --make FILE RATE DBFS: writes the probe of a delay measurement, with
   zeros after it, at this RMS value.

   loop_find FILE: where in FILE does the probe begin? A line for each channel,
   "FRAMES CLEAR_DB CONFIDENCE"; frames may be broken. */

#include "io/live/gcc_scot.h"

#include <enhance/file.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHANNELS = 2, MOST_FRAMES = 48000 * 60 };

static void
die (const char *text)
{
  fprintf (stderr, "loop_find: %s\n", text);
  exit (1);
}

static float *
zeros (size_t count)
{
  float *samples = calloc (count, sizeof *samples);

  if (!samples)
    die ("no memory");
  return samples;
}

static int
make (const char *path, double rate, double dbfs)
{
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (rate);
  const enh_file_info info = { rate, 1, 0, 0 };
  float *probe = zeros (lengths.total);
  const float *const channels[] = { probe };
  enh_error error;
  enh_file *file = NULL;

  enh__gcc_scot_probe (probe, rate, pow (10.0, 0.05 * dbfs));
  if (enh_file_create (&file, path, &info, ENH_FILE_FLOAT, &error) != ENH_OK
      || enh_file_write (file, channels, lengths.total, &error) != ENH_OK
      || enh_file_commit (file, &error) != ENH_OK)
    die (error.text);
  enh_file_close (file);
  free (probe);
  return 0;
}

/* The clearest of what is found from every half second on. */
static void
find (const float *probe, const float *heard, uint32_t frames, double rate)
{
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (rate);
  enh__gcc_scot_result best = { 0.0, 0.0, 0.0, 0u };
  float *part = zeros (lengths.total);

  for (uint32_t from = 0; from < frames; from += lengths.most / 2u)
    {
      const uint32_t left = frames - from;
      enh__gcc_scot_result found;

      memset (part, 0, lengths.total * sizeof *part);
      memcpy (part, heard + from,
              (left < lengths.total ? left : lengths.total) * sizeof *part);
      if (enh__gcc_scot_find (&found, probe, part, rate) != 0)
        die ("no memory");
      if (found.confidence > best.confidence
          || (found.confidence >= best.confidence
              && found.clear_db > best.clear_db))
        {
          best = found;
          best.frames += (double) from;
        }
    }
  printf ("%.3f %.1f %.3f\n", best.frames, best.clear_db, best.confidence);
  free (part);
}

static int
find_all (const char *path)
{
  enh_error error;
  enh_file *file = NULL;
  float *samples[MOST_CHANNELS];
  uint32_t frames = 0;

  if (enh_file_open (&file, path, &error) != ENH_OK)
    die (error.text);
  const enh_file_info *info = enh_file_describe (file);
  if (info->channels > MOST_CHANNELS)
    die ("too many channels");
  for (uint32_t c = 0; c < MOST_CHANNELS; ++c)
    samples[c] = zeros (MOST_FRAMES);
  if (enh_file_read (file, samples, MOST_FRAMES, &frames, &error) != ENH_OK)
    die (error.text);

  const double rate = info->sample_rate;
  float *probe = zeros (enh__gcc_scot_lengths_at (rate).probe);
  enh__gcc_scot_probe (probe, rate, 1.0);
  for (uint32_t c = 0; c < info->channels; ++c)
    find (probe, samples[c], frames, rate);
  enh_file_close (file);
  for (uint32_t c = 0; c < MOST_CHANNELS; ++c)
    free (samples[c]);
  free (probe);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 5 && strcmp (argv[1], "--make") == 0)
    return make (argv[2], strtod (argv[3], NULL), strtod (argv[4], NULL));
  if (argc != 2)
    die ("usage: loop_find FILE | --make FILE RATE DBFS");
  return find_all (argv[1]);
}
