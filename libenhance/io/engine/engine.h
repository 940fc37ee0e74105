/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What runs in the callback, and its one state struct. A device driver calls
   enh__engine_process and nothing else from its audio thread; tests call it
   without any device. */

#ifndef ENH_IO_ENGINE_ENGINE_H
#define ENH_IO_ENGINE_ENGINE_H

#include "io/engine/load_histogram.h"
#include "io/engine/mic_mix.h"
#include "io/engine/probe_player.h"
#include "io/engine/tap_detector.h"

#include <enhance/chain.h>

#include <stdatomic.h>
#include <stdint.h>

/* Why there will be no more callbacks. */
enum {
  ENH__ENDED_NOT = 0,
  ENH__ENDED_FINISHED = 1, /* a dummy device: its file ended, or failed */
  ENH__ENDED_LOST = 2      /* the sound system stopped calling by itself */
};

typedef struct enh__engine {
  /* Fixed before the first callback. */
  enh_chain *chain;
  double sample_rate;          /* Hz */
  uint32_t inputs;             /* channels */
  uint32_t outputs;            /* channels */
  uint64_t (*clock_ns) (void); /* enh__clock_ns; a test's own */

  /* The audio thread's own. */
  uint64_t last_begin_ns; /* when the last callback began */
  double last_span_ns;    /* how long its frames sound; 0 before the first */
  double pace;            /* time between callbacks / last_span_ns, smoothed */
  uint32_t lost;          /* frames of the microphone missing, up to now */
  int gap;                /* not 0: in the block that comes now */
  int silent;             /* not 0: the last block had no microphone */
  int heard;              /* not 0: the microphone has given something */

  /* Written by the audio thread, read by any. */
  atomic_uint_least64_t heartbeat; /* callbacks */
  atomic_uint_least64_t frames;    /* frames processed */
  atomic_uint_least64_t xruns;     /* gaps that the sound system reported */
  atomic_uint_least64_t last_ns;   /* last_begin_ns, for others */
  atomic_uint period;              /* frames of the last callback */
  _Atomic (float) device_delay_ms; /* 0: unknown */
  enh__load_histogram load;
  enh__probe_player probe;  /* of a measurement of the delay */
  enh__mic_mix mix;         /* of two microphone channels, before the chain */
  enh__tap_detector tap[2]; /* of each microphone channel */

  /* Written by the driver's other threads too, read by any: ENH__ENDED_*. */
  atomic_int ended;
} enh__engine;

/* Setup. The chain stays the caller's. */
void
enh__engine_init (enh__engine *engine, enh_chain *chain, double sample_rate,
                  uint32_t inputs, uint32_t outputs);

/* Setup, before the first callback: the device gives so many channels, 1 or 2, of
   which the chain gets what enh__mic_mix makes. Without it, one for each input. */
void
enh__engine_set_microphones (enh__engine *engine, uint32_t channels);

/* Audio.

   in       One pointer per channel of the microphone, or NULL: the device has nothing to give.
   out      One pointer per output.
   frames   Any number.
   xrun     Not 0: the sound system says that samples were lost since the last
            callback.
   delay_s  From microphone to ear without the chain, as the sound system
            estimates it; implausible values are ignored. */
void
enh__engine_process (enh__engine *engine, const float *const *in,
                     float *const *out, uint32_t frames, int xrun,
                     double delay_s);

/* Audio, before a block of so many frames: some of the microphone's are missing
   in it. A short gap fades out and in, a long one is a new start. counts: not 0
   for the first block of a gap. */
void
enh__engine_gap (enh__engine *engine, uint32_t frames, int counts);

/* Any thread: a delay in ms if it is plausible, else 0. PortAudio on PipeWire's
   JACK returns unsigned values that wrapped. */
float
enh__engine_delay_ms (double delay_s);

#endif
