/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Audiograms inside the library: checking and interpolating thresholds. */

#ifndef ENH_BASE_AUDIOGRAM_H
#define ENH_BASE_AUDIOGRAM_H

#include <enhance/audiogram.h>

/* Range of thresholds, dB HL. */
#define ENH__THRESHOLD_MIN -10.0f
#define ENH__THRESHOLD_MAX 120.0f

/* 1 if every threshold is a number within the range. */
int
enh__audiogram_valid (const enh_audiogram *audiogram);

/* Threshold at any frequency, dB HL, linear over log frequency. */
float
enh__audiogram_threshold (const enh_audiogram *audiogram, uint32_t ear,
                          float frequency);

#endif
