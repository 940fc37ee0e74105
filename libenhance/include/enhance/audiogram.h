/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Hearing thresholds and the gain prescribed for them.

   @defgroup enhance_audiogram Audiogram

   Hearing thresholds of both ears, and the gain prescribed for them.
*/

#ifndef ENHANCE_AUDIOGRAM_H
#define ENHANCE_AUDIOGRAM_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stddef.h>
#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_audiogram
    @{ */

/** Number of audiometric frequencies. */
#define ENH_AUDIOGRAM_POINTS 11u

/** Number of ears in an audiogram: 0 is left, 1 is right. */
#define ENH_EARS 2u

/** Hearing thresholds of both ears. */
typedef struct enh_audiogram {
  /** dB HL, -10 to 120, at 250, 375, 500, 750, 1000, 1500, 2000, 3000, 4000,
      6000 and 8000 Hz (enh_audiogram_frequency) */
  float threshold_db_hl[ENH_EARS][ENH_AUDIOGRAM_POINTS];
} enh_audiogram;

/**
   Get the frequency of an audiogram point.  @any

   @param point  0 to ENH_AUDIOGRAM_POINTS - 1.
   @return The frequency in Hz, or 0 past the last point.
   @since 0.1
*/
ENH_API ENH_REALTIME float
enh_audiogram_frequency (uint32_t point);

/**
   Read an audiogram from text.  @setup

   - `N1` to `N7` and `S1` to `S3` are the standard audiograms of Bisgaard,
     Vlaming and Dahlquist 2010 (IEC 60118-15).
   - `500=20,1000=35,4000=60` lists thresholds in dB HL (-10 to 120) at
     frequencies in Hz (125 to 12000), in rising order. Points between them are
     interpolated on a logarithmic frequency axis; points outside take the
     nearest value.
   - `L:SPEC;R:SPEC` gives each ear its own. A single SPEC applies to both.

   @param spec       The text, UTF-8. Not NULL.
   @param audiogram  Filled on success, unchanged otherwise. Not NULL.
   @param error      NULL, or filled with what is wrong and where.
   @return ENH_OK, ENH_ERR_NULL or ENH_ERR_AUDIOGRAM.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_audiogram_parse (const char *spec, enh_audiogram *audiogram,
                     enh_error *error);

/**
   Compute the insertion gain by NAL-R, or NAL-RP above 60 dB HL.  @any

   IG(f) = max (0, 0.05 (H500 + H1k + H2k) + 0.31 H(f) + k(f)), Byrne and Dillon
   1986. Where the three-frequency average 3FA exceeds 60 dB HL,
   0.2 (3FA - 60) is added; for H2k >= 95 dB HL a table is used as well (Byrne,
   Parkinson and Newall 1991).

   @param audiogram  The thresholds. NULL gives 0.
   @param ear        0 left, 1 right.
   @param frequency  Hz. Between the frequencies of the formula, gains are
                     interpolated on a logarithmic axis.
   @return The gain in dB, 0 or more; 0 if an argument is out of range.
   @since 0.1
*/
ENH_API ENH_REALTIME float
enh_audiogram_nal_r (const enh_audiogram *audiogram, uint32_t ear,
                     float frequency);

/** @} */

ENH_END_DECLS

#endif
