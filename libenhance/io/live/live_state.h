/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a live engine consists of. Setup threads only; the callback knows the
   engine alone. */

#ifndef ENH_IO_LIVE_LIVE_STATE_H
#define ENH_IO_LIVE_LIVE_STATE_H

#include "io/device/driver.h"

#include <enhance/live.h>

#include <stdatomic.h>
#include <stdint.h>

enum { ENH__LIVE_CREATED, ENH__LIVE_RUNNING, ENH__LIVE_STOPPED };

struct enh_live {
  enh__engine engine;
  const enh__device_driver *driver;
  enh__device *device;
  enh_chain *chain;
  double refused_rate;      /* Hz, refused by the device; 0: none */
  enh__device_side side[2]; /* by enh_direction */
  enh_device_info info[2];  /* the same, for callers */
  uint64_t started_ns;      /* clock; 0 before start */
  atomic_int state;         /* ENH__LIVE_… */
  atomic_int lost;          /* not 0: found lost when stopped */

  /* A measurement of the delay, delay_measurement.c's. */
  uint64_t measure_began_ns; /* clock */
  enh_measure_state measure;
  enh_live_delay measured;
};

/* Not 0 while callbacks stay away for too long. Any thread. */
int
enh__live_is_stalled (const enh_live *live);

#endif
