/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The way of a sample: what runs on the audio thread.

   Samples go through clatter guard, FIR, limiter and ear guard one by one. Once
   a hop the newest 16 ms are analysed and the FIR of the next hop is designed;
   the response fades from the one to the other within the hop. Hops are counted
   from the first sample that is not zero, so blocks of any length, and silence
   of any length before, give the same output. */

#include "chain_state.h"

#include "base/decibel.h"
#include "base/denormal.h"
#include "base/fastmath.h"
#include "base/minmax.h"
#include "dsp/fir.h"

#include <math.h>
#include <string.h>

/* Input beyond this, linear, is no sound: it becomes silence. */
static const float most_input = 8.0f;

/* Noise reduction at 100 %, dB. */
static const float deepest_reduction_db = 18.0f;

/* Noise reduction fades in between these: until then the noise estimate may
   hold a vowel for noise. */
static const float reduction_from_seconds = 0.2f;
static const float reduction_full_seconds = 1.0f;

/* A band's output stays under the ceiling by this much less than the limiter
   does: no sound within full scale is touched by it at a gain of 0 dB. */
static const float band_limit_above_ceiling_db = 3.0f;

/* Tone at its most. */
static const float most_tone_db = 9.0f;

/* Balance turns an ear down this far at the most. */
static const float least_balance_gain = 0.01f;

/* Level meters. */
static const float meter_rise_seconds = 0.010f;
static const float meter_fall_seconds = 0.300f;
static const float meter_floor_db = -200.0f;

static void
publish (_Atomic float *meter, float value)
{
  atomic_store_explicit (meter, value, memory_order_relaxed);
}

static float
setting (const enh_chain *chain, enh_param id)
{
  return chain->audio.setting[id].value;
}

static float
hop_seconds (const enh_chain *chain)
{
  return (float) ((double) chain->hop / chain->sample_rate);
}

/* Settings. */

static void
read_settings (enh_chain *chain, int snap)
{
  for (enh_param id = 0; id < PARAM_COUNT; ++id)
    {
      const float target
        = atomic_load_explicit (&chain->param[id], memory_order_relaxed);
      if (snap)
        enh__ramp_snap (&chain->audio.setting[id], target);
      else
        enh__ramp_step (&chain->audio.setting[id], target, ENH__RAMP_HOPS);
    }
  chain->audio.ceiling = enh__db_to_gain (
    setting (chain, PARAM_CEILING) - setting (chain, PARAM_EAR_FULL_SCALE));
}

static void
move_fitting (const enh_chain *chain, enh__fitting *fitting,
              const enh__fitting *target, uint32_t left)
{
  const float part = 1.0f / (float) left;

  for (uint32_t b = 0; b < chain->audio.compressor.bands; ++b)
    fitting->slope[b] += part * (target->slope[b] - fitting->slope[b]);
  for (uint32_t k = 0; k < chain->bins; ++k)
    fitting->gain[k] += part * (target->gain[k] - fitting->gain[k]);
}

static void
read_fitting (enh_chain *chain, int snap)
{
  if (enh__mailbox_take (&chain->fitting_box))
    chain->audio.fitting_left = ENH__RAMP_HOPS;
  const enh__fittings *newest = &chain->fittings[chain->fitting_box.read];
  const float sharing = newest->same ? 1.0f : 0.0f;
  if (snap)
    {
      chain->audio.fitting_left = 1;
      enh__ramp_snap (&chain->audio.sharing, sharing);
    }
  enh__ramp_step (&chain->audio.sharing, sharing, ENH__RAMP_HOPS);
  if (!chain->audio.fitting_left)
    return;

  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      enh__fitting *fitting = &chain->audio.ear[e].fitting;
      if (chain->audio.fitting_left > 1)
        move_fitting (chain, fitting, &newest->ear[e],
                      chain->audio.fitting_left);
      else
        {
          memcpy (fitting->slope, newest->ear[e].slope, sizeof fitting->slope);
          memcpy (fitting->gain, newest->ear[e].gain,
                  chain->bins * sizeof *fitting->gain);
        }
    }
  --chain->audio.fitting_left;
}

/* Analysis. */

/* Floor of the noise reduction's gain, natural logarithm. */
static float
reduction_floor (const enh_chain *chain)
{
  const float seconds = (float) chain->audio.hops * hop_seconds (chain);
  const float depth
    = enh__min (enh__max ((seconds - reduction_from_seconds)
                            / (reduction_full_seconds - reduction_from_seconds),
                          0.0f),
                1.0f);

  return -depth * deepest_reduction_db * ENH__NEPER_PER_DB * 0.01f
         * setting (chain, PARAM_NOISE_REDUCTION);
}

static void
analyse (enh_chain *chain)
{
  const float floor_log = reduction_floor (chain);
  /* Before the window has filled, powers are too low to learn from. */
  const int filled = chain->audio.hops * chain->hop >= chain->length;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      enh__analysis_power (&chain->audio.analysis, input->history + chain->hop,
                           input->power);
      enh__band_sums (chain->nr_band, chain->nr_bands, input->power,
                      input->bands);
      if (filled)
        {
          enh__noise_tracker_update (&input->tracker, input->power);
          enh__band_sums (chain->nr_band, chain->nr_bands, input->tracker.noise,
                          input->noise);
          enh__denoise_update (&input->denoise, input->bands, input->noise,
                               floor_log);
        }
      enh__compressor_detect (&chain->audio.compressor, &input->levels,
                              input->power,
                              setting (chain, PARAM_MIC_FULL_SCALE),
                              0.001f * setting (chain, PARAM_ATTACK),
                              0.001f * setting (chain, PARAM_RELEASE));
    }
}

/* One gain for both ears, the gentler of the two, so that the reduction does
   not move the talker. */
static void
combine_reduction (enh_chain *chain)
{
  const float share = 1.0f - setting (chain, PARAM_BYPASS);
  const float roll_off = 0.01f * setting (chain, PARAM_NOISE_REDUCTION);
  float *nr_log = chain->audio.nr_log;
  float *nr_gain = chain->audio.nr_gain;
  float deepest = 0.0f;

  for (uint32_t b = 0; b < chain->nr_bands; ++b)
    {
      float gain = chain->audio.input[0].denoise.gain_log[b];
      if (chain->inputs > 1)
        gain = enh__max (gain, chain->audio.input[1].denoise.gain_log[b]);
      nr_log[b] = share * enh__min (gain, roll_off * chain->roll_off_log[b]);
      deepest = enh__min (deepest, nr_log[b]);
    }
  chain->audio.nr_unity = deepest == 0.0f;
  for (uint32_t k = 0; k < chain->bins; ++k)
    nr_gain[k] = enh__exp (enh__band_at (&chain->nr_place[k], nr_log));
}

/* Design. */

static float
balance_db (const enh_chain *chain, uint32_t ear)
{
  const float balance = setting (chain, PARAM_BALANCE);
  const float against = ear ? -balance : balance;

  if (chain->outputs < 2 || against <= 0.0f)
    return 0.0f;
  return 20.0f * log10f (enh__max (1.0f - against, least_balance_gain));
}

/* Digital gain per bin of one ear, without noise reduction. */
static void
design_gain (enh_chain *chain, uint32_t e)
{
  enh__ear *ear = &chain->audio.ear[e];
  const enh__input *input = &chain->audio.input[chain->inputs > 1 ? e : 0];
  const enh__levels *levels = &input->levels;
  enh__levels shared;
  float *trim = chain->audio.trim_db;
  float *gain = ear->gain_db;
  const float share = 1.0f - setting (chain, PARAM_BYPASS);
  const float tone = setting (chain, PARAM_TONE);
  const float level = setting (chain, PARAM_VOLUME) + balance_db (chain, e);
  const float shift = setting (chain, PARAM_MIC_FULL_SCALE)
                      - setting (chain, PARAM_EAR_FULL_SCALE);
  float most = 0.0f;

  for (uint32_t k = 0; k < chain->bins; ++k)
    trim[k] = level
              + enh__min (enh__max (tone * chain->tilt_db[k], -most_tone_db),
                          most_tone_db);
  const enh__compressor_controls controls
    = { 0.01f * setting (chain, PARAM_COMPRESSION),
        setting (chain, PARAM_CEILING) + band_limit_above_ceiling_db, trim };
  /* One gain for both ears, or the talker would move to the middle. */
  if (chain->inputs > 1 && chain->audio.sharing.value > 0.0f)
    {
      enh__compressor_share (&chain->audio.compressor, levels,
                             &chain->audio.input[1 - e].levels,
                             chain->audio.sharing.value, &shared);
      levels = &shared;
    }
  enh__compressor_gain (&chain->audio.compressor, levels, &ear->fitting,
                        &controls, gain);
  for (uint32_t k = 0; k < chain->bins; ++k)
    {
      gain[k] = share * (gain[k] + shift);
      most = enh__max (most, fabsf (gain[k]));
    }
  ear->flat = most == 0.0f;
  publish (&chain->meters.gain_db[e], gain[chain->bin_1k]);
}

/* Gains that are renewed every second hop arrive over both: half of the way at
   first. To arrive in one and rest in the other would ring at half the hop
   rate. */
static void
approach_minimum (enh_chain *chain, enh__ear *ear, int refresh)
{
  if (refresh && chain->delay && ear->minimum_known)
    for (uint32_t k = 0; k < chain->bins; ++k)
      {
        ear->minimum[k].re = 0.5f * (ear->minimum[k].re + ear->next[k].re);
        ear->minimum[k].im = 0.5f * (ear->minimum[k].im + ear->next[k].im);
      }
  else
    memcpy (ear->minimum, ear->next, chain->bins * sizeof *ear->minimum);
  ear->minimum_known = 1;
}

/* The next response of one ear. */
static void
design_response (enh_chain *chain, uint32_t e, int refresh)
{
  enh__ear *ear = &chain->audio.ear[e];
  enh__filter_design *design = &chain->audio.design;

  if (refresh)
    {
      design_gain (chain, e);
      /* Without delay, all phase is minimum phase. */
      if (!chain->delay && !chain->audio.nr_unity)
        {
          const float *nr_log = chain->audio.nr_log;
          for (uint32_t k = 0; k < chain->bins; ++k)
            ear->gain_db[k]
              += enh__band_at (&chain->nr_place[k], nr_log) / ENH__NEPER_PER_DB;
        }
    }
  ear->after_unity = ear->flat && chain->audio.nr_unity;
  if (ear->after_unity)
    {
      memset (ear->after, 0, chain->taps * sizeof *ear->after);
      ear->after[chain->delay] = 1.0f;
      ear->minimum_known = 0;
      return;
    }
  if (refresh)
    enh__filter_design_minimum_phase (design, ear->gain_db, ear->next);
  approach_minimum (chain, ear, refresh);
  enh__filter_design_compose (design, ear->minimum,
                              chain->delay ? chain->audio.nr_gain : NULL,
                              ear->after);
}

/* Both ears are filtered alike: one fitting, no balance, levels of one
   microphone or shared; and their responses have become one. */
static int
ears_alike (const enh_chain *chain)
{
  const enh__ear *ear = chain->audio.ear;

  return (chain->inputs == 1 || chain->audio.sharing.value == 1.0f)
         && !chain->audio.fitting_left
         && chain->fittings[chain->fitting_box.read].same
         && chain->audio.setting[PARAM_BALANCE].value == 0.0f
         && (chain->outputs == 1 || chain->audio.linked
             || !memcmp (ear[0].after, ear[1].after,
                         chain->taps * sizeof *ear->after));
}

static void
turn_over (enh__ear *ear)
{
  float *spare = ear->before;

  ear->before = ear->after;
  ear->before_unity = ear->after_unity;
  ear->after = spare;
}

/* refresh: the compression gains too, which move slowly enough for every
   second hop. */
static void
design_responses (enh_chain *chain, int refresh)
{
  const int were_linked = chain->audio.linked;
  enh__ear *ear = chain->audio.ear;

  chain->audio.linked = ears_alike (chain);
  if (chain->outputs > 1 && were_linked && !chain->audio.linked)
    {
      /* The right ear goes on from where the common one stood. */
      memcpy (ear[1].after, ear[0].after, chain->taps * sizeof *ear[1].after);
      ear[1].after_unity = ear[0].after_unity;
      ear[1].minimum_known = 0;
      refresh = 1;
    }
  for (uint32_t e = 0; e < (chain->audio.linked ? 1 : chain->outputs); ++e)
    {
      turn_over (&ear[e]);
      design_response (chain, e, refresh);
    }
  if (chain->audio.linked && chain->outputs > 1)
    publish (
      &chain->meters.gain_db[1],
      atomic_load_explicit (&chain->meters.gain_db[0], memory_order_relaxed));
}

static int
responses_finite (const enh_chain *chain)
{
  float sum = 0.0f;

  for (uint32_t e = 0; e < (chain->audio.linked ? 1 : chain->outputs); ++e)
    for (uint32_t t = 0; t < chain->taps; ++t)
      sum += fabsf (chain->audio.ear[e].after[t]);
  return isfinite (sum);
}

/* Meters. */

static float
follow_level (float level, float now, float seconds)
{
  const float time = now > level ? meter_rise_seconds : meter_fall_seconds;
  return now + expf (-seconds / time) * (level - now);
}

static float
level_dbfs (float level)
{
  return level > 1e-20f ? ENH__DB_POWER_PER_NEPER * logf (level) + ENH__SINE_DB
                        : meter_floor_db;
}

static void
publish_levels (enh_chain *chain)
{
  const float seconds = hop_seconds (chain);
  const float share = 1.0f / (float) chain->hop;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      input->level
        = follow_level (input->level, input->energy * share, seconds);
      input->energy = 0.0f;
      publish (&chain->meters.input_dbfs[i], level_dbfs (input->level));
    }
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      enh__ear *ear = &chain->audio.ear[e];
      ear->level = follow_level (ear->level, ear->energy * share, seconds);
      ear->energy = 0.0f;
      publish (&chain->meters.output_dbfs[e], level_dbfs (ear->level));
    }
}

static void
publish_meters (enh_chain *chain)
{
  const enh__input *input = &chain->audio.input[0];
  float noise = ENH__POWER_FLOOR, left = ENH__POWER_FLOOR;

  publish_levels (chain);
  for (uint32_t b = 0; b < chain->nr_bands; ++b)
    {
      noise += input->noise[b];
      left += input->noise[b] * enh__exp (2.0f * chain->audio.nr_log[b]);
    }
  chain->audio.reduction
    = follow_level (chain->audio.reduction, left / noise, hop_seconds (chain));
  publish (&chain->meters.noise_db, enh__power_to_db (noise) + ENH__SINE_DB
                                      + setting (chain, PARAM_MIC_FULL_SCALE));
  publish (&chain->meters.reduction_db,
           enh__max (-enh__power_to_db (chain->audio.reduction), 0.0f));
  publish (&chain->meters.limiter_db,
           -20.0f * log10f (enh__limiter_read_gain (&chain->audio.limiter)));
  publish (&chain->meters.clatter_db,
           -20.0f * log10f (enh__clatter_read_gain (&chain->audio.clatter)));
}

/* Life of the sound state. */

void
enh__chain_rest (enh_chain *chain)
{
  chain->audio.idle = 1;
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      chain->audio.input[i].level = 0.0f;
      publish (&chain->meters.input_dbfs[i], meter_floor_db);
    }
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      chain->audio.ear[e].level = 0.0f;
      publish (&chain->meters.output_dbfs[e], meter_floor_db);
    }
  publish (&chain->meters.limiter_db, 0.0f);
  publish (&chain->meters.clatter_db, 0.0f);
}

/* A new chain, at the first sample that is not zero. */
static void
wake (enh_chain *chain)
{
  chain->audio.idle = 0;
  chain->audio.position = 0;
  chain->audio.hops = 0;
  chain->audio.zero_hops = 0;
  chain->audio.zero = 1;
  chain->audio.linked = 0;
  chain->audio.reduction = 1.0f;
  read_settings (chain, 1);
  read_fitting (chain, 1);
  enh__clatter_reset (&chain->audio.clatter,
                      setting (chain, PARAM_MIC_FULL_SCALE));
  enh__limiter_reset (&chain->audio.limiter);
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      memset (input->history, 0,
              (chain->length + chain->hop) * sizeof *input->history);
      enh__noise_tracker_reset (&input->tracker);
      enh__denoise_reset (&input->denoise);
      enh__compressor_reset (&chain->audio.compressor, &input->levels);
      memset (input->noise, 0, chain->nr_bands * sizeof *input->noise);
      input->energy = 0.0f;
    }
  combine_reduction (chain);
  for (uint32_t e = 0; e < chain->outputs; ++e)
    chain->audio.ear[e].minimum_known = 0;
  design_responses (chain, 1);
  for (uint32_t e = 0; e < (chain->audio.linked ? 1 : chain->outputs); ++e)
    {
      enh__ear *ear = &chain->audio.ear[e];
      memcpy (ear->before, ear->after, chain->taps * sizeof *ear->before);
      ear->before_unity = ear->after_unity;
      ear->energy = 0.0f;
    }
}

/* At the end of a hop: analyse it, prepare the next. */
static void
finish_hop (enh_chain *chain)
{
  chain->audio.position = 0;
  ++chain->audio.hops;
  chain->audio.zero_hops = chain->audio.zero ? chain->audio.zero_hops + 1 : 0;
  chain->audio.zero = 1;
  if (chain->audio.zero_hops >= chain->idle_hops)
    {
      enh__chain_rest (chain);
      return;
    }

  read_settings (chain, 0);
  read_fitting (chain, 0);
  analyse (chain);
  combine_reduction (chain);
  design_responses (chain, !chain->delay || chain->audio.hops % 2 == 0);
  if (!responses_finite (chain))
    {
      atomic_fetch_add_explicit (&chain->meters.resets, 1,
                                 memory_order_relaxed);
      wake (chain);
      return;
    }
  publish_meters (chain);
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      float *history = chain->audio.input[i].history;
      memmove (history, history + chain->hop, chain->length * sizeof *history);
    }
}

/* Samples. */

/* Take samples in; what is no sound becomes silence. Returns how many did. */
static uint32_t
take_in (const float *in, float *to, uint32_t count, float *energy)
{
  uint32_t repaired = 0;

  for (uint32_t i = 0; i < count; ++i)
    {
      /* NaN fails the comparison. */
      const int sound = fabsf (in[i]) <= most_input;
      to[i] = sound ? in[i] : 0.0f;
      repaired += !sound;
      *energy += to[i] * to[i];
    }
  return repaired;
}

/* How many of the first samples are zero, or would be made zero, in all
   channels. */
static uint32_t
count_zeros (const enh_chain *chain, const float *const *in, uint32_t offset,
             uint32_t frames)
{
  for (uint32_t n = 0; n < frames; ++n)
    for (uint32_t i = 0; i < chain->inputs; ++i)
      {
        const float magnitude = fabsf (in[i][offset + n]);
        if (magnitude > 0.0f && magnitude <= most_input)
          return n;
      }
  return frames;
}

static void
apply_response (const enh_chain *chain, uint32_t e, float *out, uint32_t count)
{
  const enh__ear *ear = &chain->audio.ear[chain->audio.linked ? 0 : e];
  const float *x = chain->audio.input[chain->inputs > 1 ? e : 0].history
                   + chain->length + chain->audio.position;

  if (ear->before_unity && ear->after_unity)
    memcpy (out, x - chain->delay, count * sizeof *out);
  else
    enh__fir_fade (ear->before, ear->after, chain->taps, x, out, count,
                   (float) (chain->audio.position + 1),
                   1.0f / (float) chain->hop);
}

static void
finish_samples (enh_chain *chain, float *const *out, uint32_t count)
{
  const int muted = atomic_load_explicit (&chain->muted, memory_order_relaxed);

  enh__ear_guard_process (&chain->audio.guard, out, chain->outputs, count,
                          muted, chain->audio.ceiling);
}

/* Silence in, silence out: only the quiet start goes on. */
static void
process_idle (enh_chain *chain, const float *const *in, float *const *out,
              uint32_t offset, uint32_t count)
{
  float *at[ENH__CHANNELS] = { NULL, NULL };
  uint64_t repaired = 0;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    for (uint32_t n = 0; n < count; ++n)
      repaired += in[i][offset + n] != 0.0f;
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      at[e] = out[e] + offset;
      memset (at[e], 0, count * sizeof **at);
    }
  finish_samples (chain, at, count);
  if (repaired)
    atomic_fetch_add_explicit (&chain->meters.repaired, repaired,
                               memory_order_relaxed);
}

static void
process_sound (enh_chain *chain, const float *const *in, float *const *out,
               uint32_t offset, uint32_t count)
{
  float *newest[ENH__CHANNELS] = { NULL, NULL };
  float *at[ENH__CHANNELS] = { NULL, NULL };
  uint32_t repaired = 0;

  if (chain->audio.zero && count_zeros (chain, in, offset, count) != count)
    chain->audio.zero = 0;
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      newest[i] = input->history + chain->length + chain->audio.position;
      repaired += take_in (in[i] + offset, newest[i], count, &input->energy);
    }
  if (repaired)
    atomic_fetch_add_explicit (&chain->meters.repaired, repaired,
                               memory_order_relaxed);
  enh__clatter_process (&chain->audio.clatter, newest, chain->inputs, count,
                        setting (chain, PARAM_MIC_FULL_SCALE),
                        setting (chain, PARAM_CLATTER_GUARD) > 0.5f
                          && setting (chain, PARAM_BYPASS) < 0.5f);

  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      at[e] = out[e] + offset;
      if (e && chain->audio.linked && chain->inputs == 1)
        memcpy (at[e], at[0], count * sizeof **at);
      else
        apply_response (chain, e, at[e], count);
    }
  enh__limiter_process (&chain->audio.limiter, at, count, chain->audio.ceiling);
  finish_samples (chain, at, count);
  for (uint32_t e = 0; e < chain->outputs; ++e)
    for (uint32_t n = 0; n < count; ++n)
      chain->audio.ear[e].energy += at[e][n] * at[e][n];

  chain->audio.position += count;
  if (chain->audio.position == chain->hop)
    finish_hop (chain);
}

void
enh_chain_process (enh_chain *chain, const float *const *in, float *const *out,
                   uint32_t frames)
{
  const enh__float_mode mode = enh__float_mode_enter ();

  if (atomic_exchange_explicit (&chain->gap, 0, memory_order_relaxed))
    enh__ear_guard_reset (
      &chain->audio.guard,
      atomic_load_explicit (&chain->muted, memory_order_relaxed));
  for (uint32_t done = 0; done < frames;)
    {
      const uint32_t left = frames - done;
      uint32_t count;

      if (chain->audio.idle)
        {
          count = count_zeros (chain, in, done, left);
          process_idle (chain, in, out, done, count);
          if (count < left)
            wake (chain);
        }
      else
        {
          count = chain->hop - chain->audio.position;
          count = count < left ? count : left;
          process_sound (chain, in, out, done, count);
        }
      done += count;
    }
  publish (&chain->meters.start_gain,
           enh__ear_guard_gain (&chain->audio.guard));
  atomic_fetch_add_explicit (&chain->meters.frames, frames,
                             memory_order_relaxed);
  enh__float_mode_leave (mode);
}

void
enh_chain_reset (enh_chain *chain)
{
  enh__ear_guard_reset (
    &chain->audio.guard,
    atomic_load_explicit (&chain->muted, memory_order_relaxed));
  enh__chain_rest (chain);
}
