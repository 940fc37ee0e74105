/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which sound system is used, where several reach a device: PipeWire, JACK,
   PulseAudio, ALSA, in this order. */

#ifndef ENH_IO_DEVICE_CHOOSE_H
#define ENH_IO_DEVICE_CHOOSE_H

#include "io/device/driver.h"
#include "io/device/list.h"

/* Prepare the devices of a checked config by the driver that has them. On failure
   too `device` may hold something for that driver's close. */
enh_status
enh__device_choose (const enh__device_driver **driver, enh__device **device,
                    const enh_live_config *config,
                    enh__device_snapshot *snapshot, enh_error *error);

#endif
