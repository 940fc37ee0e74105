/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A live engine on a dummy device, its audio thread running, while other threads
   set, mute, fit and read: what they read can be, and a thread sanitizer finds
   nothing. */

#include "lib/check.h"
#include "lib/signals.h"

#include <enhance/enhance.h>
#include <enhance/live.h>

#include <pthread.h>
#include <stdatomic.h>

enum { SETTERS = 2, BEATS = 200, WAIT_MS = 30000 };

struct storm {
  enh_live *live;
  uint64_t seed;
  atomic_int over;
  atomic_ulong turns;
  atomic_int wrong; /* readings that cannot be */
};

static int
is_sane (const enh_live_status *status, const enh_meters *meters,
         uint64_t *heartbeat)
{
  const int sane
    = status->heartbeat >= *heartbeat && !status->failed
      && status->sample_rate == 48000.0 && status->outputs == 2
      && status->load_p99 >= 0.0f && status->load_p50 <= status->load_max * 2.0f
      && status->delay_algorithm_ms == 3.0 && meters->start_gain >= 0.0f
      && meters->start_gain <= 1.0f && meters->input_dbfs[0] >= -200.0f
      && meters->output_dbfs[1] < 30.0f;

  *heartbeat = status->heartbeat;
  return sane;
}

/* Any thread: everything of class @any. */
static void *
set_and_read (void *user)
{
  struct storm *storm = user;
  enh_chain *chain = enh_live_chain (storm->live);
  sig_random random = { storm->seed + atomic_fetch_add (&storm->turns, 1) };
  uint64_t heartbeat = 0;
  enh_param count = 0;

  while (enh_param_describe (count))
    ++count;
  while (!atomic_load (&storm->over))
    {
      const enh_param id = sig_below (&random, count);
      const enh_param_info *info = enh_param_describe (id);
      enh_live_status status = ENH_LIVE_STATUS_INIT;
      enh_meters meters = ENH_METERS_INIT;
      if (enh_chain_set (chain, id,
                         sig_below (&random, 2) ? info->minimum : info->maximum)
          != ENH_OK)
        atomic_store (&storm->wrong, 1);
      enh_chain_mute (chain, sig_below (&random, 4) == 0);
      if (sig_below (&random, 1000) == 0)
        enh_chain_mark_gap (chain);
      enh_live_get_status (storm->live, &status);
      enh_chain_meters (chain, &meters);
      if (!is_sane (&status, &meters, &heartbeat))
        atomic_store (&storm->wrong, 2);
      atomic_fetch_add (&storm->turns, 1);
    }
  return NULL;
}

static enh_live_status
status_of (const enh_live *live)
{
  enh_live_status status = ENH_LIVE_STATUS_INIT;

  enh_live_get_status (live, &status);
  return status;
}

CHECK_CASE (a_storm_around_a_live_engine_is_no_race)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  static struct storm storm;
  pthread_t threads[SETTERS];
  enh_audiogram audiogram;
  enh_error error = { "" };

  storm.seed = check_seed ();
  config.input = "dummy:";
  config.output = "dummy:";
  config.sample_rate = 48000.0;
  config.period = 64;
  CHECK_INT (enh_audiogram_parse ("L:S1;R:N5", &audiogram, NULL), ==, ENH_OK,
             "audiogram");
  CHECK_INT (enh_live_create (&storm.live, &config, &error), ==, ENH_OK, "%s",
             error.text);
  for (size_t t = 0; t < SETTERS; ++t)
    CHECK_INT (pthread_create (&threads[t], NULL, set_and_read, &storm), ==, 0,
               "thread");
  CHECK_INT (enh_live_start (storm.live, &error), ==, ENH_OK, "%s", error.text);

  /* The one setup thread. */
  for (int ms = 0; status_of (storm.live).heartbeat < BEATS
                   || atomic_load (&storm.turns) < 1000;
       ++ms)
    {
      CHECK_INT (ms, <, WAIT_MS, "%lu callbacks",
                 (unsigned long) status_of (storm.live).heartbeat);
      CHECK_INT (enh_chain_set_audiogram (enh_live_chain (storm.live),
                                          ms % 2 ? &audiogram : NULL),
                 ==, ENH_OK, "fit");
      usleep (1000);
    }
  CHECK_INT (enh_live_stop (storm.live, &error), ==, ENH_OK, "%s", error.text);
  atomic_store (&storm.over, 1);
  for (size_t t = 0; t < SETTERS; ++t)
    CHECK_INT (pthread_join (threads[t], NULL), ==, 0, "join");
  CHECK_INT (atomic_load (&storm.wrong), ==, 0, "what the others saw");
  enh_live_destroy (storm.live);
}
