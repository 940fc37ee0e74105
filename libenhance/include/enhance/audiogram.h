/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file audiogram.h
   Hearing thresholds, and the gain that is prescribed for them.
*/

#ifndef ENHANCE_AUDIOGRAM_H
#define ENHANCE_AUDIOGRAM_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** Number of audiometric frequencies. */
#define ENH_AUDIOGRAM_POINTS 11u

/** Ears in an audiogram: 0 is left, 1 is right. */
#define ENH_EARS 2u

/**
   Thresholds of both ears, dB HL, at 250, 375, 500, 750, 1000, 1500, 2000,
   3000, 4000, 6000 and 8000 Hz (enh_audiogram_frequency). -10 to 120 each.
*/
typedef struct enh_audiogram {
  float threshold_db_hl[ENH_EARS][ENH_AUDIOGRAM_POINTS];
} enh_audiogram;

/**
   Frequency of a point of the audiogram.  @any

   @param point  0 to ENH_AUDIOGRAM_POINTS - 1.
   @return Hz; 0 past the last point.
   @since 0.1
*/
ENH_API ENH_REALTIME float
enh_audiogram_frequency (uint32_t point);

/**
   Read an audiogram from text.  @setup

   `N1` to `N7` and `S1` to `S3` name the standard audiograms of Bisgaard,
   Vlaming and Dahlquist 2010 (IEC 60118-15). `500=20,1000=35,4000=60` gives
   thresholds: frequency in Hz (125 to 12000), dB HL (-10 to 120), frequencies
   rising; points between are interpolated on a logarithmic frequency axis,
   points outside take the nearest. `L:SPEC;R:SPEC` gives each ear its own;
   one spec alone serves both.

   @param spec       Text, UTF-8.
   @param audiogram  Filled on success, untouched otherwise.
   @param error      NULL, or filled with what is wrong and where.
   @return ENH_OK, ENH_ERR_NULL or ENH_ERR_AUDIOGRAM.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_audiogram_parse (const char *spec, enh_audiogram *audiogram,
                     enh_error *error);

/**
   Insertion gain by NAL-R, with NAL-RP above 60 dB HL.  @any

   IG(f) = max (0, 0.05 (H500 + H1k + H2k) + 0.31 H(f) + k(f)), Byrne and Dillon
   1986; + 0.2 (3FA - 60) where the three-frequency average exceeds 60 and a
   table for H2k >= 95, Byrne, Parkinson and Newall 1991.

   @param audiogram  Thresholds.
   @param ear        0 left, 1 right.
   @param frequency  Hz; gains between the formula's frequencies are
                     interpolated on a logarithmic axis.
   @return dB, 0 or more; 0 if an argument is out of range.
   @since 0.1
*/
ENH_API ENH_REALTIME float
enh_audiogram_nal_r (const enh_audiogram *audiogram, uint32_t ear,
                     float frequency);

ENH_END_DECLS

#endif
