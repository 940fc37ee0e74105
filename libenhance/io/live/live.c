/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The live engine: create, start, stop. Everything that may block is here;
   what runs in the callback is in engine.c. */

#include "base/clock.h"
#include "base/config_take.h"
#include "io/device/choose.h"
#include "io/base/error.h"
#include "io/live/live_state.h"
#include "io/base/locked_memory.h"
#include "io/base/sound_check.h"
#include "io/live/delay_measurement.h"

#include <enhance/live.h>

#include <stdlib.h>
#include <string.h>

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
  const enh_status status = enh__check_sound (config->delay, config->period,
                                              config->inputs, config->outputs,
                                              config->sample_rate, error);

  if (status != ENH_OK)
    return status;
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

  enh__device_snapshot snapshot = { 0 };
  status = enh__device_choose (&made->driver, &made->device, &known, &snapshot,
                               error);
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
      if (snapshot.captured > 0)
        enh__engine_set_microphones (&made->engine, snapshot.captured);
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

static void
lose (enh_live *live)
{
  if (live->driver->abandon)
    live->driver->abandon (live->device);
  atomic_store (&live->lost, 1);
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
      lose (live);
      atomic_store (&live->state, ENH__LIVE_STOPPED);
      return enh__fail (error, ENH_ERR_DEVICE,
                        "the audio device was lost while running; plug it in "
                        "or start the sound server again, then start anew");
    }

  const enh_status status = live->driver->stop (live->device, error);
  if (status == ENH_ERR_DEVICE)
    lose (live);
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
  enh__mic_mix_wipe (&live->engine.mix);
  for (int c = 0; c < 2; ++c)
    enh__tap_detector_wipe (&live->engine.tap[c]);
  enh_chain_destroy (live->chain);
  free (live);
}
