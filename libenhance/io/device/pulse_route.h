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

/* Where the server would send new streams, as enh_device_find_targets; `monitor`:
   not 0 where the microphone is none, but what some output plays. */
enh_status
enh__pulse_route_find (enh_device_target *input, enh_device_target *output,
                       int *monitor);

#ifdef HAVE_PULSE
#  include <pulse/proplist.h>

/* What kind of device the server's facts tell. `text` and `port` may be NULL. */
enh_device_kind
enh__pulse_kind_of (const char *name, const char *text, const char *port,
                    pa_proplist *facts);
#endif

#endif
