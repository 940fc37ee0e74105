/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Two devices, two clocks: what one records is handed to the other at the pace
   of that other, with a delay that stays what it is.

   The microphone's callback pushes, the headset's callback pulls; neither ever
   waits for the other. */

#ifndef ENH_IO_CLOCK_SYNC_BRIDGE_H
#define ENH_IO_CLOCK_SYNC_BRIDGE_H

#include <stdint.h>

typedef struct enh__bridge enh__bridge;

/* --- Setup ---------------------------------------------------------------- */

/* NULL: no memory. Rates as the devices state them, Hz; their ratio is
   1/24 to 24. `channels`: 1 or 2. */
enh__bridge *
enh__bridge_create (double in_rate, double out_rate, uint32_t channels);

/* Zero and free; NULL is fine. No callback may run any more. */
void
enh__bridge_destroy (enh__bridge *bridge);

/* --- The microphone's audio thread ------------------------------------------ */

/* A block came. in: one pointer per channel, or NULL: the device had nothing,
   which counts as silence. now_s: when its callback began, seconds. air_s: when
   its end was sound in the air, by the same clock, as the device states it; now_s
   where it does not. */
void
enh__bridge_push (enh__bridge *bridge, const float *const *in, uint32_t frames,
                  double now_s, double air_s);

/* --- The headset's audio thread --------------------------------------------- */

/* What a pull gave. */
enum {
  ENH__BRIDGE_WAITS = 0, /* nothing: the clocks are not known yet */
  ENH__BRIDGE_FLOWS = 1, /* sound */
  ENH__BRIDGE_GAP = 2    /* nothing: it broke off, or was late. Silence */
};

/* Fill a block; what is not sound is zeros. now_s: when its callback began.
   air_s: when its end will be sound in the air. */
int
enh__bridge_pull (enh__bridge *bridge, float *const *out, uint32_t frames,
                  double now_s, double air_s);

/* --- Any thread -------------------------------------------------------------- */

typedef struct enh__bridge_state {
  double ppm;       /* the microphone's clock against the headset's, beyond what
                       the rates say; 0 while not known */
  double delay_s;   /* from air to air, as far as air_s was right; 0 while not
                       known */
  uint64_t resyncs; /* times that the position was set again */
  uint64_t gaps;   /* times that the microphone's sound was not there in time */
  double silent_s; /* seconds since the microphone's last block, as the
                       headset's callback saw it */
} enh__bridge_state;

void
enh__bridge_observe (const enh__bridge *bridge, enh__bridge_state *state);

#endif
