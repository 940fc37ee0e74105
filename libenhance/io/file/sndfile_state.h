/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* An open sound, as its reading and its writing side share it. */

#ifndef ENH_IO_FILE_SNDFILE_STATE_H
#define ENH_IO_FILE_SNDFILE_STATE_H

#include "io/file/layout.h"
#include "io/file/sndfile.h"

#include <sndfile.h>

#include <stddef.h>

/* Frames interleaved at a time. libsndfile's Vorbis encoder keeps a block on
   its stack, so blocks stay small. */
#define BLOCK_FRAMES 1024u

/* Where libsndfile writes to. It is never told that a write failed: where that
   happens in the middle of a page, it leaks its Ogg encoders, and others go on
   as if nothing had happened. The failure is kept here instead. */
typedef struct enh__sink {
  int fd;
  int64_t at;     /* bytes: where the next ones go */
  int64_t length; /* bytes, those that failed included */
  int failure;    /* errno of the first write that failed; 0: none */
} enh__sink;

struct enh__sound {
  SNDFILE *handle;
  size_t width; /* channels */
  float *block; /* BLOCK_FRAMES interleaved frames */

  /* Reading: the parts one after the other. */
  int fd; /* -1 when writing */
  const enh__layout *layout;
  uint32_t at; /* the part that is open */
  enh__part_reader reader;

  enh__sink sink; /* writing; its descriptor is -1 when reading */
};

/* With a block and nothing open; NULL: no memory. */
enh__sound *
enh__sound_new (uint32_t channels);

#endif
