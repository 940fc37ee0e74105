/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The sounds of a delay measurement, and who owns them. */

#ifndef ENH_IO_LIVE_DELAY_MEASUREMENT_H
#define ENH_IO_LIVE_DELAY_MEASUREMENT_H

#include <enhance/live.h>

/* Zero and free what a measurement holds; no callback may run any more. */
void
enh__delay_measurement_clear (enh_live *live);

/* Make the probe the caller's, and empty. ENH_OK, ENH_ERR_NULL or
   ENH_ERR_STATE: the engine does not run, or something is being played. */
enh_status
enh__delay_measurement_claim (enh_live *live, enh_error *error);

/* Lend what was made, to be played in these ears (bits). A mute ends it, one that
   is there already if `despite_mute` is 0. */
void
enh__delay_measurement_lend (enh_live *live, uint32_t ears, int despite_mute);

#endif
