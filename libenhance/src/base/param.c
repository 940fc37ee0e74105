/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The one table of parameters that every program reads. */

#include "base/param.h"

#include <string.h>

static const enh_param_info table[PARAM_COUNT] = {
  [PARAM_BYPASS]
  = { "bypass", "", 0.0f, 1.0f, 0.0f, 0.0f, 1,
      "Pass the sound unchanged; ceiling and guard of the ear stay" },
  [PARAM_NOISE_REDUCTION]
  = { "noise_reduction", "%", 0.0f, 100.0f, 50.0f, 50.0f, 0,
      "How far steady noise is turned down; 100 is 18 dB at the most" },
  [PARAM_VOLUME] = { "volume", "dB", -20.0f, 30.0f, 0.0f, 0.0f, 0,
                     "Gain added to every sound, below the ceiling" },
  [PARAM_TONE]
  = { "tone", "", -1.0f, 1.0f, 0.0f, 0.0f, 0,
      "Deeper (-1) to clearer (1): a tilt of 3 dB an octave around 1250 Hz" },
  [PARAM_BALANCE] = { "balance", "", -1.0f, 1.0f, 0.0f, 0.0f, 0,
                      "Left (-1) to right (1): the other ear is turned down" },
  [PARAM_COMPRESSION]
  = { "compression", "%", 0.0f, 100.0f, 100.0f, 100.0f, 0,
      "How far quiet sounds are lifted and loud ones held down" },
  [PARAM_ATTACK] = { "attack", "ms", 1.0f, 200.0f, 20.0f, 20.0f, 0,
                     "Time constant of the compressor when the level rises" },
  [PARAM_RELEASE] = { "release", "ms", 10.0f, 2000.0f, 330.0f, 330.0f, 0,
                      "Time constant of the compressor when the level falls" },
  [PARAM_CLATTER_GUARD] = { "clatter_guard", "", 0.0f, 1.0f, 1.0f, 1.0f, 1,
                            "Soften sudden clatter of dishes, keys and doors" },
  [PARAM_HOWL_GUARD]
  = { "howl_guard", "", 0.0f, 1.0f, 1.0f, 1.0f, 1,
      "Stop the howling of sound that leaks back to the microphone" },
  [PARAM_CEILING]
  = { "ceiling", "dB SPL", 70.0f, 105.0f, 95.0f, 105.0f, 0,
      "Loudest peak that reaches the ear, as the level of a sine" },
  [PARAM_MIC_FULL_SCALE]
  = { "mic_full_scale", "dB SPL", 80.0f, 140.0f, 109.0f, 105.0f, 0,
      "Level at the microphone that a full-scale sine stands for" },
  [PARAM_EAR_FULL_SCALE] = { "ear_full_scale", "dB SPL", 80.0f, 140.0f, 109.0f,
                             105.0f, 0,
                             "Level at the ear that a full-scale sine makes" },
  [PARAM_PRESCRIPTION]
  = { "prescription", "%", 0.0f, 150.0f, 100.0f, 100.0f, 0,
      "How much of the gain that a hearing loss asks for is given" },
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
