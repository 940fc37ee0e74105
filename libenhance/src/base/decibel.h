/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Decibels, for setup code and for values that change once a hop. */

#ifndef ENH_BASE_DECIBEL_H
#define ENH_BASE_DECIBEL_H

#include <math.h>

/* Lower bound of every power, so that no logarithm is of zero and no product is
   denormal: -120 dB re full scale squared. */
#define ENH__POWER_FLOOR 1e-12f

/* ln(10) / 20 and ln(10) / 10: natural exponents per dB. */
#define ENH__NEPER_PER_DB 0.115129254649702f
#define ENH__NEPER_PER_DB_POWER 0.230258509299405f

/* 10 / ln(10): dB of power per natural exponent. */
#define ENH__DB_POWER_PER_NEPER 4.34294481903252f

/* Mean square of a full-scale sine is 1/2; AES17 calls that 0 dBFS. */
#define ENH__SINE_DB 3.01029995663981f

static inline float
enh__db_to_gain (float db)
{
  return expf (db * ENH__NEPER_PER_DB);
}

static inline float
enh__power_to_db (float power)
{
  return ENH__DB_POWER_PER_NEPER
         * logf (power > ENH__POWER_FLOOR ? power : ENH__POWER_FLOOR);
}

#endif
