/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "live_request.h"

#include <enhance/file.h>

#include <string.h>

static const char dummy_prefix[] = "dummy:";

/* A file that gives or takes nothing for so long ends, too. */
static const double stalled_s = 5.0;

gboolean
live_is_dummy (const char *device)
{
  return device && g_str_has_prefix (device, dummy_prefix);
}

enh_status
live_check_microphone (const enh_live_config *config, enh_error *error)
{
  const char *path = live_is_dummy (config->input)
                       ? config->input + strlen (dummy_prefix)
                       : "";
  gboolean holds;
  enh_file *file;

  /* Pipes can be read only once. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || enh_file_open (&file, path, NULL))
    return ENH_OK;
  holds = enh_file_describe (file)->frames != 0;
  enh_file_close (file);
  if (holds)
    return ENH_OK;
  g_snprintf (error->text, sizeof error->text,
              "'%.300s' holds no sound; give a file that does", path);
  return ENH_ERR_FORMAT;
}

report_exit
live_report (enh_status failure, const enh_error *error,
             const enh_live_config *config)
{
  const report_exit status = report_failure (failure, error);

  if ((failure == ENH_ERR_RATE || failure == ENH_ERR_CHANNELS)
      && !live_is_dummy (config->input))
    return REPORT_DEVICE;
  return status;
}

enh_status
live_set_up (enh_live *live, preset_settings *settings, double dose_percent)
{
  enh_chain *chain = enh_live_chain (live);
  const enh_param guard = enh_param_by_name ("howl_guard");

  /* Such a chain does not let go of it. */
  if (enh_live_device (live, ENH_DIRECTION_OUTPUT)->kind
      == ENH_DEVICE_LOUDSPEAKER)
    settings->given[guard] = FALSE;
  if (dose_percent > 0.0)
    {
      const enh_status failure
        = enh_chain_set_dose (chain, (float) dose_percent);

      if (failure)
        return failure;
    }
  return preset_apply (settings, chain);
}

double
live_elapsed_s (const live_request *request, guint64 frames, double sample_rate,
                double clock_s)
{
  const double sound_s = sample_rate > 0.0 ? (double) frames / sample_rate
                                           : 0.0;

  return live_is_dummy (request->config.input)
           ? MAX (sound_s, clock_s - stalled_s)
           : clock_s;
}
