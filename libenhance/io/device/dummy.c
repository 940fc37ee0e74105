/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The dummy device: a clock, a file as microphone, a file as ear.

   Two threads. The clock thread is the audio thread: it wakes by the system's
   clock, calls the engine, and reaches the files through two rings. The file
   thread fills one and empties the other. When a ring is not ready (a slow disk)
   the clock thread skips the tick and calls later: the dummy device never loses a
   sample, and what it writes is exact. */

#include "base/clock.h"
#include "io/device/driver.h"
#include "io/base/error.h"
#include "io/file/target.h"
#include "base/interleave.h"
#include "base/ring.h"
#include "base/wipe.h"

#include <enhance/file.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CHANNELS 2u

/* Frames per callback unless asked for: 2.7 ms at 48 kHz, a good sound
   server's. */
#define DEFAULT_PERIOD 128u

/* Hz, when neither the caller nor a file has one. */
#define DEFAULT_RATE 48000.0

/* Frames between file and ring at a time. */
#define BLOCK_FRAMES 1024u

/* Seconds of sound that a ring holds, so that a disk may be slow for that
   long, and at least these many periods. */
#define RING_S 1.0
#define RING_PERIODS 4.0

/* How often the file thread polls its rings. */
#define FILE_POLL_MS 5u

struct enh__device {
  enh__device_snapshot snapshot;
  uint32_t period;    /* frames */
  enh_file *in_file;  /* NULL: silence */
  enh_file *out_file; /* NULL: thrown away */
  enh__engine *engine;
  enh__ring *in_ring;  /* interleaved */
  enh__ring *out_ring; /* interleaved */
  uint64_t tail;       /* frames of the chain's delay, after the input */

  float *in_block[MOST_CHANNELS];  /* `period` frames each */
  float *out_block[MOST_CHANNELS]; /* `period` frames each */
  float *in_mix;                   /* `period` frames, interleaved */
  float *out_mix;                  /* `period` frames, interleaved */
  float *file_block[MOST_CHANNELS];
  float *file_mix; /* the file thread's, BLOCK_FRAMES each */

  pthread_t clock_thread;
  pthread_t file_thread;
  int clock_runs; /* not 0: to be joined */
  int file_runs;
  atomic_int quit;      /* not 0: both threads shall end */
  atomic_int in_ended;  /* all input is in its ring */
  atomic_int out_ended; /* all output is in its ring */

  /* The file thread's; read after it was joined. */
  enh_status file_status;
  enh_error file_error;
};

/* --- Clock thread ------------------------------------------------------- */

/* Frames of the next callback; 0: not now. Fills in_mix. */
static uint32_t
next_input (enh__device *device, uint64_t *tail)
{
  const uint32_t width = device->snapshot.inputs;

  if (!device->in_file)
    {
      memset (device->in_mix, 0,
              (size_t) device->period * width * sizeof *device->in_mix);
      return device->period;
    }

  /* Read before the ring: what was written before the end is then seen. */
  const int ended
    = atomic_load_explicit (&device->in_ended, memory_order_acquire);
  const size_t there = enh__ring_read_space (device->in_ring) / width;
  if (there < device->period && !ended)
    return 0;

  const uint32_t from_file = there < device->period ? (uint32_t) there
                                                    : device->period;
  const uint32_t room = device->period - from_file;
  const uint32_t from_tail = *tail < room ? (uint32_t) *tail : room;
  (void) enh__ring_read (device->in_ring, device->in_mix,
                         (size_t) from_file * width);
  memset (device->in_mix + (size_t) from_file * width, 0,
          (size_t) from_tail * width * sizeof *device->in_mix);
  *tail -= from_tail;
  return from_file + from_tail;
}

static void
process (enh__device *device, uint32_t frames)
{
  const uint32_t outputs = device->snapshot.outputs;

  enh__deinterleave (device->in_block, 0, device->in_mix,
                     device->snapshot.inputs, frames);
  enh__engine_process (device->engine, (const float *const *) device->in_block,
                       device->out_block, frames, 0,
                       /* One period in, one out: what a device has at least. */
                       2.0 * device->period / device->snapshot.sample_rate);
  if (!device->out_file)
    return;
  enh__interleave (device->out_mix, (const float *const *) device->out_block, 0,
                   outputs, frames);
  (void) enh__ring_write (device->out_ring, device->out_mix,
                          (size_t) frames * outputs);
}

/* One callback. 1: done, 0: rings not ready, -1: the input is at its end. */
static int
tick (enh__device *device, uint64_t *tail)
{
  if (device->out_file
      && enh__ring_write_space (device->out_ring)
           < (size_t) device->period * device->snapshot.outputs)
    return 0;

  const uint32_t frames = next_input (device, tail);
  if (frames == 0)
    return device->in_file
               && atomic_load_explicit (&device->in_ended, memory_order_acquire)
               && enh__ring_read_space (device->in_ring) == 0 && *tail == 0
             ? -1
             : 0;
  process (device, frames);
  return 1;
}

static void *
run_clock (void *data)
{
  enh__device *device = data;
  uint64_t tail = device->tail;
  uint64_t ticks = 0;
  const uint64_t start_ns = enh__clock_ns ();
  const double period_ns = (double) device->period * (double) ENH__NS_PER_S
                           / device->snapshot.sample_rate;
  int more = 1;

  while (more && !atomic_load_explicit (&device->quit, memory_order_acquire))
    {
      const uint64_t due = start_ns + (uint64_t) (period_ns * (double) ++ticks);
      struct timespec when
        = { (time_t) (due / ENH__NS_PER_S), (long) (due % ENH__NS_PER_S) };

      /* By the absolute time, so that no error adds up. */
      while (clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL) != 0)
        ;
      more = tick (device, &tail) >= 0;
    }
  atomic_store_explicit (&device->out_ended, 1, memory_order_release);
  if (!more && !device->out_file)
    atomic_store (&device->engine->ended, ENH__ENDED_FINISHED);
  return NULL;
}

/* --- File thread --------------------------------------------------------- */

/* One block from the file to the ring. 1: moved, 0: no room or at the end,
   -1: failed. */
static int
fill (enh__device *device)
{
  const uint32_t width = device->snapshot.inputs;
  uint32_t got = 0;

  if (!device->in_file || atomic_load (&device->in_ended)
      || enh__ring_write_space (device->in_ring)
           < (size_t) BLOCK_FRAMES * width)
    return 0;
  device->file_status = enh_file_read (device->in_file, device->file_block,
                                       BLOCK_FRAMES, &got, &device->file_error);
  if (device->file_status != ENH_OK)
    return -1;
  enh__interleave (device->file_mix, (const float *const *) device->file_block,
                   0, width, got);
  (void) enh__ring_write (device->in_ring, device->file_mix,
                          (size_t) got * width);
  if (got < BLOCK_FRAMES)
    atomic_store_explicit (&device->in_ended, 1, memory_order_release);
  return 1;
}

/* One block from the ring to the file; the same. */
static int
drain (enh__device *device)
{
  const uint32_t width = device->snapshot.outputs;

  if (!device->out_file)
    return 0;

  size_t frames = enh__ring_read_space (device->out_ring) / width;
  if (frames == 0)
    return 0;
  frames = frames < BLOCK_FRAMES ? frames : BLOCK_FRAMES;
  (void) enh__ring_read (device->out_ring, device->file_mix, frames * width);
  enh__deinterleave (device->file_block, 0, device->file_mix, width, frames);
  device->file_status = enh_file_write (
    device->out_file, (const float *const *) device->file_block,
    (uint32_t) frames, &device->file_error);
  return device->file_status == ENH_OK ? 1 : -1;
}

static void *
run_files (void *data)
{
  enh__device *device = data;

  for (;;)
    {
      /* Read before the rings, for the same reason as above. */
      const int over
        = atomic_load_explicit (&device->out_ended, memory_order_acquire);
      const int filled = fill (device);
      const int drained = filled < 0 ? filled : drain (device);

      if (filled < 0 || drained < 0)
        {
          atomic_store (&device->quit, 1);
          atomic_store (&device->engine->ended, ENH__ENDED_FINISHED);
          break;
        }
      if (over && drained == 0)
        {
          if (!atomic_load (&device->quit))
            atomic_store (&device->engine->ended, ENH__ENDED_FINISHED);
          break;
        }
      if (filled == 0 && drained == 0)
        enh__sleep_ms (FILE_POLL_MS);
    }
  return NULL;
}

/* --- Setup --------------------------------------------------------------- */

static const char *
path_of (const char *name)
{
  const char *path = name + sizeof ENH__DUMMY_PREFIX - 1u;

  return *path ? path : NULL;
}

static int
dummy_close (enh__device *device)
{
  if (!device)
    return 0;

  const size_t block_bytes = device->period * sizeof (float);
  enh_file_close (device->in_file);
  enh_file_close (device->out_file);
  enh__ring_destroy (device->in_ring);
  enh__ring_destroy (device->out_ring);
  for (uint32_t c = 0; c < MOST_CHANNELS; ++c)
    {
      enh__wipe_free (device->in_block[c], block_bytes);
      enh__wipe_free (device->out_block[c], block_bytes);
      enh__wipe_free (device->file_block[c], BLOCK_FRAMES * sizeof (float));
    }
  enh__wipe_free (device->in_mix, MOST_CHANNELS * block_bytes);
  enh__wipe_free (device->out_mix, MOST_CHANNELS * block_bytes);
  enh__wipe_free (device->file_mix,
                  MOST_CHANNELS * BLOCK_FRAMES * sizeof (float));
  free (device);
  return 0;
}

static enh_status
prepare_input (enh__device *device, const enh_live_config *config,
               enh_error *error)
{
  const char *path = path_of (config->input);
  enh__device_snapshot *snapshot = &device->snapshot;

  snapshot->sample_rate = config->sample_rate;
  snapshot->inputs = config->inputs;
  if (!path)
    {
      if (!(snapshot->sample_rate > 0.0))
        snapshot->sample_rate = DEFAULT_RATE;
      if (snapshot->inputs == 0)
        snapshot->inputs = 1;
      return ENH_OK;
    }

  const enh_status status = enh_file_open (&device->in_file, path, error);
  if (status != ENH_OK)
    return status;
  const enh_file_info *info = enh_file_describe (device->in_file);
  if (info->channels > MOST_CHANNELS)
    return enh__fail (error, ENH_ERR_CHANNELS,
                      "input %s has %u channels; give one with 1 or 2", path,
                      (unsigned int) info->channels);
  if (snapshot->inputs != 0 && snapshot->inputs != info->channels)
    return enh__fail (
      error, ENH_ERR_CHANNELS, "input %s has %u channels, %u were asked for",
      path, (unsigned int) info->channels, (unsigned int) snapshot->inputs);
  snapshot->inputs = info->channels;
  if (snapshot->sample_rate > 0.0
      && (snapshot->sample_rate < info->sample_rate
          || snapshot->sample_rate > info->sample_rate))
    return enh__fail (error, ENH_ERR_RATE,
                      "input %s has %.0f Hz, %.0f Hz were asked for; leave "
                      "the rate to the file",
                      path, info->sample_rate, snapshot->sample_rate);
  snapshot->sample_rate = info->sample_rate;
  if (!(snapshot->sample_rate >= 8000.0 && snapshot->sample_rate <= 192000.0))
    return enh__fail (error, ENH_ERR_RATE,
                      "input %s has %.0f Hz; 8000 to 192000 can be used", path,
                      snapshot->sample_rate);
  return ENH_OK;
}

static void
describe (enh__device_side *side, const char *spec)
{
  (void) snprintf (side->name, sizeof side->name, "%s", spec);
  (void) snprintf (side->backend, sizeof side->backend, "dummy");
  side->kind = ENH_DEVICE_UNKNOWN;
}

static enh_status
dummy_prepare (enh__device **device, const enh_live_config *config,
               enh__device_snapshot *snapshot, enh_error *error)
{
  enh__device *made = calloc (1, sizeof *made);

  *device = made;
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY,
                      "no memory for the dummy device");
  atomic_init (&made->quit, 0);
  atomic_init (&made->in_ended, 0);
  atomic_init (&made->out_ended, 0);
  made->period = config->period ? config->period : DEFAULT_PERIOD;
  describe (&made->snapshot.side[ENH_DIRECTION_INPUT], config->input);
  describe (&made->snapshot.side[ENH_DIRECTION_OUTPUT], config->output);

  enh_status status = prepare_input (made, config, error);
  if (status != ENH_OK)
    return status;
  made->snapshot.outputs = config->outputs ? config->outputs : 2;
  if (made->snapshot.outputs < made->snapshot.inputs)
    return enh__fail (error, ENH_ERR_CHANNELS,
                      "%u inputs to %u outputs: choose 1 to 1, 1 to 2 or 2 "
                      "to 2",
                      (unsigned int) made->snapshot.inputs,
                      (unsigned int) made->snapshot.outputs);

  const char *path = path_of (config->output);
  if (path)
    {
      const enh_file_info info
        = { made->snapshot.sample_rate, made->snapshot.outputs, 0, 0 };
      status
        = enh_file_create (&made->out_file, path, &info, ENH_FILE_FLOAT, error);
      /* The end must not wait for somebody to come. */
      if (status == ENH_OK && enh__file_has_no_reader (made->out_file))
        status
          = enh__fail (error, ENH_ERR_OPEN,
                       "cannot write %s: nobody reads this pipe; begin its "
                       "reader first",
                       path);
    }
  *snapshot = made->snapshot;
  return status;
}

static int
allocate (enh__device *device)
{
  const enh__device_snapshot *snapshot = &device->snapshot;
  const size_t period = device->period;
  const double seconds_frames = RING_S * snapshot->sample_rate;
  const double period_frames = RING_PERIODS * (double) period;
  const size_t ring_frames = BLOCK_FRAMES
                             + (size_t) (seconds_frames > period_frames
                                           ? seconds_frames
                                           : period_frames);
  int complete = 1;

  for (uint32_t c = 0; c < MOST_CHANNELS; ++c)
    {
      device->in_block[c] = calloc (period, sizeof (float));
      device->out_block[c] = calloc (period, sizeof (float));
      device->file_block[c] = calloc (BLOCK_FRAMES, sizeof (float));
      complete = complete && device->in_block[c] && device->out_block[c]
                 && device->file_block[c];
    }
  device->in_mix = calloc (period * MOST_CHANNELS, sizeof (float));
  device->out_mix = calloc (period * MOST_CHANNELS, sizeof (float));
  device->file_mix
    = calloc ((size_t) BLOCK_FRAMES * MOST_CHANNELS, sizeof (float));
  device->in_ring = enh__ring_create (ring_frames * snapshot->inputs);
  device->out_ring = enh__ring_create (ring_frames * snapshot->outputs);
  return complete && device->in_mix && device->out_mix && device->file_mix
         && device->in_ring && device->out_ring;
}

static enh_status
dummy_open (enh__device *device, enh__engine *engine, enh_error *error)
{
  device->engine = engine;
  device->tail = enh_chain_latency (engine->chain);
  if (!allocate (device))
    return enh__fail (error, ENH_ERR_NO_MEMORY,
                      "no memory for the dummy device");
  /* A file that is damaged at its start is reported now, and the clock never
     waits for the first samples. */
  while (fill (device) > 0)
    ;
  if (device->file_status != ENH_OK && error)
    *error = device->file_error;
  return device->file_status;
}

static void
end_threads (enh__device *device)
{
  atomic_store (&device->quit, 1);
  if (device->clock_runs)
    (void) pthread_join (device->clock_thread, NULL);
  device->clock_runs = 0;
  atomic_store (&device->out_ended, 1);
  if (device->file_runs)
    (void) pthread_join (device->file_thread, NULL);
  device->file_runs = 0;
}

static enh_status
dummy_start (enh__device *device, enh_error *error)
{
  device->file_runs
    = pthread_create (&device->file_thread, NULL, run_files, device) == 0;
  device->clock_runs
    = device->file_runs
      && pthread_create (&device->clock_thread, NULL, run_clock, device) == 0;
  if (device->clock_runs)
    return ENH_OK;
  end_threads (device);
  return enh__fail (error, ENH_ERR_DEVICE,
                    "the dummy device could not start a thread");
}

static enh_status
dummy_stop (enh__device *device, enh_error *error)
{
  end_threads (device);
  if (device->file_status != ENH_OK)
    {
      if (error)
        *error = device->file_error;
      return device->file_status;
    }
  return device->out_file ? enh_file_commit (device->out_file, error) : ENH_OK;
}

static float
dummy_delay_ms (const enh__device *device)
{
  return (float) (2000.0 * device->period / device->snapshot.sample_rate);
}

const enh__device_driver enh__device_dummy = {
  dummy_prepare, dummy_open,     dummy_start, dummy_stop,
  dummy_close,   dummy_delay_ms, NULL,        NULL,
};
