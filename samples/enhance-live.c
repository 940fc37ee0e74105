/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The smallest program from microphone to headset. Ends after the given seconds,
   or when a device is lost. */

#include <enhance/enhance.h>
#include <enhance/live.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static enh_error error;

/* Check the status five times a second. */
static enh_status
listen (enh_live *live, double seconds)
{
  const struct timespec pause = { 0, 200000000 };
  enh_live_status now = ENH_LIVE_STATUS_INIT;
  enh_status status = enh_live_start (live, &error);

  if (status != ENH_OK)
    return status;
  do
    {
      nanosleep (&pause, NULL);
      enh_live_get_status (live, &now);
    }
  while (now.running && (double) now.frames < seconds * now.sample_rate);
  printf ("%.1f s, delay %.1f ms, %llu gaps\n",
          (double) now.frames / now.sample_rate, now.delay_ms,
          (unsigned long long) now.xruns);
  status = enh_live_stop (live, &error);
  return now.failed ? ENH_ERR_DEVICE : status;
}

int
main (int argc, char **argv)
{
  enh_live *live = NULL;
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  char *end = NULL;
  const double seconds = argc > 1 ? strtod (argv[1], &end) : 0.0;

  if (argc < 2 || argc > 4 || *end || !(seconds > 0.0))
    {
      fprintf (stderr, "usage: enhance-live SECONDS [INPUT [OUTPUT]]\n");
      return 2;
    }
  config.input = argc > 2 ? argv[2] : NULL;
  config.output = argc > 3 ? argv[3] : NULL;
  enh_status status = enh_live_create (&live, &config, &error);
  if (status == ENH_OK)
    status = enh_chain_set (enh_live_chain (live),
                            enh_param_by_name ("noise_reduction"), 75);
  if (status == ENH_OK)
    status = listen (live, seconds);
  if (status != ENH_OK)
    fprintf (stderr, "enhance-live: %s\n",
             error.text[0] ? error.text : enh_strerror (status));
  enh_live_destroy (live);
  return status == ENH_OK ? 0 : 1;
}
