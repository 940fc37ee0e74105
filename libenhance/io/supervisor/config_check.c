/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/config_check.h"

#include "io/base/error.h"

/* As enh_chain_set_dose has it. */
static const float dose_most = 1e6f;

/* Written so that NaN fails. */
int
enh__supervisor_is_dose (float percent)
{
  return percent >= 0.0f && percent <= dose_most;
}

enh_status
enh__supervisor_check (const enh_supervisor_config *config, enh_error *error)
{
  if (config->delay != ENH_DELAY_DEFAULT && config->delay != ENH_DELAY_LOW
      && config->delay != ENH_DELAY_LOWEST)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "delay mode %d does not exist: choose default, low or "
                      "lowest",
                      (int) config->delay);
  if (config->inputs > 2 || config->outputs > 2
      || (config->inputs == 2 && config->outputs == 1))
    return enh__fail (
      error, ENH_ERR_CONFIG,
      "%u inputs and %u outputs: choose 1 to 1, 1 to 2 or 2 to 2",
      (unsigned int) config->inputs, (unsigned int) config->outputs);
  /* Written so that NaN fails. */
  if (config->sample_rate != 0.0
      && !(config->sample_rate >= 8000.0 && config->sample_rate <= 192000.0))
    return enh__fail (error, ENH_ERR_CONFIG,
                      "a sample rate of %.0f Hz: choose 8000 to 192000",
                      config->sample_rate);
  if (config->period != 0 && (config->period < 16 || config->period > 8192))
    return enh__fail (error, ENH_ERR_CONFIG,
                      "a period of %u frames: choose 16 to 8192, or 0 for the "
                      "sound server's own",
                      (unsigned int) config->period);
  if (config->client && !*config->client)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "the client's name is empty: give one, or none");
  if (!enh__supervisor_is_dose (config->dose_percent))
    return enh__fail (error, ENH_ERR_RANGE,
                      "a dose is a percentage from 0 to %.0f",
                      (double) dose_most);
  return ENH_OK;
}
