/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Numbers of the parameters inside the library, in the order of the table. */

#ifndef ENH_BASE_PARAM_H
#define ENH_BASE_PARAM_H

#include <enhance/param.h>

enum {
  PARAM_BYPASS,
  PARAM_NOISE_REDUCTION,
  PARAM_VOLUME,
  PARAM_TONE,
  PARAM_BALANCE,
  PARAM_COMPRESSION,
  PARAM_ATTACK,
  PARAM_RELEASE,
  PARAM_CLATTER_GUARD,
  PARAM_HOWL_GUARD,
  PARAM_CEILING,
  PARAM_MIC_FULL_SCALE,
  PARAM_EAR_FULL_SCALE,
  PARAM_PRESCRIPTION,
  PARAM_COUNT
};

#endif
