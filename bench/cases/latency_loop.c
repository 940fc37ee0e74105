/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* From microphone to ear through devices and the whole default chain, by the
   engine of `enhance live`. */

#include "rig/jack_loop.h"
#include "cases/latency.h"
#include "stats.h"

#include <enhance/live.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VIRTUAL_RATE = 48000, VIRTUAL_PERIOD = 64 };

static const char client_name[] = "enhance-bench-live";

/* The quiet start and the settling of the noise estimate. */
static const double settle_s = 1.5;
static const double pause_s = 0.05; /* between probes */

typedef struct probes {
  double *at; /* seconds */
  double *ms;
  size_t heard;
  size_t sent;
  size_t space;
} probes;

static void
probes_clear (probes *of)
{
  free (of->at);
  free (of->ms);
}

static void
probes_add (probes *of, double at, double ms)
{
  if (of->heard == of->space)
    {
      const size_t space = 2 * of->space + 64;
      double *grown_at = bench_zeros (space, sizeof *grown_at);
      double *grown_ms = bench_zeros (space, sizeof *grown_ms);
      if (of->heard)
        {
          memcpy (grown_at, of->at, of->heard * sizeof *grown_at);
          memcpy (grown_ms, of->ms, of->heard * sizeof *grown_ms);
        }
      free (of->at);
      free (of->ms);
      of->at = grown_at;
      of->ms = grown_ms;
      of->space = space;
    }
  of->at[of->heard] = at;
  of->ms[of->heard++] = ms;
}

static enh_live_status
status_of (const enh_live *live)
{
  enh_live_status status = ENH_LIVE_STATUS_INIT;

  enh_live_get_status (live, &status);
  return status;
}

/* One delay, ms; negative: not received. With JACK the probe passes the whole
   chain from outside; otherwise the engine plays and records it. */
static double
probe (enh_live *live, jack_loop *through)
{
  if (through)
    return jack_loop_probe (through) * 1000.0 / VIRTUAL_RATE;
#ifdef ENH_LIVE_DELAY_INIT
  double ms = 0.0;
  double confidence = 0.0;
  enh_error error = { 0 };
  if (enh_live_measure_delay (live, &ms, &confidence, &error) == ENH_OK
      && ms > 0.0)
    return ms;
#else
  (void) live;
#endif
  return -1.0;
}

static void
send_probes (enh_live *live, jack_loop *through, double seconds, probes *to)
{
  const double begun = stats_now_ns ();

  while (to->sent < 4 || stats_now_ns () - begun < seconds * 1e9)
    {
      const double at = (stats_now_ns () - begun) * 1e-9;
      const double ms = probe (live, through);
      ++to->sent;
      if (ms >= 0.0)
        probes_add (to, at, ms);
      const enh_live_status now = status_of (live);
      if (!now.running || now.failed)
        break;
      stats_sleep (pause_s);
    }
}

/* Names of the devices in use, for the records. */
static void
name_devices (const bench_options *options, loop_way *way, char name[2][200])
{
  enh_device_list *list = NULL;
  const enh_device_info *found = NULL;

  way->backend = options->is_virtual ? "JACK" : "unknown";
  for (int d = 0; d < 2; ++d)
    (void) snprintf (name[d], 200, "%s",
                     options->is_virtual ? "system" : "default");
  if (enh_device_list_create (&list, NULL) != ENH_OK)
    return;
  for (int d = 0; d < 2; ++d)
    {
      const char *spec = options->is_virtual ? "system"
                         : d                 ? options->output
                                             : options->input;
      if (enh_device_list_find (list, spec,
                                d ? ENH_DIRECTION_OUTPUT : ENH_DIRECTION_INPUT,
                                &found, NULL)
          != ENH_OK)
        continue;
      (void) snprintf (name[d], 200, "%s", found->name);
      static char backend[80];
      (void) snprintf (backend, sizeof backend, "%s", found->backend);
      way->backend = backend;
    }
  enh_device_list_destroy (list);
}

static bench_exit
measure (bench *run, jack_loop *through, double seconds)
{
  const bench_options *options = &run->options;
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  enh_live *live = NULL;
  enh_error error = { 0 };
  loop_way way = { .kind = options->is_virtual ? "virtual" : options->loop };
  probes found = { NULL, NULL, 0, 0, 0 };
  char name[2][200];
  char *fault = NULL;

  name_devices (options, &way, name);
  way.input = name[0];
  way.output = name[1];
  config.input = options->is_virtual ? "system" : options->input;
  config.output = options->is_virtual ? "system" : options->output;
  config.outputs = 1;
  config.client = client_name;
  enh_status status = enh_live_create (&live, &config, &error);
  if (status == ENH_OK)
    status = enh_live_start (live, &error);
  if (status != ENH_OK)
    {
      const char *why = *error.text ? error.text : enh_strerror (status);
      enh_live_destroy (live);
      latency_report_none (run, why);
      if (!options->input && !options->output)
        return BENCH_DONE;
      bench_error ("%s", why);
      return BENCH_DEVICE;
    }
  stats_sleep (settle_s);
  if (through
      && jack_loop_connect (through, "enhance-bench-live:in_0",
                            "enhance-bench-live:out_0", &fault)
           != 0)
    {
      latency_report_none (run, fault);
      free (fault);
      enh_live_destroy (live);
      return BENCH_DONE;
    }
  const unsigned long before = (unsigned long) status_of (live).xruns;
  const double begun = stats_now_ns ();
  send_probes (live, through, seconds, &found);
  const double took = (stats_now_ns () - begun) * 1e-9;
  const enh_live_status now = status_of (live);
  way.period = now.period;
  way.sample_rate = now.sample_rate;
  way.estimate_ms = now.delay_ms;
  way.xruns = (unsigned long) now.xruns - before;
  const bool lost = now.failed || !now.running;
  if (lost)
    latency_report_none (run, "the device was lost");
  else
    {
      (void) !enh_live_stop (live, NULL);
      latency_report (run, &way, found.at, found.ms, found.heard, found.sent,
                      took);
    }
  enh_live_destroy (live);
  probes_clear (&found);
  if (!lost)
    return BENCH_DONE;
  bench_error ("the sound device was lost; connect it and start again");
  return BENCH_DEVICE;
}

bench_exit
latency_loop (bench *run, double seconds)
{
  jack_loop *through = NULL;
  char *fault = NULL;

  if (run->options.is_virtual)
    {
      bench_note (
        "loop: virtual, a private JACK server without converter, driver "
        "or cable");
      through = jack_loop_begin (VIRTUAL_RATE, VIRTUAL_PERIOD, &fault);
      if (!through)
        {
          latency_report_none (run, fault);
          free (fault);
          return BENCH_DONE;
        }
    }
  else
    bench_note ("loop: %s, as given by --loop", run->options.loop);
  const bench_exit status = measure (run, through, seconds);
  jack_loop_end (through);
  return status;
}
