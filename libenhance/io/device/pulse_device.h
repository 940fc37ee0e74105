/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A microphone and a headset of PulseAudio's: what pulse.c, which chooses them, and
   pulse_stream.c share. */

#ifndef ENH_IO_DEVICE_PULSE_DEVICE_H
#define ENH_IO_DEVICE_PULSE_DEVICE_H

#include "io/clock_sync/bridge.h"
#include "io/device/driver.h"
#include "io/device/pulse_server.h"
#include "io/device/pulse_watch.h"

#include <stdatomic.h>

enum { ENH__PULSE_CHANNELS = 2 };

/* Frames handed to the engine at a time. */
#define ENH__PULSE_BLOCK 8192u

struct enh__device {
  enh__device_snapshot snapshot;
  enh__pulse_server *server;
  enh__engine *engine;
  char name[2][ENH__PULSE_TEXT]; /* the server's own, by enh_direction */
  uint32_t period;               /* frames of a fragment */
  int loudspeaker;               /* not 0: one is allowed */
  pa_stream *stream[2];          /* by enh_direction */
  uint32_t at[2];                /* the devices' numbers at first */
  enh__pulse_watch *watch;       /* NULL: nobody tells of settings */
  enh__bridge *bridge;
  float *in_block[ENH__PULSE_CHANNELS];  /* ENH__PULSE_BLOCK each */
  float *out_block[ENH__PULSE_CHANNELS]; /* same */
  atomic_int stopping;
  atomic_int silenced; /* not 0: nothing may be played any more */
  atomic_int loss;     /* enh_live_loss */

  /* The audio thread's own. */
  int xrun;       /* not 0: the server told of one */
  uint64_t gaps;  /* of bridge, at the last look */
  double quiet_s; /* played without input */
};

/* Make both streams; they do nothing yet. */
enh_status
enh__pulse_stream_open (enh__device *device, enh_error *error);

enh_status
enh__pulse_stream_start (enh__device *device, enh_error *error);

/* No callback runs after this. Open or not. */
void
enh__pulse_stream_end (enh__device *device);

/* The device can be used no more; `data` is one. Any thread. */
void
enh__pulse_stream_lose (void *data, enh_live_loss loss);

#endif
