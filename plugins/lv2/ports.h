/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The ports of the plugin, in one place for its code and for the description that
   is generated for hosts. */

#ifndef PLUGINS_LV2_PORTS_H
#define PLUGINS_LV2_PORTS_H

#include <enhance/audiogram.h>
#include <enhance/param.h>

#define LISTENER_URI "urn:libenhance:listener"
#define LISTENER_AUDIOGRAM_URI LISTENER_URI "#audiogram"

/* Parameters that have a port. Further ones get theirs at the end. */
#define LISTENER_PARAMS ((uint32_t) ENH_PARAM_PRESCRIPTION + 1u)

/* dB HL: lowest and highest threshold. */
#define LISTENER_LEAST_DB_HL (-10.0f)
#define LISTENER_MOST_DB_HL 120.0f

typedef struct listener_variant {
  const char *name; /* after LISTENER_URI "#" */
  const char *title;
  uint32_t inputs;
  uint32_t outputs;
} listener_variant;

#define LISTENER_VARIANTS 3u

static const listener_variant listener_variants[LISTENER_VARIANTS] = {
  { "mono", "Listener (mono)", 1, 1 },
  { "mono-stereo", "Listener (mono to stereo)", 1, 2 },
  { "stereo", "Listener (stereo)", 2, 2 },
};

/* Ports behind the audio ports, counted from the first of them. The thresholds of
   one ear for each output, then the parameters in the order of their table, with
   `enabled` in the place of `bypass`. */
enum { LISTENER_LATENCY, LISTENER_USE_AUDIOGRAM, LISTENER_THRESHOLDS };

static inline uint32_t
listener_first_param (uint32_t outputs)
{
  return LISTENER_THRESHOLDS + outputs * ENH_AUDIOGRAM_POINTS;
}

#endif
