/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which of the devices that are there now is the one of before. */

#ifndef ENH_IO_SUPERVISOR_DEVICE_MATCH_H
#define ENH_IO_SUPERVISOR_DEVICE_MATCH_H

#include <enhance/live.h>
#include <enhance/supervisor.h>

/* Whether anything is known of a device. */
int
enh__device_known (const enh_supervisor_device *device);

/* The device in a list, by name and back end; a card that came back may bear
   another number: "Headset (hw:1,0)", "Headset (hw:2,0)". NULL: it is not
   there. */
const enh_device_info *
enh__device_again (const enh_device_list *list,
                   const enh_supervisor_device *device,
                   enh_direction direction);

/* Whether the server that such a device belongs to is missing as a whole, rather
   than the device alone. */
int
enh__device_server_gone (const enh_device_list *list,
                         const enh_supervisor_device *device);

/* Whether a list tells the truth of a device that is in use: JACK lists what
   there is; of ALSA's own devices one in use may look as if it were not there. */
int
enh__device_listed_in_use (const enh_supervisor_device *device);

/* Whether it only leads to a sound server: ALSA's plugins for PulseAudio and
   PipeWire. What lies behind it is the server's to tell. */
int
enh__device_leads_on (const enh_supervisor_device *device);

/* What a person may be offered in the place of a device: another of its sound
   system, the default first, no loudspeaker. NULL: none. */
const enh_device_info *
enh__device_offer (const enh_device_list *list,
                   const enh_supervisor_device *device,
                   enh_direction direction);

/* The words of a list's row. */
void
enh__device_copy (enh_supervisor_device *to, const enh_device_info *from);

#endif
