/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Wide dynamic range compression: levels per band, and the gain each asks for.

   Levels are dB SPL at the microphone; gains are insertion gains in dB. */

#ifndef ENH_STAGES_COMPRESSOR_H
#define ENH_STAGES_COMPRESSOR_H

#include "dsp/band.h"

#include "base/audiogram.h"

/* Maximum: one below 200 Hz and 250 * 2^(0.4 b) Hz up to 12.1 kHz. */
#define ENH__COMPRESSOR_BANDS 16u

/* Noise reduction takes all it would. */
#define ENH__REACH_ALL_DB 100.0f

/* What does not change during the life of a chain. */
typedef struct enh__compressor {
  enh_allocator alloc;
  uint32_t bands;
  uint32_t bins;
  double hop_seconds;
  float fast_keep;    /* detector of the output limit, rising */
  float fast_release; /* same, falling */
  float gap_keep;     /* detector of the expansion, rising */
  float gap_release;  /* same, falling */
  enh__band band[ENH__COMPRESSOR_BANDS];
  float speech[ENH__COMPRESSOR_BANDS]; /* dB SPL of speech at 65 */
  enh__band_place *place;              /* bins */
} enh__compressor;

/* Level detectors of one input, dB SPL per band. */
typedef struct enh__levels {
  float slow[ENH__COMPRESSOR_BANDS];
  float fast[ENH__COMPRESSOR_BANDS];
  float gap[ENH__COMPRESSOR_BANDS]; /* falls faster than slow */
} enh__levels;

/* The part of a fitting that depends on the hearing loss, for one ear. */
typedef struct enh__fitting {
  float slope[ENH__COMPRESSOR_BANDS];    /* 1 - 1 / ratio */
  float reach_db[ENH__COMPRESSOR_BANDS]; /* of noise reduction in speech */
  float *gain; /* bins: gain at 65 dB SPL speech, dB */
} enh__fitting;

/* The user's settings that concern one ear. */
typedef struct enh__compressor_controls {
  float amount;      /* compression, 0 to 1 */
  float limit;       /* highest output of a band, dB SPL */
  float level;       /* volume and balance, dB */
  const float *base; /* bins: prescription and tone, dB */
} enh__compressor_controls;

/* 0, or -1 without memory. */
int
enh__compressor_init (enh__compressor *compressor, const enh_allocator *alloc,
                      uint32_t bins, double bin_hz, double sample_rate,
                      double hop_seconds);

void
enh__compressor_clear (enh__compressor *compressor);

/* Fill a fitting, whose `gain` has room for the bins; NULL: no hearing loss
   known. @setup */
void
enh__compressor_fit (const enh__compressor *compressor,
                     const enh_audiogram *audiogram, uint32_t ear, float bin_hz,
                     enh__fitting *fitting);

/* Initial levels: those of speech at 65 dB SPL. */
void
enh__compressor_reset (const enh__compressor *compressor, enh__levels *levels);

/* One hop of detection: power per bin (mean square), the level in dB SPL that
   a full-scale sine stands for, attack and release in seconds. */
void
enh__compressor_detect (const enh__compressor *compressor, enh__levels *levels,
                        const float *power, float full_scale_db, float attack,
                        float release);

/* Levels between an ear's own (share 0) and the louder of the two (1). */
void
enh__compressor_share (const enh__compressor *compressor,
                       const enh__levels *own, const enh__levels *other,
                       float share, enh__levels *shared);

/* Change of insertion gain per band, dB, for one ear: between the centres it is
   straight, as compressor->place has it. Returns the most that the limit takes
   from a band, dB. */
float
enh__compressor_change (const enh__compressor *compressor,
                        const enh__levels *levels, const enh__fitting *fitting,
                        const enh__compressor_controls *controls,
                        float *change);

#endif
