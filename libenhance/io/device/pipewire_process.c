/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What runs in PipeWire's audio thread: one cycle of the graph. */

#include "io/device/pipewire_device.h"

#include <string.h>

double
enh__pw_delay_s (const enh__device *device, uint32_t frames)
{
  const double period_s = (double) frames / device->snapshot.sample_rate;
  double sum_s = 0.0;

  for (int d = 0; d < 2; ++d)
    sum_s += (double) atomic_load_explicit (&device->latency[d].periods,
                                            memory_order_relaxed)
               * period_s
             + (double) atomic_load_explicit (&device->latency[d].s,
                                              memory_order_relaxed);
  /* The first sample of a cycle has waited for its last. */
  return sum_s > period_s ? sum_s : period_s;
}

/* Not 0: cycles are missing between the last one and this. */
static int
is_gap (enh__device *device, const struct spa_io_clock *clock)
{
  const int gap = device->clock == clock->id && device->position != 0
                  && clock->position > device->position;

  device->clock = clock->id;
  device->position = clock->position + clock->duration;
  return gap;
}

static void
play_nothing (float *const *out, uint32_t outputs, uint32_t frames)
{
  for (uint32_t c = 0; c < outputs; ++c)
    if (out[c])
      memset (out[c], 0, frames * sizeof *out[c]);
}

/* With what the device does not give or take in their places: silence, and a
   buffer that nobody hears. */
static void
process (enh__device *device, float *const *in, float *const *out,
         uint32_t frames, int gap)
{
  static const float silence[ENH__PW_BLOCK];
  const float *from[ENH__PW_CHANNELS];
  float *to[ENH__PW_CHANNELS];
  int heard = 0;

  for (uint32_t c = 0; c < device->snapshot.captured; ++c)
    heard |= in[c] != NULL;
  for (uint32_t done = 0; done < frames;)
    {
      const uint32_t left = frames - done;
      const uint32_t some = left < ENH__PW_BLOCK ? left : ENH__PW_BLOCK;

      for (uint32_t c = 0; c < device->snapshot.captured; ++c)
        from[c] = in[c] ? in[c] + done : silence;
      for (uint32_t c = 0; c < device->snapshot.outputs; ++c)
        to[c] = out[c] ? out[c] + done : device->aside[c];
      enh__engine_process (device->engine, heard ? from : NULL, to, some, gap,
                           enh__pw_delay_s (device, frames));
      gap = 0;
      done += some;
    }
}

void
enh__pw_process (void *data, struct spa_io_position *position)
{
  enh__device *device = data;
  const enh__pw_library *pw = device->graph->pw;
  float *in[ENH__PW_CHANNELS] = { NULL };
  float *out[ENH__PW_CHANNELS] = { NULL };

  if (!position || position->clock.duration == 0
      || position->clock.duration > UINT32_MAX)
    return;
  const struct spa_io_clock *clock = &position->clock;
  const uint32_t frames = (uint32_t) clock->duration;
  const int gap = is_gap (device, clock);

  for (uint32_t c = 0; c < device->snapshot.captured; ++c)
    in[c] = pw->filter_get_dsp_buffer (device->in_port[c], frames);
  for (uint32_t c = 0; c < device->snapshot.outputs; ++c)
    out[c] = pw->filter_get_dsp_buffer (device->out_port[c], frames);
  atomic_store_explicit (&device->rate, clock->rate.denom,
                         memory_order_relaxed);
  atomic_store_explicit (&device->period, frames, memory_order_relaxed);
  /* The chain is made for one rate. */
  if (atomic_load_explicit (&device->silenced, memory_order_acquire)
      || clock->rate.denom != (uint32_t) device->snapshot.sample_rate)
    play_nothing (out, device->snapshot.outputs, frames);
  else
    process (device, in, out, frames, gap);
}
