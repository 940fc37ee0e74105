/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* libsndfile behind a door, and the only place that knows it: one open sound on a
   descriptor. Planar out here, interleaved in there. */

#ifndef ENH_IO_FILE_SNDFILE_H
#define ENH_IO_FILE_SNDFILE_H

#include "io/file/layout.h"

#include <enhance/file.h>

#include <stdint.h>

typedef struct enh__sound enh__sound;

/* Open for reading what the layout says is there; the layout stays the caller's
   and has to outlive the sound. Takes `fd` over, on failure too; NULL then, and
   *why is libsndfile's reason or NULL for no memory. */
enh__sound *
enh__sound_open (int fd, const enh__layout *layout, enh_file_info *info,
                 const char **why);

/* What went wrong when a sound was to be written. */
typedef enum enh__sound_problem {
  ENH__SOUND_FINE,
  ENH__SOUND_NO_MEMORY,
  ENH__SOUND_NO_ENDING, /* it names no format that can be written */
  ENH__SOUND_REFUSED    /* the format has no such rate or channels */
} enh__sound_problem;

/* Open for writing. `info` tells rate, channels and the format to be like, or
   0; its format becomes the one in use. Takes `fd` over. */
enh__sound_problem
enh__sound_create (enh__sound **sound, int fd, const char *ending,
                   enh_file_info *info, enh_file_encoding encoding,
                   const char **why);

/* Frames read; fewer than asked for at the end or on a fault. */
uint32_t
enh__sound_read (enh__sound *sound, float *const *channels, uint32_t frames);

/* Frames written. */
uint32_t
enh__sound_write (enh__sound *sound, const float *const *channels,
                  uint32_t frames);

/* Title, artist, comment and so on, and the broadcast and cart chunks, as far as
   the written format keeps them; before the first frame. */
void
enh__sound_copy_tags (enh__sound *to, enh__sound *from);

/* The last fault of this sound, or NULL. */
const char *
enh__sound_fault (enh__sound *sound);

/* Zero the block and close; NULL is fine. Returns NULL, or what could not be
   finished. */
const char *
enh__sound_close (enh__sound *sound);

#endif
