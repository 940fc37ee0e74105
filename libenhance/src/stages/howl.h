/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Howl guard: finds sound that goes round from the ear to the microphone by
   what a loop does and no other sound does: it follows our gain. Whatever looks
   like a howl is turned down for a moment. If the microphone's level falls too,
   and does so again, it is a loop, and stays down; else it is let go at once
   and left alone. */

#ifndef ENH_STAGES_HOWL_H
#define ENH_STAGES_HOWL_H

#include <enhance/config.h>

#include <stdint.h>

/* Dips at one time. */
#define ENH__HOWL_DIPS 6u

/* Narrow peaks followed from look to look. */
#define ENH__HOWL_TRACKS 12u

/* Frequencies remembered: as heard from outside, or as suspect. */
#define ENH__HOWL_NOTES 16u

/* Steps that are kept for the search of repetition: what is compared, and the
   longest way round before it. */
#define ENH__HOWL_WINDOW 192u
#define ENH__HOWL_MOST_LAG 480u
#define ENH__HOWL_KEPT (ENH__HOWL_WINDOW + ENH__HOWL_MOST_LAG)

/* A narrow peak that lasts. */
typedef struct enh__howl_track {
  float hz;
  float first_hz;
  float level_db; /* dB SPL */
  float most_db;  /* of its life */
  uint32_t age;   /* looks; 0: free */
  uint32_t missed;
} enh__howl_track;

/* A frequency to remember for some looks. */
typedef struct enh__howl_note {
  float hz;
  uint32_t left; /* looks; 0: free */
  int steady;    /* remembered for as long as it sounds */
} enh__howl_note;

/* A frequency that has followed our gain downwards, let go, and watched: how it
   comes back tells what it is. */
typedef struct enh__howl_suspect {
  float hz;          /* 0: the whole sound */
  float most_db;     /* its level before it was turned down */
  float least_db;    /* its level since it was let go */
  uint32_t left;     /* looks for which it is remembered; 0: free */
  uint32_t fell;     /* hops that it took to follow */
  uint32_t let_go;   /* hops since it was; 0: is turned down, or is back */
  uint32_t from_low; /* hops since it was still far down */
  uint32_t half;     /* hops since it was in the lower half of the way */
  uint32_t risen;    /* hops since it was still near its least */
  uint32_t proof;    /* how often, and how, it came back as loops do */
  uint32_t late;     /* how often, in a row, it came back when it liked */
  uint32_t after;    /* looks that it sounds before it is tried again */
} enh__howl_suspect;

typedef struct enh__howl_dip {
  float hz;
  float target_db; /* 0 or more; 0 and depth 0: free */
  float depth_db;  /* now */
  uint32_t left;   /* looks until it is released */
  float *shape;    /* bins: 1 at hz */
} enh__howl_dip;

typedef struct enh__howl {
  enh_allocator alloc;
  uint32_t bins;
  float bin_hz;
  uint32_t first; /* bin searched */
  uint32_t last;
  uint32_t inputs;
  uint32_t hop;
  uint32_t steps; /* that a hop is reduced to for the search of repetition */
  uint32_t hops_per_look;
  float look_seconds;
  int running; /* since it was last let go */

  uint32_t hops;  /* since the last look */
  uint32_t looks; /* since the last search of repetition */
  enh__howl_track track[ENH__HOWL_TRACKS];
  enh__howl_note outside[ENH__HOWL_NOTES];    /* does not follow our gain */
  enh__howl_suspect suspect[ENH__HOWL_NOTES]; /* did so */
  enh__howl_dip dip[ENH__HOWL_DIPS];
  float drop_db;        /* of everything, now, 0 or more */
  float drop_target_db; /* where it goes */
  uint32_t drop_left;   /* looks until it is released by one step */
  uint32_t alert;       /* looks for which a loop is known to be there */
  uint32_t careful;     /* looks for which tones from outside are about */
  uint32_t rings;       /* looks for which the last tone found counts */
  float rings_hz;       /* its frequency */
  uint32_t lag;         /* of the repetition that followed our gain once */
  uint32_t lag_left;    /* looks for which that is remembered */
  uint32_t wide_wait;   /* looks until the whole sound may be tried again */
  uint32_t waits;       /* such times in a row that were short */
  uint32_t wide_pause;  /* looks that the next such wait takes */

  uint32_t beats;       /* looks for which neighbouring modes do, as a loop's */
  uint32_t gather;      /* looks for which no further tone is tried */
  int pitched;          /* what repeats itself is a tone or a note */
  int sounding;         /* from outside, now: 1: a tone that began by itself;
                           2: one that stays */
  float test_hz;        /* what is tried: the loudest */
  int testing;          /* 0: nothing; 1: a dip; 2: the whole sound */
  uint32_t test_dip;    /* which */
  uint32_t test_looks;  /* so far, at this depth */
  uint32_t test_all;    /* at all depths */
  uint32_t test_lag;    /* of the repetition, if the whole sound is tried */
  float test_most_db;   /* highest level since it began */
  float test_before_db; /* reduction before it */
  float test_db;        /* added by it */
  uint32_t test_fell;   /* looks in a row in which the level was down */
  uint32_t test_back;   /* looks in which it was back all the same */
  uint32_t test_hold;   /* looks for which it stays turned down after that */
  uint32_t chance;      /* state of a generator of chance */

  float *power;     /* bins: scratch of two microphones */
  float *curve;     /* bins: dB to add to the gain */
  int opened;       /* a dip was let go at once, in this look */
  int flat;         /* curve is 0 everywhere */
  int moved;        /* curve is another one; whoever uses it clears this */
  float deepest_db; /* of the curve, 0 or more */
  float last_step;  /* for the difference */
  float kept[ENH__HOWL_KEPT];       /* newest at the end */
  uint8_t same[ENH__HOWL_MOST_LAG]; /* searches in a row that repeated so */
} enh__howl;

/* 0, or -1 without memory. */
int
enh__howl_init (enh__howl *howl, const enh_allocator *alloc, uint32_t bins,
                float bin_hz, uint32_t inputs, uint32_t hop,
                double sample_rate);

void
enh__howl_clear (enh__howl *howl);

void
enh__howl_reset (enh__howl *howl);

/* Once a hop. power: `bins` mean squares of each microphone; newest: the hop's
   samples of each; full_scale_db: dB SPL of a full-scale sine. Not enabled, it
   lets go of everything. Returns the frequency of a howl that has been found
   now, Hz, or 0. */
float
enh__howl_update (enh__howl *howl, const float *const *power,
                  const float *const *newest, float full_scale_db, int enabled);

#endif
