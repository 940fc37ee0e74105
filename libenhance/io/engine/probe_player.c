/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Runs in the callback: no allocation, no lock, no output, no system call.

   The chain's sound fades out in 10 ms; from the next frame on frame n of the
   probe is played while frame n of the recording is taken, so that the lag
   between the two is the delay of the loop in frames of the callback's own
   count. After the last frame the chain's sound fades in. A probe that is
   cancelled fades out first. What leaves is clamped to the chain's ceiling in
   every case. */

#include "io/engine/probe_player.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* Seconds; as long as the chain takes for a mute. */
#define FADE_S 0.010

void
enh__probe_player_init (enh__probe_player *probe, double sample_rate,
                        uint32_t inputs, uint32_t outputs)
{
  memset (probe, 0, sizeof *probe);
  probe->inputs = inputs;
  probe->outputs = outputs;
  probe->fade = (uint32_t) lround (FADE_S * sample_rate);
  probe->ceiling = enh_param_by_name ("ceiling");
  probe->ear_full_scale = enh_param_by_name ("ear_full_scale");
  atomic_init (&probe->state, ENH__PROBE_IDLE);
  atomic_init (&probe->cancel, 0);
}

static uint32_t
least (uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

void
enh__probe_player_take (enh__probe_player *probe, const enh_chain *chain,
                        const float *const *in, uint32_t frames)
{
  if (atomic_load_explicit (&probe->state, memory_order_acquire)
      != ENH__PROBE_ARMED)
    return;

  const int muted = enh_chain_muted (chain);
  if (muted && !probe->was_muted)
    atomic_store_explicit (&probe->cancel, 1, memory_order_relaxed);
  probe->was_muted = muted;

  /* Not before the chain is silent. */
  const uint32_t begin = least (probe->fade - probe->shut, frames);
  const uint32_t count = least (frames - begin, probe->total - probe->at);
  for (uint32_t c = 0; c < probe->inputs; ++c)
    if (!probe->heard[c])
      continue;
    else if (in)
      memcpy (probe->heard[c] + probe->at, in[c] + begin,
              count * sizeof (float));
    else
      memset (probe->heard[c] + probe->at, 0, count * sizeof (float));
}

/* Raised cosine from 1 to 0. */
static float
gain_at (uint32_t at, uint32_t length)
{
  if (at == 0)
    return 1.0f;
  if (at >= length)
    return 0.0f;
  return 0.5f + 0.5f * cosf (3.14159265f * (float) at / (float) length);
}

/* Highest amplitude that the chain lets pass: a sine of `ceiling` dB SPL. */
static float
highest (const enh__probe_player *probe, const enh_chain *chain)
{
  return powf (10.0f, 0.05f
                        * (enh_chain_get (chain, probe->ceiling)
                           - enh_chain_get (chain, probe->ear_full_scale)));
}

/* The probe's next sample, 0 before and after it. Advances all counters. */
static float
next_sample (enh__probe_player *probe, int plays, int drops)
{
  if (!plays)
    {
      if (probe->shut > 0)
        --probe->shut;
      return 0.0f;
    }
  if (probe->shut < probe->fade)
    {
      ++probe->shut;
      return 0.0f;
    }

  const float sound = probe->at < probe->length ? probe->sound[probe->at]
                                                : 0.0f;
  ++probe->at;
  if (drops)
    ++probe->faded;
  return sound * gain_at (probe->faded, probe->fade);
}

void
enh__probe_player_put (enh__probe_player *probe, const enh_chain *chain,
                       float *const *out, uint32_t frames)
{
  int plays = atomic_load_explicit (&probe->state, memory_order_acquire)
              == ENH__PROBE_ARMED;
  if (!plays && probe->shut == 0)
    return;

  const int drops
    = plays && atomic_load_explicit (&probe->cancel, memory_order_relaxed);
  const float most = highest (probe, chain);
  /* Afterwards it is the setup thread's. */
  const uint32_t ears = plays ? probe->ears : 0;

  for (uint32_t i = 0; i < frames; ++i)
    {
      const float open = gain_at (probe->shut, probe->fade);
      const float sound = next_sample (probe, plays, drops);

      for (uint32_t c = 0; c < probe->outputs; ++c)
        {
          const float y = open * out[c][i] + (ears & 1u << c ? sound : 0.0f);
          const float low = y >= -most ? y : -most;
          const float held = low <= most ? low : most;
          out[c][i] = isfinite (y) ? held : 0.0f;
        }
      if (!plays)
        continue;

      /* Cancelled before the first sample there is nothing to fade. */
      const int dropped = drops
                          && (probe->at == 0 || probe->faded >= probe->fade);
      if (dropped || probe->at == probe->total)
        {
          plays = 0;
          atomic_store_explicit (&probe->state,
                                 drops ? ENH__PROBE_DROPPED : ENH__PROBE_FULL,
                                 memory_order_release);
        }
    }
}
