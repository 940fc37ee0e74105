/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file chain.h
   The signal chain: noise reduction, compression, limiter and guards.

   Life: create, then any of set, process and reset in any order, then destroy.
   Samples are planar floats, nominal range +-1.0. Any block length is legal,
   zero included; the output does not depend on how the input is cut into
   blocks. `in` may equal `out` pointer by pointer; other overlap is not legal.

   The chain protects the ear by itself: a limiter holds sample and true peaks
   at the ceiling, a hard clamp follows it, input that is not finite becomes
   silence, and a chain ENH_FOR_EAR starts quietly. None of it can be switched
   off.
*/

#ifndef ENHANCE_CHAIN_H
#define ENHANCE_CHAIN_H

#include <enhance/attributes.h>
#include <enhance/audiogram.h>
#include <enhance/config.h>
#include <enhance/meter.h>
#include <enhance/param.h>
#include <enhance/status.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** One signal chain. */
typedef struct enh_chain enh_chain;

/**
   @defgroup chain_setup Chain: setup  (@setup)
   @{
*/

/**
   Make a chain.  @setup

   @param chain   Where the handle goes; NULL on failure.
   @param config  From ENH_CONFIG_INIT; may be freed afterwards.
   @return ENH_OK, or ENH_ERR_NULL, ENH_ERR_CONFIG, ENH_ERR_RATE,
           ENH_ERR_CHANNELS, ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_chain_create (enh_chain **chain, const enh_config *config);

/**
   Zero every buffer and free the chain.  @setup

   @param chain  NULL is fine.
   @since 0.1
*/
ENH_API void
enh_chain_destroy (enh_chain *chain);

/**
   Fit the compressor to a hearing loss.  @setup

   Takes effect at the next hop, ramped over 50 ms; the audio thread may be
   processing meanwhile.

   @param chain      The chain.
   @param audiogram  Copied; NULL removes the fitting: 0 dB at 65 dB SPL and a
                     ratio of 1.5 in every band.
   @return ENH_OK, ENH_ERR_NULL (no chain) or ENH_ERR_RANGE (a threshold is not
           within -10 to 120 dB HL).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_chain_set_audiogram (enh_chain *chain, const enh_audiogram *audiogram);

/**
   @}
   @defgroup chain_audio Chain: audio thread  (@rt)
   @{
*/

/**
   Process one block.  @rt

   @param chain   The chain.
   @param in      One pointer per input to `frames` samples.
   @param out     One pointer per output to `frames` samples; out[i] may equal
                  in[i].
   @param frames  Any number, zero included.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_process (enh_chain *chain, const float *const *in, float *const *out,
                   uint32_t frames);

/**
   Forget the sound, keep the settings: as new.  @rt

   The quiet start begins again.

   @param chain  The chain.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_reset (enh_chain *chain);

/**
   @}
   @defgroup chain_any Chain: any thread  (@any)
   @{
*/

/**
   Set a parameter.  @any

   The change is ramped over 50 ms.

   @param chain  The chain.
   @param id     From enh_param_by_name, or counted.
   @param value  Within the parameter's range; a switch takes 0 or 1.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_PARAM, or ENH_ERR_RANGE: the old value
           stays. A chain made ENH_FOR_LOUDSPEAKER does not let go of its
           `howl_guard`.
   @since 0.1
*/
ENH_API ENH_REALTIME enh_status
enh_chain_set (enh_chain *chain, enh_param id, float value);

/**
   Read a parameter as it was last set.  @any

   @return The value; 0 for no chain or no such parameter.
   @since 0.1
*/
ENH_API ENH_REALTIME float
enh_chain_get (const enh_chain *chain, enh_param id);

/**
   Mute or open the output, ramped over 10 ms.  @any

   @param chain  The chain.
   @param muted  Not 0: silence.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_mute (enh_chain *chain, int muted);

/**
   Tell whether the output was last muted or opened.  @any

   @return 1: muted; 0: open, or NULL.
   @since 0.1
*/
ENH_API ENH_REALTIME int
enh_chain_muted (const enh_chain *chain);

/**
   Say that samples were lost: from the next process call the output is silent
   at once and opens again with the quiet start.  @any

   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_mark_gap (enh_chain *chain);

/**
   Tell what sound dose the ears have had already.  @any

   The chain adds what it plays; enh_meters.dose_percent is both together. Who
   keeps a record of days tells here what the last seven of them hold: at the
   start, and again whenever a part of them has passed out of the week. From
   100 % on, a chain ENH_FOR_EAR turns everything down: gain and ceiling by
   10 dB, within 2 s (enh_meters.dose_reduction_db), and back when it is told
   that the dose is below 100 % again. enh_chain_reset keeps the dose.

   @param chain    The chain.
   @param percent  Of a week's allowance, 80 dBA for 40 hours, 0 to 1000000.
   @return ENH_OK, ENH_ERR_NULL, or ENH_ERR_RANGE: the dose stays.
   @since 0.1
*/
ENH_API ENH_REALTIME enh_status
enh_chain_set_dose (enh_chain *chain, float percent);

/**
   Delay from input to output.  @any

   @return Frames; constant for the life of the chain, bypass included. 0 for
           NULL.
   @since 0.1
*/
ENH_API ENH_REALTIME uint32_t
enh_chain_latency (const enh_chain *chain);

/**
   Read the meters.  @any

   @param chain   The chain.
   @param meters  From ENH_METERS_INIT; only as many bytes as its `size` tells
                  are written.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_meters (const enh_chain *chain, enh_meters *meters);

/** @} */

ENH_END_DECLS

#endif
