/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the sound server knows of devices, beyond <enhance/live.h>. */

#ifndef ENH_IO_DEVICE_PULSE_ROUTE_H
#define ENH_IO_DEVICE_PULSE_ROUTE_H

#include "io/device/list.h"

/* Of the devices of PipeWire's JACK, keep those that are devices and not some
   program that plays or records, and give them the kind that the server reports:
   their names do not say what is plugged into a laptop's socket, or is Bluetooth.
   Without an answer within 2 s nothing changes. */
void
enh__pulse_route_kinds (enh_device_list *list);

#endif
