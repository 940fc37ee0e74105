/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief The signal chain: noise reduction, compression, limiter and guards.

   @defgroup enhance_chain Signal chain

   Noise reduction, compression, limiter and guards in one chain.

   Create a chain, then set, process and reset it in any order, then destroy it.

   Samples are planar floats with a nominal range of +-1.0. Blocks may have any
   length, including 0; the output does not depend on how the input is divided
   into blocks. Any `out[i]` may be the same buffer as any `in[j]`, that of
   another channel too; buffers must not overlap in any other way, and no two of
   `out` may be the same.

   Protection of the ear cannot be switched off: a limiter keeps samples below the
   ceiling and true peaks within 0.5 dB of it (5.5 dB with ENH_DELAY_LOWEST, which
   knows nothing of the next sample); whatever is set in whatever order, no sample
   exceeds the greater of the ceilings before and after; a hard clamp follows,
   input that is not finite becomes silence, and a chain ENH_FOR_EAR starts
   quietly.
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

/** @addtogroup enhance_chain
    @{ */

/** A signal chain. */
typedef struct enh_chain enh_chain;

/** @name Setup
    @{ */

/**
   Create a chain.  @setup

   @param chain   Receives the handle, or NULL on failure. NULL: ENH_ERR_NULL.
   @param config  From ENH_CONFIG_INIT; need not outlive the call. NULL:
                  ENH_ERR_NULL.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_CONFIG, ENH_ERR_RATE, ENH_ERR_CHANNELS
           or ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_chain_create (enh_chain **chain, const enh_config *config);

/**
   Zero every buffer and free the chain.  @setup

   @param chain  NULL is allowed.
   @since 0.1
*/
ENH_API void
enh_chain_destroy (enh_chain *chain);

/**
   Fit the compressor to a hearing loss.  @setup

   May be called while the audio thread is processing. The change begins at the
   next hop and is ramped over 50 ms.

   @param chain      The chain.
   @param audiogram  Copied. NULL removes the fitting: 0 dB at 65 dB SPL and a
                     ratio of 1.5 in every band.
   @return ENH_OK, ENH_ERR_NULL (no chain) or ENH_ERR_RANGE (a threshold outside
           -10 to 120 dB HL; the fitting is unchanged).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_chain_set_audiogram (enh_chain *chain, const enh_audiogram *audiogram);

/**
   Get the hearing loss that the chain is fitted to.  @setup

   @param chain      The chain.
   @param audiogram  Filled on success, unchanged otherwise.
   @return ENH_OK, ENH_ERR_NULL (either is NULL) or ENH_ERR_STATE (there is none).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_chain_get_audiogram (const enh_chain *chain, enh_audiogram *audiogram);

/**
   Get the configuration that the chain was created with.  @setup

   @param chain   The chain.
   @param config  From ENH_CONFIG_INIT; no more than `size` bytes are written,
                  and `size` stays. Fields that the creator did not know have their
                  defaults. `alloc` is what the chain uses, valid until
                  enh_chain_destroy.
   @return ENH_OK, ENH_ERR_NULL (either is NULL) or ENH_ERR_CONFIG (`size` cannot
           be).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_chain_get_config (const enh_chain *chain, enh_config *config);

/** @} */
/** @name Audio thread
    @{ */

/**
   Process one block.  @rt

   @param chain   The chain. NULL: nothing happens, and `out` is unchanged.
   @param in      One pointer for each input to `frames` samples.
   @param out     One pointer for each output to `frames` samples; any of them may
                  equal any of `in`.
   @param frames  Any number, including 0; then `in` and `out` may be NULL.

   If `in`, `out` or one of their pointers is NULL, the block is not processed:
   the outputs that are there get zeros.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_process (enh_chain *chain, const float *const *in, float *const *out,
                   uint32_t frames);

/**
   Process one block of interleaved samples; the same sound as
   enh_chain_process gives.  @rt

   Both may be mixed in the life of a chain.

   @param chain   The chain. NULL: nothing happens, and `out` is unchanged.
   @param in      `frames` times a sample of each input. NULL: `out` gets zeros.
   @param out     `frames` times a sample of each output. May equal `in` if there
                  are as many outputs as inputs; must not overlap it in any other
                  way. NULL: nothing happens.
   @param frames  Any number, including 0.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_process_interleaved (enh_chain *chain, const float *in, float *out,
                               uint32_t frames);

/**
   Clear all signal state and keep the settings.  @rt

   Afterwards the chain behaves like a new one; the quiet start begins again.

   @param chain  The chain. NULL: nothing happens.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_reset (enh_chain *chain);

/** @} */
/** @name Any thread
    @{ */

/**
   Set a parameter.  @any

   The change is ramped over 50 ms.

   @param chain  The chain.
   @param id     The parameter's number, from 0; see enh_param_by_name.
   @param value  Within the parameter's range; 0 or 1 for a switch.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_PARAM or ENH_ERR_RANGE. On failure the
           value is unchanged. Switching `howl_guard` off is ENH_ERR_RANGE for a
           chain ENH_FOR_LOUDSPEAKER.
   @since 0.1
*/
ENH_API ENH_REALTIME enh_status
enh_chain_set (enh_chain *chain, enh_param id, float value);

/**
   Get a parameter as last set.  @any

   @param chain  The chain.
   @param id     The parameter's number.
   @return The value; 0 if `chain` is NULL or there is no such parameter.
   @since 0.1
*/
ENH_API ENH_REALTIME float
enh_chain_get (const enh_chain *chain, enh_param id);

/**
   Mute or unmute the output, ramped over 10 ms.  @any

   @param chain  The chain. NULL: nothing happens.
   @param muted  Non-zero: silence.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_mute (enh_chain *chain, int muted);

/**
   Get whether the output is muted, as last set by enh_chain_mute.  @any

   @param chain  The chain.
   @return 1 if muted; 0 if not, or if `chain` is NULL.
   @since 0.1
*/
ENH_API ENH_REALTIME int
enh_chain_muted (const enh_chain *chain);

/**
   Report that an unknown number of samples was lost, as where a device starts
   again.  @any

   From the next call of enh_chain_process the output is silent at once and
   opens again with the quiet start.

   @param chain  The chain. NULL: nothing happens.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_mark_gap (enh_chain *chain);

/**
   Report that so many samples in a row were lost.  @any

   Fewer than 50 ms of them: from the next call of enh_chain_process the output
   fades out and in again, over 5 ms each. More: the same as enh_chain_mark_gap.
   Called again while samples are still missing, it keeps the output faded.

   @param chain   The chain. NULL: nothing happens.
   @param frames  Frames missing in all, up to now.
   @since 0.2
 */
ENH_API ENH_REALTIME void
enh_chain_mark_loss (enh_chain *chain, uint32_t frames);

/**
   Set the sound dose that the ears have already had.  @any

   The chain adds what it plays; enh_meters.dose_percent is the sum. A program
   that records daily doses sets the total of the last seven days at the start,
   and again whenever a day leaves the week.

   From 100 % on, a chain ENH_FOR_EAR lowers gain and ceiling by 10 dB within 2
   s (enh_meters.dose_reduction_db), until a dose below 100 % is set.
   enh_chain_reset keeps the dose.

   @param chain    The chain.
   @param percent  % of the weekly allowance, 80 dBA for 40 hours; 0 to 1000000.
   @return ENH_OK, ENH_ERR_NULL or ENH_ERR_RANGE (the dose is unchanged).
   @since 0.1
*/
ENH_API ENH_REALTIME enh_status
enh_chain_set_dose (enh_chain *chain, float percent);

/**
   Get the delay from input to output.  @any

   @param chain  The chain.
   @return The delay in frames, constant for the life of the chain and the same
           with `bypass`; 0 if `chain` is NULL.
   @since 0.1
*/
ENH_API ENH_REALTIME uint32_t
enh_chain_latency (const enh_chain *chain);

/**
   Get the gain at a frequency, as it is now; for plots.  @any

   The digital gain of noise reduction, compression, prescription, volume, tone,
   balance, howl guard and sound dose together, and of `mic_full_scale` -
   `ear_full_scale`. What acts on all frequencies alike for moments is not in it:
   clatter guard, limiter, quiet start and mute (see enh_meters). It changes with
   the sound every 4 ms; at rest, after 0.5 s of zeros, it stays as it was.

   @param chain  The chain.
   @param ear    0 left, 1 right; an output.
   @param hz     Hz, 0 to half the sample rate. Between the points of the analysis,
                 62.5 Hz apart, it is interpolated.
   @return The gain in dB; 0 before the first sound, with `bypass`, and if `chain`
           is NULL or an argument is out of range.
   @since 0.1
*/
ENH_API ENH_REALTIME float
enh_chain_response (const enh_chain *chain, uint32_t ear, float hz);

/**
   Read the meters.  @any

   @param chain   The chain. NULL: nothing happens.
   @param meters  From ENH_METERS_INIT; no more than `size` bytes are written.
                  NULL: nothing happens.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_chain_meters (const enh_chain *chain, enh_meters *meters);

/** @} */
/** @} */

ENH_END_DECLS

#endif
