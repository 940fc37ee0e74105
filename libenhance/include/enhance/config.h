/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief What is fixed when a chain is created.

   @defgroup enhance_config Chain configuration

   What is fixed when a chain is created. To change it, create a new chain.
*/

#ifndef ENHANCE_CONFIG_H
#define ENHANCE_CONFIG_H

#include <enhance/attributes.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_config
    @{ */

/** Delay of the algorithm. */
typedef enum enh_delay {
  ENH_DELAY_DEFAULT = 0, /**< 3 ms: 2 ms linear-phase filter, 1 ms limiter */
  ENH_DELAY_LOW = 1,     /**< 2 ms: 1 ms linear-phase filter, 1 ms limiter */
  ENH_DELAY_LOWEST = 2   /**< 0 ms: minimum phase, no look-ahead */
} enh_delay;

/**
   What the output is used for. A chain starts with

   | parameter        | ENH_FOR_EAR, ENH_FOR_LOUDSPEAKER | ENH_FOR_FILE |
   |------------------|----------------------------------|--------------|
   | `ceiling`        | 100 dB SPL                       | 105 dB SPL   |
   | `mic_full_scale` | 109 dB SPL                       | 105 dB SPL   |
   | `ear_full_scale` | 109 dB SPL                       | 105 dB SPL   |
   | all others       | see enh_param_describe           | the same     |

   so that a file keeps its levels and is limited at full scale only. An ear also
   gets a quiet start and 10 dB less from 100 % of the dose on; a file does not.
   Limiter, clamp and the repair of samples that are not finite work for all.
 */
typedef enum enh_purpose {
  ENH_FOR_EAR = 0,  /**< Live: quiet start, ceiling 100 dB SPL */
  ENH_FOR_FILE = 1, /**< No quiet start; limited at full scale only */
  /** As ENH_FOR_EAR, for an output that the microphone can pick up: gain never
      exceeds 0 dB, whatever is set, and `howl_guard` cannot be switched off */
  ENH_FOR_LOUDSPEAKER = 2
} enh_purpose;

/** The caller's own allocator; see enh_config.alloc. */
typedef struct enh_allocator {
  void *user; /**< Passed to both functions */
  /** Return `bytes` of zeroed memory aligned to 64 bytes, or NULL. */
  void *(*allocate) (void *user, size_t bytes);
  /** Release a block that allocate returned; NULL is allowed. */
  void (*release) (void *user, void *block);
} enh_allocator;

/**
    The configuration of a chain. Start from ENH_CONFIG_INIT and change what
    differs. New fields are only ever appended; `size` tells the library which
    fields the caller knows. A library older than its caller refuses unknown
    fields unless they are zero.
*/
typedef struct enh_config {
  size_t size;                /**< sizeof (enh_config) */
  double sample_rate;         /**< Hz, 8000 to 192000 */
  uint32_t inputs;            /**< Microphone channels: 1 or 2 */
  uint32_t outputs;           /**< Ears: 1 or 2, not fewer than `inputs` */
  enh_delay delay;            /**< Delay of the algorithm */
  enh_purpose purpose;        /**< What the output is used for */
  const enh_allocator *alloc; /**< NULL: malloc; copied at creation */
} enh_config;

/** 48 kHz, one input, one output, 3 ms, for an ear. */
#define ENH_CONFIG_INIT                                                        \
  {                                                                            \
    sizeof (enh_config), 48000.0, 1u, 1u, ENH_DELAY_DEFAULT, ENH_FOR_EAR, NULL \
  }

/** @} */

ENH_END_DECLS

#endif
