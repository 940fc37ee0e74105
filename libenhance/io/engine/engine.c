/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What runs in the callback. No allocation, no lock, no output, no system call
   here; reading the clock is the vDSO (clock.h). */

#include "io/engine/engine.h"

#include "base/clock.h"

#include <stddef.h>
#include <string.h>

/* Frames handed to the chain at a time when the device gives no input. */
#define SILENCE_FRAMES 512u

/* Seconds; more than any sound server in use delays. */
#define MOST_DELAY_S 2.0

/* Callbacks that come this much faster than their frames sound are not in real
   time (JACK's freewheel mode): nothing can have been lost. */
#define FREEWHEEL_PACE 0.5

/* Weight of the newest interval in `pace`: settles within some 16 callbacks. */
#define PACE_WEIGHT (1.0 / 16.0)

/* Longest interval that counts in `pace`, spans: one stall is no trend. */
#define PACE_LIMIT 4.0

/* A gap shows as a callback that comes later than this many spans of the one
   before. Sound servers also flag xruns of other programs and of starting up, when
   none of our samples were lost. */
#define LATE_SPANS 1.5

static const float silence[SILENCE_FRAMES];

void
enh__engine_init (enh__engine *engine, enh_chain *chain, double sample_rate,
                  uint32_t inputs, uint32_t outputs)
{
  engine->chain = chain;
  engine->sample_rate = sample_rate;
  engine->inputs = inputs;
  engine->outputs = outputs;
  engine->clock_ns = enh__clock_ns;
  engine->last_begin_ns = 0;
  engine->last_span_ns = 0.0;
  engine->pace = 1.0;
  engine->lost = 0;
  engine->gap = engine->silent = engine->heard = 0;
  atomic_init (&engine->heartbeat, 0u);
  atomic_init (&engine->frames, 0u);
  atomic_init (&engine->xruns, 0u);
  atomic_init (&engine->last_ns, 0u);
  atomic_init (&engine->period, 0u);
  atomic_init (&engine->device_delay_ms, 0.0f);
  atomic_init (&engine->ended, ENH__ENDED_NOT);
  enh__load_histogram_init (&engine->load);
  enh__probe_player_init (&engine->probe, sample_rate, inputs, outputs);
  enh__mic_mix_init (&engine->mix, sample_rate, inputs, inputs);
  for (int c = 0; c < 2; ++c)
    enh__tap_detector_init (&engine->tap[c], sample_rate);
}

void
enh__engine_set_microphones (enh__engine *engine, uint32_t channels)
{
  enh__probe_player_init (&engine->probe, engine->sample_rate, channels,
                          engine->outputs);
  enh__mic_mix_init (&engine->mix, engine->sample_rate, channels,
                     engine->inputs);
}

float
enh__engine_delay_ms (double delay_s)
{
  /* Written so that NaN fails. */
  if (!(delay_s > 0.0 && delay_s < MOST_DELAY_S))
    return 0.0f;
  return (float) (delay_s * 1000.0);
}

/* One writer: load and store do, no locked instruction is needed. */
static void
add (atomic_uint_least64_t *counter, uint64_t amount)
{
  atomic_store_explicit (
    counter, atomic_load_explicit (counter, memory_order_relaxed) + amount,
    memory_order_release);
}

static uint32_t
frames_in (const enh__engine *engine, double ns)
{
  const double frames = ns * engine->sample_rate / (double) ENH__NS_PER_S;

  return frames < (double) UINT32_MAX ? (uint32_t) frames : UINT32_MAX;
}

/* So much more is missing, one after the other. */
static void
lose (enh__engine *engine, uint32_t frames)
{
  const uint32_t room = UINT32_MAX - engine->lost;

  engine->lost += frames < room ? frames : room;
}

/* An xrun counts if callbacks keep real time, and is heard if this one is late. */
static void
note_gap (enh__engine *engine, uint64_t now_ns, int xrun)
{
  if (!(engine->last_span_ns > 0.0))
    return;

  const double spans
    = (double) (now_ns - engine->last_begin_ns) / engine->last_span_ns;

  if (xrun && engine->pace >= FREEWHEEL_PACE)
    {
      add (&engine->xruns, 1u);
      if (spans > LATE_SPANS)
        {
          lose (engine,
                frames_in (engine, (spans - 1.0) * engine->last_span_ns));
          enh_chain_mark_loss (engine->chain, engine->lost);
        }
    }
  engine->pace
    += PACE_WEIGHT * ((spans < PACE_LIMIT ? spans : PACE_LIMIT) - engine->pace);
}

void
enh__engine_gap (enh__engine *engine, uint32_t frames, int counts)
{
  add (&engine->xruns, counts ? 1u : 0u);
  lose (engine, frames);
  enh_chain_mark_loss (engine->chain, engine->lost);
  engine->gap = 1;
}

/* Of a block that has come: was the microphone in it? What was not is missing,
   and is told when it comes again. */
static void
watch_for_loss (enh__engine *engine, int given, uint32_t frames)
{
  if (!given && engine->heard)
    lose (engine, engine->gap ? 0 : frames);
  else if (given && !engine->gap)
    {
      if (engine->silent)
        enh_chain_mark_loss (engine->chain, engine->lost);
      engine->lost = 0;
      engine->silent = 0;
    }
  engine->silent |= !given && engine->heard;
  engine->heard |= given;
  engine->gap = 0;
}

static void
process_silence (enh__engine *engine, float *const *out, uint32_t frames)
{
  const float *const in[2] = { silence, silence };
  float *to[2] = { NULL, NULL };

  for (uint32_t done = 0; done < frames;)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < SILENCE_FRAMES ? left : SILENCE_FRAMES;

      for (uint32_t c = 0; c < engine->outputs; ++c)
        to[c] = out[c] + done;
      enh_chain_process (engine->chain, in, to, now);
      done += now;
    }
}

/* Through the mix of two channels. */
static void
process_pair (enh__engine *engine, const float *const *in, float *const *out,
              uint32_t frames)
{
  const float *const mixed[2] = { engine->mix.mixed[0], engine->mix.mixed[1] };
  float *to[2] = { NULL, NULL };

  for (uint32_t done = 0; done < frames;)
    {
      const float *const from[2] = { in[0] + done, in[1] + done };
      const uint32_t left = frames - done;
      const uint32_t now = left < ENH__MIC_MIX_BLOCK ? left
                                                     : ENH__MIC_MIX_BLOCK;

      for (uint32_t c = 0; c < engine->outputs; ++c)
        to[c] = out[c] + done;
      enh__mic_mix_process (&engine->mix, from, now);
      enh_chain_process (engine->chain, mixed, to, now);
      done += now;
    }
}

void
enh__engine_process (enh__engine *engine, const float *const *in,
                     float *const *out, uint32_t frames, int xrun,
                     double delay_s)
{
  const uint64_t begin_ns = engine->clock_ns ();
  const double span_ns
    = (double) frames * (double) ENH__NS_PER_S / engine->sample_rate;

  watch_for_loss (engine, in != NULL, frames);
  note_gap (engine, begin_ns, xrun);
  engine->last_begin_ns = begin_ns;
  engine->last_span_ns = span_ns;
  atomic_store_explicit (&engine->last_ns, begin_ns, memory_order_release);

  enh__probe_player_take (&engine->probe, engine->chain, in, frames);
  for (uint32_t c = 0; in && c < engine->mix.inputs && c < 2; ++c)
    enh__tap_detector_process (&engine->tap[c], in[c], frames);
  if (in && engine->mix.inputs > 1)
    process_pair (engine, in, out, frames);
  else if (in)
    enh_chain_process (engine->chain, in, out, frames);
  else
    process_silence (engine, out, frames);
  enh__probe_player_put (&engine->probe, engine->chain, out, frames);

  atomic_store_explicit (&engine->period, frames, memory_order_relaxed);
  atomic_store_explicit (&engine->device_delay_ms,
                         enh__engine_delay_ms (delay_s), memory_order_relaxed);
  add (&engine->frames, frames);
  add (&engine->heartbeat, 1u);
  if (span_ns > 0.0)
    enh__load_histogram_add (
      &engine->load,
      (float) ((double) (engine->clock_ns () - begin_ns) / span_ns));
}
