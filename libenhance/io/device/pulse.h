/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PulseAudio's devices, without naming libpulse. PipeWire in PulseAudio's place is
   none of them: it has a way of its own. */

#ifndef ENH_IO_DEVICE_PULSE_H
#define ENH_IO_DEVICE_PULSE_H

#include "io/device/driver.h"
#include "io/device/list.h"

/* The word for it in lists. */
#define ENH__PULSE_BACKEND "PulseAudio"

extern const enh__device_driver enh__device_pulse;

/* Append PulseAudio's devices to a list; as enh__pw_list. */
enh_status
enh__pulse_list (enh_device_list *list, int *there, uint64_t *cards);

#endif
