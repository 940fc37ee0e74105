/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What can be asked of the sound: by the live engine, and by the supervisor, which
   refuses what the process that listens would. */

#ifndef ENH_IO_SOUND_CHECK_H
#define ENH_IO_SOUND_CHECK_H

#include "io/base/error.h"

#include <enhance/config.h>

/* Zeros of rate, period and channels leave the choice to the device.
   ENH_ERR_CONFIG: delay or period; ENH_ERR_CHANNELS; ENH_ERR_RATE. */
enh_status
enh__check_sound (enh_delay delay, uint32_t period, uint32_t inputs,
                  uint32_t outputs, double sample_rate, enh_error *error);

#endif
