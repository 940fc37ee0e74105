/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The part of a delay measurement that runs in the callback: it keeps what the
   microphones give, before the chain, and plays the probe in the chain's
   place. A tone for one ear is played in the same way, and nothing is kept. */

#ifndef ENH_IO_ENGINE_PROBE_PLAYER_H
#define ENH_IO_ENGINE_PROBE_PLAYER_H

#include <enhance/chain.h>

#include <stdatomic.h>
#include <stdint.h>

/* Who holds the sounds, and why. */
enum {
  ENH__PROBE_IDLE = 0,   /* the setup thread: nothing was begun */
  ENH__PROBE_ARMED = 1,  /* the audio thread: it plays and records */
  ENH__PROBE_FULL = 2,   /* the setup thread: all is recorded */
  ENH__PROBE_DROPPED = 3 /* the setup thread: ended before */
};

enum { ENH__PROBE_INPUTS = 2 };

typedef struct enh__probe_player {
  /* Fixed before the first callback. */
  uint32_t inputs;          /* channels */
  uint32_t outputs;         /* channels */
  uint32_t fade;            /* frames */
  enh_param ceiling;        /* of the chain, dB SPL */
  enh_param ear_full_scale; /* of the chain, dB SPL */

  /* Owned as `state` says. */
  float *sound;                    /* what is played; `length` frames */
  float *heard[ENH__PROBE_INPUTS]; /* what the microphones gave; `total`; NULL:
                                      not wanted */
  uint32_t ears;                   /* bits: outputs that get the sound */
  uint32_t length;
  uint32_t total;
  int was_muted; /* the chain, at the last callback */

  /* The audio thread's own. */
  uint32_t at;    /* frames played and recorded */
  uint32_t shut;  /* the chain's sound: 0 (open) to `fade` (silent) */
  uint32_t faded; /* the probe, when dropped: 0 (full) to `fade` */

  atomic_int state;  /* ENH__PROBE_… */
  atomic_int cancel; /* not 0: shall end; any thread */
} enh__probe_player;

/* Setup: without a sound yet. */
void
enh__probe_player_init (enh__probe_player *probe, double sample_rate,
                        uint32_t inputs, uint32_t outputs);

/* Audio, before the chain: `in` may be NULL, and then is silence. */
void
enh__probe_player_take (enh__probe_player *probe, const enh_chain *chain,
                        const float *const *in, uint32_t frames);

/* Audio, after the chain, with the same `frames`: `out` holds its sound. */
void
enh__probe_player_put (enh__probe_player *probe, const enh_chain *chain,
                       float *const *out, uint32_t frames);

#endif
