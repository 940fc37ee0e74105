/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Real devices, by way of PortAudio, and the only place that knows it.

   PortAudio is one for the whole process, and so are the few variables here.
   When a sound server dies under it, its calls hang or abort the process; what
   can be lost is therefore called from a thread that is waited for only so
   long, and a device that was lost is left as it lies. Only the end of the
   process frees it, and until then nothing here starts anew. */

#include "bounded.h"
#include "device.h"
#include "device_list.h"
#include "device_names.h"
#include "error.h"
#include "quiet.h"

#include <portaudio.h>
#if defined(__has_include)
#  if __has_include(<pa_jack.h>)
#    include <pa_jack.h>
#    define HAVE_PA_JACK 1
#  endif
#  if __has_include(<pa_linux_alsa.h>)
#    include <pa_linux_alsa.h>
#    define HAVE_PA_ALSA 1
#  endif
#endif

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Name that the sound server shows, unless the caller has one. */
#define DEFAULT_CLIENT "Personal Listener"

/* Bytes of a client's name with its end; JACK takes 64 and adds to it where
   two bear the same. */
#define CLIENT_BYTES 48

/* Seconds of buffer asked of ALSA's plugins (default, pulse, pipewire): with
   less PulseAudio underruns, and each underrun adds delay for good. */
#define PLUGIN_LATENCY_S 0.020

/* Frames a callback gets from such a plugin, and its rate, unless the caller
   has others. Measured over PulseAudio: with these no gap and 32 ms; with
   blocks as they come, 1 gap a second; at the 44.1 kHz that PortAudio takes for
   the device's own, 3 a second, for the server itself runs at 48. */
#define PLUGIN_PERIOD 256u
#define PLUGIN_RATE 48000.0

/* A sound system that has not let go by then never will. */
#define TEARDOWN_MS 3000u

struct enh__device {
  enh__device_facts facts;
  PaStreamParameters in;
  PaStreamParameters out;
  unsigned long period; /* frames, or paFramesPerBufferUnspecified */
  PaStream *stream;     /* NULL: not open */
  enh__engine *engine;
  atomic_int stopping;       /* not 0: the end is wanted */
  _Atomic (float) stream_ms; /* delay as PaStreamInfo has it; 0: unknown */
};

/* Of the process, as PortAudio is. */
static atomic_int users; /* devices between prepare and close */
static atomic_int lost;  /* not 0: PortAudio hangs; keep away from it */
static char client_name[CLIENT_BYTES]; /* PortAudio keeps the pointer */

/* --- What may hang ------------------------------------------------------- */

/* 0, or -1: PortAudio hangs, for good. */
static int
run_bounded (void (*run) (void *stream), PaStream *stream)
{
  if (enh__run_bounded (run, stream, TEARDOWN_MS) == 0)
    return 0;
  atomic_store (&lost, 1);
  return -1;
}

static void
stop_stream (void *stream)
{
  (void) Pa_StopStream (stream);
}

static void
close_all (void *stream)
{
  if (stream)
    (void) Pa_CloseStream (stream);
  (void) Pa_Terminate ();
}

/* --- Errors -------------------------------------------------------------- */

static enh_status
status_of (PaError code)
{
  switch (code)
    {
    case paInvalidSampleRate:
      return ENH_ERR_RATE;
    case paInvalidChannelCount:
      return ENH_ERR_CHANNELS;
    case paInsufficientMemory:
      return ENH_ERR_NO_MEMORY;
    case paInvalidDevice:
      return ENH_ERR_NO_DEVICE;
    default:
      return ENH_ERR_DEVICE;
    }
}

static const char *
advice_for (PaError code)
{
  switch (code)
    {
    case paInvalidSampleRate:
      return "; leave the sample rate to the device";
    case paInvalidChannelCount:
      return "; ask for fewer channels";
    case paDeviceUnavailable:
      return "; close the program that uses it";
    default:
      return "";
    }
}

static enh_status
fail_pa (enh_error *error, const char *what, PaError code)
{
  const char *why = Pa_GetErrorText (code);

  if (code == paUnanticipatedHostError)
    {
      const PaHostErrorInfo *host = Pa_GetLastHostErrorInfo ();
      if (host && host->errorText && *host->errorText)
        why = host->errorText;
    }
  return enh__fail (error, status_of (code), "%s: %s%s", what, why,
                    advice_for (code));
}

/* --- The list ------------------------------------------------------------ */

static enh_status
initialise (const char *client, enh_error *error)
{
  if (atomic_load (&lost))
    return enh__fail (error, ENH_ERR_DEVICE,
                      "the sound system was lost; start the program again");

  size_t length = 0;
  for (; client[length] && length < sizeof client_name - 1u; ++length)
    /* JACK parts client and port by a colon. */
    client_name[length] = client[length] == ':' ? ' ' : client[length];
  client_name[length] = '\0';
#ifdef HAVE_PA_JACK
  if (length > 0)
    (void) PaJack_SetClientName (client_name);
#endif

  const int saved = enh__hush ();
  const PaError code = Pa_Initialize ();
  enh__unhush (saved);
  return code == paNoError
           ? ENH_OK
           : fail_pa (error, "the sound system could not be opened", code);
}

static const char *
backend_of (PaHostApiIndex index)
{
  const PaHostApiInfo *api = Pa_GetHostApiInfo (index);

  if (!api)
    return "unknown";
  return api->type == paJACK ? "JACK" : api->name;
}

static int
is_backend (PaDeviceIndex device, PaHostApiTypeId type)
{
  const PaDeviceInfo *info = Pa_GetDeviceInfo (device);
  const PaHostApiInfo *api = info ? Pa_GetHostApiInfo (info->hostApi) : NULL;

  return api && api->type == type;
}

static int
is_plugin (PaDeviceIndex device)
{
  return is_backend (device, paALSA)
         && !strstr (Pa_GetDeviceInfo (device)->name, "(hw:");
}

static double
own_rate (PaDeviceIndex device)
{
  return is_plugin (device) ? PLUGIN_RATE
                            : Pa_GetDeviceInfo (device)->defaultSampleRate;
}

/* JACK's own device of that side where its server runs, else -1. Its clients
   are in the list too; `system` is the hardware. */
static PaDeviceIndex
jack_default (enh_direction direction)
{
  const PaHostApiIndex index = Pa_HostApiTypeIdToHostApiIndex (paJACK);
  const PaHostApiInfo *api = index >= 0 ? Pa_GetHostApiInfo (index) : NULL;

  if (!api)
    return paNoDevice;
  for (int i = 0; i < api->deviceCount; ++i)
    {
      const PaDeviceIndex device
        = Pa_HostApiDeviceIndexToDeviceIndex (index, i);
      const PaDeviceInfo *info = Pa_GetDeviceInfo (device);

      if (info && strcmp (info->name, "system") == 0
          && (direction == ENH_DIRECTION_INPUT ? info->maxInputChannels
                                               : info->maxOutputChannels)
               > 0)
        return device;
    }
  return direction == ENH_DIRECTION_INPUT ? api->defaultInputDevice
                                          : api->defaultOutputDevice;
}

static enh_status
append (enh_device_list *list, PaDeviceIndex device, PaDeviceIndex input,
        PaDeviceIndex output)
{
  const PaDeviceInfo *info = Pa_GetDeviceInfo (device);

  if (!info || !info->name
      || (is_backend (device, paALSA) && enh__device_is_plumbing (info->name)))
    return ENH_OK;

  const enh_device_info entry
    = { 0,
        info->name,
        backend_of (info->hostApi),
        enh__device_kind_of (info->name),
        (uint32_t) (info->maxInputChannels > 0 ? info->maxInputChannels : 0),
        (uint32_t) (info->maxOutputChannels > 0 ? info->maxOutputChannels : 0),
        own_rate (device),
        device == input,
        device == output };
  return enh__device_list_add (list, &entry, device);
}

/* PortAudio is open. JACK's devices first: where its server runs, it is what
   holds the hardware. */
static enh_status
make_list (enh_device_list **list, enh_error *error)
{
  PaDeviceIndex input = jack_default (ENH_DIRECTION_INPUT);
  PaDeviceIndex output = jack_default (ENH_DIRECTION_OUTPUT);
  if (input < 0 || output < 0)
    {
      input = Pa_GetDefaultInputDevice ();
      output = Pa_GetDefaultOutputDevice ();
    }

  enh_device_list *made = enh__device_list_new ();
  enh_status status = made ? ENH_OK : ENH_ERR_NO_MEMORY;
  for (int pass = 0; pass < 2; ++pass)
    for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount () && status == ENH_OK; ++i)
      if (is_backend (i, paJACK) == (pass == 0))
        status = append (made, i, input, output);
  if (status != ENH_OK)
    {
      enh_device_list_destroy (made);
      return enh__fail (error, status, "no memory for the list of devices");
    }
  *list = made;
  return ENH_OK;
}

enh_status
enh_device_list_create (enh_device_list **list, enh_error *error)
{
  enh__error_clear (error);
  if (list)
    *list = NULL;
  if (!list)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (atomic_load (&users) > 0)
    return enh__fail (error, ENH_ERR_STATE,
                      "devices cannot be listed while a live engine is open");

  enh_status status = initialise (DEFAULT_CLIENT, error);
  if (status != ENH_OK)
    return status;
  status = make_list (list, error);

  const int saved = enh__hush ();
  (void) run_bounded (close_all, NULL);
  enh__unhush (saved);
  return status;
}

/* --- The device ------------------------------------------------------------ */

static int
callback (const void *input, void *output, unsigned long frames,
          const PaStreamCallbackTimeInfo *times, PaStreamCallbackFlags flags,
          void *data)
{
  enh__device *device = data;

  enh__engine_process (
    device->engine, (const float *const *) input, (float *const *) output,
    (uint32_t) frames,
    (flags & (paInputUnderflow | paInputOverflow | paOutputUnderflow)) != 0,
    times ? times->outputBufferDacTime - times->inputBufferAdcTime : 0.0);
  return paContinue;
}

static void
finished (void *data)
{
  enh__device *device = data;

  if (!atomic_load (&device->stopping))
    atomic_store (&device->engine->ended, ENH__ENDED_LOST);
}

/* Find both sides; a side that was not named follows the one that was, for
   PortAudio joins no two sound systems. */
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

  const PaHostApiIndex in_api = Pa_GetDeviceInfo (*in)->hostApi;
  const PaHostApiIndex out_api = Pa_GetDeviceInfo (*out)->hostApi;
  if (in_api != out_api && !config->input)
    *in = Pa_GetHostApiInfo (out_api)->defaultInputDevice;
  else if (in_api != out_api && !config->output)
    *out = Pa_GetHostApiInfo (in_api)->defaultOutputDevice;
  if (*in < 0 || *out < 0
      || Pa_GetDeviceInfo (*in)->hostApi != Pa_GetDeviceInfo (*out)->hostApi)
    return enh__fail (error, ENH_ERR_DEVICE,
                      "input '%.150s' (%s) and output '%.150s' (%s) belong to "
                      "different sound systems; choose both from one",
                      input->name, input->backend, output->name,
                      output->backend);
  return ENH_OK;
}

static enh_status
count_channels (const enh_live_config *config, const PaDeviceInfo *in,
                const PaDeviceInfo *out, enh__device_facts *facts,
                enh_error *error)
{
  facts->inputs = config->inputs ? config->inputs : 1u;
  facts->outputs = config->outputs              ? config->outputs
                   : out->maxOutputChannels > 1 ? 2u
                                                : 1u;
  if (in->maxInputChannels < (int) facts->inputs)
    return enh__fail (error, ENH_ERR_CHANNELS,
                      "input '%.200s' has %d channels, %u were asked for",
                      in->name, in->maxInputChannels,
                      (unsigned int) facts->inputs);
  if (out->maxOutputChannels < (int) facts->outputs
      || facts->outputs < facts->inputs)
    return enh__fail (
      error, ENH_ERR_CHANNELS, "output '%.200s' has %d channels, %u are needed",
      out->name, out->maxOutputChannels,
      (unsigned int) (facts->outputs < facts->inputs ? facts->inputs
                                                     : facts->outputs));
  return ENH_OK;
}

static void
fill_parameters (PaStreamParameters *side, PaDeviceIndex index,
                 uint32_t channels, PaTime low_latency_s, double period_s)
{
  const double low = is_plugin (index) ? PLUGIN_LATENCY_S : low_latency_s;

  side->device = index;
  side->channelCount = (int) channels;
  side->sampleFormat = paFloat32 | paNonInterleaved;
  /* Two periods at least, or the device's buffer holds no whole one. */
  side->suggestedLatency = low > 2.0 * period_s ? low : 2.0 * period_s;
  side->hostApiSpecificStreamInfo = NULL;
}

static enh_status
choose (enh__device *device, const enh_device_list *list,
        const enh_live_config *config, enh_error *error)
{
  PaDeviceIndex in_index = paNoDevice;
  PaDeviceIndex out_index = paNoDevice;
  enh_status status = find_both (list, config, &in_index, &out_index, error);

  if (status != ENH_OK)
    return status;

  const PaDeviceInfo *in = Pa_GetDeviceInfo (in_index);
  const PaDeviceInfo *out = Pa_GetDeviceInfo (out_index);
  status = count_channels (config, in, out, &device->facts, error);
  if (status != ENH_OK)
    return status;
  device->facts.sample_rate = config->sample_rate > 0.0 ? config->sample_rate
                                                        : own_rate (out_index);

  /* The server's own period adds no delay; a fixed one adds itself. */
  const int plugin = is_plugin (in_index) || is_plugin (out_index);
  const uint32_t period = config->period ? config->period
                          : plugin       ? PLUGIN_PERIOD
                                         : 0u;
  device->period = period ? period : paFramesPerBufferUnspecified;
  const double period_s = period / device->facts.sample_rate;
  fill_parameters (&device->in, in_index, device->facts.inputs,
                   in->defaultLowInputLatency, period_s);
  fill_parameters (&device->out, out_index, device->facts.outputs,
                   out->defaultLowOutputLatency, period_s);
  return ENH_OK;
}

static enh_status
portaudio_prepare (enh__device **device, const enh_live_config *config,
                   enh__device_facts *facts, enh_error *error)
{
  *device = NULL;
  enh_status status = initialise (
    config->client && *config->client ? config->client : DEFAULT_CLIENT, error);
  if (status != ENH_OK)
    return status;
  (void) atomic_fetch_add (&users, 1);

  /* From here on close ends PortAudio. */
  enh__device *made = calloc (1, sizeof *made);
  if (!made)
    {
      (void) Pa_Terminate ();
      (void) atomic_fetch_sub (&users, 1);
      return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the device");
    }
  atomic_init (&made->stopping, 0);
  atomic_init (&made->stream_ms, 0.0f);
  *device = made;

  enh_device_list *list = NULL;
  status = make_list (&list, error);
  if (status == ENH_OK)
    status = choose (made, list, config, error);
  enh_device_list_destroy (list);
  *facts = made->facts;
  return status;
}

/* A JACK server that fails us has died, and then Pa_Terminate would abort the
   process: from now on PortAudio is left as it lies. */
static void
note_server_fault (const enh__device *device, PaError code)
{
  if (code == paUnanticipatedHostError
      && is_backend (device->out.device, paJACK))
    atomic_store (&lost, 1);
}

static enh_status
portaudio_open (enh__device *device, enh__engine *engine, enh_error *error)
{
  device->engine = engine;

  /* Clipping and dither are for integer devices; the limiter has done the
     first, and the second would be noise in silence. */
  const int saved = enh__hush ();
  const PaError code = Pa_OpenStream (
    &device->stream, &device->in, &device->out, device->facts.sample_rate,
    device->period, paClipOff | paDitherOff, callback, device);
  enh__unhush (saved);
  if (code != paNoError)
    {
      char what[256];
      device->stream = NULL;
      note_server_fault (device, code);
      (void) snprintf (
        what, sizeof what, "input '%.80s' and output '%.80s' at %.0f Hz",
        Pa_GetDeviceInfo (device->in.device)->name,
        Pa_GetDeviceInfo (device->out.device)->name, device->facts.sample_rate);
      return fail_pa (error, what, code);
    }
  (void) Pa_SetStreamFinishedCallback (device->stream, finished);
#ifdef HAVE_PA_ALSA
  /* Taken where the system permits it, without a word where it does not. */
  if (is_backend (device->out.device, paALSA))
    PaAlsa_EnableRealtimeScheduling (device->stream, 1);
#endif
  return ENH_OK;
}

static enh_status
portaudio_start (enh__device *device, enh_error *error)
{
  const int saved = enh__hush ();
  const PaError code = Pa_StartStream (device->stream);
  enh__unhush (saved);
  if (code != paNoError)
    {
      note_server_fault (device, code);
      return fail_pa (error, "the audio device could not be started", code);
    }

  const PaStreamInfo *info = Pa_GetStreamInfo (device->stream);
  if (info)
    atomic_store (
      &device->stream_ms,
      enh__engine_delay_ms (info->inputLatency + info->outputLatency));
  return ENH_OK;
}

static enh_status
portaudio_stop (enh__device *device, enh_error *error)
{
  atomic_store (&device->stopping, 1);

  const int saved = enh__hush ();
  const int hangs = run_bounded (stop_stream, device->stream);
  enh__unhush (saved);
  return hangs ? enh__fail (error, ENH_ERR_DEVICE,
                            "the sound system does not answer; start it and "
                            "this program again")
               : ENH_OK;
}

static int
portaudio_close (enh__device *device)
{
  if (atomic_load (&lost))
    return -1;

  const int saved = enh__hush ();
  const int hangs = run_bounded (close_all, device->stream);
  enh__unhush (saved);
  if (hangs)
    return -1;
  (void) atomic_fetch_sub (&users, 1);
  free (device);
  return 0;
}

static void
portaudio_abandon (enh__device *device)
{
  atomic_store (&device->stopping, 1);
  atomic_store (&lost, 1);
}

static float
portaudio_delay_ms (const enh__device *device)
{
  return atomic_load_explicit (&device->stream_ms, memory_order_relaxed);
}

const enh__device_driver enh__device_portaudio = {
  portaudio_prepare, portaudio_open,    portaudio_start,    portaudio_stop,
  portaudio_close,   portaudio_abandon, portaudio_delay_ms, 1,
};
