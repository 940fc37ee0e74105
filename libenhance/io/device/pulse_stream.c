/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PulseAudio's streams: one records, one plays, each on its device's clock, joined
   by bridge.h. Short buffers are asked for, of the server and by it of the devices
   (PA_STREAM_ADJUST_LATENCY). Without prebuffering a gap costs its own time and no
   more: the delay never grows. */

#include "io/device/pulse_device.h"

#include "base/clock.h"
#include "io/base/error.h"

#include <pthread.h>
#include <sched.h>
#include <string.h>

/* Streams are connected within this, or never, ms. */
#define CONNECT_MS 3000u

/* What the server holds to be played, fragments: with one it runs dry on an idle
   machine, too. */
#define HELD_FRAGMENTS 2u

/* Real-time priority, where the system permits it: below the sound server's. */
#define PRIORITY 4

/* A microphone that has given nothing for so long is lost; before its first block
   it may take its time. Seconds. */
#define QUIET_S 1.2
#define FIRST_QUIET_S 3.2

/* Longest latency that is believed, us. */
#define MOST_USEC 2000000u

static double
now_s (void)
{
  return (double) enh__clock_ns () / (double) ENH__NS_PER_S;
}

/* Seconds between the stream's index and the air; 0: not known yet. */
static double
latency_s (pa_stream *stream)
{
  pa_usec_t usec = 0;
  int negative = 0;

  if (pa_stream_get_latency (stream, &usec, &negative) < 0 || usec > MOST_USEC)
    return 0.0;
  return negative ? -1e-6 * (double) usec : 1e-6 * (double) usec;
}

/* --- Audio: in the loop's thread ----------------------------------------------- */

static void
on_read (pa_stream *stream, size_t ready, void *user)
{
  enh__device *device = user;
  const uint32_t channels = device->snapshot.captured;
  const double rate = device->snapshot.sample_rate;
  const void *data;
  size_t bytes;

  (void) ready;
  while (pa_stream_readable_size (stream) > 0
         && pa_stream_peek (stream, &data, &bytes) == 0 && bytes > 0)
    {
      const double now = now_s ();
      const double first_s = now - latency_s (stream);
      const uint32_t frames = (uint32_t) (bytes / (channels * sizeof (float)));
      const float *from = data;

      for (uint32_t done = 0; done < frames;)
        {
          const uint32_t left = frames - done;
          const uint32_t some = left < ENH__PULSE_BLOCK ? left
                                                        : ENH__PULSE_BLOCK;

          for (uint32_t c = 0; c < channels; ++c)
            for (uint32_t i = 0; i < some; ++i)
              /* NULL: a hole, where the server lost some. */
              device->in_block[c][i]
                = from ? from[(size_t) (done + i) * channels + c] : 0.0f;
          done += some;
          enh__bridge_push (device->bridge,
                            (const float *const *) device->in_block, some, now,
                            first_s + (double) done / rate);
        }
      (void) pa_stream_drop (stream);
    }
}

/* Notice that the microphone gives nothing any more; by what was played, so that a
   time in which all stood still does not count. */
static void
watch_input (enh__device *device, const enh__bridge_state *state, int gave,
             uint32_t frames)
{
  const int first = gave == ENH__BRIDGE_WAITS;

  device->quiet_s
    = gave == ENH__BRIDGE_FLOWS || state->silent_s < QUIET_S
        ? 0.0
        : device->quiet_s + (double) frames / device->snapshot.sample_rate;
  if (device->quiet_s > (first ? FIRST_QUIET_S : QUIET_S))
    enh__pulse_stream_lose (device, ENH_LIVE_LOST_INPUT);
}

static void
fill (enh__device *device, float *to, uint32_t frames, double now, double end_s)
{
  const uint32_t channels = device->snapshot.outputs;
  enh__bridge_state state;
  const int gave
    = enh__bridge_pull (device->bridge, device->in_block, frames, now, end_s);

  enh__bridge_observe (device->bridge, &state);
  if (gave == ENH__BRIDGE_GAP)
    enh__engine_gap (device->engine, frames, state.gaps != device->gaps);
  device->gaps = state.gaps;
  watch_input (device, &state, gave, frames);
  enh__engine_process (
    device->engine,
    gave == ENH__BRIDGE_WAITS ? NULL : (const float *const *) device->in_block,
    device->out_block, frames, device->xrun, state.delay_s);
  device->xrun = 0;
  for (uint32_t c = 0; c < channels; ++c)
    for (uint32_t i = 0; i < frames; ++i)
      to[(size_t) i * channels + c] = device->out_block[c][i];
}

static void
on_write (pa_stream *stream, size_t wanted, void *user)
{
  enh__device *device = user;
  const size_t frame = device->snapshot.outputs * sizeof (float);
  const double rate = device->snapshot.sample_rate;
  const double now = now_s ();
  double end_s = now + latency_s (stream);

  while (wanted >= frame)
    {
      size_t bytes
        = wanted < ENH__PULSE_BLOCK * frame ? wanted : ENH__PULSE_BLOCK * frame;
      void *data = NULL;

      if (pa_stream_begin_write (stream, &data, &bytes) < 0 || !data)
        return;
      const uint32_t frames = (uint32_t) (bytes / frame < ENH__PULSE_BLOCK
                                            ? bytes / frame
                                            : ENH__PULSE_BLOCK);
      bytes = frames * frame;
      end_s += (double) frames / rate;
      if (atomic_load_explicit (&device->silenced, memory_order_acquire))
        memset (data, 0, bytes);
      else
        fill (device, data, frames, now, end_s);
      if (frames == 0
          || pa_stream_write (stream, data, bytes, NULL, 0, PA_SEEK_RELATIVE)
               < 0)
        return;
      wanted -= bytes < wanted ? bytes : wanted;
    }
}

static void
on_xrun (pa_stream *stream, void *user)
{
  enh__device *device = user;

  (void) stream;
  device->xrun = 1;
}

/* --- What the server tells ------------------------------------------------------ */

void
enh__pulse_stream_lose (void *data, enh_live_loss loss)
{
  enh__device *device = data;
  int nothing = ENH_LIVE_LOST_NOTHING;

  if (atomic_load (&device->stopping))
    return;
  atomic_store_explicit (&device->silenced, 1, memory_order_release);
  /* The first reason is the one: the rest follows from it. */
  if (atomic_compare_exchange_strong (&device->loss, &nothing, (int) loss))
    atomic_store (&device->engine->ended, ENH__ENDED_LOST);
}

static enh_direction
side_of (const enh__device *device, const pa_stream *stream)
{
  return stream == device->stream[ENH_DIRECTION_INPUT] ? ENH_DIRECTION_INPUT
                                                       : ENH_DIRECTION_OUTPUT;
}

static void
on_state (pa_stream *stream, void *user)
{
  enh__device *device = user;
  const enh_direction side = side_of (device, stream);

  if (pa_stream_get_state (stream) == PA_STREAM_READY)
    device->at[side] = pa_stream_get_device_index (stream);
  else if (!PA_STREAM_IS_GOOD (pa_stream_get_state (stream)))
    enh__pulse_stream_lose (
      device,
      !PA_CONTEXT_IS_GOOD (pa_context_get_state (device->server->context))
        ? ENH_LIVE_LOST_SERVER
      : side == ENH_DIRECTION_INPUT ? ENH_LIVE_LOST_INPUT
                                    : ENH_LIVE_LOST_OUTPUT);
  pa_threaded_mainloop_signal (device->server->loop, 0);
}

/* Never by itself on another device than at first. */
static void
on_moved (pa_stream *stream, void *user)
{
  enh__device *device = user;
  const enh_direction side = side_of (device, stream);

  if (pa_stream_get_device_index (stream) != device->at[side])
    enh__pulse_stream_lose (device, side == ENH_DIRECTION_INPUT
                                      ? ENH_LIVE_LOST_INPUT_REPLACED
                                      : ENH_LIVE_LOST_OUTPUT);
}

/* --- Begin and end -------------------------------------------------------------- */

static void
hurry (pa_mainloop_api *api, void *user)
{
  const struct sched_param priority = { .sched_priority = PRIORITY };

  (void) api;
  (void) user;
  (void) pthread_setschedparam (pthread_self (), SCHED_FIFO, &priority);
}

static int
are_ready (void *data)
{
  const enh__device *device = data;

  return atomic_load (&device->loss)
         || (pa_stream_get_state (device->stream[0]) == PA_STREAM_READY
             && pa_stream_get_state (device->stream[1]) == PA_STREAM_READY);
}

static pa_stream *
make (enh__device *device, enh_direction side, uint32_t channels)
{
  const int in = side == ENH_DIRECTION_INPUT;
  const pa_sample_spec spec = { PA_SAMPLE_FLOAT32NE,
                                (uint32_t) device->snapshot.sample_rate,
                                (uint8_t) channels };
  const uint32_t bytes = device->period * channels * (uint32_t) sizeof (float);
  const pa_buffer_attr attr
    = { UINT32_MAX, HELD_FRAGMENTS * bytes, 0, bytes, bytes };
  const pa_stream_flags_t flags
    = PA_STREAM_START_CORKED | PA_STREAM_ADJUST_LATENCY
      | PA_STREAM_AUTO_TIMING_UPDATE | PA_STREAM_INTERPOLATE_TIMING;
  pa_channel_map map;
  pa_stream *stream;

  if (channels == 1)
    pa_channel_map_init_mono (&map);
  else
    pa_channel_map_init_stereo (&map);
  stream = pa_stream_new (device->server->context,
                          in ? "Microphone" : "Headset", &spec, &map);
  device->stream[side] = stream;
  if (!stream)
    return NULL;
  pa_stream_set_state_callback (stream, on_state, device);
  pa_stream_set_moved_callback (stream, on_moved, device);
  pa_stream_set_overflow_callback (stream, on_xrun, device);
  if (in)
    pa_stream_set_read_callback (stream, on_read, device);
  else
    {
      pa_stream_set_write_callback (stream, on_write, device);
      pa_stream_set_underflow_callback (stream, on_xrun, device);
    }
  return (in ? pa_stream_connect_record (stream, device->name[side], &attr,
                                         flags)
             : pa_stream_connect_playback (stream, device->name[side], &attr,
                                           flags, NULL, NULL))
             == 0
           ? stream
           : NULL;
}

enh_status
enh__pulse_stream_open (enh__device *device, enh_error *error)
{
  pa_threaded_mainloop *loop = device->server->loop;
  int complete;

  pa_threaded_mainloop_lock (loop);
  pa_mainloop_api_once (pa_threaded_mainloop_get_api (loop), hurry, NULL);
  complete
    = make (device, ENH_DIRECTION_INPUT, device->snapshot.captured)
      && make (device, ENH_DIRECTION_OUTPUT, device->snapshot.outputs)
      && !enh__pulse_server_wait (device->server, are_ready, device, CONNECT_MS)
      && !atomic_load (&device->loss);
  pa_threaded_mainloop_unlock (loop);
  return complete
           ? ENH_OK
           : enh__fail (
             error, ENH_ERR_DEVICE,
             "PulseAudio does not let sound run from '%.100s' to '%.100s'",
             device->snapshot.side[ENH_DIRECTION_INPUT].name,
             device->snapshot.side[ENH_DIRECTION_OUTPUT].name);
}

enh_status
enh__pulse_stream_start (enh__device *device, enh_error *error)
{
  int complete = 1;

  pa_threaded_mainloop_lock (device->server->loop);
  for (int d = 0; d < 2; ++d)
    {
      pa_operation *asked = pa_stream_cork (device->stream[d], 0, NULL, NULL);

      complete = complete && asked;
      if (asked)
        pa_operation_unref (asked);
    }
  pa_threaded_mainloop_unlock (device->server->loop);
  return complete ? ENH_OK
                  : enh__fail (error, ENH_ERR_DEVICE,
                               "the sound of PulseAudio could not be started");
}

void
enh__pulse_stream_end (enh__device *device)
{
  if (!device->server)
    return;
  pa_threaded_mainloop_lock (device->server->loop);
  for (int d = 0; d < 2; ++d)
    if (device->stream[d])
      {
        pa_stream *stream = device->stream[d];

        pa_stream_set_state_callback (stream, NULL, NULL);
        pa_stream_set_moved_callback (stream, NULL, NULL);
        pa_stream_set_read_callback (stream, NULL, NULL);
        pa_stream_set_write_callback (stream, NULL, NULL);
        pa_stream_set_overflow_callback (stream, NULL, NULL);
        pa_stream_set_underflow_callback (stream, NULL, NULL);
        (void) pa_stream_disconnect (stream);
        pa_stream_unref (stream);
        device->stream[d] = NULL;
      }
  pa_threaded_mainloop_unlock (device->server->loop);
}
