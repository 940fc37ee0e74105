/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PortAudio's streams and their callbacks: one for both sides where they have
   one clock, else one for each, joined by bridge.h. */

#include "io/device/portaudio.h"

#include "base/clock.h"
#include "io/base/error.h"
#include "io/base/silence_stderr.h"

#include <stdio.h>
#include <string.h>

/* A microphone that has given nothing for so long, by the headset's count, is
   lost; its first block may take longer. Seconds, and blocks. */
#define QUIET_S 1.0
#define FIRST_QUIET_S 3.0
#define QUIET_BLOCKS 4.0

/* Longest time between a callback and the air that is believed, seconds. */
#define MOST_AHEAD_S 2.0

static double
now_s (void)
{
  return (double) enh__clock_ns () / (double) ENH__NS_PER_S;
}

static const PaStreamCallbackFlags lost_flags
  = paInputUnderflow | paInputOverflow | paOutputUnderflow;

/* --- One clock -------------------------------------------------------------- */

static int
both_callback (const void *input, void *output, unsigned long frames,
               const PaStreamCallbackTimeInfo *times,
               PaStreamCallbackFlags flags, void *data)
{
  enh__device *device = data;

  enh__engine_process (
    device->engine, (const float *const *) input, (float *const *) output,
    (uint32_t) frames, (flags & lost_flags) != 0,
    times ? times->outputBufferDacTime - times->inputBufferAdcTime : 0.0);
  return paContinue;
}

/* --- Two clocks ------------------------------------------------------------- */

/* A time that PortAudio reports, relative to the callback's, seconds; 0 if it is
   implausible. With ALSA's plugins a block can come before its own time by this
   count; the error is the same for all blocks. */
static double
plausible (double ahead_s)
{
  return ahead_s > -MOST_AHEAD_S && ahead_s < MOST_AHEAD_S ? ahead_s : 0.0;
}

static int
in_callback (const void *input, void *output, unsigned long frames,
             const PaStreamCallbackTimeInfo *times, PaStreamCallbackFlags flags,
             void *data)
{
  enh__device *device = data;
  const double now = now_s ();
  /* PortAudio reports the time of the first frame. */
  const double first_s
    = times ? plausible (times->inputBufferAdcTime - times->currentTime) : 0.0;

  (void) output;
  if (flags & lost_flags)
    atomic_store_explicit (&device->in_xrun, 1, memory_order_relaxed);
  enh__bridge_push (device->bridge, (const float *const *) input,
                    (uint32_t) frames, now,
                    now + first_s + (double) frames / device->in.rate);
  return paContinue;
}

/* Notice that the microphone has stopped. */
static void
watch_input (enh__device *device, const enh__bridge_state *state, int gave,
             uint32_t frames)
{
  const double span_s = (double) frames / device->out.rate;
  const int first = gave == ENH__BRIDGE_WAITS;

  /* Counted in blocks played, so that a time in which all stood still does not
     count. */
  device->quiet_s = gave == ENH__BRIDGE_FLOWS || state->silent_s < QUIET_S
                      ? 0.0
                      : device->quiet_s + span_s;
  if (device->quiet_s
      > (first ? FIRST_QUIET_S : QUIET_S) + QUIET_BLOCKS * span_s)
    {
      device->in_lost = 1;
      atomic_store (&device->engine->ended, ENH__ENDED_LOST);
    }
  else if (device->in_lost && gave == ENH__BRIDGE_FLOWS)
    {
      /* It came back before anybody acted on it. */
      device->in_lost = 0;
      atomic_store (&device->engine->ended, ENH__ENDED_NOT);
    }
}

static int
out_callback (const void *input, void *output, unsigned long frames,
              const PaStreamCallbackTimeInfo *times,
              PaStreamCallbackFlags flags, void *data)
{
  enh__device *device = data;
  float *const *ears = output;
  float *to[ENH__PA_CHANNELS];
  const double now = now_s ();
  const double first_s
    = times ? plausible (times->outputBufferDacTime - times->currentTime) : 0.0;
  int xrun
    = atomic_exchange_explicit (&device->in_xrun, 0, memory_order_relaxed)
      || (flags & lost_flags) != 0;

  (void) input;
  for (unsigned long done = 0; done < frames;)
    {
      const unsigned long left = frames - done;
      const uint32_t some = left < ENH__PA_BLOCK ? (uint32_t) left
                                                 : ENH__PA_BLOCK;
      const double end_s
        = now + first_s + (double) (done + some) / device->out.rate;
      const int gave
        = enh__bridge_pull (device->bridge, device->block, some, now, end_s);
      enh__bridge_state state;

      enh__bridge_observe (device->bridge, &state);
      if (gave == ENH__BRIDGE_GAP)
        enh__engine_gap (device->engine, some, state.gaps != device->gaps);
      device->gaps = state.gaps;
      watch_input (device, &state, gave, some);
      for (uint32_t c = 0; c < device->snapshot.outputs; ++c)
        to[c] = ears[c] + done;
      enh__engine_process (
        device->engine,
        gave == ENH__BRIDGE_WAITS ? NULL : (const float *const *) device->block,
        to, some, xrun, state.delay_s);
      xrun = 0;
      done += some;
    }
  return paContinue;
}

static void
finished (void *data)
{
  enh__device *device = data;

  if (!atomic_load (&device->stopping))
    atomic_store (&device->engine->ended, ENH__ENDED_LOST);
}

/* --- Setup -------------------------------------------------------------------- */

/* A JACK server that fails has died, and then Pa_Terminate would abort the
   process: from now on PortAudio is left alone. */
static void
note_server_fault (const enh__device *device, PaError code)
{
  if (code == paUnanticipatedHostError
      && (enh__pa_is_backend (device->out.parameters.device, paJACK)
          || enh__pa_is_backend (device->in.parameters.device, paJACK)))
    atomic_store (&enh__pa_lost, 1);
}

/* Clipping and dither are for integer devices; the limiter has done the first,
   and the second would be noise in silence. */
static PaError
open_stream (enh__device *device, PaStream **stream, const enh__pa_side *in,
             const enh__pa_side *out, PaStreamCallback *callback)
{
  const enh__pa_side *side = out ? out : in;
  const int saved = enh__stderr_silence ();
  const PaError code = Pa_OpenStream (
    stream, in ? &in->parameters : NULL, out ? &out->parameters : NULL,
    side->rate, side->period, paClipOff | paDitherOff, callback, device);

  enh__stderr_restore (saved);
  if (code != paNoError)
    {
      *stream = NULL;
      return code;
    }
  (void) Pa_SetStreamFinishedCallback (*stream, finished);
#ifdef HAVE_PA_ALSA
  /* Taken where the system permits it, without a word where it does not. */
  if (enh__pa_is_backend (side->parameters.device, paALSA))
    PaAlsa_EnableRealtimeScheduling (*stream, 1);
#endif
  return paNoError;
}

static const char *
name_of (const enh__pa_side *side)
{
  return Pa_GetDeviceInfo (side->parameters.device)->name;
}

enh_status
enh__pa_open (enh__device *device, enh_error *error)
{
  char what[256];
  PaError code;

  if (!device->bridge)
    {
      (void) snprintf (
        what, sizeof what, "input '%.80s' and output '%.80s' at %.0f Hz",
        name_of (&device->in), name_of (&device->out), device->out.rate);
      code = open_stream (device, &device->stream, &device->in, &device->out,
                          both_callback);
    }
  else
    {
      (void) snprintf (what, sizeof what, "output '%.160s' at %.0f Hz",
                       name_of (&device->out), device->out.rate);
      code = open_stream (device, &device->stream, NULL, &device->out,
                          out_callback);
      if (code == paNoError)
        {
          (void) snprintf (what, sizeof what, "input '%.160s' at %.0f Hz",
                           name_of (&device->in), device->in.rate);
          code = open_stream (device, &device->in_stream, &device->in, NULL,
                              in_callback);
        }
    }
  if (code == paNoError)
    return ENH_OK;
  note_server_fault (device, code);
  return enh__pa_fail (error, what, code);
}

enh_status
enh__pa_start (enh__device *device, enh_error *error)
{
  const int saved = enh__stderr_silence ();
  PaError code = paNoError;

  if (device->in_stream)
    code = Pa_StartStream (device->in_stream);
  if (code == paNoError)
    code = Pa_StartStream (device->stream);
  enh__stderr_restore (saved);
  if (code != paNoError)
    {
      note_server_fault (device, code);
      return enh__pa_fail (error, "the audio device could not be started",
                           code);
    }

  const PaStreamInfo *out = Pa_GetStreamInfo (device->stream);
  const PaStreamInfo *in
    = device->in_stream ? Pa_GetStreamInfo (device->in_stream) : out;
  if (in && out)
    atomic_store (&device->stream_ms,
                  enh__engine_delay_ms (in->inputLatency + out->outputLatency));
  return ENH_OK;
}

void
enh__pa_stop_streams (void *data)
{
  const enh__device *device = data;

  (void) Pa_StopStream (device->stream);
  if (device->in_stream)
    (void) Pa_StopStream (device->in_stream);
}

void
enh__pa_close_streams (void *data)
{
  const enh__device *device = data;

  if (device->stream)
    (void) Pa_CloseStream (device->stream);
  if (device->in_stream)
    (void) Pa_CloseStream (device->in_stream);
  (void) Pa_Terminate ();
}
