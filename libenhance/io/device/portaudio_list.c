/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PortAudio as a whole: opened, listed, and avoided once it hangs.

   It is one for the whole process, and so are the few variables here. When a
   sound server dies under it, its calls hang or abort the process; what can be
   lost is therefore called from a thread that is waited for only so long. */

#include "io/device/portaudio.h"

#include "io/base/run_with_timeout.h"
#include "io/device/merge.h"
#include "io/server/kind.h"
#include "io/device/pulse_route.h"
#include "io/base/error.h"
#include "io/base/silence_stderr.h"
#include "base/text.h"

#include <string.h>

/* How the names of our own clients begin. */
#define OWN_CLIENT "Personal Listener"

/* Name that the sound server shows for a moment while devices are listed: another
   one, or what begins to listen meanwhile would not get its own. */
#define LIST_CLIENT OWN_CLIENT " list"

/* Bytes of a client's name with its end; JACK takes 64 and adds to it where
   two bear the same. */
#define CLIENT_BYTES 48

/* Rate of ALSA's plugins unless the caller has another: PortAudio takes 44.1 kHz
   for their own, but the server runs at 48, and at 44.1 three gaps a second were
   measured over PulseAudio. */
#define PLUGIN_RATE 48000.0

/* A sound system that has not let go by then never will. */
#define TEARDOWN_MS 3000u

atomic_int enh__pa_users;
atomic_int enh__pa_lost;

static char client_name[CLIENT_BYTES]; /* PortAudio keeps the pointer */

int
enh__pa_run_with_timeout (void (*run) (void *data), void *data)
{
  if (enh__run_with_timeout (run, data, TEARDOWN_MS) == 0)
    return 0;
  atomic_store (&enh__pa_lost, 1);
  return -1;
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
    case paDeviceUnavailable:
      return ENH_ERR_BUSY;
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

enh_status
enh__pa_fail (enh_error *error, const char *what, PaError code)
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

enh_status
enh__pa_initialise (const char *client, enh_error *error)
{
  if (atomic_load (&enh__pa_lost))
    return enh__fail (error, ENH_ERR_DEVICE,
                      "the sound system was lost; start the program again");

  enh__text_copy (client_name, sizeof client_name, client);
  /* JACK parts client and port by a colon. */
  for (char *colon = client_name; (colon = strchr (colon, ':'));)
    *colon = ' ';
#ifdef HAVE_PA_JACK
  if (client_name[0])
    (void) PaJack_SetClientName (client_name);
#endif

  const int saved = enh__stderr_silence ();
  const PaError code = Pa_Initialize ();
  enh__stderr_restore (saved);
  return code == paNoError
           ? ENH_OK
           : enh__pa_fail (error, "the sound system could not be opened", code);
}

const char *
enh__pa_backend (PaHostApiIndex index)
{
  const PaHostApiInfo *api = Pa_GetHostApiInfo (index);

  if (!api)
    return "unknown";
  return api->type == paJACK ? "JACK" : api->name;
}

int
enh__pa_is_backend (PaDeviceIndex device, PaHostApiTypeId type)
{
  const PaDeviceInfo *info = Pa_GetDeviceInfo (device);
  const PaHostApiInfo *api = info ? Pa_GetHostApiInfo (info->hostApi) : NULL;

  return api && api->type == type;
}

int
enh__pa_is_plugin (PaDeviceIndex device)
{
  return enh__pa_is_backend (device, paALSA)
         && !strstr (Pa_GetDeviceInfo (device)->name, "(hw:");
}

int
enh__pa_is_server (PaDeviceIndex device)
{
  const char *name = Pa_GetDeviceInfo (device)->name;

  return enh__pa_is_plugin (device)
         && (strcmp (name, "default") == 0 || strcmp (name, "pulse") == 0
             || strcmp (name, "pipewire") == 0);
}

double
enh__pa_own_rate (PaDeviceIndex device)
{
  return enh__pa_is_plugin (device)
           ? PLUGIN_RATE
           : Pa_GetDeviceInfo (device)->defaultSampleRate;
}

/* The hardware as jackd has it; PipeWire's JACK calls each device by name. */
static int
is_jackd (const PaDeviceInfo *info)
{
  return info && info->name && strcmp (info->name, "system") == 0;
}

/* JACK's own device of that side where its server runs, else -1. Its clients
   are in the list too. */
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

      if (is_jackd (info)
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
      || (enh__pa_is_backend (device, paALSA)
          && enh__device_is_plumbing (info->name))
      /* Another of us, which listens. */
      || (enh__pa_is_backend (device, paJACK)
          && strncmp (info->name, OWN_CLIENT, sizeof OWN_CLIENT - 1u) == 0))
    return ENH_OK;

  const enh_device_info entry
    = { 0,
        info->name,
        enh__pa_backend (info->hostApi),
        enh__device_kind_of (info->name),
        (uint32_t) (info->maxInputChannels > 0 ? info->maxInputChannels : 0),
        (uint32_t) (info->maxOutputChannels > 0 ? info->maxOutputChannels : 0),
        enh__pa_own_rate (device),
        device == input,
        device == output };
  return enh__device_list_add (list, &entry, device);
}

/* PortAudio is open. JACK's devices first: where its server runs, it is what
   holds the hardware. */
enh_status
enh__pa_make_list (enh_device_list **list, enh_error *error)
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
  int jack_rows = 0;
  int jackd = 0;
  for (int pass = 0; pass < 2; ++pass)
    for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount () && status == ENH_OK; ++i)
      if (enh__pa_is_backend (i, paJACK) == (pass == 0))
        {
          status = append (made, i, input, output);
          jack_rows |= pass == 0;
          jackd |= pass == 0 && is_jackd (Pa_GetDeviceInfo (i));
        }
  if (status != ENH_OK)
    {
      enh_device_list_destroy (made);
      return enh__fail (error, status, "no memory for the list of devices");
    }
  if (jack_rows && !jackd)
    enh__pulse_route_kinds (made);
  *list = made;
  status = enh__device_merge (list, jackd);
  return status == ENH_OK
           ? ENH_OK
           : enh__fail (
             error, status,
             status == ENH_ERR_DEVICE
               ? "the PipeWire server does not answer; start it again"
               : "no memory for the list of devices");
}

static void
terminate (void *data)
{
  (void) data;
  (void) Pa_Terminate ();
}

enh_status
enh_device_list_create (enh_device_list **list, enh_error *error)
{
  enh__error_clear (error);
  if (list)
    *list = NULL;
  if (!list)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (atomic_load (&enh__pa_users) > 0)
    return enh__fail (error, ENH_ERR_STATE,
                      "devices cannot be listed while a live engine is open");

  enh_status status = enh__pa_initialise (LIST_CLIENT, error);
  if (status != ENH_OK)
    return status;
  status = enh__pa_make_list (list, error);

  const int saved = enh__stderr_silence ();
  (void) enh__pa_run_with_timeout (terminate, NULL);
  enh__stderr_restore (saved);
  return status;
}
