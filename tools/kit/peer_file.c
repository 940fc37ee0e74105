/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* peer-speex INPUT OUTPUT, peer-webrtc INPUT OUTPUT: what is measured beside us.
   One channel in, 16-bit WAV of the same length out. With --time INPUT alone:
   nanoseconds of processor a sample, on standard output. */

#include "peer_file.h"

#include <sndfile.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int
fail (const char *path, const char *why)
{
  fprintf (stderr, "%s: %s: %s\n", peer_file_name (), path, why);
  return 3;
}

/* The samples of a file with one channel, or NULL. */
static float *
read_file (const char *path, SF_INFO *info)
{
  SNDFILE *file = sf_open (path, SFM_READ, info);
  float *samples = NULL;

  if (!file)
    {
      fail (path, sf_strerror (NULL));
      return NULL;
    }
  if (info->channels != 1 || info->frames < 1 || info->frames > INT_MAX)
    fail (path, "give a file of one channel with sound in it");
  else if ((samples = calloc ((size_t) info->frames, sizeof *samples))
           && sf_readf_float (file, samples, info->frames) != info->frames)
    {
      fail (path, "it could not be read to its end");
      free (samples);
      samples = NULL;
    }
  sf_close (file);
  return samples;
}

static int
tell_time (const char *path)
{
  SF_INFO info = { 0 };
  float *samples = read_file (path, &info);
  struct timespec from;
  struct timespec to;
  int failed;

  if (!samples)
    return 3;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &from);
  failed = peer_file_run (samples, (size_t) info.frames, info.samplerate);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &to);
  free (samples);
  if (failed)
    return 1;
  return printf ("%.3f\n", ((double) (to.tv_sec - from.tv_sec) * 1e9
                            + (double) (to.tv_nsec - from.tv_nsec))
                             / (double) info.frames)
             < 0
           ? 3
           : 0;
}

int
main (int argc, char **argv)
{
  SF_INFO info = { 0 };
  SNDFILE *out;
  float *samples;
  sf_count_t frames;
  int status = 0;

  if (argc == 2 && !strcmp (argv[1], "--version"))
    return puts (peer_file_name ()) < 0 ? 3 : 0;
  if (argc == 3 && !strcmp (argv[1], "--time"))
    return tell_time (argv[2]);
  if (argc != 3)
    {
      fprintf (stderr, "usage: %s INPUT OUTPUT\n       %s --time INPUT\n",
               argv[0], argv[0]);
      return 2;
    }
  samples = read_file (argv[1], &info);
  if (!samples)
    return 3;
  frames = info.frames; /* opening for writing sets it to 0 */
  if (peer_file_run (samples, (size_t) frames, info.samplerate))
    {
      free (samples);
      fail (argv[1], "the peer refused it");
      return 1;
    }
  info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  out = sf_open (argv[2], SFM_WRITE, &info);
  if (!out)
    status = fail (argv[2], sf_strerror (NULL));
  else
    {
      sf_command (out, SFC_SET_CLIPPING, NULL, SF_TRUE);
      if (sf_writef_float (out, samples, frames) != frames)
        status = fail (argv[2], sf_strerror (out));
      if (sf_close (out) && !status)
        status = fail (argv[2], "it could not be written");
    }
  free (samples);
  return status;
}
