/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One list of the devices of several sound systems. */

#ifndef ENH_IO_DEVICE_MERGE_H
#define ENH_IO_DEVICE_MERGE_H

#include "io/device/list.h"

#include <stdint.h>

/* What the sound servers' own rows stand for. */
typedef struct enh__servers {
  int pipewire;   /* not 0: it is there, and is what holds the devices */
  int pulse;      /* not 0: it is there */
  uint64_t cards; /* of ALSA's, that they hold */
} enh__servers;

/* Append the rows of PipeWire and PulseAudio. */
enh_status
enh__servers_list (enh_device_list *list, enh__servers *found);

/* Turn PortAudio's list into that of all: the devices of other drivers first, and
   without the rows that only lead to those. The old list is freed, on failure
   too. `jackd`: a JACK server of its own is there, which holds the hardware.
   ENH_OK, ENH_ERR_NO_MEMORY, ENH_ERR_DEVICE: a server does not answer. */
enh_status
enh__device_merge (enh_device_list **list, int jackd);

#endif
