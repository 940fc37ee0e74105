/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PipeWire's devices, without naming PipeWire: what other files may ask where it
   was built in or was not. */

#ifndef ENH_IO_DEVICE_PIPEWIRE_H
#define ENH_IO_DEVICE_PIPEWIRE_H

#include "io/device/driver.h"
#include "io/device/list.h"

/* The word for it in lists. */
#define ENH__PW_BACKEND "PipeWire"

extern const enh__device_driver enh__device_pipewire;

/* Append PipeWire's devices to a list. ENH_OK also where there is no PipeWire,
   which `there` tells; ENH_ERR_DEVICE: it does not answer; ENH_ERR_NO_MEMORY.
   `cards`: bits, ALSA's numbers of the cards that it holds. */
enh_status
enh__pw_list (enh_device_list *list, int *there, uint64_t *cards);

#endif
