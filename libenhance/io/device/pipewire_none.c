/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* In PipeWire's place, where it was not built in: there is none. */

#include "io/device/pipewire.h"

#include "io/base/error.h"

static enh_status
none_prepare (enh__device **device, const enh_live_config *config,
              enh__device_snapshot *snapshot, enh_error *error)
{
  (void) config;
  (void) snapshot;
  *device = NULL;
  return enh__fail (error, ENH_ERR_NO_DEVICE, "PipeWire was not built in");
}

static int
none_close (enh__device *device)
{
  (void) device;
  return 0;
}

/* Nothing is ever prepared: the rest is not called. */
const enh__device_driver enh__device_pipewire
  = { .prepare = none_prepare, .close = none_close };

enh_status
enh__pw_list (enh_device_list *list, int *there, uint64_t *cards)
{
  (void) list;
  *there = 0;
  *cards = 0;
  return ENH_OK;
}
