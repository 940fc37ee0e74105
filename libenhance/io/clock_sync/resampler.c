/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/clock_sync/resampler.h"

#include "base/interleave.h"
#include "base/ring.h"
#include "base/wipe.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = ENH__RESAMPLER_CHUNK };

void
enh__resampler_clear (enh__resampler *r)
{
  enh__ring_destroy (r->ring);
  enh__sinc_clear (&r->sinc);
  for (uint32_t c = 0; c < ENH__RESAMPLER_CHANNELS; ++c)
    enh__wipe_free (r->history[c], r->room * sizeof (float));
  enh__wipe_free (r->out_mix, (size_t) r->room * r->channels * sizeof (float));
  free (r->weights);
  enh__wipe (r, sizeof *r);
}

int
enh__resampler_init (enh__resampler *r, uint32_t frames, double ratio,
                     double most_step, uint32_t channels)
{
  memset (r, 0, sizeof *r);
  r->channels = channels;
  r->ring = enh__ring_create ((size_t) frames * channels);
  if (!r->ring || enh__sinc_init (&r->sinc, ratio) != 0)
    return -1;
  r->room = (uint32_t) ceil (CHUNK * most_step) + 2u * r->sinc.taps + 4u;
  r->out_mix = calloc ((size_t) r->room * channels, sizeof (float));
  r->weights = calloc (r->sinc.taps, sizeof (float));
  for (uint32_t c = 0; c < channels; ++c)
    {
      r->history[c] = calloc (r->room, sizeof (float));
      if (!r->history[c])
        return -1;
    }
  return r->out_mix && r->weights ? 0 : -1;
}

int
enh__resampler_write (enh__resampler *r, const float *const *in,
                      uint32_t frames)
{
  const uint32_t width = r->channels;

  if (enh__ring_write_space (r->ring) < (size_t) frames * width)
    return -1;
  for (uint32_t done = 0; done < frames;)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < CHUNK ? left : CHUNK;

      if (in)
        enh__interleave (r->in_mix, in, done, width, now);
      else
        memset (r->in_mix, 0, (size_t) now * width * sizeof (float));
      (void) enh__ring_write (r->ring, r->in_mix, (size_t) now * width);
      done += now;
    }
  return 0;
}

int
enh__resampler_seek (enh__resampler *r, double at)
{
  if (at < (double) r->sinc.taps + (double) r->taken)
    return -1;
  r->at = (uint64_t) at;
  r->part = at - (double) r->at;
  r->count = 0;
  return 0;
}

double
enh__resampler_place (const enh__resampler *r)
{
  return (double) r->at + r->part;
}

/* Throw away what lies in the ring before frame `until`. */
static void
skip_to (enh__resampler *r, uint64_t until)
{
  while (r->taken < until)
    {
      const uint64_t left = until - r->taken;
      const size_t there = enh__ring_read_space (r->ring) / r->channels;
      size_t now = left < there ? (size_t) left : there;

      if (now == 0)
        return;
      now = now < r->room ? now : r->room;
      (void) enh__ring_read (r->ring, r->out_mix, now * r->channels);
      r->taken += now;
    }
}

void
enh__resampler_catch_up (enh__resampler *r, uint64_t written)
{
  const uint64_t half = enh__ring_capacity (r->ring) / r->channels / 2u;

  if (written > half)
    skip_to (r, written - half);
}

static void
drop_before (enh__resampler *r, uint64_t from)
{
  const uint64_t old = from - r->kept;
  const uint32_t left = old < r->count ? r->count - (uint32_t) old : 0u;

  for (uint32_t c = 0; c < r->channels && left > 0; ++c)
    memmove (r->history[c], r->history[c] + old, left * sizeof (float));
  r->count = left;
  r->kept = from;
}

/* Have the samples from half before `at` to half after `end` in the history.
   Returns 0 if they have not come. */
static int
fetch (enh__resampler *r, uint64_t end)
{
  const uint64_t from = r->at - (r->sinc.half - 1u);
  const uint64_t until = end + r->sinc.half + 1u;
  const uint32_t width = r->channels;

  if (r->count > 0 && r->kept < from)
    drop_before (r, from);
  if (r->count == 0)
    {
      skip_to (r, from);
      if (r->taken != from)
        return 0;
      r->kept = from;
    }
  if (until <= r->taken)
    return 1;

  const uint32_t wanted = (uint32_t) (until - r->taken);
  if (enh__ring_read_space (r->ring) < (size_t) wanted * width)
    return 0;
  (void) enh__ring_read (r->ring, r->out_mix, (size_t) wanted * width);
  enh__deinterleave (r->history, r->count, r->out_mix, width, wanted);
  r->count += wanted;
  r->taken += wanted;
  return 1;
}

static void
move (enh__resampler *r, double by)
{
  const double to = r->part + by;
  const uint64_t whole = (uint64_t) to;

  r->at += whole;
  r->part = to - (double) whole;
}

/* At most CHUNK frames. 0, or -1: they are zeros. */
static int
read_chunk (enh__resampler *r, float *const *out, uint32_t from,
            uint32_t frames, double step)
{
  const double by = step * (double) frames;
  const int there = fetch (r, r->at + (uint64_t) (r->part + by));

  if (!there)
    for (uint32_t c = 0; c < r->channels; ++c)
      memset (out[c] + from, 0, frames * sizeof (float));
  for (uint32_t i = 0; there && i < frames; ++i)
    {
      const double to = r->part + step * (double) i;
      const uint32_t whole = (uint32_t) to;

      enh__sinc_weights (&r->sinc, to - (double) whole, r->weights);
      for (uint32_t c = 0; c < r->channels; ++c)
        out[c][from + i]
          = enh__sinc_sum (&r->sinc, r->weights, r->history[c] + whole);
    }
  move (r, by);
  return there ? 0 : -1;
}

int
enh__resampler_read (enh__resampler *r, float *const *out, uint32_t frames,
                     double step)
{
  int status = 0;

  for (uint32_t done = 0; done < frames;)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < CHUNK ? left : CHUNK;

      if (read_chunk (r, out, done, now, step) != 0)
        status = -1;
      done += now;
    }
  return status;
}
