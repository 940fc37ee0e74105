/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Recordings as arrays, and where the program finds what belongs to it. */

#ifndef BENCH_SOUND_H
#define BENCH_SOUND_H

#include <stddef.h>

/* One channel at 48 kHz, nominal +-1; freed by free. */
typedef struct sound {
  double *samples;
  size_t count;
} sound;

enum { SOUND_RATE = 48000 };

/* The first channel, converted to 48 kHz where it has another rate. 0, or -1
   with *fault a line of text to be freed. */
int
sound_read (const char *path, sound *to, char **fault);

/* 16-bit WAV, one channel, 48 kHz. Same. */
int
sound_write (const char *path, const double *samples, size_t count,
             char **fault);

/* What a 16-bit file would make of the samples: as libsndfile writes and reads
   them. */
void
sound_round (double *samples, size_t count);

/* Files of a folder whose name ends as recordings do, sorted; NULL-terminated,
   each and the list to be freed. */
char **
sound_list (const char *folder, size_t *count);

void
sound_list_free (char **list);

/* The folder of the running program; freed by free. NULL: not known. */
char *
program_folder (void);

/* A program that belongs to this one: beside it where it was built, else where
   it was installed. NULL: not there. */
char *
program_beside (const char *name);

/* The folder of the small corpus; same. */
char *
corpus_folder (void);

#endif
