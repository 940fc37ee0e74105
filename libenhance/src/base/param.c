/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The one table of parameters that every program reads. */

#include "base/param.h"

#include <string.h>

static const enh_param_info table[PARAM_COUNT] = {
  [PARAM_BYPASS]
  = { "bypass", "", 0.0f, 1.0f, 0.0f, 0.0f, 1,
      "Pass the sound unchanged; ceiling and ear guard stay on" },
  [PARAM_NOISE_REDUCTION]
  = { "noise_reduction", "%", 0.0f, 100.0f, 50.0f, 50.0f, 0,
      "Reduction of steady noise; 100 is at most 18 dB" },
  [PARAM_VOLUME] = { "volume", "dB", -20.0f, 30.0f, 0.0f, 0.0f, 0,
                     "Gain for all sounds, up to the ceiling" },
  [PARAM_TONE]
  = { "tone", "", -1.0f, 1.0f, 0.0f, 0.0f, 0,
      "Warmer (-1) to crisper (1): a tilt of 3 dB per octave around 1250 Hz" },
  [PARAM_BALANCE] = { "balance", "", -1.0f, 1.0f, 0.0f, 0.0f, 0,
                      "Left (-1) to right (1): turns the other ear down" },
  [PARAM_COMPRESSION]
  = { "compression", "%", 0.0f, 100.0f, 100.0f, 100.0f, 0,
      "How much quiet sounds are raised and loud sounds reduced" },
  [PARAM_ATTACK] = { "attack", "ms", 1.0f, 200.0f, 20.0f, 20.0f, 0,
                     "Time constant of the compressor when the level rises" },
  [PARAM_RELEASE] = { "release", "ms", 10.0f, 2000.0f, 330.0f, 330.0f, 0,
                      "Time constant of the compressor when the level falls" },
  [PARAM_CLATTER_GUARD]
  = { "clatter_guard", "", 0.0f, 1.0f, 1.0f, 1.0f, 1,
      "Soften sudden clatter, such as dishes, keys and doors" },
  [PARAM_HOWL_GUARD]
  = { "howl_guard", "", 0.0f, 1.0f, 1.0f, 1.0f, 1,
      "Stop howling caused by sound leaking back to the microphone" },
  [PARAM_CEILING] = { "ceiling", "dB SPL", 70.0f, 111.0f, 100.0f, 105.0f, 0,
                      "Highest peak at the ear, as the level of a sine" },
  [PARAM_MIC_FULL_SCALE]
  = { "mic_full_scale", "dB SPL", 80.0f, 140.0f, 109.0f, 105.0f, 0,
      "Sound level at the microphone of a full-scale sine" },
  [PARAM_EAR_FULL_SCALE] = { "ear_full_scale", "dB SPL", 80.0f, 140.0f, 109.0f,
                             105.0f, 0,
                             "Sound level at the ear of a full-scale sine" },
  [PARAM_PRESCRIPTION]
  = { "prescription", "%", 0.0f, 150.0f, 100.0f, 100.0f, 0,
      "Share of the gain that is prescribed for the hearing loss" },
};

const enh_param_info *
enh_param_describe (enh_param id)
{
  return id < PARAM_COUNT ? &table[id] : NULL;
}

enh_param
enh_param_by_name (const char *name)
{
  if (name)
    for (enh_param id = 0; id < PARAM_COUNT; ++id)
      if (!strcmp (table[id].name, name))
        return id;
  return ENH_PARAM_NONE;
}
