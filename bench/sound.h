/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Recordings as arrays, and the program's own files. */

#ifndef BENCH_SOUND_H
#define BENCH_SOUND_H

#include <stddef.h>

/* One channel at 48 kHz, nominal +-1; freed by free. */
typedef struct sound {
  double *samples;
  size_t count;
} sound;

enum { SOUND_RATE = 48000 };

/* The first channel, converted to 48 kHz. 0, or -1 with an error message in
   *fault, to be freed. */
int
sound_read (const char *path, sound *to, char **fault);

/* Write a 16-bit WAV, one channel, 48 kHz. Returns the same. */
int
sound_write (const char *path, const double *samples, size_t count,
             char **fault);

/* Round the samples as a 16-bit file would: as libsndfile writes and reads
   them. */
void
sound_round (double *samples, size_t count);

/* Recordings in a folder, by file name suffix, sorted; NULL-terminated, each
   name and the list to be freed. */
char **
sound_list (const char *folder, size_t *count);

void
sound_list_free (char **list);

/* The folder of the running program; freed by free. NULL: not known. */
char *
program_folder (void);

/* Path of a helper program: beside this one in the build folder, else where it
   is installed. NULL: not found. */
char *
program_beside (const char *name);

/* Path of the small corpus, in the same way. */
char *
corpus_folder (void);

#endif
