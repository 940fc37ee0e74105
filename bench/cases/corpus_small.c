/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "cases/corpus_small.h"

#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char quiet_room[] = "quiet-room.flac";

/* Cross-fade between pieces of noise, seconds. */
static const double fade_s = 0.05;
/* segments.tsv omits the noise at the start, which is used here too. */
static const double first_pause_s = 1.2;

enum { MOST = 16 };

struct corpus_small {
  char *speech[MOST];
  char *noise[MOST];
  sound speech_sound[MOST];
  sound noise_sound[MOST];
  size_t speeches;
  size_t noises;
};

char *const *
corpus_small_speech (const corpus_small *of, size_t *count)
{
  *count = of->speeches;
  return of->speech;
}

char *const *
corpus_small_noise (const corpus_small *of, size_t *count)
{
  *count = of->noises;
  return of->noise;
}

void
corpus_small_get (const corpus_small *of, const char *name, sound *to)
{
  const sound *from = NULL;

  for (size_t i = 0; i < of->speeches; ++i)
    if (!strcmp (of->speech[i], name))
      from = &of->speech_sound[i];
  for (size_t i = 0; !from && i < of->noises; ++i)
    if (!strcmp (of->noise[i], name))
      from = &of->noise_sound[i];
  to->count = from ? from->count : 0;
  to->samples = bench_zeros (to->count, sizeof *to->samples);
  if (from)
    memcpy (to->samples, from->samples, to->count * sizeof *to->samples);
}

void
corpus_small_free (corpus_small *of)
{
  if (!of)
    return;
  for (size_t i = 0; i < MOST; ++i)
    {
      free (of->speech[i]);
      free (of->noise[i]);
      free (of->speech_sound[i].samples);
      free (of->noise_sound[i].samples);
    }
  free (of);
}

/* Append a piece, faded into what is there with constant power. */
static void
append (sound *to, const double *piece, size_t count)
{
  const size_t fade = (size_t) (fade_s * SOUND_RATE);
  const size_t over = to->count ? fade : 0;

  if (count <= fade)
    return;
  double *grown = bench_zeros (to->count - over + count, sizeof *grown);
  if (to->count)
    memcpy (grown, to->samples, to->count * sizeof *grown);
  const size_t at = to->count - over;
  for (size_t i = 0; i < count; ++i)
    {
      const double part = i < over ? (double) i / (double) over : 1.0;
      grown[at + i]
        = i < over ? grown[at + i] * sqrt (1.0 - part) + piece[i] * sqrt (part)
                   : piece[i];
    }
  free (to->samples);
  to->samples = grown;
  to->count = at + count;
}

static void
take (corpus_small *of, const char *file, const sound *from, double start_s,
      double end_s, bool is_speech)
{
  const size_t start = (size_t) (start_s * SOUND_RATE);
  size_t end = (size_t) (end_s * SOUND_RATE);

  end = end > from->count ? from->count : end;
  if (start >= end)
    return;
  if (is_speech)
    {
      const size_t i = of->speeches++;
      of->speech[i] = bench_text ("phrase-%zu", i + 1);
      append (&of->speech_sound[i], from->samples + start, end - start);
      return;
    }
  size_t i = of->noises ? of->noises - 1 : 0;
  if (!of->noises || strcmp (of->noise[i], file))
    {
      i = of->noises++;
      of->noise[i] = bench_text ("%s", file);
      append (&of->noise_sound[i], from->samples,
              (size_t) (first_pause_s * SOUND_RATE));
    }
  append (&of->noise_sound[i], from->samples + start, end - start);
}

static int
read_segments (corpus_small *of, FILE *list, const char *folder, char **fault)
{
  char line[200];
  char file[80];
  char kind[20];
  char last[80] = "";
  double start_s;
  double end_s;
  sound now = { NULL, 0 };

  while (fgets (line, sizeof line, list))
    {
      if (sscanf (line, "%79s %19s %lf %lf", file, kind, &start_s, &end_s) != 4)
        continue;
      const bool quiet = !strcmp (file, quiet_room);
      const bool is_speech = !strcmp (kind, "speech");
      /* Pauses in reverberant rooms are not pure noise, and the other
         recordings are not clean speech. */
      if (quiet != is_speech || of->noises >= MOST || of->speeches >= MOST)
        continue;
      if (strcmp (file, last))
        {
          char *path = bench_text ("%s/%s", folder, file);
          free (now.samples);
          const int failed = sound_read (path, &now, fault);
          free (path);
          if (failed)
            return -1;
          strcpy (last, file);
        }
      take (of, file, &now, start_s, end_s, is_speech);
    }
  free (now.samples);
  if (of->speeches && of->noises)
    return 0;
  *fault = bench_text ("%s/segments.tsv contains no speech and noise", folder);
  return -1;
}

corpus_small *
corpus_small_make (char **fault)
{
  corpus_small *of = bench_zeros (1, sizeof *of);
  char *folder = corpus_folder ();
  char *path = bench_text ("%s/segments.tsv", folder ? folder : BENCH_CORPUS);
  FILE *list = fopen (path, "r");
  int failed = -1;

  if (list)
    {
      failed = read_segments (of, list, folder, fault);
      (void) fclose (list);
    }
  else
    *fault = bench_text ("%s: not found; give recordings with --corpus", path);
  free (path);
  free (folder);
  if (!failed)
    return of;
  corpus_small_free (of);
  return NULL;
}
