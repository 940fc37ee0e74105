/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A microphone and a headset of PipeWire's, and the node between them: what
   pipewire.c, which chooses them, and pipewire_stream.c share. */

#ifndef ENH_IO_DEVICE_PIPEWIRE_DEVICE_H
#define ENH_IO_DEVICE_PIPEWIRE_DEVICE_H

#include "io/device/driver.h"
#include "io/server/pipewire_graph.h"

#include <stdatomic.h>

enum { ENH__PW_CHANNELS = 2, ENH__PW_LINKS = 4 };

/* Frames handed to the engine at a time; PipeWire's own limit of a cycle. */
#define ENH__PW_BLOCK 8192u

/* What a port adds to the delay, as whoever is beyond it tells. */
typedef struct enh__pw_latency {
  _Atomic (float) periods; /* cycles of the graph */
  _Atomic (float) s;       /* beside those */
} enh__pw_latency;

typedef struct enh__pw_link {
  struct enh__device *device;
  enh_direction direction; /* of the device that it leads to */
  struct pw_proxy *proxy;  /* NULL: no such link */
  struct spa_hook hook;
} enh__pw_link;

struct enh__device {
  enh__device_snapshot snapshot;
  enh__pw_graph *graph;
  enh__engine *engine;
  char client[128];
  uint32_t node[2]; /* numbers of the devices' nodes, by enh_direction */
  uint32_t asked;   /* frames of a cycle */
  uint32_t outputs; /* of the headset that are played to */
  int loudspeaker;  /* not 0: one is allowed, or was chosen */

  struct pw_filter *filter;
  struct spa_hook hook;
  void *in_port[ENH__PW_CHANNELS];
  void *out_port[ENH__PW_CHANNELS];
  enh__pw_link link[ENH__PW_LINKS];
  struct spa_source *timer;
  int late; /* looks one after the other with longer cycles than asked for */
  int off_rate; /* the same, at another rate */
  int forced;   /* not 0: the cycle was asked for with force */

  enh__pw_latency latency[2];     /* by enh_direction */
  float *aside[ENH__PW_CHANNELS]; /* played into where there is no port's */

  /* The audio thread's own. */
  uint64_t position; /* of the next cycle, by the graph's clock */
  uint32_t clock;    /* whose that is */

  atomic_uint period;  /* frames of the last cycle */
  atomic_uint rate;    /* Hz, of the last cycle */
  atomic_int loss;     /* enh_live_loss */
  atomic_int silenced; /* not 0: nothing may be played any more */
  atomic_uint system;  /* ENH_LIVE_… of <enhance/live.h> */
};

/* --- Setup: pipewire_stream.c ------------------------------------------------ */

/* Make the node and its links; it does nothing yet. */
enh_status
enh__pw_stream_open (enh__device *device, enh_error *error);

enh_status
enh__pw_stream_start (enh__device *device, enh_error *error);

/* No callback runs after this. Open or not. */
void
enh__pw_stream_end (enh__device *device);

/* --- In the loop's thread: pipewire_watch.c ----------------------------------- */

/* The device can be used no more: an enh_live_loss. Any thread. */
void
enh__pw_stream_lose (enh__device *device, int loss);

/* Look what became of the devices; `device` is one. */
void
enh__pw_stream_watch (void *device);

/* Look what became of the graph; every 100 ms. */
void
enh__pw_stream_tick (void *device, uint64_t expirations);

/* --- Locked: pipewire_links.c --------------------------------------------------- */

extern const char *const enh__pw_in_names[ENH__PW_CHANNELS];
extern const char *const enh__pw_out_names[ENH__PW_CHANNELS];

/* Our own port of that name, or NULL: the server does not show it yet. */
const enh__pw_object *
enh__pw_links_own_port (const enh__device *device, const char *name);

/* From the microphone to us and from us to the headset; not 0: it failed. */
int
enh__pw_links_make (enh__device *device);

void
enh__pw_links_end (enh__device *device);

/* --- Audio: pipewire_process.c ----------------------------------------------------- */

/* One cycle; `device` is one. */
void
enh__pw_process (void *device, struct spa_io_position *position);

/* From microphone to headset without the chain, with cycles of so many frames, as
   far as the graph tells; s. Any thread. */
double
enh__pw_delay_s (const enh__device *device, uint32_t frames);

#endif
