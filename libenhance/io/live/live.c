/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The live engine: create, start, stop. Everything that may block is here;
   what runs in the callback is in engine.c. */

#include "base/clock.h"
#include "base/config_take.h"
#include "io/device/driver.h"
#include "io/base/error.h"
#include "io/live/live_state.h"
#include "io/base/locked_memory.h"
#include "io/live/delay_measurement.h"

#include <enhance/live.h>

#include <stdlib.h>
#include <string.h>

/* Callbacks that stay away for this long mean a lost device (and for longer
   than four periods, where a period is long). */
#define STALL_NS ENH__NS_PER_S
#define STALL_PERIODS 4.0

/* Before the first callback a sound server may take its time; PulseAudio has
   been seen to need 1.8 s. */
#define FIRST_STALL_NS (3u * ENH__NS_PER_S)

/* After mute, sound runs on for this long: 10 ms of fade, and then what makes
   sure that the zeros have left for the device. */
#define FADE_S 0.030

static int
is_dummy (const char *name)
{
  return name
         && strncmp (name, ENH__DUMMY_PREFIX, sizeof ENH__DUMMY_PREFIX - 1u)
              == 0;
}

static enh_status
check_config (const enh_live_config *config, enh_error *error)
{
  if (config->period != 0 && (config->period < 16 || config->period > 8192))
    return enh__fail (error, ENH_ERR_CONFIG,
                      "a period of %u frames: choose 16 to 8192, or 0 for the "
                      "sound server's own",
                      (unsigned int) config->period);
  if (config->delay != ENH_DELAY_DEFAULT && config->delay != ENH_DELAY_LOW
      && config->delay != ENH_DELAY_LOWEST)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "delay mode %d does not exist: choose default, low or "
                      "lowest",
                      (int) config->delay);
  if (config->inputs > 2 || config->outputs > 2
      || (config->outputs == 1 && config->inputs == 2))
    return enh__fail (error, ENH_ERR_CHANNELS,
                      "%u inputs to %u outputs: choose 1 to 1, 1 to 2 or 2 "
                      "to 2",
                      (unsigned int) config->inputs,
                      (unsigned int) config->outputs);
  /* Written so that NaN fails. */
  if (config->sample_rate != 0.0
      && !(config->sample_rate >= 8000.0 && config->sample_rate <= 192000.0))
    return enh__fail (error, ENH_ERR_RATE,
                      "a sample rate of %.0f Hz: choose 8000 to 192000",
                      config->sample_rate);
  if (is_dummy (config->input) != is_dummy (config->output))
    return enh__fail (error, ENH_ERR_CONFIG,
                      "input '%s' and output '%s': either both are dummy "
                      "devices or neither; use dummy: for silence or to throw "
                      "away",
                      config->input ? config->input : "(default)",
                      config->output ? config->output : "(default)");
  return ENH_OK;
}

/* Loudspeakers would howl, and let everybody hear what one person is to. */
static enh_status
check_output (const enh_live_config *config,
              const enh__device_snapshot *snapshot, enh_error *error)
{
  const enh__device_side *output = &snapshot->side[ENH_DIRECTION_OUTPUT];

  if (output->kind != ENH_DEVICE_LOUDSPEAKER || config->allow_loudspeaker)
    return ENH_OK;
  return enh__fail (error, ENH_ERR_LOUDSPEAKER,
                    "output '%.200s' is a loudspeaker, which would howl and be "
                    "heard by all; plug in headphones and choose them",
                    output->name);
}

static void
keep_sides (enh_live *live, const enh__device_snapshot *snapshot)
{
  for (int d = ENH_DIRECTION_INPUT; d <= ENH_DIRECTION_OUTPUT; ++d)
    {
      const int in = d == ENH_DIRECTION_INPUT;
      enh_device_info *info = &live->info[d];

      live->side[d] = snapshot->side[d];
      info->name = live->side[d].name;
      info->backend = live->side[d].backend;
      info->kind = live->side[d].kind;
      info->inputs = in ? snapshot->inputs : 0u;
      info->outputs = in ? 0u : snapshot->outputs;
      info->sample_rate = snapshot->sample_rate;
    }
}

enh_status
enh_live_create (enh_live **live, const enh_live_config *config,
                 enh_error *error)
{
  enh__error_clear (error);
  if (live)
    *live = NULL;
  if (!live || !config)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));

  enh_live_config known = ENH_LIVE_CONFIG_INIT;
  if (enh__config_take (&known, sizeof known, config) != 0)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "the configuration was not begun with "
                      "ENH_LIVE_CONFIG_INIT, or is of a later version");

  enh_status status = check_config (&known, error);
  if (status != ENH_OK)
    return status;

  enh_live *made = calloc (1, sizeof *made);
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the engine");
  atomic_init (&made->state, ENH__LIVE_CREATED);
  atomic_init (&made->lost, 0);
  made->driver = is_dummy (known.input) ? &enh__device_dummy
                                        : &enh__device_portaudio;

  enh__device_snapshot snapshot = { 0 };
  status = made->driver->prepare (&made->device, &known, &snapshot, error);
  if (status == ENH_OK)
    status = check_output (&known, &snapshot, error);
  if (status == ENH_OK)
    {
      enh_config chain = ENH_CONFIG_INIT;
      chain.sample_rate = snapshot.sample_rate;
      chain.inputs = snapshot.inputs;
      chain.outputs = snapshot.outputs;
      chain.delay = known.delay;
      chain.purpose = snapshot.side[ENH_DIRECTION_OUTPUT].kind
                          == ENH_DEVICE_LOUDSPEAKER
                        ? ENH_FOR_LOUDSPEAKER
                        : ENH_FOR_EAR;
      chain.alloc = &enh__locked_allocator;
      status = enh_chain_create (&made->chain, &chain);
      if (status != ENH_OK)
        (void) enh__fail (error, status, "%u to %u channels at %.0f Hz: %s",
                          (unsigned int) snapshot.inputs,
                          (unsigned int) snapshot.outputs, snapshot.sample_rate,
                          enh_strerror (status));
    }
  if (status == ENH_OK)
    {
      made->refused_rate = snapshot.refused_rate;
      keep_sides (made, &snapshot);
      enh__engine_init (&made->engine, made->chain, snapshot.sample_rate,
                        snapshot.inputs, snapshot.outputs);
      status = made->driver->open (made->device, &made->engine, error);
    }
  if (status != ENH_OK)
    {
      enh_live_destroy (made);
      return status;
    }
  *live = made;
  return ENH_OK;
}

enh_chain *
enh_live_chain (enh_live *live)
{
  return live ? live->chain : NULL;
}

const enh_device_info *
enh_live_device (const enh_live *live, enh_direction direction)
{
  if (!live || (unsigned int) direction > ENH_DIRECTION_OUTPUT)
    return NULL;
  return &live->info[direction];
}

static double
stall_limit_ns (const enh_live *live)
{
  const double period
    = atomic_load_explicit (&live->engine.period, memory_order_relaxed);
  const double periods_ns = STALL_PERIODS * period * (double) ENH__NS_PER_S
                            / live->engine.sample_rate;

  return periods_ns > (double) STALL_NS ? periods_ns : (double) STALL_NS;
}

/* Not 0 while callbacks stay away for too long. Any thread. */
int
enh__live_is_stalled (const enh_live *live)
{
  if (!live->driver->can_be_lost)
    return 0;

  const uint64_t last
    = atomic_load_explicit (&live->engine.last_ns, memory_order_acquire);
  const uint64_t now = enh__clock_ns ();
  if (last == 0)
    return now > live->started_ns && now - live->started_ns > FIRST_STALL_NS;
  return now > last && (double) (now - last) > stall_limit_ns (live);
}

enh_status
enh_live_start (enh_live *live, enh_error *error)
{
  enh__error_clear (error);
  if (!live)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (atomic_load (&live->state) != ENH__LIVE_CREATED)
    return enh__fail (error, ENH_ERR_STATE,
                      "the live engine was started before; make a new one");

  live->started_ns = enh__clock_ns ();
  const enh_status status = live->driver->start (live->device, error);
  if (status == ENH_OK)
    atomic_store (&live->state, ENH__LIVE_RUNNING);
  return status;
}

/* Mute, and let the fade reach the device. */
static void
fade_out (enh_live *live)
{
  enh__engine *engine = &live->engine;
  const double rate = engine->sample_rate;

  enh_live_measure_cancel (live);
  enh_chain_mute (live->chain, 1);

  const uint64_t from = atomic_load (&engine->frames);
  const uint64_t wanted = (uint64_t) (FADE_S * rate)
                          + enh_chain_latency (live->chain)
                          + 2u * (uint64_t) atomic_load (&engine->period);
  while (atomic_load (&engine->frames) - from < wanted
         && atomic_load (&engine->ended) == ENH__ENDED_NOT
         && !enh__live_is_stalled (live))
    enh__sleep_ms (2);
}

enh_status
enh_live_stop (enh_live *live, enh_error *error)
{
  enh__error_clear (error);
  if (!live)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (atomic_load (&live->state) != ENH__LIVE_RUNNING)
    return ENH_OK;

  if (atomic_load (&live->engine.ended) == ENH__ENDED_NOT)
    fade_out (live);

  const int gone = enh__live_is_stalled (live)
                   || atomic_load (&live->engine.ended) == ENH__ENDED_LOST;
  if (gone)
    {
      live->driver->abandon (live->device);
      atomic_store (&live->lost, 1);
      atomic_store (&live->state, ENH__LIVE_STOPPED);
      return enh__fail (error, ENH_ERR_DEVICE,
                        "the audio device was lost while running; plug it in "
                        "or start the sound server again, then start anew");
    }

  const enh_status status = live->driver->stop (live->device, error);
  if (status == ENH_ERR_DEVICE)
    {
      live->driver->abandon (live->device);
      atomic_store (&live->lost, 1);
    }
  atomic_store (&live->state, ENH__LIVE_STOPPED);
  return status;
}

void
enh_live_destroy (enh_live *live)
{
  if (!live)
    return;
  if (atomic_load (&live->state) == ENH__LIVE_RUNNING)
    {
      const enh_status ignored = enh_live_stop (live, NULL);
      (void) ignored;
    }
  /* A lost device may still call: everything it can reach stays. */
  if (atomic_load (&live->lost))
    return;
  if (live->device && live->driver->close (live->device) != 0)
    return;
  enh__delay_measurement_clear (live);
  enh_chain_destroy (live->chain);
  free (live);
}

void
enh_live_get_status (const enh_live *live, enh_live_status *status)
{
  if (!live || !status)
    return;

  const enh__engine *engine = &live->engine;
  const int state = atomic_load (&live->state);
  const int ended = atomic_load (&engine->ended);
  enh_live_status now = ENH_LIVE_STATUS_INIT;

  now.heartbeat = atomic_load (&engine->heartbeat);
  now.frames = atomic_load (&engine->frames);
  now.xruns = atomic_load (&engine->xruns);
  now.finished = ended == ENH__ENDED_FINISHED;
  now.failed = atomic_load (&live->lost) || ended == ENH__ENDED_LOST
               || (state == ENH__LIVE_RUNNING && !now.finished
                   && enh__live_is_stalled (live));
  now.running = state == ENH__LIVE_RUNNING && !now.finished && !now.failed;
  now.sample_rate = engine->sample_rate;
  now.period = atomic_load (&engine->period);
  now.inputs = engine->inputs;
  now.outputs = engine->outputs;
  now.delay_algorithm_ms
    = 1000.0 * enh_chain_latency (live->chain) / engine->sample_rate;

  double device_ms = (double) atomic_load (&engine->device_delay_ms);
  if (!(device_ms > 0.0))
    device_ms = (double) live->driver->delay_ms (live->device);
  now.delay_ms = device_ms > 0.0 ? device_ms + now.delay_algorithm_ms : 0.0;

  enh__device_poll look = { 0, 0.0, 0u };
  live->driver->look (live->device, &look);
  now.two_clocks = look.two_clocks;
  now.drift_ppm = look.drift_ppm;
  now.resyncs = look.resyncs;
  now.refused_rate = live->refused_rate;

  now.load_p50 = enh__load_histogram_quantile (&engine->load, 0.50f);
  now.load_p99 = enh__load_histogram_quantile (&engine->load, 0.99f);
  now.load_max = enh__load_histogram_worst (&engine->load);

  enh__status_give (status, &now, sizeof now);
}
