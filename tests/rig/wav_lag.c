/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* wav_lag WANTED HEARD LEAST MOST: where in HEARD, from frame LEAST to MOST,
   does WANTED begin? Prints the frame and the greatest difference of any sample from
   there on, as "LAG DIFFERENCE". Mono WANTED is compared with each channel of
   HEARD.

   wav_lag --prefix WANTED HEARD AT: how many frames from AT on are as wanted, to
   1e-6, before the first that is not: what a real-time server lost came later.

   wav_lag --against STEREO FILE: writes the left channel, and in the right one the
   same turned over.

   wav_lag --impulse FILE RATE FRAMES AT: writes mono silence with one sample
   of 1/16 at AT. */

#include <enhance/file.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHANNELS = 2 };

typedef struct sound {
  enh_file_info info;
  uint32_t frames;
  float *samples[MOST_CHANNELS];
} sound;

static void
die (const char *text)
{
  fprintf (stderr, "wav_lag: %s\n", text);
  exit (1);
}

static float *
zeros (size_t count)
{
  float *samples = calloc (count + 1u, sizeof *samples);

  if (!samples)
    die ("no memory");
  return samples;
}

static void
load (sound *s, const char *path)
{
  enh_error error;
  enh_file *file = NULL;

  if (enh_file_open (&file, path, &error) != ENH_OK)
    die (error.text);
  s->info = *enh_file_describe (file);
  if (s->info.channels > MOST_CHANNELS || s->info.frames < 0)
    die ("too many channels, or no length");
  for (uint32_t c = 0; c < s->info.channels; ++c)
    s->samples[c] = zeros ((size_t) s->info.frames);
  if (enh_file_read (file, s->samples, (uint32_t) s->info.frames, &s->frames,
                     &error)
      != ENH_OK)
    die (error.text);
  enh_file_close (file);
}

/* The greatest difference at this lag; gives up beyond `enough`. */
static double
difference (const sound *wanted, const sound *heard, uint32_t lag,
            double enough)
{
  double worst = 0.0;

  for (uint32_t c = 0; c < heard->info.channels; ++c)
    {
      const float *a = wanted->samples[wanted->info.channels == 1 ? 0 : c];
      const float *b = heard->samples[c] + lag;

      for (uint32_t i = 0; i < wanted->frames; ++i)
        {
          const double d = fabs ((double) a[i] - (double) b[i]);
          /* A NaN is as wrong as can be. */
          if (!(d <= worst))
            worst = d;
          if (!(worst <= enough))
            return INFINITY;
        }
    }
  return worst;
}

static int
compare (const char *wanted_path, const char *heard_path, uint32_t least,
         uint32_t most)
{
  sound wanted;
  sound heard;
  double best = INFINITY;
  uint32_t best_lag = 0;

  load (&wanted, wanted_path);
  load (&heard, heard_path);
  if (wanted.info.channels != 1 && wanted.info.channels != heard.info.channels)
    die ("other channels");
  for (uint32_t lag = least; lag <= most && lag + wanted.frames <= heard.frames;
       ++lag)
    {
      const double d = difference (&wanted, &heard, lag, best);
      if (d < best)
        {
          best = d;
          best_lag = lag;
        }
    }
  for (uint32_t c = 0; c < MOST_CHANNELS; ++c)
    {
      if (c < wanted.info.channels)
        free (wanted.samples[c]);
      if (c < heard.info.channels)
        free (heard.samples[c]);
    }
  printf ("%u %.3g\n", (unsigned int) best_lag, best);
  return 0;
}

static int
tell_prefix (const char *wanted_path, const char *heard_path, uint32_t at)
{
  sound wanted, heard;
  uint32_t i = 0;
  int same = 1;

  load (&wanted, wanted_path);
  load (&heard, heard_path);
  for (; same && i < wanted.frames && at + i < heard.frames; ++i)
    for (uint32_t c = 0; c < heard.info.channels; ++c)
      same
        = same
          && fabs ((double) wanted.samples[wanted.info.channels == 1 ? 0 : c][i]
                   - (double) heard.samples[c][at + i])
               <= 1e-6;
  for (uint32_t c = 0; c < MOST_CHANNELS; ++c)
    {
      if (c < wanted.info.channels)
        free (wanted.samples[c]);
      if (c < heard.info.channels)
        free (heard.samples[c]);
    }
  printf ("%u\n", (unsigned int) (same ? i : i - 1u));
  return 0;
}

static int
write_against (const char *from, const char *path)
{
  sound pair;
  enh_error error;
  enh_file *file = NULL;

  load (&pair, from);
  if (pair.info.channels != 2)
    die ("two channels are needed");
  for (uint32_t i = 0; i < pair.frames; ++i)
    pair.samples[1][i] = -pair.samples[0][i];
  const float *const channels[] = { pair.samples[0], pair.samples[1] };
  if (enh_file_create (&file, path, &pair.info, ENH_FILE_FLOAT, &error)
        != ENH_OK
      || enh_file_write (file, channels, pair.frames, &error) != ENH_OK
      || enh_file_commit (file, &error) != ENH_OK)
    die (error.text);
  enh_file_close (file);
  free (pair.samples[0]);
  free (pair.samples[1]);
  return 0;
}

static int
write_impulse (const char *path, double rate, uint32_t frames, uint32_t at)
{
  const enh_file_info info = { rate, 1, 0, 0 };
  float *samples = zeros (frames);
  const float *const channels[] = { samples };
  enh_error error;
  enh_file *file = NULL;

  if (at >= frames)
    die ("the impulse lies outside");
  samples[at] = 0.0625f;
  if (enh_file_create (&file, path, &info, ENH_FILE_FLOAT, &error) != ENH_OK
      || enh_file_write (file, channels, frames, &error) != ENH_OK
      || enh_file_commit (file, &error) != ENH_OK)
    die (error.text);
  enh_file_close (file);
  free (samples);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 6 && strcmp (argv[1], "--impulse") == 0)
    return write_impulse (argv[2], strtod (argv[3], NULL),
                          (uint32_t) strtoul (argv[4], NULL, 10),
                          (uint32_t) strtoul (argv[5], NULL, 10));
  if (argc == 4 && strcmp (argv[1], "--against") == 0)
    return write_against (argv[2], argv[3]);
  if (argc == 5 && strcmp (argv[1], "--prefix") == 0)
    return tell_prefix (argv[2], argv[3],
                        (uint32_t) strtoul (argv[4], NULL, 10));
  if (argc != 5)
    die ("usage: wav_lag WANTED HEARD LEAST MOST | --prefix WANTED HEARD AT"
         " | --against STEREO FILE | --impulse FILE RATE FRAMES AT");
  return compare (argv[1], argv[2], (uint32_t) strtoul (argv[3], NULL, 10),
                  (uint32_t) strtoul (argv[4], NULL, 10));
}
