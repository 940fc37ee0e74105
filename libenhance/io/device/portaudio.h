/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the files portaudio*.c share. Only they know PortAudio. */

#ifndef ENH_IO_DEVICE_PORTAUDIO_H
#define ENH_IO_DEVICE_PORTAUDIO_H

#include "io/device/driver.h"
#include "io/device/list.h"
#include "io/device/pulse_watch.h"
#include "io/clock_sync/bridge.h"

#include <portaudio.h>
#if defined(__has_include)
#  if __has_include(<pa_jack.h>)
#    include <pa_jack.h>
#    define HAVE_PA_JACK 1
#  endif
#  if __has_include(<pa_linux_alsa.h>)
#    include <pa_linux_alsa.h>
#    define HAVE_PA_ALSA 1
#  endif
#endif

#include <stdatomic.h>
#include <stdint.h>

enum { ENH__PA_CHANNELS = 2 };

/* One side of a device. */
typedef struct enh__pa_side {
  PaStreamParameters parameters;
  double rate;          /* Hz */
  unsigned long period; /* frames, or paFramesPerBufferUnspecified */
} enh__pa_side;

struct enh__device {
  enh__device_snapshot snapshot;
  enh__pa_side in;
  enh__pa_side out;
  PaStream *stream;    /* both sides, or the headset's; NULL: not open */
  PaStream *in_stream; /* the microphone's; NULL: `stream` holds both */
  enh__engine *engine;
  int watched[2];            /* by enh_direction: leads to a sound server */
  int loudspeaker;           /* not 0: one is allowed */
  enh__pulse_watch *watch;   /* NULL: nobody tells */
  atomic_int loss;           /* enh_live_loss */
  atomic_int stopping;       /* not 0: the end is wanted */
  _Atomic (float) stream_ms; /* delay as PaStreamInfo has it; 0: unknown */

  /* Two clocks; NULL: there is one. */
  enh__bridge *bridge;
  float *block[ENH__PA_CHANNELS]; /* ENH__PA_BLOCK frames out of it */
  atomic_int in_xrun;             /* not 0: the microphone lost frames */
  uint64_t gaps;  /* the headset's: of the bridge, when last read */
  double quiet_s; /* the headset's: played without input */
  int in_lost;    /* the headset's: and was reported */
};

/* Frames handed to the engine at a time, with two clocks. */
#define ENH__PA_BLOCK 8192u

/* --- Of the process, as PortAudio is: portaudio_list.c ---------------------- */

/* Devices between prepare and close. */
extern atomic_int enh__pa_users;

/* Not 0: PortAudio hangs; keep away from it. */
extern atomic_int enh__pa_lost;

/* Open PortAudio, under a name for the server. */
enh_status
enh__pa_initialise (const char *client, enh_error *error);

/* Run what may hang. 0, or -1: it does, for good. */
int
enh__pa_run_with_timeout (void (*run) (void *data), void *data);

/* Fill `error` for a code of PortAudio's. */
enh_status
enh__pa_fail (enh_error *error, const char *what, PaError code);

/* The devices of now; PortAudio is open. */
enh_status
enh__pa_make_list (enh_device_list **list, enh_error *error);

int
enh__pa_is_backend (PaDeviceIndex device, PaHostApiTypeId type);

/* Name of a sound system. */
const char *
enh__pa_backend (PaHostApiIndex index);

/* Not 0: one of ALSA's plugins, which lead to a sound server. */
int
enh__pa_is_plugin (PaDeviceIndex device);

/* Not 0: such a plugin that goes where the sound server sends its default. */
int
enh__pa_is_server (PaDeviceIndex device);

/* Hz, of the device itself. */
double
enh__pa_own_rate (PaDeviceIndex device);

/* --- The streams: portaudio_stream.c ------------------------------------------ */

/* Open what device->in and device->out say. */
enh_status
enh__pa_open (enh__device *device, enh_error *error);

enh_status
enh__pa_start (enh__device *device, enh_error *error);

/* Stop or close both streams, end PortAudio; for enh__pa_run_with_timeout, with the
   device. */
void
enh__pa_stop_streams (void *device);

void
enh__pa_close_streams (void *device);

#endif
