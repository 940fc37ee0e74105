/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The steps of a hop, one file each, and what they share. The audio thread
   alone calls them. */

#ifndef ENH_CHAIN_STEPS_H
#define ENH_CHAIN_STEPS_H

#include "chain_state.h"

static inline void
publish (_Atomic float *meter, float value)
{
  atomic_store_explicit (meter, value, memory_order_relaxed);
}

static inline float
setting (const enh_chain *chain, enh_param id)
{
  return chain->audio.setting[id].value;
}

static inline float
hop_seconds (const enh_chain *chain)
{
  return (float) ((double) chain->hop / chain->sample_rate);
}

/* The dose lowers it. */
static inline float
enh__chain_ceiling_db_spl (const enh_chain *chain)
{
  return setting (chain, PARAM_CEILING) - chain->audio.dose.reduction_db;
}

/* chain_settings.c */

/* Settings, and the newest fitting, on their way to where they are wanted; snap:
   at once. */
void
enh__chain_read_settings (enh_chain *chain, int snap);

void
enh__chain_read_fitting (enh_chain *chain, int snap);

/* chain_design.c */

/* What noise reduction does to each band, and so to each bin, of both ears. */
void
enh__chain_combine_reduction (enh_chain *chain);

/* The response at the end of the next hop; the one before becomes the one at its
   beginning. */
void
enh__chain_design_responses (enh_chain *chain);

/* chain_block.c */

/* 1: in and out have all their buffers. Else silence is written to what there is
   of out. */
int
enh__chain_block_complete (const enh_chain *chain, const float *const *in,
                           float *const *out, uint32_t frames);

/* chain_response.c */

/* The response of an ear that was just designed, for all threads; of both ears
   where it serves both. */
void
enh__chain_publish_response (enh_chain *chain, uint32_t e);

/* chain_meters.c */

void
enh__chain_publish_meters (enh_chain *chain);

void
enh__chain_publish_dose (enh_chain *chain);

/* Of a chain at rest. */
void
enh__chain_silence_meters (enh_chain *chain);

#endif
