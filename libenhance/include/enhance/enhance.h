/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Includes every header of libenhance, the signal-processing library.
*/

#ifndef ENHANCE_ENHANCE_H
#define ENHANCE_ENHANCE_H

#include <enhance/attributes.h>
#include <enhance/audiogram.h>
#include <enhance/chain.h>
#include <enhance/config.h>
#include <enhance/hearing.h>
#include <enhance/meter.h>
#include <enhance/param.h>
#include <enhance/settings.h>
#include <enhance/status.h>
#include <enhance/version.h>

#endif
