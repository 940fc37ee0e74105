/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The interface that every kind of audio device implements. Setup thread only,
   in the order prepare, open, start, stop, close; in threads of their own they
   call enh__engine_process. */

#ifndef ENH_IO_DEVICE_DRIVER_H
#define ENH_IO_DEVICE_DRIVER_H

#include "io/engine/engine.h"

#include <enhance/live.h>

typedef struct enh__device enh__device;

/* Bytes of a device's name with its end, and of its sound system's. */
enum { ENH__DEVICE_NAME_BYTES = 256, ENH__DEVICE_BACKEND_BYTES = 64 };

/* A device that was chosen. */
typedef struct enh__device_side {
  char name[ENH__DEVICE_NAME_BYTES]; /* UTF-8, as the sound system has it */
  char backend[ENH__DEVICE_BACKEND_BYTES];
  enh_device_kind kind;
} enh__device_side;

/* What the devices chosen can do, and what the chain is then made for. */
typedef struct enh__device_snapshot {
  double sample_rate;       /* Hz */
  uint32_t inputs;          /* channels that the chain gets */
  uint32_t captured;        /* channels of the microphone; 0: as many */
  uint32_t outputs;         /* channels */
  double refused_rate;      /* Hz, refused by the device; 0: none */
  enh__device_side side[2]; /* by enh_direction */
} enh__device_snapshot;

/* What there is to tell of devices that run. */
typedef struct enh__device_poll {
  int two_clocks;   /* 0: there is one, and the rest is 0 */
  double drift_ppm; /* the microphone's clock against the headset's */
  uint64_t resyncs; /* times that the delay was set anew */
  int loss;         /* enh_live_loss, once the driver knows it */
  unsigned system;  /* ENH_LIVE_INPUT_MUTED … */
} enh__device_poll;

typedef struct enh__device_driver {
  /* Choose and reserve the devices of a checked config; nothing sounds yet. */
  enh_status (*prepare) (enh__device **device, const enh_live_config *config,
                         enh__device_snapshot *snapshot, enh_error *error);

  /* Open with the engine to call; callbacks begin only with start. */
  enh_status (*open) (enh__device *device, enh__engine *engine,
                      enh_error *error);

  enh_status (*start) (enh__device *device, enh_error *error);

  /* No callback runs after this, unless the device is lost. */
  enh_status (*stop) (enh__device *device, enh_error *error);

  /* Free. Not 0 if the sound system did not let go in time: the engine and
     its chain must then stay where they are, for it may still call. */
  int (*close) (enh__device *device);

  /* Estimate of the delay without the chain when the callback reports none, ms;
     0: unknown. Any thread. */
  float (*delay_ms) (const enh__device *device);

  /* Fill in what there is to tell; any thread. NULL: nothing. */
  void (*poll) (const enh__device *device, enh__device_poll *poll);

  /* The device is lost: stop and close would hang. Leaves it as it is, on
     purpose; only the end of the process frees it. NULL: it cannot be lost, and
     callbacks that stay away mean nothing. */
  void (*abandon) (enh__device *device);
} enh__device_driver;

extern const enh__device_driver enh__device_portaudio;
extern const enh__device_driver enh__device_dummy;

/* What the name of a dummy device begins with. */
#define ENH__DUMMY_PREFIX "dummy:"

#endif
