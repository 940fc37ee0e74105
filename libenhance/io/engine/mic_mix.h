/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Two microphone channels in front of the chain: which of them, or their mean, is
   heard. A laptop's pair may be wired in antiphase, and its mean is then silence;
   of a plug half pulled out one channel is left. */

#ifndef ENH_IO_ENGINE_MIC_MIX_H
#define ENH_IO_ENGINE_MIC_MIX_H

#include <stdatomic.h>
#include <stdint.h>

/* Frames at a time. */
#define ENH__MIC_MIX_BLOCK 512u

enum { ENH__MIC_MIX_CHANNELS = 2 };

typedef struct enh__mic_mix {
  /* Fixed before the first block. */
  uint32_t inputs;  /* channels of the microphone; 1: nothing is mixed */
  uint32_t outputs; /* channels of the chain */
  uint32_t window;  /* frames between two decisions */
  float step;       /* of a gain, a frame */

  /* The audio thread's own. */
  float gain[2][2]; /* to a channel of the chain, from one of the microphone */
  float goal[2][2]; /* where that goes */
  float last[2];    /* samples */
  float high[2];    /* the same without what is constant */
  double power[3];  /* of the first, the second and their sum, this window */
  double smoothed[3]; /* same, mean square */
  uint32_t at;        /* frames of this window */
  uint32_t begun;     /* not 0: a window is past */
  uint32_t alone;     /* windows on end that one alone has sound */
  float mixed[2][ENH__MIC_MIX_BLOCK];

  atomic_uint one_sided; /* 1 or 2: only that has sound; any thread */
} enh__mic_mix;

/* Setup. */
void
enh__mic_mix_init (enh__mic_mix *mix, double sample_rate, uint32_t inputs,
                   uint32_t outputs);

/* Setup, when no block comes any more: no sound is left. */
void
enh__mic_mix_wipe (enh__mic_mix *mix);

/* Audio: ENH__MIC_MIX_BLOCK frames at most. What the chain gets is in mix->mixed. */
void
enh__mic_mix_process (enh__mic_mix *mix, const float *const *in,
                      uint32_t frames);

#endif
