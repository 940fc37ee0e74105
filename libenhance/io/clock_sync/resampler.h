/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What one thread writes, read by another at any place between the frames and at
   any pace; neither ever waits. Frames are counted from the first that was
   written. */

#ifndef ENH_IO_CLOCK_SYNC_RESAMPLER_H
#define ENH_IO_CLOCK_SYNC_RESAMPLER_H

#include "io/clock_sync/sinc.h"

#include <stdint.h>

struct enh__ring;

enum { ENH__RESAMPLER_CHUNK = 256, ENH__RESAMPLER_CHANNELS = 2 };

typedef struct enh__resampler {
  /* Fixed. */
  uint32_t channels;
  struct enh__ring *ring; /* interleaved */
  enh__sinc sinc;

  /* The writer's. */
  float in_mix[ENH__RESAMPLER_CHUNK * ENH__RESAMPLER_CHANNELS];

  /* The reader's. */
  uint64_t at;    /* frame that is read next */
  double part;    /* 0 to 1: beyond it */
  uint64_t taken; /* frames out of the ring, ever */
  uint64_t kept;  /* frame that `history` begins with */
  uint32_t count; /* frames in it */
  uint32_t room;  /* frames it can hold */
  float *history[ENH__RESAMPLER_CHANNELS];
  float *out_mix; /* room, interleaved */
  float *weights; /* of the sinc */
} enh__resampler;

/* Setup. At least so many frames are held. `ratio`: frames written to frames
   read; `most_step`: the longest step that will be asked for; `channels`: 1 or 2.
   0, or -1: no memory; clear it then too. */
int
enh__resampler_init (enh__resampler *resampler, uint32_t frames, double ratio,
                     double most_step, uint32_t channels);

/* Zero and free. */
void
enh__resampler_clear (enh__resampler *resampler);

/* Audio, the writer's thread. NULL counts as silence. Returns 0, or -1: there is
   no room, and nothing was written. */
int
enh__resampler_write (enh__resampler *resampler, const float *const *in,
                      uint32_t frames);

/* Audio, the reader's thread. Read from this frame on. Returns 0, or -1: what is
   needed before it was not written, or not kept, and nothing changed. */
int
enh__resampler_seek (enh__resampler *resampler, double at);

/* Audio, the reader's thread: the frame that is read next. */
double
enh__resampler_place (const enh__resampler *resampler);

/* Audio, the reader's thread. `step`: frames to go on for each that is read.
   Returns 0, or -1: some were not there in time, and are zeros; the place goes on
   all the same. */
int
enh__resampler_read (enh__resampler *resampler, float *const *out,
                     uint32_t frames, double step);

/* Audio, the reader's thread, while nothing is read: of `written` frames keep no
   more than half of what it can hold, the newest. */
void
enh__resampler_catch_up (enh__resampler *resampler, uint64_t written);

#endif
