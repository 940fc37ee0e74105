/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Real devices, by way of PortAudio: which, at what rate, on whose clock.

   A device that was lost is left alone. Only the end of the process frees it, and
   until then nothing here starts again. */

#include "io/device/portaudio.h"

#include "io/server/kind.h"
#include "io/device/pulse_route.h"
#include "io/base/error.h"
#include "io/base/silence_stderr.h"
#include "base/text.h"
#include "base/wipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Name that the sound server shows, unless the caller has one. */
#define DEFAULT_CLIENT "Personal Listener"

/* Seconds of buffer asked of ALSA's plugins (default, pulse, pipewire): with
   less PulseAudio underruns, and each underrun adds delay for good. */
#define PLUGIN_LATENCY_S 0.020

/* Frames a callback gets from such a plugin, unless the caller wants others.
   Measured over PulseAudio: with these no gap and 32 ms; with blocks as they
   come, 1 gap a second. */
#define PLUGIN_PERIOD 256u

/* Find both sides. One that was not named follows the one that was into its
   sound system, if that has a default: there the two may have one clock. */
static enh_status
find_both (const enh_device_list *list, const enh_live_config *config,
           PaDeviceIndex *in, PaDeviceIndex *out, enh_error *error)
{
  const enh_device_info *input = NULL;
  const enh_device_info *output = NULL;
  enh_status status = enh_device_list_find (list, config->input,
                                            ENH_DIRECTION_INPUT, &input, error);

  if (status == ENH_OK)
    status = enh_device_list_find (list, config->output, ENH_DIRECTION_OUTPUT,
                                   &output, error);
  if (status != ENH_OK)
    return status;
  *in = enh__device_list_native (list, input);
  *out = enh__device_list_native (list, output);
  if (*in < 0 || *out < 0)
    return enh__fail (error, ENH_ERR_NO_DEVICE,
                      "input '%.100s' is of %s and output '%.100s' of %s; "
                      "choose both of one",
                      input->name, input->backend, output->name,
                      output->backend);

  const PaHostApiIndex in_api = Pa_GetDeviceInfo (*in)->hostApi;
  const PaHostApiIndex out_api = Pa_GetDeviceInfo (*out)->hostApi;
  if (in_api == out_api)
    return ENH_OK;
  const PaDeviceIndex near_in = Pa_GetHostApiInfo (out_api)->defaultInputDevice;
  const PaDeviceIndex near_out
    = Pa_GetHostApiInfo (in_api)->defaultOutputDevice;
  if (!config->input && near_in >= 0)
    *in = near_in;
  else if (!config->output && near_out >= 0)
    *out = near_out;
  return ENH_OK;
}

/* Not 0: what both sides do is timed by one clock. JACK has one for all that
   it holds; else only a device is sure to be in time with itself. A plugin of
   ALSA's is none: behind its name may stand one device to record and another to
   play. */
static int
have_one_clock (PaDeviceIndex in, PaDeviceIndex out)
{
  if (enh__pa_is_backend (in, paJACK) && enh__pa_is_backend (out, paJACK))
    return 1;
  return in == out && !enh__pa_is_plugin (in);
}

static enh_status
count_channels (const enh_live_config *config, const PaDeviceInfo *in,
                const PaDeviceInfo *out, enh__device_snapshot *snapshot,
                enh_error *error)
{
  snapshot->inputs = config->inputs ? config->inputs : 1u;
  snapshot->captured = config->inputs             ? config->inputs
                       : in->maxInputChannels > 1 ? 2u
                                                  : 1u;
  snapshot->outputs = config->outputs              ? config->outputs
                      : out->maxOutputChannels > 1 ? 2u
                                                   : 1u;
  if (in->maxInputChannels < (int) snapshot->inputs)
    return enh__fail (error, ENH_ERR_CHANNELS,
                      "input '%.200s' has %d channels, %u were asked for",
                      in->name, in->maxInputChannels,
                      (unsigned int) snapshot->inputs);
  if (out->maxOutputChannels < (int) snapshot->outputs
      || snapshot->outputs < snapshot->inputs)
    return enh__fail (error, ENH_ERR_CHANNELS,
                      "output '%.200s' has %d channels, %u are needed",
                      out->name, out->maxOutputChannels,
                      (unsigned int) (snapshot->outputs < snapshot->inputs
                                        ? snapshot->inputs
                                        : snapshot->outputs));
  return ENH_OK;
}

static void
fill_side (enh__pa_side *side, PaDeviceIndex index, uint32_t channels,
           PaTime low_latency_s, double rate, uint32_t period)
{
  PaStreamParameters *p = &side->parameters;
  const double low = enh__pa_is_plugin (index) ? PLUGIN_LATENCY_S
                                               : low_latency_s;
  const double period_s = period / rate;

  side->rate = rate;
  side->period = period ? period : paFramesPerBufferUnspecified;
  p->device = index;
  p->channelCount = (int) channels;
  p->sampleFormat = paFloat32 | paNonInterleaved;
  /* Two periods at least, or the device's buffer holds no whole one. */
  p->suggestedLatency = low > 2.0 * period_s ? low : 2.0 * period_s;
  p->hostApiSpecificStreamInfo = NULL;
}

/* Not 0: the device refuses that rate. Any other error shows when it is
   opened. */
static int
refuses (const enh__pa_side *in, const enh__pa_side *out, double rate)
{
  const int saved = enh__stderr_silence ();
  const PaError code = Pa_IsFormatSupported (
    in ? &in->parameters : NULL, out ? &out->parameters : NULL, rate);

  enh__stderr_restore (saved);
  return code == paInvalidSampleRate;
}

static int
differ (double a, double b)
{
  return a < b || a > b;
}

/* The chain runs at the headset's rate: the one that was asked for, or, where
   the device refuses it, its own. A microphone that has not that rate is
   converted to it. */
static void
settle_rates (enh__device *device, double asked, int one_clock)
{
  const double own = enh__pa_own_rate (device->out.parameters.device);
  const double in_own = enh__pa_own_rate (device->in.parameters.device);
  double rate = asked > 0.0 ? asked : own;

  if (differ (rate, own)
      && refuses (one_clock ? &device->in : NULL, &device->out, rate))
    {
      device->snapshot.refused_rate = rate;
      rate = own;
    }
  device->snapshot.sample_rate = rate;
  device->out.rate = rate;
  device->in.rate = !one_clock && differ (rate, in_own)
                        && refuses (&device->in, NULL, rate)
                      ? in_own
                      : rate;
}

static void
describe (enh__device_side *side, const enh_device_list *list,
          PaDeviceIndex index)
{
  const PaDeviceInfo *info = Pa_GetDeviceInfo (index);
  const enh_device_info *row;

  enh__text_copy (side->name, sizeof side->name, info->name);
  (void) snprintf (side->backend, sizeof side->backend, "%s",
                   enh__pa_backend (info->hostApi));
  side->kind = enh__device_kind_of (info->name);
  for (uint32_t i = 0; (row = enh_device_list_get (list, i)); ++i)
    if (enh__device_list_native (list, row) == index)
      side->kind = row->kind;
}

/* What a server's device leads to is asked before a sound is made: it may be a
   loudspeaker. */
static enh_status
ask_server (enh__device *device, PaDeviceIndex in, PaDeviceIndex out,
            enh_error *error)
{
  enh__device_snapshot *snapshot = &device->snapshot;

  const int asked[2] = { [ENH_DIRECTION_INPUT] = enh__pa_is_server (in),
                         [ENH_DIRECTION_OUTPUT] = enh__pa_is_server (out) };
  enh_device_target target[2];
  int monitor = 0;

  memcpy (device->watched, asked, sizeof device->watched);
  if (!(asked[0] || asked[1])
      || enh__pulse_route_find (&target[ENH_DIRECTION_INPUT],
                                &target[ENH_DIRECTION_OUTPUT], &monitor)
           != ENH_OK)
    return ENH_OK;
  /* The headset would be its own microphone. */
  if (asked[ENH_DIRECTION_INPUT] && monitor)
    return enh__fail (error, ENH_ERR_NO_DEVICE,
                      "there is no microphone: what the sound server offers in "
                      "its place, '%.200s', is what is played; plug one in",
                      target[ENH_DIRECTION_INPUT].text);
  for (int d = 0; d < 2; ++d)
    if (asked[d] && target[d].name[0])
      snapshot->side[d].kind = target[d].kind;
  return ENH_OK;
}

static enh_status
choose (enh__device *device, const enh_device_list *list,
        const enh_live_config *config, int *one_clock, enh_error *error)
{
  PaDeviceIndex in_index = paNoDevice;
  PaDeviceIndex out_index = paNoDevice;
  enh_status status = find_both (list, config, &in_index, &out_index, error);

  if (status != ENH_OK)
    return status;

  const PaDeviceInfo *in = Pa_GetDeviceInfo (in_index);
  const PaDeviceInfo *out = Pa_GetDeviceInfo (out_index);
  status = count_channels (config, in, out, &device->snapshot, error);
  if (status != ENH_OK)
    return status;
  describe (&device->snapshot.side[ENH_DIRECTION_INPUT], list, in_index);
  describe (&device->snapshot.side[ENH_DIRECTION_OUTPUT], list, out_index);
  status = ask_server (device, in_index, out_index, error);
  if (status != ENH_OK)
    return status;
  *one_clock = have_one_clock (in_index, out_index);

  /* The server's own period adds no delay; a fixed one adds itself. */
  const int plugin[2]
    = { enh__pa_is_plugin (in_index), enh__pa_is_plugin (out_index) };
  const int either = *one_clock && (plugin[0] || plugin[1]);
  const double rate = config->sample_rate > 0.0 ? config->sample_rate
                                                : enh__pa_own_rate (out_index);
  fill_side (&device->in, in_index, device->snapshot.captured,
             in->defaultLowInputLatency, rate,
             config->period        ? config->period
             : either || plugin[0] ? PLUGIN_PERIOD
                                   : 0u);
  fill_side (&device->out, out_index, device->snapshot.outputs,
             out->defaultLowOutputLatency, rate,
             config->period        ? config->period
             : either || plugin[1] ? PLUGIN_PERIOD
                                   : 0u);
  settle_rates (device, config->sample_rate, *one_clock);
  return ENH_OK;
}

static void
free_device (enh__device *device)
{
  enh__bridge_destroy (device->bridge);
  for (uint32_t c = 0; c < ENH__PA_CHANNELS; ++c)
    enh__wipe_free (device->block[c], ENH__PA_BLOCK * sizeof (float));
  free (device);
}

static enh_status
join_clocks (enh__device *device, enh_error *error)
{
  int complete;

  device->bridge = enh__bridge_create (device->in.rate, device->out.rate,
                                       device->snapshot.captured);
  complete = device->bridge != NULL;
  for (uint32_t c = 0; c < device->snapshot.captured; ++c)
    {
      device->block[c] = calloc (ENH__PA_BLOCK, sizeof (float));
      complete = complete && device->block[c];
    }
  return complete
           ? ENH_OK
           : enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the device");
}

static enh_status
portaudio_prepare (enh__device **device, const enh_live_config *config,
                   enh__device_snapshot *snapshot, enh_error *error)
{
  *device = NULL;
  enh_status status = enh__pa_initialise (
    config->client && *config->client ? config->client : DEFAULT_CLIENT, error);
  if (status != ENH_OK)
    return status;
  (void) atomic_fetch_add (&enh__pa_users, 1);

  /* From here on close ends PortAudio. */
  enh__device *made = calloc (1, sizeof *made);
  if (!made)
    {
      (void) Pa_Terminate ();
      (void) atomic_fetch_sub (&enh__pa_users, 1);
      return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the device");
    }
  atomic_init (&made->stopping, 0);
  atomic_init (&made->loss, ENH_LIVE_LOST_NOTHING);
  made->loudspeaker = config->allow_loudspeaker;
  atomic_init (&made->stream_ms, 0.0f);
  atomic_init (&made->in_xrun, 0);
  *device = made;

  enh_device_list *list = NULL;
  int one_clock = 1;
  status = enh__pa_make_list (&list, error);
  if (status == ENH_OK)
    status = choose (made, list, config, &one_clock, error);
  enh_device_list_destroy (list);
  if (status == ENH_OK && !one_clock)
    status = join_clocks (made, error);
  *snapshot = made->snapshot;
  return status;
}

static enh_status
portaudio_open (enh__device *device, enh__engine *engine, enh_error *error)
{
  device->engine = engine;
  return enh__pa_open (device, error);
}

/* In the watch's thread. */
static void
lose (void *data, enh_live_loss loss)
{
  enh__device *device = data;

  if (atomic_load (&device->stopping))
    return;
  atomic_store (&device->loss, (int) loss);
  atomic_store (&device->engine->ended, ENH__ENDED_LOST);
}

static enh_status
portaudio_start (enh__device *device, enh_error *error)
{
  const enh_status status = enh__pa_start (device, error);

  if (status == ENH_OK && (device->watched[0] || device->watched[1]))
    device->watch = enh__pulse_watch_new (device->watched, device->loudspeaker,
                                          lose, device);
  return status;
}

static enh_status
portaudio_stop (enh__device *device, enh_error *error)
{
  atomic_store (&device->stopping, 1);

  const int saved = enh__stderr_silence ();
  const int hangs = enh__pa_run_with_timeout (enh__pa_stop_streams, device);
  enh__stderr_restore (saved);
  return hangs ? enh__fail (error, ENH_ERR_DEVICE,
                            "the sound system does not answer; start it and "
                            "this program again")
               : ENH_OK;
}

static int
portaudio_close (enh__device *device)
{
  if (atomic_load (&enh__pa_lost))
    return -1;
  enh__pulse_watch_free (device->watch);
  device->watch = NULL;

  const int saved = enh__stderr_silence ();
  const int hangs = enh__pa_run_with_timeout (enh__pa_close_streams, device);
  enh__stderr_restore (saved);
  if (hangs)
    return -1;
  (void) atomic_fetch_sub (&enh__pa_users, 1);
  free_device (device);
  return 0;
}

static void
portaudio_abandon (enh__device *device)
{
  atomic_store (&device->stopping, 1);
  atomic_store (&enh__pa_lost, 1);
}

static float
portaudio_delay_ms (const enh__device *device)
{
  return atomic_load_explicit (&device->stream_ms, memory_order_relaxed);
}

static void
portaudio_poll (const enh__device *device, enh__device_poll *poll)
{
  enh__bridge_state state;

  poll->loss = atomic_load (&device->loss);
  poll->system = enh__pulse_watch_system (device->watch);
  if (!device->bridge)
    return;
  enh__bridge_observe (device->bridge, &state);
  poll->two_clocks = 1;
  poll->drift_ppm = state.ppm;
  poll->resyncs = state.resyncs;
}

const enh__device_driver enh__device_portaudio = {
  portaudio_prepare, portaudio_open,     portaudio_start, portaudio_stop,
  portaudio_close,   portaudio_delay_ms, portaudio_poll,  portaudio_abandon,
};
