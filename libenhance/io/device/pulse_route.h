/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the sound server knows of devices, beside <enhance/live.h>. */

#ifndef ENH_IO_DEVICE_PULSE_ROUTE_H
#define ENH_IO_DEVICE_PULSE_ROUTE_H

#include "io/device/list.h"

/* Of the devices of JACK, which PipeWire holds: keep those that are devices, and
   not some program that plays or records; and give them the kind that the server
   tells, for what is plugged into a laptop's socket now, and what is at Bluetooth,
   does not stand in their names. Where nobody answers within 2 s nothing is
   changed. */
void
enh__pulse_route_kinds (enh_device_list *list);

#endif
