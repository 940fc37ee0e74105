/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a sound file really consists of, by its bytes and not by its header's
   word: libsndfile plays the first of several joined streams, trusts lengths
   that were never written, and plays a shortened file to where it breaks off,
   all without a word. */

#ifndef ENH_IO_FILE_LAYOUT_H
#define ENH_IO_FILE_LAYOUT_H

#include "io/file/part.h"

#include <stddef.h>
#include <stdint.h>

/* Joined streams of one file; one with more is damaged or made to be slow. */
enum { ENH__PARTS_MOST = 4096 };

typedef struct enh__layout {
  enh__part *part; /* in the order they sound */
  uint32_t count;  /* 1 or more */
  int64_t missing; /* bytes at the end; -1: some, nobody knows how many */
  int unfinished;  /* its lengths were never written; the parts have them */
  int by_stream;   /* the container's count of frames is an estimate */
} enh__layout;

/* Find out. `*fd` can seek; where it stands afterwards is not said. FLAC in Ogg,
   which libsndfile does not take, is copied out of it into a file without a name,
   whose descriptor takes the place of *fd. 0, or -1: no memory, no room, or more
   parts than ENH__PARTS_MOST. */
int
enh__layout_find (enh__layout *layout, int *fd, int64_t bytes);

void
enh__layout_clear (enh__layout *layout);

/* --- For the files layout_*.c ---------------------------------------------- */

/* Another part, of all the file until it is told otherwise; NULL: none more. */
enh__part *
enh__layout_add (enh__layout *layout, int64_t start, int64_t end);

/* All of `count` bytes at `offset`, or 0. */
int
enh__read_at (int fd, int64_t offset, unsigned char *to, size_t count);

/* Each returns 0, or -1 as enh__layout_find does. */
int
enh__layout_mpeg (enh__layout *layout, int fd, int64_t bytes);
int
enh__layout_ogg (enh__layout *layout, int fd, int64_t bytes);
int
enh__layout_ogg_flac (enh__layout *layout, int *fd);

/* Where the next page of Ogg begins in [at, end), its bytes, and its first 27; 0:
   there is none, or its end is not there. `*at` moves to its beginning. */
int64_t
enh__ogg_page (int fd, int64_t *at, int64_t end, unsigned char *head);

#endif
