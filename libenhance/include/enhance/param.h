/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file param.h
   Parameters: numbered floats that describe themselves.

   Command line, presets, the control protocol, the app and plugins all read
   this one table. Count up from 0 until enh_param_describe returns NULL, and
   old programs meet new parameters.
*/

#ifndef ENHANCE_PARAM_H
#define ENHANCE_PARAM_H

#include <enhance/attributes.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** Number of a parameter. */
typedef uint32_t enh_param;

/** What enh_param_by_name returns for a name that does not exist. */
#define ENH_PARAM_NONE UINT32_MAX

/** What there is to know of a parameter. */
typedef struct enh_param_info {
  const char *name;    /**< As in presets: lower case, underscores */
  const char *unit;    /**< "dB", "%", "ms", "dB SPL" or "" */
  float minimum;       /**< Least value that is accepted */
  float maximum;       /**< Greatest value that is accepted */
  float default_ear;   /**< At creation of a chain ENH_FOR_EAR */
  float default_file;  /**< At creation of a chain ENH_FOR_FILE */
  int is_switch;       /**< Not 0: only 0 and 1 are accepted */
  const char *meaning; /**< One sentence for a person */
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

   @param name  Case counts. NULL is legal.
   @return Its number, or ENH_PARAM_NONE.
   @since 0.1
*/
ENH_API ENH_REALTIME enh_param
enh_param_by_name (const char *name);

ENH_END_DECLS

#endif
