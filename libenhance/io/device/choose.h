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

/* Of PortAudio's list make that of all: the devices of other drivers first, and
   without the rows that only lead to those. The old list is freed, on failure
   too. `jackd`: a JACK server of its own is there, which holds the hardware.
   ENH_OK, ENH_ERR_NO_MEMORY, ENH_ERR_DEVICE: a server does not answer. */
enh_status
enh__device_merge (enh_device_list **list, int jackd);

#endif
