/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file meter.h
   What a chain measures of itself while it runs.
*/

#ifndef ENHANCE_METER_H
#define ENHANCE_METER_H

#include <enhance/attributes.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/**
   A snapshot. Begin with ENH_METERS_INIT. Levels in dBFS follow AES17: a
   full-scale sine reads 0. They rise with 10 ms and fall with 300 ms. Silence
   reads -200.
*/
typedef struct enh_meters {
  size_t size;          /**< sizeof (enh_meters) */
  float input_dbfs[2];  /**< Level of each input */
  float output_dbfs[2]; /**< Level of each output */
  float noise_db;       /**< Estimated noise at the microphone, dB SPL */
  float reduction_db;   /**< Noise reduction at work, dB, 0 or more */
  float gain_db[2];     /**< Compression, volume, tone at 1 kHz */
  float limiter_db;     /**< Gain taken by the limiter, dB, 0 or more */
  float clatter_db;     /**< Same, by the clatter guard */
  float start_gain;     /**< Quiet start and mute, 0 (silent) to 1 (open) */
  uint64_t frames;      /**< Frames processed since creation */
  uint64_t repaired;    /**< Samples not finite or beyond +-8, made 0 */
  uint64_t resets;      /**< Times the state was not finite: reset */
  float dose_percent;   /**< Sound dose, share of the weekly allowance, of the
                           worse ear; an estimate. With what
                           enh_chain_set_dose told */
  float dose_percent_per_hour; /**< How fast it grows at the level of now */
  float dose_reduction_db;     /**< Taken since 100 % was reached, 0 or more */
  uint64_t howls;              /**< Times a howl was found since creation */
  float howl_hz;               /**< Frequency of the last; 0: none yet */
  float howl_reduction_db;     /**< Deepest that is taken now, 0 or more */
} enh_meters;

/** Nothing measured. */
#define ENH_METERS_INIT                                                       \
  {                                                                           \
    sizeof (enh_meters), { -200.0f, -200.0f }, { -200.0f, -200.0f }, -200.0f, \
      0.0f, { 0.0f, 0.0f }, 0.0f, 0.0f, 0.0f, 0u, 0u, 0u, 0.0f, 0.0f, 0.0f,   \
      0u, 0.0f, 0.0f                                                          \
  }

ENH_END_DECLS

#endif
