/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The clock of a device, estimated from its callbacks: moments at which it is
   known how many frames have passed. */

#ifndef ENH_IO_CLOCK_SYNC_DLL_H
#define ENH_IO_CLOCK_SYNC_DLL_H

#include <stdint.h>

/* Where the device's clock stands: at `time_s`, `frames` had passed, and each takes
   `frame_s`. */
typedef struct enh__dll_line {
  double frames;
  double time_s;  /* of the clock the caller reads */
  double frame_s; /* seconds */
} enh__dll_line;

typedef struct enh__dll {
  double nominal_s; /* of a frame, as the device states it */
  enh__dll_line line;
  int locked;      /* not 0: the line is known */
  double locked_s; /* how long it has been */
  double late_s;   /* lateness of the calls, mean of some */

  /* Of the calls before it is. */
  uint32_t count;
  double first_s;
  double first_frames;
  double sum_s; /* of lateness behind the first */
} enh__dll;

/* Setup. */
void
enh__dll_init (enh__dll *dll, double sample_rate);

/* Audio: start again; the count of frames and the pace are kept. */
void
enh__dll_restart (enh__dll *dll);

/* Audio: by `now_s` so many more frames had passed. Returns not 0 if the line
   broke, and starts again: the device stood still, or frames were lost. */
int
enh__dll_call (enh__dll *dll, uint32_t frames, double now_s);

/* Bandwidth of a loop that started so long ago, Hz. */
double
enh__dll_width_hz (double seconds);

#endif
