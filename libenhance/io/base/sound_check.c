/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/base/sound_check.h"

enh_status
enh__check_sound (enh_delay delay, uint32_t period, uint32_t inputs,
                  uint32_t outputs, double sample_rate, enh_error *error)
{
  if (period != 0 && (period < 16 || period > 8192))
    return enh__fail (error, ENH_ERR_CONFIG,
                      "a period of %u frames: choose 16 to 8192, or 0 for the "
                      "sound server's own",
                      (unsigned int) period);
  if (delay != ENH_DELAY_DEFAULT && delay != ENH_DELAY_LOW
      && delay != ENH_DELAY_LOWEST)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "delay mode %d does not exist: choose default, low or "
                      "lowest",
                      (int) delay);
  if (inputs > 2 || outputs > 2 || (outputs == 1 && inputs == 2))
    return enh__fail (error, ENH_ERR_CHANNELS,
                      "%u inputs to %u outputs: choose 1 to 1, 1 to 2 or 2 "
                      "to 2",
                      (unsigned int) inputs, (unsigned int) outputs);
  /* Written so that NaN fails. */
  if (sample_rate != 0.0 && !(sample_rate >= 8000.0 && sample_rate <= 192000.0))
    return enh__fail (error, ENH_ERR_RATE,
                      "a sample rate of %.0f Hz: choose 8000 to 192000",
                      sample_rate);
  return ENH_OK;
}
