/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief The table of parameters.

   @defgroup enhance_param Parameters

   Parameters are numbered floats with a name, a unit and a range. The command
   line, presets, the control protocol and the app all use this one table. Count
   up from 0 until enh_param_describe returns NULL: that way a program also
   finds parameters added after it was built.
*/

#ifndef ENHANCE_PARAM_H
#define ENHANCE_PARAM_H

#include <enhance/attributes.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_param
    @{ */

/** Number of a parameter. */
typedef uint32_t enh_param;

/** The parameters of these headers, in the order of enh_param_describe. Numbers
    never change; new ones are appended. A library older than the headers knows
    fewer and says ENH_ERR_PARAM. */
enum {
  ENH_PARAM_BYPASS = 0,          /**< `bypass` */
  ENH_PARAM_NOISE_REDUCTION = 1, /**< `noise_reduction`, % */
  ENH_PARAM_VOLUME = 2,          /**< `volume`, dB */
  ENH_PARAM_TONE = 3,            /**< `tone` */
  ENH_PARAM_BALANCE = 4,         /**< `balance` */
  ENH_PARAM_COMPRESSION = 5,     /**< `compression`, % */
  ENH_PARAM_ATTACK = 6,          /**< `attack`, ms */
  ENH_PARAM_RELEASE = 7,         /**< `release`, ms */
  ENH_PARAM_CLATTER_GUARD = 8,   /**< `clatter_guard` */
  ENH_PARAM_HOWL_GUARD = 9,      /**< `howl_guard` */
  ENH_PARAM_CEILING = 10,        /**< `ceiling`, dB SPL */
  ENH_PARAM_MIC_FULL_SCALE = 11, /**< `mic_full_scale`, dB SPL */
  ENH_PARAM_EAR_FULL_SCALE = 12, /**< `ear_full_scale`, dB SPL */
  ENH_PARAM_PRESCRIPTION = 13    /**< `prescription`, % */
};

/** Returned by enh_param_by_name for an unknown name. */
#define ENH_PARAM_NONE UINT32_MAX

/** The description of a parameter. */
typedef struct enh_param_info {
  const char *name;    /**< Lower case with underscores, as in presets */
  const char *unit;    /**< "dB", "%", "ms", "dB SPL" or "" */
  float minimum;       /**< Lowest value accepted */
  float maximum;       /**< Highest value accepted */
  float default_ear;   /**< Initial value of a chain ENH_FOR_EAR */
  float default_file;  /**< Initial value of a chain ENH_FOR_FILE */
  int is_switch;       /**< Non-zero: only 0 and 1 are accepted */
  const char *meaning; /**< A sentence for the user, in English */
} enh_param_info;

/**
   Describe a parameter.  @any

   @param id  Any number.
   @return Constant data, or NULL past the last parameter.
   @since 0.1
*/
ENH_API ENH_REALTIME const enh_param_info *
enh_param_describe (enh_param id);

/**
   Find a parameter by its name.  @any

   @param name  Case-sensitive. NULL is allowed.
   @return Its number, or ENH_PARAM_NONE.
   @since 0.1
*/
ENH_API ENH_REALTIME enh_param
enh_param_by_name (const char *name);

/** @} */

ENH_END_DECLS

#endif
