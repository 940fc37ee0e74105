/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The way of a sample: what runs on the audio thread.

   Samples go through clatter guard, FIR, limiter and ear guard one by one. Once
   a hop the newest 16 ms are analysed and the FIR of the next hop is designed;
   the response fades from the one to the other within the hop. Hops are counted
   from the first sample that is not zero, so blocks of any length, and silence
   of any length before, give the same output. */

#include "chain_steps.h"

#include "base/decibel.h"
#include "base/denormal.h"
#include "base/minmax.h"
#include "base/number.h"
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

/* A tone that noise reduction takes no more than 9 dB from: this loud, and
   so many times the power of the bins five and six away; of a pure one the window
   leaves 22 dB there, of one 20 dB over the noise of its critical band 19. */
static const float tone_least_db_spl = 60.0f;
static const float tone_ratio = 25.0f;
/* The short filter takes a dB more from what is narrow, and still more without so
   many bins beside it. */
static const float tone_most_db = 8.0f;
static const uint32_t tone_reach = 3;

/* Analysis. */

/* Floor of the noise reduction's gain, natural logarithm. */
static float
reduction_floor (const enh_chain *chain)
{
  const float seconds = (float) chain->audio.hops * hop_seconds (chain);
  const float depth = enh__part_between (seconds, reduction_from_seconds,
                                         reduction_full_seconds);

  return -depth * deepest_reduction_db * ENH__NEPER_PER_DB * 0.01f
         * setting (chain, PARAM_NOISE_REDUCTION);
}

/* A steady tone is noise to any tracker, and may be an alarm: no more than so much
   is taken from one that can be heard as one. */
static void
keep_tones (const enh_chain *chain, enh__input *input)
{
  const float *noise = input->tracker.noise;
  const float least = enh__db_to_gain (
    2.0f
    * (tone_least_db_spl - setting (chain, PARAM_MIC_FULL_SCALE)
       - ENH__SINE_DB));
  uint32_t b = 0;

  for (uint32_t k = chain->tone_first; k < chain->tone_end; ++k)
    {
      const float tone = noise[k - 1] + noise[k] + noise[k + 1];
      const float low = noise[k - 5] + noise[k - 6];
      const float high = noise[k + 5] + noise[k + 6];
      if (tone < least || noise[k] < noise[k - 1] || noise[k] < noise[k + 1]
          || 2.0f * tone < tone_ratio * enh__max (low, high))
        continue;
      while (b < chain->nr_bands && chain->nr_band[b].last + tone_reach < k)
        ++b;
      for (uint32_t t = b;
           t < chain->nr_bands && chain->nr_band[t].first <= k + tone_reach;
           ++t)
        input->denoise.gain_log[t] = enh__max (
          input->denoise.gain_log[t], -tone_most_db * ENH__NEPER_PER_DB);
    }
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
      enh__subsonic_decide (&input->subsonic,
                            setting (chain, PARAM_BYPASS) < 0.5f
                              && setting (chain, PARAM_NOISE_REDUCTION) > 0.0f);
      enh__analysis_power (&chain->audio.analysis, input->seen + chain->hop,
                           input->power);
      for (uint32_t k = 0; k < chain->bins; ++k)
        input->power[k] *= chain->restore[k];
      enh__band_sums (chain->nr_band, chain->nr_bands, input->power,
                      input->bands);
      if (filled)
        {
          enh__noise_tracker_update (&input->tracker, input->power);
          enh__band_sums (chain->nr_band, chain->nr_bands, input->tracker.noise,
                          input->noise);
          if (input->tracker.taken)
            {
              enh__presence_reset (&input->presence);
              enh__denoise_believe (&input->denoise);
            }
          enh__presence_update (&input->presence, input->bands, input->noise);
          enh__denoise_update (&input->denoise, input->bands, input->noise,
                               &input->presence, floor_log);
          keep_tones (chain, input);
        }
      enh__compressor_detect (&chain->audio.compressor, &input->levels,
                              input->power,
                              setting (chain, PARAM_MIC_FULL_SCALE),
                              0.001f * setting (chain, PARAM_ATTACK),
                              0.001f * setting (chain, PARAM_RELEASE));
    }
}

/* A loop from the ear back to the microphone: found, and turned down. */
static void
watch_for_howls (enh_chain *chain)
{
  const float *power[ENH__CHANNELS] = { NULL, NULL };
  const float *newest[ENH__CHANNELS] = { NULL, NULL };
  enh__howl *howl = &chain->audio.howl;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      power[i] = chain->audio.input[i].power;
      newest[i] = chain->audio.input[i].history + chain->length;
    }
  const float hz = enh__howl_update (
    howl, power, newest, setting (chain, PARAM_MIC_FULL_SCALE),
    setting (chain, PARAM_HOWL_GUARD) > 0.5f
      && (setting (chain, PARAM_BYPASS) < 0.5f || chain->loudspeaker));
  if (hz > 0.0f)
    {
      publish (&chain->meters.howl_hz, hz);
      atomic_fetch_add_explicit (&chain->meters.howls, 1, memory_order_relaxed);
    }
  publish (&chain->meters.howl_reduction_db, howl->deepest_db);
}

static int
responses_finite (const enh_chain *chain)
{
  int bad = 0;

  for (uint32_t e = 0; e < (chain->audio.linked ? 1 : chain->outputs); ++e)
    {
      const float *after = chain->audio.ear[e].after;
      for (uint32_t t = 0; t < chain->taps; ++t)
        bad |= !enh__is_finite (after[t]);
    }
  return !bad;
}

/* What an ear hears, whatever has been done to the sound. */
static void
hear (enh_chain *chain, float *const *at, uint32_t count)
{
  for (uint32_t e = 0; e < chain->outputs; ++e)
    if (e && chain->audio.linked && chain->inputs == 1)
      enh__dose_copy (&chain->audio.dose);
    else
      enh__dose_hear (&chain->audio.dose, e, at[e], count);
}

static void
take_dose (enh_chain *chain)
{
  if (atomic_load_explicit (&chain->dose, memory_order_relaxed) < 0.0f)
    return;
  enh__dose_set (
    &chain->audio.dose,
    atomic_exchange_explicit (&chain->dose, -1.0f, memory_order_relaxed));
  publish (&chain->meters.dose_percent, enh__dose_percent (&chain->audio.dose));
}

/* Samples were lost: a few, or nobody knows how many. */
static void
take_gap (enh_chain *chain)
{
  const int gap
    = atomic_exchange_explicit (&chain->gap, 0, memory_order_relaxed);

  if (gap & ENH__GAP_LONG)
    enh__ear_guard_reset (
      &chain->audio.guard,
      atomic_load_explicit (&chain->muted, memory_order_relaxed));
  else if (gap)
    enh__ear_guard_fade (&chain->audio.guard);
}

/* Life of the sound state. */

void
enh__chain_rest (enh_chain *chain)
{
  chain->audio.idle = 1;
  enh__chain_silence_meters (chain);
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
  chain->audio.held_db = chain->audio.ceiling_taken_db = 0.0f;
  enh__chain_read_settings (chain, 1);
  enh__chain_read_fitting (chain, 1);
  enh__clatter_reset (&chain->audio.clatter,
                      setting (chain, PARAM_MIC_FULL_SCALE));
  enh__howl_reset (&chain->audio.howl);
  enh__dose_reset (&chain->audio.dose);
  enh__limiter_reset (&chain->audio.limiter);
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      memset (input->history, 0,
              (chain->length + chain->hop) * sizeof *input->history);
      memset (input->seen, 0,
              (chain->length + chain->hop) * sizeof *input->seen);
      enh__subsonic_reset (&input->subsonic);
      enh__noise_tracker_reset (&input->tracker);
      enh__presence_reset (&input->presence);
      enh__denoise_reset (&input->denoise);
      enh__compressor_reset (&chain->audio.compressor, &input->levels);
      memset (input->noise, 0, chain->nr_bands * sizeof *input->noise);
      input->energy = 0.0f;
    }
  enh__chain_combine_reduction (chain);
  enh__chain_design_responses (chain);
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
  enh__dose_add (&chain->audio.dose, setting (chain, PARAM_EAR_FULL_SCALE));
  enh__chain_publish_dose (chain);
  chain->audio.zero_hops = chain->audio.zero ? chain->audio.zero_hops + 1 : 0;
  chain->audio.zero = 1;
  if (chain->audio.zero_hops >= chain->idle_hops)
    {
      enh__chain_rest (chain);
      return;
    }

  enh__chain_read_settings (chain, 0);
  enh__chain_read_fitting (chain, 0);
  analyse (chain);
  watch_for_howls (chain);
  enh__chain_combine_reduction (chain);
  enh__chain_design_responses (chain);
  if (!responses_finite (chain))
    {
      atomic_fetch_add_explicit (&chain->meters.resets, 1,
                                 memory_order_relaxed);
      wake (chain);
      return;
    }
  enh__chain_publish_meters (chain);
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      memmove (input->history, input->history + chain->hop,
               chain->length * sizeof *input->history);
      memmove (input->seen, input->seen + chain->hop,
               chain->length * sizeof *input->seen);
    }
}

/* Samples. */

/* Take samples in; what is no sound becomes silence. Returns how many did. Denormals
   become zeros of their sign here, or a stage that multiplies would flush what one
   that copies does not, and which of them a sample meets depends on the block. */
static uint32_t
take_in (const float *in, float *to, uint32_t count, float *energy)
{
  uint32_t repaired = 0;

  for (uint32_t i = 0; i < count; ++i)
    {
      const int sound = enh__is_within (in[i], most_input);
      to[i] = sound ? enh__flushed (in[i]) : 0.0f;
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
        const float x = in[i][offset + n];
        if (enh__is_within (x, most_input) && !enh__is_within (x, 0.0f))
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
      repaired += !enh__is_within (in[i][offset + n], 0.0f);
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
      enh__subsonic_process (&input->subsonic, newest[i], count);
    }
  if (repaired)
    atomic_fetch_add_explicit (&chain->meters.repaired, repaired,
                               memory_order_relaxed);
  enh__clatter_process (&chain->audio.clatter, newest, chain->inputs, count,
                        setting (chain, PARAM_MIC_FULL_SCALE),
                        setting (chain, PARAM_CLATTER_GUARD) > 0.5f
                          && setting (chain, PARAM_BYPASS) < 0.5f);
  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      enh__subsonic_sense (&input->subsonic, newest[i],
                           input->seen + chain->length + chain->audio.position,
                           count);
    }

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
  hear (chain, at, count);
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
  if (!enh__chain_block_complete (chain, in, out, frames))
    return;
  const enh__float_mode mode = enh__float_mode_enter ();

  take_dose (chain);
  take_gap (chain);
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
          count = count < ENH__LIMITER_BLOCK ? count : ENH__LIMITER_BLOCK;
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
  if (!chain)
    return;
  enh__ear_guard_reset (
    &chain->audio.guard,
    atomic_load_explicit (&chain->muted, memory_order_relaxed));
  enh__chain_rest (chain);
}
