/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What any thread may ask of a chain, or set: single values that the audio thread
   reads, or writes, as atomics. */

#include "chain_state.h"

#include "base/config_take.h"
#include "base/number.h"

/* Fewer samples than this lasts may be missing without a new start. */
static const double short_gap_seconds = 0.050;

/* No week is louder: 110 dBA for the whole of it are 4200 allowances. */
static const float most_dose_percent = 1e6f;

enh_status
enh_chain_set (enh_chain *chain, enh_param id, float value)
{
  if (!chain)
    return ENH_ERR_NULL;
  const enh_param_info *info = enh_param_describe (id);
  if (!info)
    return ENH_ERR_PARAM;
  if (!enh__is_finite (value) || value < info->minimum || value > info->maximum)
    return ENH_ERR_RANGE;
  if (info->is_switch && value != 0.0f && value != 1.0f)
    return ENH_ERR_RANGE;
  if (chain->loudspeaker && id == PARAM_HOWL_GUARD && value != 1.0f)
    return ENH_ERR_RANGE;
  /* In the order in which they are set: read_ceiling in chain_settings.c. */
  atomic_store_explicit (&chain->param[id], value, memory_order_release);
  return ENH_OK;
}

float
enh_chain_get (const enh_chain *chain, enh_param id)
{
  if (!chain || id >= PARAM_COUNT)
    return 0.0f;
  return atomic_load_explicit (&chain->param[id], memory_order_relaxed);
}

void
enh_chain_mute (enh_chain *chain, int muted)
{
  if (chain)
    atomic_store_explicit (&chain->muted, muted != 0, memory_order_relaxed);
}

int
enh_chain_muted (const enh_chain *chain)
{
  return chain ? atomic_load_explicit (&chain->muted, memory_order_relaxed) : 0;
}

void
enh_chain_mark_gap (enh_chain *chain)
{
  if (chain)
    atomic_fetch_or_explicit (&chain->gap, ENH__GAP_LONG, memory_order_relaxed);
}

void
enh_chain_mark_loss (enh_chain *chain, uint32_t frames)
{
  if (chain)
    atomic_fetch_or_explicit (&chain->gap,
                              frames < short_gap_seconds * chain->sample_rate
                                ? ENH__GAP_SHORT
                                : ENH__GAP_LONG,
                              memory_order_relaxed);
}

enh_status
enh_chain_set_dose (enh_chain *chain, float percent)
{
  if (!chain)
    return ENH_ERR_NULL;
  if (!enh__is_finite (percent) || percent < 0.0f
      || percent > most_dose_percent)
    return ENH_ERR_RANGE;
  atomic_store_explicit (&chain->dose, percent, memory_order_relaxed);
  return ENH_OK;
}

uint32_t
enh_chain_latency (const enh_chain *chain)
{
  return chain ? chain->delay + chain->look_ahead : 0;
}

void
enh_chain_meters (const enh_chain *chain, enh_meters *meters)
{
  enh_meters now = ENH_METERS_INIT;

  if (!chain || !meters)
    return;
#define READ(field) \
  atomic_load_explicit (&chain->meters.field, memory_order_relaxed)
  for (uint32_t i = 0; i < ENH__CHANNELS; ++i)
    {
      now.input_dbfs[i] = READ (input_dbfs[i]);
      now.output_dbfs[i] = READ (output_dbfs[i]);
      now.gain_db[i] = READ (gain_db[i]);
    }
  now.noise_db = READ (noise_db);
  now.reduction_db = READ (reduction_db);
  now.limiter_db = READ (limiter_db);
  now.clatter_db = READ (clatter_db);
  now.start_gain = READ (start_gain);
  now.frames = READ (frames);
  now.repaired = READ (repaired);
  now.resets = READ (resets);
  now.dose_percent = READ (dose_percent);
  now.dose_percent_per_hour = READ (dose_percent_per_hour);
  now.dose_reduction_db = READ (dose_reduction_db);
  now.howls = READ (howls);
  now.howl_hz = READ (howl_hz);
  now.howl_reduction_db = READ (howl_reduction_db);
  now.ceiling_db = READ (ceiling_db);
#undef READ
  enh__status_give (meters, &now, sizeof now);
}
