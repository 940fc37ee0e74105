/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file config.h
   The fixed facts of a chain: chosen at creation, never changed.
*/

#ifndef ENHANCE_CONFIG_H
#define ENHANCE_CONFIG_H

#include <enhance/attributes.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** How long the algorithm may delay the sound. */
typedef enum enh_delay {
  ENH_DELAY_DEFAULT = 0, /**< 3 ms: 2 linear-phase filter, 1 limiter */
  ENH_DELAY_LOW = 1,     /**< 2 ms: 1 linear-phase filter, 1 limiter */
  ENH_DELAY_LOWEST = 2   /**< 0 ms: minimum phase, no look-ahead */
} enh_delay;

/** What the output is for. */
typedef enum enh_purpose {
  ENH_FOR_EAR = 0,  /**< Live: quiet start, ceiling 95 of 109 dB SPL */
  ENH_FOR_FILE = 1, /**< First samples kept; only full scale limits */
  /** As for the ear, where the output reaches the microphone through the air: no
      gain is above 0 dB whatever is set or fitted, and `howl_guard` stays on */
  ENH_FOR_LOUDSPEAKER = 2
} enh_purpose;

/** Where memory comes from, for callers who must know; see enh_config.alloc. */
typedef struct enh_allocator {
  void *user; /**< Handed to both functions */
  /** Return `bytes` of zeroed memory aligned to 64 bytes, or NULL. */
  void *(*allocate) (void *user, size_t bytes);
  /** Release what allocate returned; NULL is legal. */
  void (*release) (void *user, void *block);
} enh_allocator;

/**
   Begin with ENH_CONFIG_INIT, then change what differs. Fields are only ever
   appended; `size` tells the library which of them the caller knew. A library
   that is older than its caller refuses fields that it does not know, unless
   they are zero.
*/
typedef struct enh_config {
  size_t size;                /**< sizeof (enh_config) */
  double sample_rate;         /**< Hz, 8000 to 192000 */
  uint32_t inputs;            /**< Microphones: 1 or 2 */
  uint32_t outputs;           /**< Ears: 1 or 2, not fewer than inputs */
  enh_delay delay;            /**< Algorithmic delay */
  enh_purpose purpose;        /**< Ear or file */
  const enh_allocator *alloc; /**< NULL: the C library's; copied at creation */
} enh_config;

/** 48 kHz, one input, one output, 3 ms, for the ear. */
#define ENH_CONFIG_INIT                                                        \
  {                                                                            \
    sizeof (enh_config), 48000.0, 1u, 1u, ENH_DELAY_DEFAULT, ENH_FOR_EAR, NULL \
  }

ENH_END_DECLS

#endif
