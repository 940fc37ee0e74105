/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/config_check.h"

#include "io/base/error.h"
#include "io/base/sound_check.h"

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
  if (enh__check_sound (config->delay, config->period, config->inputs,
                        config->outputs, config->sample_rate, error)
      != ENH_OK)
    return ENH_ERR_CONFIG;
  if (config->client && !*config->client)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "the client's name is empty: give one, or none");
  if (!enh__supervisor_is_dose (config->dose_percent))
    return enh__fail (error, ENH_ERR_RANGE,
                      "a dose is a percentage from 0 to %.0f",
                      (double) dose_most);
  return ENH_OK;
}
