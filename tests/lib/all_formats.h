/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Every container and encoding that libsndfile can write with a header. */

#ifndef TESTS_ALL_FORMATS_H
#define TESTS_ALL_FORMATS_H

#include <stdint.h>

typedef struct all_formats_entry {
  int format;       /* libsndfile's number */
  char ending[8];   /* of a file's name */
  int lossless;     /* whole numbers of 16 bits come back as they are */
  int narrow;       /* 8 bits only */
  char called[128]; /* for messages */
} all_formats_entry;

/* 0 past the last. */
int
all_formats_get (unsigned int number, all_formats_entry *entry);

/* Noise by `seed`, in steps of 16 bits, or of 8 where it is narrow. 0: written; 1:
   libsndfile does not write that. */
int
all_formats_write (const char *path, const all_formats_entry *entry, int rate,
                   int channels, int frames, uint32_t seed);

#endif
