/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Measuring the delay of a live engine, and a tone for one ear. Part of
   libenhance-io.

   @defgroup enhance_delay_measurement Delay measurement and ear tone

   Sounds that a running live engine plays in place of the chain's: a hiss to
   measure the delay from microphone to ear, and a tone to tell left from right.
   Part of libenhance-io.
*/

#ifndef ENHANCE_DELAY_MEASUREMENT_H
#define ENHANCE_DELAY_MEASUREMENT_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_delay_measurement
    @{ */

/** A live engine: a device or two, a chain, and what runs between them. */
typedef struct enh_live enh_live;

/** The progress of a measurement. */
typedef enum enh_measure_state {
  ENH_MEASURE_NONE = 0,    /**< Never started */
  ENH_MEASURE_RUNNING = 1, /**< Playing and recording */
  ENH_MEASURE_DONE = 2,    /**< Finished; `ms` says whether a loop was found */
  ENH_MEASURE_CANCELLED
  = 3 /**< Cancelled, or ended early because the engine was
                                 muted, stopped or lost */
} enh_measure_state;

/** The result of a measurement. Start from ENH_LIVE_DELAY_INIT. */
typedef struct enh_live_delay {
  size_t size; /**< sizeof (enh_live_delay) */
  double ms;   /**< From microphone to ear with the headset worn, ms: `loop_ms`
                       and the delay of the chain. 0: no loop was found */
  double loop_ms; /**< From ear to microphone through devices and air, ms, as
                       measured. 0: no loop was found */
  /** 0 to 1: the share of the four bursts that agree on the delay within 0.25
      ms, times how clearly the loop stands out from everything else in the
      recording (0 at 12 dB, 1 at 20 dB and more). Below ENH_MEASURE_BELIEVED no
      delay is reported. */
  double confidence;
} enh_live_delay;

/** Initial value: nothing measured. */
#define ENH_LIVE_DELAY_INIT                \
  {                                        \
    sizeof (enh_live_delay), 0.0, 0.0, 0.0 \
  }

/** The lowest confidence at which a delay is reported. */
#define ENH_MEASURE_BELIEVED 0.6

/**
   Start measuring the delay.  @setup

   The person holds one earpiece to the microphone. For 2 s the ear gets a hiss
   of 66 dB SPL (by `ear_full_scale`; less under a low ceiling), then 1 s of
   silence; then the sound resumes. Meanwhile the microphone is recorded before
   the chain, so noise reduction plays no part. The recording is not kept.

   Muting during the measurement cancels it. If the chain was muted before, the
   hiss is played anyway and the chain stays muted.

   @param live   The engine, running. Not NULL.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (not running, or already
           measuring) or ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_measure_begin (enh_live *live, enh_error *error);

/**
   Get the progress of the measurement, without waiting for its end.  @setup

   The first call after the end computes the result, which takes some tenths of
   a second of one core. The sound is not affected.

   @param live   The engine.
   @param delay  NULL, or from ENH_LIVE_DELAY_INIT; no more than `size` bytes
                 are written. Filled when the state is ENH_MEASURE_DONE.
   @return The state; ENH_MEASURE_NONE if `live` is NULL.
   @since 0.1
*/
ENH_API enh_measure_state
enh_live_measure_poll (enh_live *live, enh_live_delay *delay);

/**
   Measure the delay and wait for the result, at most four seconds.  @setup

   Does the same as enh_live_measure_begin followed by enh_live_measure_poll
   until the end. May run in a thread of its own while other threads make calls
   of class any.

   @param live        The engine, running. Not NULL.
   @param ms          Receives enh_live_delay.ms; 0: no loop was found. Not
                      NULL.
   @param confidence  NULL, or receives enh_live_delay.confidence.
   @param error       NULL, or filled on failure.
   @return ENH_OK, even if no loop was found; ENH_ERR_NULL, ENH_ERR_STATE (not
           running, already measuring, or cancelled), ENH_ERR_NO_MEMORY or
           ENH_ERR_DEVICE (lost meanwhile).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_measure_delay (enh_live *live, double *ms, double *confidence,
                        enh_error *error);

/**
   Cancel a measurement; the hiss falls silent within 10 ms.  @any

   @param live  The engine. NULL, or no measurement running: nothing happens.
   @since 0.1
*/
ENH_API ENH_REALTIME void
enh_live_measure_cancel (enh_live *live);

/**
   Play a soft tone in one ear: 500 Hz, 60 dB SPL, for a second.  @setup

   The tone replaces the chain's sound, and the other ear is silent; then the
   sound resumes. The level is by `ear_full_scale`. Muting ends the tone within
   10 ms.

   @param live   The engine, running. Not NULL.
   @param ear    0 left, 1 right.
   @param error  NULL, or filled on failure.
   @return ENH_OK when the tone has started; ENH_ERR_NULL, ENH_ERR_RANGE (no
           such channel), ENH_ERR_STATE (not running, muted, measuring, or a
           tone is still playing) or ENH_ERR_NO_MEMORY.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_live_play_tone (enh_live *live, uint32_t ear, enh_error *error);

/** @} */

ENH_END_DECLS

#endif
