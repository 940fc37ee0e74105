/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sounds that are there to be heard: alarms, bells, ringing tones, whistles and
   tunes, as they come out of their devices and as a room makes of them. */

#ifndef TESTS_ALARMS_H
#define TESTS_ALARMS_H

#include "lib/signals.h"

/* A note, and the rest after it. */
typedef struct alarm_note {
  double hz;
  double to_hz;    /* where it glides; 0: it does not */
  double on_s;     /* how long it sounds */
  double rest_s;   /* silence after it */
  double other_hz; /* a second tone together with it; 0: none */
  double decay_s;  /* falls to 1 / e; 0: stays */
  double rise_s;   /* comes in over so long; 0: at once */
  int partials;    /* harmonics, each 1 / its number; 1: a sine */
} alarm_note;

/* A kind: notes that begin again at the end. */
typedef struct alarm_kind {
  const char *name;
  const alarm_note *notes;
  size_t count;
} alarm_kind;

extern const alarm_kind alarm_kinds[];
extern const size_t alarm_kind_count;

/* Fill with a kind, from `from` samples on; sounding[i] is 1 where a note is.
   rms over what sounds. */
void
alarm_fill (const alarm_kind *kind, float *out, unsigned char *sounding,
            size_t count, size_t from, double rate, double rms);

/* What a room makes of a sound: itself, and echoes that die away by 60 dB within
   `seconds`, all of them together as strong as the sound by `echoes_db`. */
void
alarm_room (sig_random *random, float *sound, size_t count, double rate,
            double seconds, double echoes_db);

#endif
