/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* From what noise reduction, compressor, fitting, tone, howl guard and dose want
   to the one response that does it. */

#include "chain_steps.h"

#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"
#include "base/wide.h"

#include <math.h>
#include <string.h>

/* A band's output stays under the ceiling by this much less than the limiter
   does: no sound within full scale is touched by it at a gain of 0 dB. */
static const float band_limit_above_ceiling_db = 3.0f;

/* Tone at its most. */
static const float most_tone_db = 9.0f;

/* Balance turns an ear down this far at the most. */
static const float least_balance_gain = 0.01f;

/* How much of the roll-off is at work: less for clean speech, and where speech
   goes down as far. */
static float
roll_off (const enh_chain *chain)
{
  float share = 1.0f;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    {
      const enh__denoise *denoise = &chain->audio.input[i].denoise;
      share = enh__min (share, enh__min (denoise->depth, denoise->rumble));
    }
  return share * 0.01f * setting (chain, PARAM_NOISE_REDUCTION);
}

ENH__LOOP
exponentials_loop (float *values, uint32_t count)
{
  for (uint32_t i = 0; i < count; ++i)
    values[i] = enh__exp (values[i]);
}

ENH__BOTH_WIDTHS (exponentials, (float *values, uint32_t count),
                  (values, count))

/* Without delay what is taken turns phases: while somebody speaks no more than
   this is. */
static const float reach_at_once_db = 6.0f;

/* What noise reduction may take from a band while somebody speaks: what would
   fall below the threshold of hearing is not turned down. In pauses all. */
static float
spare_speech (const enh_chain *chain, uint32_t b, float speaking, float gain)
{
  const enh__band *band = &chain->nr_band[b];
  const enh__band_place *place
    = &chain->audio.compressor.place[(band->first + band->last) / 2];
  float reach = chain->delay ? ENH__REACH_ALL_DB : reach_at_once_db;

  for (uint32_t e = 0; e < chain->outputs; ++e)
    reach = enh__min (
      reach, enh__band_at (place, chain->audio.ear[e].fitting.reach_db));
  const float least = enh__max (gain, -ENH__NEPER_PER_DB * reach);
  return gain + speaking * (least - gain);
}

/* Level of speech that is given back, natural log; the less of the two. Nothing
   for a loudspeaker, whose gain is never above 0 dB. */
static float
make_up (const enh_chain *chain)
{
  const enh__input *input = chain->audio.input;

  if (chain->loudspeaker)
    return 0.0f;
  return chain->inputs > 1 ? enh__min (input[0].denoise.make_up_log,
                                       input[1].denoise.make_up_log)
                           : input[0].denoise.make_up_log;
}

/* One gain for both ears, the gentler of the two, so that the reduction does
   not move the talker. */
void
enh__chain_combine_reduction (enh_chain *chain)
{
  const float share = 1.0f - setting (chain, PARAM_BYPASS);
  const float back = make_up (chain);
  float *nr_log = chain->audio.nr_log;
  float *nr_gain = chain->audio.nr_gain;
  float speaking = 0.0f;
  int unity = 1;

  for (uint32_t i = 0; i < chain->inputs; ++i)
    speaking = enh__max (speaking, chain->audio.input[i].presence.speaking);
  chain->audio.roll_off = roll_off (chain);
  for (uint32_t b = 0; b < chain->nr_bands; ++b)
    {
      float gain = chain->audio.input[0].denoise.gain_log[b];
      if (chain->inputs > 1)
        gain = enh__max (gain, chain->audio.input[1].denoise.gain_log[b]);
      gain = spare_speech (chain, b, speaking, gain);
      nr_log[b]
        = share
          * (back
             + enh__min (gain, chain->audio.roll_off * chain->roll_off_log[b]));
      unity &= nr_log[b] == 0.0f;
    }
  chain->audio.nr_unity = unity;
  enh__band_spread (chain->nr_place, chain->bins, nr_log, nr_gain);
  exponentials (nr_gain, chain->bins);
}

static float
balance_db (const enh_chain *chain, uint32_t ear)
{
  const float balance = setting (chain, PARAM_BALANCE);
  const float against = ear ? -balance : balance;

  if (chain->outputs < 2 || against <= 0.0f)
    return 0.0f;
  return 20.0f * log10f (enh__max (1.0f - against, least_balance_gain));
}

/* For a loudspeaker no part of the gain is above 0 dB, so that their sum is not
   either, and each part's phase stays its own. */
static void
hold (const enh_chain *chain, float *gain_db, uint32_t count)
{
  if (chain->loudspeaker)
    for (uint32_t i = 0; i < count; ++i)
      gain_db[i] = enh__min (gain_db[i], 0.0f);
}

/* Prescription, or the share of it that is asked for, and tone of one ear, and
   their phase: anew where they move. The ratios of the compressor stay. */
static void
design_base (enh_chain *chain, enh__ear *ear)
{
  const float tone = setting (chain, PARAM_TONE);
  const float share = 0.01f * setting (chain, PARAM_PRESCRIPTION);

  if (!chain->audio.fitting_moved && ear->base_known && ear->base_tone == tone
      && ear->base_share == share)
    return;
  for (uint32_t k = 0; k < chain->bins; ++k)
    ear->base_db[k]
      = share * ear->fitting.gain[k]
        + enh__min (enh__max (tone * chain->tilt_db[k], -most_tone_db),
                    most_tone_db);
  hold (chain, ear->base_db, chain->bins);
  enh__filter_design_phase (&chain->audio.design, ear->base_db,
                            ear->base_phase);
  ear->base_tone = tone;
  ear->base_known = 1;
  ear->base_share = share;
}

/* Change of gain per compressor band of one ear, dB. */
static void
design_change (enh_chain *chain, uint32_t e, float level, float *change)
{
  const enh__ear *ear = &chain->audio.ear[e];
  const enh__levels *levels
    = &chain->audio.input[chain->inputs > 1 ? e : 0].levels;
  const enh__compressor_controls controls
    = { 0.01f * setting (chain, PARAM_COMPRESSION),
        enh__chain_ceiling_db_spl (chain) + band_limit_above_ceiling_db, level,
        ear->base_db };
  enh__levels shared;

  /* One gain for both ears, or the talker would move to the middle. */
  if (chain->inputs > 1 && chain->audio.sharing.value > 0.0f)
    {
      enh__compressor_share (&chain->audio.compressor, levels,
                             &chain->audio.input[1 - e].levels,
                             chain->audio.sharing.value, &shared);
      levels = &shared;
    }
  const float held = enh__compressor_change (&chain->audio.compressor, levels,
                                             &ear->fitting, &controls, change);
  chain->audio.held_db = enh__max (chain->audio.held_db, held);
  hold (chain, change, chain->audio.compressor.bands);
}

/* Dips of the howl guard. Returns 1: there is something to do. */
static int
add_howl_dips (enh_chain *chain, float share)
{
  enh__howl *howl = &chain->audio.howl;

  if (howl->moved)
    enh__filter_design_phase (&chain->audio.design, howl->curve,
                              chain->audio.howl_phase);
  howl->moved = 0;
  for (uint32_t k = 0; k < chain->bins; ++k)
    {
      chain->audio.gain_db[k] += share * howl->curve[k];
      chain->audio.phase[k] += share * chain->audio.howl_phase[k];
    }
  return 1;
}

/* Digital gain per bin of one ear but for noise reduction; 1 if there is any.
   The phase is that of what is not the same at all frequencies. */
static int
design_gain (enh_chain *chain, uint32_t e)
{
  const enh__ear *ear = &chain->audio.ear[e];
  const enh__band_place *place = chain->audio.compressor.place;
  const float share = 1.0f - setting (chain, PARAM_BYPASS);
  const float level = setting (chain, PARAM_VOLUME) + balance_db (chain, e);
  float shift = level + setting (chain, PARAM_MIC_FULL_SCALE)
                - setting (chain, PARAM_EAR_FULL_SCALE);
  const float dose = chain->audio.dose.reduction_db;
  float *gain = chain->audio.gain_db;
  float *phase = chain->audio.phase;
  float change[ENH__COMPRESSOR_BANDS];
  int any = 0;

  hold (chain, &shift, 1);
  design_change (chain, e, level, change);
  enh__band_spread (place, chain->bins, change, gain);
  for (uint32_t k = 0; k < chain->bins; ++k)
    {
      gain[k] = share
                  * (gain[k] + ear->base_db[k] + shift
                     + chain->audio.roll_off * chain->roll_off_db[k])
                - dose;
      any |= gain[k] != 0.0f;
    }
  publish (&chain->meters.gain_db[e], gain[chain->bin_1k]);
  for (uint32_t k = 0; k < chain->bins; ++k)
    phase[k] = share * ear->base_phase[k];
  enh__band_add (chain->change_phase, chain->audio.compressor.bands,
                 chain->bins, share, change, phase);
  /* A loudspeaker howls at 0 dB, too. */
  const float dips = chain->loudspeaker ? 1.0f : share;
  if (dips > 0.0f && !chain->audio.howl.flat)
    any |= add_howl_dips (chain, dips);
  return any;
}

/* Without delay noise reduction is of minimum phase, too. */
static void
add_reduction (enh_chain *chain)
{
  const float *nr_log = chain->audio.nr_log;
  const float scale = 1.0f / ENH__NEPER_PER_DB;
  float *gain = chain->audio.gain_db;

  for (uint32_t k = 0; k < chain->bins; ++k)
    gain[k] += scale * enh__band_at (&chain->nr_place[k], nr_log);
  enh__band_add (chain->nr_phase, chain->nr_bands, chain->bins, scale, nr_log,
                 chain->audio.phase);
}

/* The next response of one ear. */
static void
design_response (enh_chain *chain, uint32_t e)
{
  enh__ear *ear = &chain->audio.ear[e];

  design_base (chain, ear);
  ear->after_unity = !design_gain (chain, e) && chain->audio.nr_unity;
  if (ear->after_unity)
    {
      memset (ear->after, 0, chain->taps * sizeof *ear->after);
      ear->after[chain->delay] = 1.0f;
      return;
    }
  if (!chain->delay)
    add_reduction (chain);
  enh__filter_design_compose (
    &chain->audio.design, chain->audio.gain_db, chain->audio.phase,
    chain->delay ? chain->audio.nr_gain : NULL, ear->after);
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

void
enh__chain_design_responses (enh_chain *chain)
{
  const int were_linked = chain->audio.linked;
  enh__ear *ear = chain->audio.ear;

  chain->audio.held_db = 0.0f;
  chain->audio.linked = ears_alike (chain);
  if (chain->outputs > 1 && were_linked && !chain->audio.linked)
    {
      /* The right ear goes on from where the common one stood. */
      memcpy (ear[1].after, ear[0].after, chain->taps * sizeof *ear[1].after);
      ear[1].after_unity = ear[0].after_unity;
      ear[1].base_known = 0;
    }
  for (uint32_t e = 0; e < (chain->audio.linked ? 1 : chain->outputs); ++e)
    {
      turn_over (&ear[e]);
      design_response (chain, e);
      enh__chain_publish_response (chain, e);
    }
  if (chain->audio.linked && chain->outputs > 1)
    publish (
      &chain->meters.gain_db[1],
      atomic_load_explicit (&chain->meters.gain_db[0], memory_order_relaxed));
}
