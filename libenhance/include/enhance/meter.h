/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief What a chain measures while it runs.

   @defgroup enhance_meter Meters

   What a chain measures while it runs.
*/

#ifndef ENHANCE_METER_H
#define ENHANCE_METER_H

#include <enhance/attributes.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_meter
    @{ */

/**
   A snapshot of the meters. Start from ENH_METERS_INIT. Levels in dBFS follow
   AES17: a full-scale sine reads 0, silence reads -200. Their time constants
   are 10 ms rising and 300 ms falling.
*/
typedef struct enh_meters {
  size_t size;          /**< sizeof (enh_meters) */
  float input_dbfs[2];  /**< Level of each input */
  float output_dbfs[2]; /**< Level of each output */
  float noise_db;       /**< Estimated noise at the microphone, dB SPL */
  float reduction_db;   /**< Present noise reduction, dB, 0 or more */
  float gain_db[2];     /**< Gain of each ear at 1 kHz, dB: compression,
                           volume and tone */
  float limiter_db;     /**< Present limiter reduction, dB, 0 or more */
  float clatter_db;     /**< Same for the clatter guard */
  float start_gain;     /**< Gain of quiet start and mute, 0 (silent) to 1 */
  uint64_t frames;      /**< Frames processed since creation */
  uint64_t repaired;    /**< Input samples set to 0: not finite or beyond
                           +-8 */
  uint64_t resets;      /**< Resets because the state was not finite */
  float dose_percent;   /**< Sound dose of the more exposed ear, % of the
                           weekly allowance, including what
                           enh_chain_set_dose set; an estimate */
  float dose_percent_per_hour; /**< Growth of the dose at the present level */
  float dose_reduction_db;     /**< Reduction because the dose reached 100 %,
                                  dB, 0 or more */
  uint64_t howls;              /**< Howls found since creation */
  float howl_hz;           /**< Frequency of the last howl, Hz; 0: none yet */
  float howl_reduction_db; /**< Deepest howl-guard dip at present, dB, 0 or
                                  more */
  float ceiling_db;        /**< Recently taken by the ceiling, in the limiter
                              and in the bands before it, dB, 0 or more: rises
                              within 3 s and falls within 10 s; from 3 dB on,
                              speech is being held down */
} enh_meters;

/** Initial value: nothing measured. */
#define ENH_METERS_INIT                                                       \
  {                                                                           \
    sizeof (enh_meters), { -200.0f, -200.0f }, { -200.0f, -200.0f }, -200.0f, \
      0.0f, { 0.0f, 0.0f }, 0.0f, 0.0f, 0.0f, 0u, 0u, 0u, 0.0f, 0.0f, 0.0f,   \
      0u, 0.0f, 0.0f, 0.0f                                                    \
  }

/** @} */

ENH_END_DECLS

#endif
