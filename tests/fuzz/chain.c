/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A chain's life as bytes tell it: sounds of any floats, parameters, audiograms, mutes,
   gaps, doses and resets. Three chains live it, one in whole blocks and two in pieces:
   their outputs are the same bit for bit, finite, and never over the ceiling. */

#include "fuzz.h"

#include <enhance/enhance.h>

#include <math.h>

enum { CHAINS = 3, EARS = 2, BLOCK = 2048, FRAMES_MOST = 12000 };

typedef struct life {
  const uint8_t *data; /* what has not been lived yet */
  size_t size;
  enh_chain *chain[CHAINS];
  uint32_t inputs, outputs;
  int loud;
  uint32_t frames; /* heard so far */
  uint32_t chance; /* xorshift */
  float bound;     /* of a sample, by the highest ceiling so far */
  float in[EARS][BLOCK];
  float out[CHAINS][EARS][BLOCK];
} life;

static uint32_t
take (life *one, size_t bytes)
{
  uint32_t value = 0;

  for (; bytes && one->size; --bytes, --one->size)
    value = value << 8 | *one->data++;
  return value;
}

static uint32_t
chance (life *one)
{
  one->chance ^= one->chance << 13;
  one->chance ^= one->chance >> 17;
  one->chance ^= one->chance << 5;
  return one->chance;
}

static void
note_ceiling (life *one)
{
  const float ceiling
    = enh_chain_get (one->chain[0], enh_param_by_name ("ceiling"));
  const float full
    = enh_chain_get (one->chain[0], enh_param_by_name ("ear_full_scale"));

  one->bound
    = fmaxf (one->bound, powf (10.0f, (ceiling - full) / 20.0f) * 1.00001f);
}

static float
sample (life *one, uint32_t kind, uint32_t i)
{
  uint32_t bits;
  float value;

  switch (kind % 6u)
    {
    case 0: /* any bits */
      bits = chance (one);
      memcpy (&value, &bits, sizeof value);
      return value;
    case 1: /* noise */
      return (float) (int32_t) chance (one) * 0x1p-33f;
    case 2: /* a tone of any frequency */
      return 0.5f * sinf ((float) i * (float) (1u + kind / 6u) * 0.01f);
    case 3: /* silence, which is a state of its own */
      return 0.0f;
    case 4: /* clatter */
      return i % (31u + kind) ? 0.001f : 1.0f;
    default: /* what the file itself holds */
      bits = take (one, 4);
      memcpy (&value, &bits, sizeof value);
      return value;
    }
}

static void
process (life *one, uint32_t chain, uint32_t frames, uint32_t most)
{
  for (uint32_t at = 0, now; at < frames; at += now)
    {
      const float *in[EARS] = { one->in[0] + at, one->in[1] + at };
      float *out[EARS] = { one->out[chain][0] + at, one->out[chain][1] + at };

      now = most > 3u ? chance (one) % most : most;
      if (now > frames - at)
        now = frames - at;
      enh_chain_process (one->chain[chain], in, out, now);
    }
}

static void
hear (life *one)
{
  const uint32_t kind = take (one, 1);
  uint32_t frames = take (one, 2) % (BLOCK + 1u);

  if (frames > FRAMES_MOST - one->frames)
    frames = FRAMES_MOST - one->frames;
  one->frames += frames;
  for (uint32_t c = 0; c < one->inputs; ++c)
    for (uint32_t i = 0; i < frames; ++i)
      one->in[c][i] = sample (one, kind, i);
  process (one, 0, frames, BLOCK + 1u);
  process (one, 1, frames, 200u);
  process (one, 2, frames, 1u + kind % 3u);
  for (uint32_t ear = 0; ear < one->outputs; ++ear)
    {
      for (uint32_t i = 0; i < frames; ++i)
        FUZZ_CLAIM (fabsf (one->out[0][ear][i]) <= one->bound);
      for (uint32_t chain = 1; chain < CHAINS; ++chain)
        FUZZ_CLAIM (!memcmp (one->out[0][ear], one->out[chain][ear],
                             frames * sizeof (float)));
    }
}

static void
set (life *one)
{
  const enh_param id = take (one, 1) % 20u;
  const enh_param_info *info = enh_param_describe (id);
  const uint32_t bits = take (one, 2);
  float value
    = info ? info->minimum
               + (info->maximum - info->minimum) * (float) bits / 65535.0f
           : 0.0f;

  if (info && info->is_switch)
    value = (float) (bits % 2u);
  if (info && value > info->maximum)
    value = info->maximum;

  /* Of a loudspeaker's chain the howl guard is not to be had off. */
  const enh_status first = enh_chain_set (one->chain[0], id, value);
  FUZZ_CLAIM (first == ENH_OK || !info
              || (one->loud && !strcmp (info->name, "howl_guard")));
  for (uint32_t chain = 1; chain < CHAINS; ++chain)
    FUZZ_CLAIM (enh_chain_set (one->chain[chain], id, value) == first);
  note_ceiling (one);
}

static void
fit (life *one)
{
  enh_audiogram audiogram;
  const int none = take (one, 1) % 8u == 0;

  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
      audiogram.threshold_db_hl[ear][i]
        = (float) (take (one, 1) % 131u) - 10.0f;
  for (uint32_t chain = 0; chain < CHAINS; ++chain)
    FUZZ_CLAIM (
      enh_chain_set_audiogram (one->chain[chain], none ? NULL : &audiogram)
      == ENH_OK);
}

static void
live (life *one)
{
  const uint32_t act = take (one, 1);
  const uint32_t how = act >> 3;

  switch (act % 8u)
    {
    case 0:
      set (one);
      break;
    case 1:
      fit (one);
      break;
    case 2:
      for (uint32_t chain = 0; chain < CHAINS; ++chain)
        enh_chain_mute (one->chain[chain], (int) (how % 2u));
      break;
    case 3:
      for (uint32_t chain = 0; chain < CHAINS; ++chain)
        enh_chain_mark_gap (one->chain[chain]);
      break;
    case 4:
      for (uint32_t chain = 0; chain < CHAINS && how % 4u == 0; ++chain)
        enh_chain_reset (one->chain[chain]);
      for (uint32_t chain = 0; chain < CHAINS && how % 4u; ++chain)
        FUZZ_CLAIM (enh_chain_set_dose (one->chain[chain], (float) (how * 5u))
                    == ENH_OK);
      break;
    default:
      hear (one);
      break;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const double rates[] = { 8000.0, 16000.0, 44100.0, 48000.0, 11025.0 };
  static const uint32_t layouts[][2] = { { 1, 1 }, { 1, 2 }, { 2, 2 } };
  static life one;
  enh_config config = ENH_CONFIG_INIT;

  memset (&one, 0, sizeof one);
  one.data = data;
  one.size = size;
  one.chance = 0x9e3779b9u ^ (uint32_t) size;
  const uint32_t shape = take (&one, 1), mode = take (&one, 1);
  config.sample_rate = rates[shape % 5u];
  config.inputs = one.inputs = layouts[shape / 5u % 3u][0];
  config.outputs = one.outputs = layouts[shape / 5u % 3u][1];
  config.delay = (enh_delay) (mode % 3u);
  config.purpose = (enh_purpose) (mode / 3u % 3u);
  one.loud = config.purpose == ENH_FOR_LOUDSPEAKER;
  for (uint32_t chain = 0; chain < CHAINS; ++chain)
    FUZZ_CLAIM (enh_chain_create (&one.chain[chain], &config) == ENH_OK);
  note_ceiling (&one);
  while (one.size && one.frames < FRAMES_MOST)
    live (&one);
  for (uint32_t chain = 0; chain < CHAINS; ++chain)
    enh_chain_destroy (one.chain[chain]);
  return 0;
}
