/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Making and fitting a chain: everything that is not the audio
   thread's. */

#include "chain_state.h"

#include "base/alloc.h"
#include "base/audiogram.h"
#include "base/config_take.h"
#include "base/decibel.h"
#include "base/minmax.h"
#include "base/number.h"
#include "dsp/fir.h"

#include <math.h>
#include <string.h>

/* The analysis window falls over 1 ms (Mauler and Martin's M). */
static const double window_fall_seconds = 0.001;

/* Length of analysis and design aimed at. */
static const double window_seconds = 0.016;

/* A change of a setting is spread over this. */
static const double ramp_seconds = 0.050;

/* Zeros for this long and the chain is as new. Longer than anything in it
   rings: window 16 ms, filter 8 ms, limiter hold 20 ms. */
static const double idle_seconds = 0.5;

/* Bands between these tell whether somebody speaks. */
static const float speech_from_hz = 150.0f;
static const float speech_to_hz = 7000.0f;

/* Where alarms lie. */
static const double tone_from_hz = 400.0;
static const double tone_until_hz = 4000.0;

/* The multiple of 8 nearest to the aim that has only factors 2, 3, 5. */
static uint32_t
nearest_length (double aim)
{
  const uint32_t base = (uint32_t) lround (aim / 8.0) * 8;

  for (uint32_t away = 0;; away += 8)
    {
      if (enh__fft_next_length (base + away) == base + away)
        return base + away;
      if (away < base && enh__fft_next_length (base - away) == base - away)
        return base - away;
    }
}

static enh_status
check_config (const enh_config *config)
{
  if (!enh__is_finite ((float) config->sample_rate)
      || config->sample_rate < 8000.0 || config->sample_rate > 192000.0)
    return ENH_ERR_RATE;
  if (config->inputs < 1 || config->inputs > ENH__CHANNELS
      || config->outputs < config->inputs || config->outputs > ENH__CHANNELS)
    return ENH_ERR_CHANNELS;
  if ((unsigned int) config->delay > ENH_DELAY_LOWEST
      || (unsigned int) config->purpose > ENH_FOR_LOUDSPEAKER)
    return ENH_ERR_CONFIG;
  if (config->alloc && (!config->alloc->allocate || !config->alloc->release))
    return ENH_ERR_CONFIG;
  return ENH_OK;
}

static void
set_dimensions (enh_chain *chain, const enh_config *config)
{
  const double rate = config->sample_rate;
  const uint32_t ms = (uint32_t) lround (rate * 0.001);

  chain->sample_rate = rate;
  chain->inputs = config->inputs;
  chain->outputs = config->outputs;
  chain->quiet_start = config->purpose != ENH_FOR_FILE;
  chain->loudspeaker = config->purpose == ENH_FOR_LOUDSPEAKER;
  chain->length = nearest_length (rate * window_seconds);
  chain->hop = chain->length / 4;
  chain->bins = chain->length / 2 + 1;
  chain->bin_hz = (float) (rate / chain->length);
  chain->taps = chain->length / 2;
  switch (config->delay)
    {
    case ENH_DELAY_DEFAULT:
      chain->delay = (uint32_t) lround (rate * 0.002);
      chain->look_ahead = ms;
      break;
    case ENH_DELAY_LOW:
      chain->delay = ms;
      chain->look_ahead = ms;
      break;
    case ENH_DELAY_LOWEST:
      break;
    }
  chain->ramp_hops = (uint32_t) lround (ramp_seconds * rate / chain->hop);
  chain->idle_hops = (uint32_t) ceil (idle_seconds * rate / chain->hop);
  /* Six bins to each side are looked at. */
  chain->tone_first = (uint32_t) floor (tone_from_hz / (double) chain->bin_hz);
  chain->tone_end
    = (uint32_t) ceil (tone_until_hz / (double) chain->bin_hz) + 1;
  if (chain->tone_first < 6)
    chain->tone_first = 6;
  if (chain->tone_end + 6 > chain->bins)
    chain->tone_end = chain->bins - 6;
  chain->bin_1k = (uint32_t) lround (1000.0 / (double) chain->bin_hz);
}

static float *
floats (const enh_chain *chain, uint32_t count)
{
  return enh__alloc (&chain->alloc, count, sizeof (float));
}

static int
make_fittings (enh_chain *chain)
{
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      for (uint32_t i = 0; i < ENH__FITTING_COPIES; ++i)
        if (!(chain->fittings[i].ear[e].gain = floats (chain, chain->bins)))
          return -1;
      if (!(chain->audio.ear[e].fitting.gain = floats (chain, chain->bins)))
        return -1;
    }
  return 0;
}

/* Bands of speech alone have a say. */
static void
init_presence (const enh_chain *chain, enh__presence *presence)
{
  uint32_t first = 0, last = chain->nr_bands - 1;

  while (first < last && chain->nr_band[first].centre < speech_from_hz)
    ++first;
  while (last > first && chain->nr_band[last].centre > speech_to_hz)
    --last;
  enh__presence_init (presence, first, last, chain->hop / chain->sample_rate);
}

static int
make_inputs (enh_chain *chain)
{
  const double hop_seconds = chain->hop / chain->sample_rate;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      input->history
        = floats (chain, chain->length + chain->hop + ENH__FIR_BEYOND);
      input->seen = floats (chain, chain->length + chain->hop);
      input->power = floats (chain, chain->bins);
      input->bands = floats (chain, chain->nr_bands);
      input->noise = floats (chain, chain->nr_bands);
      if (!input->history || !input->seen || !input->power || !input->bands
          || !input->noise
          || enh__noise_tracker_init (&input->tracker, &chain->alloc,
                                      chain->bins, (double) chain->bin_hz,
                                      hop_seconds)
          || enh__denoise_init (&input->denoise, &chain->alloc, chain->nr_bands,
                                hop_seconds))
        return -1;
      enh__subsonic_init (&input->subsonic, chain->sample_rate, chain->hop);
      init_presence (chain, &input->presence);
    }
  return 0;
}

static int
make_ears (enh_chain *chain)
{
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      enh__ear *ear = &chain->audio.ear[e];
      ear->base_db = floats (chain, chain->bins);
      ear->base_phase = floats (chain, chain->bins);
      ear->before = floats (chain, chain->taps);
      ear->after = floats (chain, chain->taps);
      chain->response_db[e] = enh__alloc (&chain->alloc, chain->bins,
                                          sizeof *chain->response_db[e]);
      if (!ear->base_db || !ear->base_phase || !ear->before || !ear->after
          || !chain->response_db[e])
        return -1;
      for (uint32_t k = 0; k < chain->bins; ++k)
        atomic_init (&chain->response_db[e][k], 0.0f);
    }
  return 0;
}

static int
make_audio (enh_chain *chain)
{
  const enh_allocator *alloc = &chain->alloc;
  const double hop_seconds = chain->hop / chain->sample_rate;

  chain->audio.nr_log = floats (chain, chain->nr_bands);
  chain->audio.nr_gain = floats (chain, chain->bins);
  chain->audio.gain_db = floats (chain, chain->bins);
  chain->audio.phase = floats (chain, chain->bins);
  chain->audio.howl_phase = floats (chain, chain->bins);
  if (!chain->audio.nr_log || !chain->audio.nr_gain || !chain->audio.gain_db
      || !chain->audio.phase || !chain->audio.howl_phase
      || enh__analysis_init (
        &chain->audio.analysis, alloc, chain->length,
        (uint32_t) lround (window_fall_seconds * chain->sample_rate))
      || enh__filter_design_init (&chain->audio.design, alloc, chain->length,
                                  chain->taps, chain->delay)
      || enh__compressor_init (&chain->audio.compressor, alloc, chain->bins,
                               (double) chain->bin_hz, chain->sample_rate,
                               hop_seconds)
      || enh__howl_init (&chain->audio.howl, alloc, chain->bins, chain->bin_hz,
                         chain->inputs, chain->hop, chain->sample_rate)
      || enh__limiter_init (&chain->audio.limiter, alloc, chain->outputs,
                            chain->look_ahead, chain->sample_rate))
    return -1;
  enh__clatter_init (&chain->audio.clatter, chain->sample_rate);
  enh__ear_guard_init (&chain->audio.guard, chain->sample_rate,
                       chain->quiet_start);
  enh__dose_init (&chain->audio.dose, chain->sample_rate, chain->hop,
                  chain->outputs, chain->quiet_start);
  return make_inputs (chain) || make_ears (chain) ? -1 : 0;
}

static void
start_atomics (enh_chain *chain, enh_purpose purpose)
{
  for (enh_param id = 0; id < PARAM_COUNT; ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      atomic_init (&chain->param[id], purpose == ENH_FOR_FILE
                                        ? info->default_file
                                        : info->default_ear);
    }
  atomic_init (&chain->muted, 0);
  atomic_init (&chain->gap, 0);
  atomic_init (&chain->dose, -1.0f);
  for (uint32_t i = 0; i < ENH__CHANNELS; ++i)
    {
      atomic_init (&chain->meters.input_dbfs[i], -200.0f);
      atomic_init (&chain->meters.output_dbfs[i], -200.0f);
      atomic_init (&chain->meters.gain_db[i], 0.0f);
    }
  atomic_init (&chain->meters.noise_db, -200.0f);
  atomic_init (&chain->meters.reduction_db, 0.0f);
  atomic_init (&chain->meters.limiter_db, 0.0f);
  atomic_init (&chain->meters.clatter_db, 0.0f);
  atomic_init (&chain->meters.start_gain, chain->quiet_start ? 0.0f : 1.0f);
  atomic_init (&chain->meters.frames, 0);
  atomic_init (&chain->meters.repaired, 0);
  atomic_init (&chain->meters.resets, 0);
  atomic_init (&chain->meters.dose_percent, 0.0f);
  atomic_init (&chain->meters.dose_percent_per_hour, 0.0f);
  atomic_init (&chain->meters.dose_reduction_db, 0.0f);
  atomic_init (&chain->meters.howls, 0);
  atomic_init (&chain->meters.howl_hz, 0.0f);
  atomic_init (&chain->meters.howl_reduction_db, 0.0f);
  atomic_init (&chain->meters.ceiling_db, 0.0f);
}

enh_status
enh_chain_create (enh_chain **chain, const enh_config *config)
{
  enh_config known = ENH_CONFIG_INIT;

  if (!chain)
    return ENH_ERR_NULL;
  *chain = NULL;
  if (!config)
    return ENH_ERR_NULL;
  if (enh__config_take (&known, sizeof known, config) != 0)
    return ENH_ERR_CONFIG;
  config = &known;
  const enh_status status = check_config (config);
  if (status)
    return status;

  const enh_allocator *alloc = config->alloc ? config->alloc
                                             : &enh__default_allocator;
  enh_chain *made = enh__alloc (alloc, 1, sizeof *made);
  if (!made)
    return ENH_ERR_NO_MEMORY;
  made->alloc = *alloc;
  made->config = *config;
  made->config.alloc = &made->alloc;
  set_dimensions (made, config);
  start_atomics (made, config->purpose);
  enh__mailbox_init (&made->fitting_box);
  if (enh__chain_make_tables (made) || make_fittings (made) || make_audio (made)
      || enh__chain_make_phases (made))
    {
      enh_chain_destroy (made);
      return ENH_ERR_NO_MEMORY;
    }
  /* Cannot fail: the chain is there. */
  if (enh_chain_set_audiogram (made, NULL))
    {
      enh_chain_destroy (made);
      return ENH_ERR_CONFIG;
    }
  enh__chain_rest (made);
  *chain = made;
  return ENH_OK;
}

void
enh_chain_destroy (enh_chain *chain)
{
  if (!chain)
    return;
  const enh_allocator alloc = chain->alloc;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      enh__input *input = &chain->audio.input[i];
      enh__free (&alloc, input->history);
      enh__free (&alloc, input->seen);
      enh__free (&alloc, input->power);
      enh__free (&alloc, input->bands);
      enh__free (&alloc, input->noise);
      enh__noise_tracker_clear (&input->tracker);
      enh__denoise_clear (&input->denoise);
    }
  for (uint32_t e = 0; e < chain->outputs; ++e)
    {
      enh__ear *ear = &chain->audio.ear[e];
      enh__free (&alloc, ear->base_db);
      enh__free (&alloc, ear->base_phase);
      enh__free (&alloc, ear->before);
      enh__free (&alloc, ear->after);
      enh__free (&alloc, ear->fitting.gain);
      enh__free (&alloc, chain->response_db[e]);
      for (uint32_t i = 0; i < ENH__FITTING_COPIES; ++i)
        enh__free (&alloc, chain->fittings[i].ear[e].gain);
    }
  enh__free (&alloc, chain->audio.nr_log);
  enh__free (&alloc, chain->audio.nr_gain);
  enh__free (&alloc, chain->audio.gain_db);
  enh__free (&alloc, chain->audio.phase);
  enh__free (&alloc, chain->audio.howl_phase);
  enh__analysis_clear (&chain->audio.analysis);
  enh__filter_design_clear (&chain->audio.design);
  enh__compressor_clear (&chain->audio.compressor);
  enh__howl_clear (&chain->audio.howl);
  enh__limiter_clear (&chain->audio.limiter);
  enh__free (&alloc, chain->nr_band);
  enh__free (&alloc, chain->nr_place);
  enh__free (&alloc, chain->restore);
  enh__free (&alloc, chain->tilt_db);
  enh__free (&alloc, chain->roll_off_db);
  enh__free (&alloc, chain->roll_off_log);
  enh__free (&alloc, chain->change_phase);
  enh__free (&alloc, chain->nr_phase);
  enh__free (&alloc, chain);
}

enh_status
enh_chain_set_audiogram (enh_chain *chain, const enh_audiogram *audiogram)
{
  if (!chain)
    return ENH_ERR_NULL;
  if (audiogram && !enh__audiogram_valid (audiogram))
    return ENH_ERR_RANGE;

  enh__fittings *fittings = &chain->fittings[chain->fitting_box.write];
  for (uint32_t e = 0; e < chain->outputs; ++e)
    enh__compressor_fit (&chain->audio.compressor, audiogram, e, chain->bin_hz,
                         &fittings->ear[e]);
  fittings->same = !audiogram
                   || !memcmp (audiogram->threshold_db_hl[0],
                               audiogram->threshold_db_hl[1],
                               sizeof audiogram->threshold_db_hl[0]);
  enh__mailbox_publish (&chain->fitting_box);
  chain->has_audiogram = audiogram != NULL;
  if (audiogram)
    chain->audiogram = *audiogram;
  return ENH_OK;
}

enh_status
enh_chain_get_audiogram (const enh_chain *chain, enh_audiogram *audiogram)
{
  if (!chain || !audiogram)
    return ENH_ERR_NULL;
  if (!chain->has_audiogram)
    return ENH_ERR_STATE;
  *audiogram = chain->audiogram;
  return ENH_OK;
}

enh_status
enh_chain_get_config (const enh_chain *chain, enh_config *config)
{
  if (!chain || !config)
    return ENH_ERR_NULL;
  return enh__status_give (config, &chain->config, sizeof chain->config)
           ? ENH_ERR_CONFIG
           : ENH_OK;
}
