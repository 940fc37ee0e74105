/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "cases/corpus.h"

#include "bench.h"
#include "cases/corpus_small.h"
#include "metrics/metrics.h"
#include "sound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PER_NOISE = 3, LEAD = 2 * SOUND_RATE, TAIL = SOUND_RATE / 2 };

static const double lead_step_s
  = 3.7; /* from one part of a noise to the next */
static const double snrs[] = { -5.0, 0.0, 5.0, 10.0, 15.0 };
static const double small_snrs[] = { 5.0, 0.0, 10.0 };
/* Of levels in parts of 50 ms, dB: fans and roads 0.5 to 1, cafes 2 and more. */
static const double steady_db = 1.2;

typedef struct entry {
  char *id;
  char *speech; /* path */
  char *noise;  /* path; a read mixture's name */
  size_t part;  /* which part of the noise */
  double snr;
  size_t start; /* of read ones */
  size_t end;
} entry;

struct corpus {
  char *name;
  char *folder;
  bool is_read;
  corpus_small *small;
  entry *entries;
  size_t count;
};

const char *
corpus_name (const corpus *of)
{
  return of->name;
}

bool
corpus_is_small (const corpus *of)
{
  return of->small != NULL;
}

size_t
corpus_count (const corpus *of)
{
  return of->count;
}

double
corpus_snr (const corpus *of, size_t number)
{
  return of->entries[number].snr;
}

double
corpus_best_snr (const corpus *of)
{
  double best = -HUGE_VAL;

  for (size_t i = 0; i < of->count; ++i)
    best = fmax (best, of->entries[i].snr);
  return best;
}

void
corpus_close (corpus *of)
{
  if (!of)
    return;
  for (size_t i = 0; i < of->count; ++i)
    {
      free (of->entries[i].id);
      free (of->entries[i].speech);
      free (of->entries[i].noise);
    }
  free (of->entries);
  free (of->name);
  free (of->folder);
  corpus_small_free (of->small);
  free (of);
}

static size_t
common_divisor (size_t a, size_t b)
{
  return b ? common_divisor (b, a % b) : a;
}

/* Every noise meets PER_NOISE clips, a fixed stride apart, at every ratio. */
static void
pair (corpus *of, char *const *speech, size_t clips, char *const *noise,
      size_t noises, const double *ratios, size_t ratio_count)
{
  size_t stride = clips / 2 > 3 ? clips / 2 - 1 : 2;
  size_t pairs = 0;

  while (common_divisor (stride, clips) != 1)
    ++stride;
  of->entries = bench_zeros (PER_NOISE * noises * ratio_count, sizeof (entry));
  for (size_t part = 0; part < PER_NOISE; ++part)
    for (size_t n = 0; n < noises; ++n, ++pairs)
      for (size_t s = 0; s < ratio_count; ++s)
        {
          entry *one = &of->entries[of->count++];
          one->id = bench_text ("p%02zu_snr%+03.0f", pairs, ratios[s]);
          one->speech
            = bench_text ("%s", speech[(pairs * stride + 5 * part) % clips]);
          one->noise = bench_text ("%s", noise[n]);
          one->part = part;
          one->snr = ratios[s];
        }
}

static int
open_folders (corpus *of, const char *folder, char **fault)
{
  char *path = bench_text ("%s/clean", folder);
  size_t clips = 0;
  size_t noises = 0;
  char **speech = sound_list (path, &clips);

  free (path);
  path = bench_text ("%s/noise", folder);
  char **noise = sound_list (path, &noises);
  free (path);
  if (clips && noises)
    pair (of, speech, clips, noise, noises, snrs, sizeof snrs / sizeof *snrs);
  else
    *fault = bench_text ("%s: no recordings in clean/ and noise/, and no "
                         "list.tsv; give such a folder",
                         folder);
  sound_list_free (speech);
  sound_list_free (noise);
  return of->count ? 0 : -1;
}

/* Which column of a line of words between tabs has this name; -1: none. */
static int
column (const char *head, const char *name)
{
  const size_t length = strlen (name);

  for (int number = 0; head; ++number)
    {
      if (!strncmp (head, name, length) && strchr ("\t\r\n", head[length]))
        return number;
      head = strchr (head, '\t');
      head = head ? head + 1 : NULL;
    }
  return -1;
}

/* Cut at its tabs, in place. */
static size_t
cut (char *line, char *words[static 16])
{
  size_t count = 0;

  line[strcspn (line, "\r\n")] = '\0';
  while (line && count < 16)
    {
      words[count++] = line;
      line = strchr (line, '\t');
      if (line)
        *line++ = '\0';
    }
  return count;
}

static int
open_list (corpus *of, FILE *list, const char *folder, char **fault)
{
  static const char *const wanted[]
    = { "id", "clean", "noise", "snr", "start", "end" };
  enum { WANTED = sizeof wanted / sizeof *wanted };
  int at[WANTED];
  char line[4096];

  if (!fgets (line, sizeof line, list))
    line[0] = '\0';
  for (int w = 0; w < WANTED; ++w)
    if ((at[w] = column (line, wanted[w])) < 0)
      {
        *fault = bench_text ("%s/list.tsv: no column %s", folder, wanted[w]);
        return -1;
      }
  while (fgets (line, sizeof line, list))
    {
      char *words[16] = { NULL };
      const size_t count = cut (line, words);
      for (int w = 0; w < WANTED; ++w)
        if ((size_t) at[w] >= count)
          {
            *fault = bench_text ("%s/list.tsv: line %zu is too short", folder,
                                 of->count + 2);
            return -1;
          }
      entry *grown = realloc (of->entries, (of->count + 1) * sizeof *grown);
      if (!grown)
        return -1;
      of->entries = grown;
      entry *one = &grown[of->count++];
      memset (one, 0, sizeof *one);
      one->id = bench_text ("%s", words[at[0]]);
      one->speech = bench_text ("%s", words[at[1]]);
      one->noise = bench_text ("%s", words[at[2]]);
      one->snr = strtod (words[at[3]], NULL);
      one->start = strtoul (words[at[4]], NULL, 10);
      one->end = strtoul (words[at[5]], NULL, 10);
    }
  of->is_read = true;
  if (!of->count)
    *fault = bench_text ("%s/list.tsv contains no mixture", folder);
  return of->count ? 0 : -1;
}

static int
open_small (corpus *of, bool brief, char **fault)
{
  size_t clips = 0;
  size_t noises = 0;

  of->small = corpus_small_make (fault);
  if (!of->small)
    return -1;
  char *const *speech = corpus_small_speech (of->small, &clips);
  char *const *noise = corpus_small_noise (of->small, &noises);
  pair (of, speech, clips, noise, noises, small_snrs,
        brief ? 1 : sizeof small_snrs / sizeof *small_snrs);
  return 0;
}

corpus *
corpus_open (const char *folder, bool brief, char **fault)
{
  corpus *of = bench_zeros (1, sizeof *of);
  struct stat there;
  int failed;

  *fault = NULL;
  of->name = bench_text ("%s", folder ? folder : "the small corpus");
  of->folder = bench_text ("%s", folder ? folder : "");
  if (!folder)
    failed = open_small (of, brief, fault);
  else if (stat (folder, &there) != 0 || !S_ISDIR (there.st_mode))
    {
      *fault = bench_text ("%s: no such folder; give one with clean/ and "
                           "noise/ to --corpus",
                           folder);
      failed = -1;
    }
  else
    {
      char *path = bench_text ("%s/list.tsv", folder);
      FILE *list = fopen (path, "r");
      failed = list ? open_list (of, list, folder, fault)
                    : open_folders (of, folder, fault);
      if (list)
        (void) fclose (list);
      free (path);
    }
  if (!failed)
    return of;
  corpus_close (of);
  return NULL;
}

/* "dir/name.flac" is "name". */
static char *
stem (const char *path)
{
  const char *slash = strrchr (path, '/');
  char *name = bench_text ("%s", slash ? slash + 1 : path);
  char *dot = strrchr (name, '.');

  if (dot && dot != name)
    *dot = '\0';
  return name;
}

static bool
is_steady (const double *x, size_t count)
{
  enum { PART = SOUND_RATE / 20 };
  const size_t parts = count / PART;
  double sum = 0.0;
  double squares = 0.0;

  for (size_t p = 0; p < parts; ++p)
    {
      const double level
        = 10.0 * log10 (metric_mean_square (x + p * PART, PART) + 1e-12);
      sum += level;
      squares += level * level;
    }
  const double mean = sum / (double) parts;
  return parts > 4
         && sqrt (fmax (0.0, squares / (double) parts - mean * mean))
              < steady_db;
}

static int
fetch (const corpus *of, const char *path, sound *to, char **fault)
{
  if (!of->small)
    return sound_read (path, to, fault);
  corpus_small_get (of->small, path, to);
  return 0;
}

static int
mix (const corpus *of, const entry *one, mixture *to, char **fault)
{
  sound speech = { NULL, 0 };
  sound noise = { NULL, 0 };

  if (fetch (of, one->speech, &speech, fault)
      || fetch (of, one->noise, &noise, fault))
    {
      free (speech.samples);
      return -1;
    }
  to->count = LEAD + speech.count + TAIL;
  to->start = LEAD;
  to->end = LEAD + speech.count;
  to->clean = bench_zeros (to->count, sizeof *to->clean);
  to->noisy = bench_zeros (to->count, sizeof *to->noisy);
  const size_t offset = noise.count > to->count
                          ? one->part * (size_t) (lead_step_s * SOUND_RATE)
                              % (noise.count - to->count)
                          : 0;
  const double *part = noise.samples + offset;
  const size_t length = noise.count - offset;
  double power = 0.0;
  for (size_t i = to->start; i < to->end; ++i)
    power += part[i % length] * part[i % length] / (double) speech.count;
  const double speech_db
    = metric_speech_level (speech.samples, speech.count, SOUND_RATE);
  const double gain
    = pow (10.0, (speech_db - 10.0 * log10 (power + 1e-20) - one->snr) / 20.0);
  double peak = 1e-9;
  for (size_t i = 0; i < to->count; ++i)
    {
      if (i >= to->start && i < to->end)
        to->clean[i] = speech.samples[i - to->start];
      to->noisy[i] = to->clean[i] + gain * part[i % length];
      peak = fmax (peak, fabs (to->noisy[i]));
    }
  const double scale = fmin (1.0, 0.95 / peak);
  for (size_t i = 0; i < to->count; ++i)
    {
      to->clean[i] *= scale;
      to->noisy[i] *= scale;
    }
  sound_round (to->clean, to->count);
  sound_round (to->noisy, to->count);
  free (speech.samples);
  free (noise.samples);
  return 0;
}

static int
read_mixture (const corpus *of, const entry *one, mixture *to, char **fault)
{
  sound noisy = { NULL, 0 };
  sound clean = { NULL, 0 };
  char *path = bench_text ("%s/noisy/%s.wav", of->folder, one->id);
  int failed = sound_read (path, &noisy, fault);

  free (path);
  path = bench_text ("%s/ref/%s.wav", of->folder, one->id);
  failed = failed || sound_read (path, &clean, fault);
  free (path);
  if (!failed
      && (noisy.count != clean.count || one->end > clean.count
          || one->start >= one->end))
    {
      *fault = bench_text ("%s/list.tsv: %s: lengths do not match", of->folder,
                           one->id);
      failed = -1;
    }
  if (failed)
    {
      free (noisy.samples);
      free (clean.samples);
      return -1;
    }
  to->noisy = noisy.samples;
  to->clean = clean.samples;
  to->count = noisy.count;
  to->start = one->start;
  to->end = one->end;
  return 0;
}

int
corpus_make (const corpus *of, size_t number, mixture *to, char **fault)
{
  const entry *one = &of->entries[number];

  memset (to, 0, sizeof *to);
  const int failed = of->is_read ? read_mixture (of, one, to, fault)
                                 : mix (of, one, to, fault);
  if (failed)
    return failed;
  to->id = bench_text ("%s", one->id);
  to->speech = stem (one->speech);
  to->noise = stem (one->noise);
  to->snr = one->snr;
  to->steady = is_steady (to->noisy, to->start);
  return 0;
}

void
mixture_clear (mixture *of)
{
  free (of->id);
  free (of->speech);
  free (of->noise);
  free (of->noisy);
  free (of->clean);
  memset (of, 0, sizeof *of);
}
