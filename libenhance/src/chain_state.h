/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Everything a chain is. What the audio thread alone touches stands together
   in one place, so that trespass shows. */

#ifndef ENH_CHAIN_STATE_H
#define ENH_CHAIN_STATE_H

#include "base/mailbox.h"
#include "base/param.h"
#include "dsp/analysis.h"
#include "dsp/band.h"
#include "dsp/filter_design.h"
#include "dsp/ramp.h"
#include "stages/clatter.h"
#include "stages/compressor.h"
#include "stages/denoise.h"
#include "stages/dose.h"
#include "stages/ear_guard.h"
#include "stages/howl.h"
#include "stages/limiter.h"
#include "stages/noise_tracker.h"
#include "dsp/presence.h"
#include "stages/subsonic.h"

#include <enhance/chain.h>

#include <stdatomic.h>

#define ENH__CHANNELS 2u

/* Copies of the fittings: writer's, in between, reader's. */
#define ENH__FITTING_COPIES 3u

/* What enh_chain.gap holds: samples were lost; so many that it is a new start. */
#define ENH__GAP_SHORT 1
#define ENH__GAP_LONG 2

/* Fittings of both ears, and whether they are the same. */
typedef struct enh__fittings {
  enh__fitting ear[ENH__CHANNELS];
  int same;
} enh__fittings;

/* Meters, written by the audio thread, read by any. */
typedef struct enh__chain_meters {
  _Atomic float input_dbfs[ENH__CHANNELS];
  _Atomic float output_dbfs[ENH__CHANNELS];
  _Atomic float noise_db;
  _Atomic float reduction_db;
  _Atomic float gain_db[ENH__CHANNELS];
  _Atomic float limiter_db;
  _Atomic float clatter_db;
  _Atomic float start_gain;
  _Atomic uint64_t frames;
  _Atomic uint64_t repaired;
  _Atomic uint64_t resets;
  _Atomic float dose_percent;
  _Atomic float dose_percent_per_hour;
  _Atomic float dose_reduction_db;
  _Atomic uint64_t howls;
  _Atomic float howl_hz;
  _Atomic float howl_reduction_db;
  _Atomic float ceiling_db;
} enh__chain_meters;

/* One microphone. */
typedef struct enh__input {
  float *history; /* length + hop samples; the newest at the end; and room */
  float *seen;    /* length + hop: the same, as the analysis sees it */
  float *power;   /* bins: mean square of this hop */
  float *bands;   /* nr_bands: the same per band */
  float *noise;   /* nr_bands: its noise */
  enh__subsonic subsonic;
  enh__noise_tracker tracker;
  enh__presence presence;
  enh__denoise denoise;
  enh__levels levels;
  float energy; /* of this hop's samples so far */
  float level;  /* smoothed mean square */
} enh__input;

/* One ear. */
typedef struct enh__ear {
  float *base_db;    /* bins: prescription and tone: gains that seldom move */
  float *base_phase; /* bins: their minimum phase, radians */
  float base_tone;   /* the tone in them */
  float base_share;  /* the share of the prescription in them */
  int base_known;    /* 0: they are another's */
  float *before;     /* taps: response at the beginning of this hop */
  float *after;      /* taps: response at its end */
  int before_unity;  /* 1: before is exactly a delay */
  int after_unity;
  enh__fitting fitting; /* at work, on its way to the newest */
  float energy;         /* of this hop's samples so far */
  float level;          /* smoothed mean square */
} enh__ear;

struct enh_chain {
  /* Fixed at creation. */
  enh_allocator alloc;
  enh_config config; /* as given; its alloc is the one above */
  double sample_rate;
  uint32_t inputs;
  uint32_t outputs;
  int quiet_start;
  int loudspeaker; /* not 0: no gain above 0 dB, howl guard always on */
  uint32_t hop;    /* samples from analysis to analysis */
  uint32_t length; /* of analysis and design, samples: 4 hops */
  uint32_t bins;
  float bin_hz;
  uint32_t taps;
  uint32_t delay;      /* of linear-phase noise reduction; 0: none */
  uint32_t look_ahead; /* of the limiter */
  uint32_t ramp_hops;  /* hops over which a change of a setting is spread */
  uint32_t idle_hops;  /* hops of zeros after which the chain is as new */
  uint32_t nr_bands;
  enh__band *nr_band;        /* nr_bands */
  enh__band_place *nr_place; /* bins */
  float *tilt_db;            /* bins: tone = 1 */
  float *roll_off_log; /* nr_bands: at noise_reduction = 100, natural log */
  float *roll_off_db;  /* bins: once more, where there is a delay for it */
  uint32_t bin_1k;
  uint32_t tone_first; /* bins in which a tone may be an alarm, 400 Hz */
  uint32_t tone_end;   /* to 4 kHz */
  float *restore;      /* bins: what the analysis does not see of the lowest */
  float *change_phase; /* compressor bands, bins each: minimum phase of 1 dB in
                          a band, radians */
  float *nr_phase;     /* nr_bands, bins each: the same of noise reduction's
                          bands; without delay only */

  /* Written by any thread, read by the audio thread. */
  _Atomic float param[PARAM_COUNT];
  atomic_int muted;
  atomic_int gap;     /* ENH__GAP_SHORT, ENH__GAP_LONG, both, or 0 */
  _Atomic float dose; /* percent heard before; negative: nothing new */

  /* The setup thread's own. */
  enh_audiogram audiogram;
  int has_audiogram;

  /* Written by the setup thread, handed over whole. */
  enh__mailbox fitting_box;
  enh__fittings fittings[ENH__FITTING_COPIES];

  /* Written by the audio thread, read by any. */
  enh__chain_meters meters;
  _Atomic float *response_db[ENH__CHANNELS]; /* outputs, bins each */

  /* The audio thread's own. */
  struct {
    int idle;               /* waiting for the first sample that is not zero */
    uint32_t position;      /* samples of this hop so far */
    uint64_t hops;          /* since waking */
    uint32_t zero_hops;     /* hops of zeros in a row */
    int zero;               /* this hop has been all zeros so far */
    uint32_t fitting_left;  /* hops until the newest fitting is reached */
    int fitting_moved;      /* in this hop */
    enh__ramp sharing;      /* of the louder ear's levels: 1 at one fitting */
    int linked;             /* one response serves both ears */
    int nr_unity;           /* no reduction in any band */
    enh__ramp ceiling_db;   /* without the dose, dBFS of a sine */
    float ceiling;          /* of this hop, linear */
    float held_db;          /* by the ceiling in this hop, band by band, most */
    float ceiling_taken_db; /* by it of late, smoothed */
    float roll_off;         /* share of the roll-off at work */
    float reduction;        /* smoothed share of the noise that stays */
    enh__ramp setting[PARAM_COUNT]; /* those that are ramped */
    float *nr_log;     /* nr_bands: gain common to the ears, natural log */
    float *nr_gain;    /* bins: linear */
    float *gain_db;    /* bins: scratch, digital gain of an ear but nr_gain */
    float *phase;      /* bins: scratch, its minimum phase */
    float *howl_phase; /* bins: minimum phase of the howl guard's dips */
    enh__analysis analysis;
    enh__filter_design design;
    enh__compressor compressor;
    enh__clatter clatter;
    enh__howl howl;
    enh__dose dose;
    enh__limiter limiter;
    enh__ear_guard guard;
    enh__input input[ENH__CHANNELS];
    enh__ear ear[ENH__CHANNELS];
  } audio;
};

/* Forget the sound: the next sample that is not zero wakes a new chain. */
void
enh__chain_rest (enh_chain *chain);

/* chain_setup_tables.c: of a chain whose dimensions are known; the second, once its
   compressor and filter design are. 0, or -1 without memory. */
int
enh__chain_make_tables (enh_chain *chain);

int
enh__chain_make_phases (enh_chain *chain);

#endif
