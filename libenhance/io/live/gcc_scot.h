/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The delay of a loop from ear to microphone: the probe that is played, and the
   search for it in the recording. Setup threads only; what runs in the
   callback is in probe_player.h. */

#ifndef ENH_IO_LIVE_GCC_SCOT_H
#define ENH_IO_LIVE_GCC_SCOT_H

#include <stdint.h>

/* Parts of the probe that are searched for one by one. */
#define ENH__GCC_SCOT_BURSTS 4u

/* Lengths at a sample rate, frames. */
typedef struct enh__gcc_scot_lengths {
  uint32_t burst; /* of a burst; ENH__GCC_SCOT_BURSTS of them are the probe */
  uint32_t probe;
  uint32_t most;  /* longest delay that is found */
  uint32_t total; /* to be recorded, from the probe's first frame on */
} enh__gcc_scot_lengths;

typedef struct enh__gcc_scot_result {
  double frames;         /* delay of the loop; as good as `confidence` */
  double confidence;     /* 0 to 1, as in <enhance/live.h> */
  double clear_db;       /* peak over the RMS of the rest */
  unsigned int agreeing; /* bursts that have the same delay by themselves */
} enh__gcc_scot_result;

enh__gcc_scot_lengths
enh__gcc_scot_lengths_at (double sample_rate);

/* The probe, lengths.probe frames, with this RMS value. */
void
enh__gcc_scot_probe (float *probe, double sample_rate, double rms);

/* Find `probe` in `heard` (lengths.total frames). 0, or -1: no memory. */
int
enh__gcc_scot_find (enh__gcc_scot_result *found, const float *probe,
                    const float *heard, double sample_rate);

#endif
