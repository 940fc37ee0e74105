/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A soft tone in one ear, played as the probe of a delay measurement is: it shows
   which side of the headset is on which ear, and that it works. */

#include "io/base/error.h"
#include "io/live/live_state.h"
#include "io/live/delay_measurement.h"

#include <math.h>
#include <stdlib.h>

/* Low, because high tones are lost first; soft, because it is not known yet how
   loud the headset is: 6 dB below a voice at a metre, and under the lowest
   ceiling. */
#define TONE_HZ 500.0
#define TONE_DB_SPL 60.0
#define TONE_S 1.0
#define FADE_S 0.05

#define PI 3.14159265358979323846

enh_status
enh_live_play_tone (enh_live *live, uint32_t ear, enh_error *error)
{
  const enh_status status = enh__delay_measurement_claim (live, error);
  if (status != ENH_OK)
    return status;

  enh__probe_player *probe = &live->engine.probe;
  if (ear >= probe->outputs)
    return enh__fail (error, ENH_ERR_RANGE,
                      "ear %u: the sound has %u channel%s; 0 is left, 1 right",
                      (unsigned) ear, (unsigned) probe->outputs,
                      probe->outputs > 1 ? "s" : ", which is both ears'");
  if (enh_chain_muted (live->chain))
    return enh__fail (error, ENH_ERR_STATE,
                      "the sound is muted; end the mute first");

  const double rate = live->engine.sample_rate;
  const uint32_t length = (uint32_t) lround (TONE_S * rate);
  probe->sound = calloc (length, sizeof *probe->sound);
  if (!probe->sound)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for a tone");
  const double most = pow (
    10.0, 0.05
            * (TONE_DB_SPL
               - (double) enh_chain_get (live->chain, probe->ear_full_scale)));
  const double fade = FADE_S * rate;
  for (uint32_t i = 0; i < length; ++i)
    {
      const double edge = fmin ((double) i, (double) (length - 1 - i));
      const double open = edge < fade ? 0.5 - 0.5 * cos (PI * edge / fade)
                                      : 1.0;
      probe->sound[i]
        = (float) (most * open * sin (2.0 * PI * TONE_HZ / rate * i));
    }
  probe->length = probe->total = length;
  enh__delay_measurement_lend (live, 1u << ear, 0);
  return ENH_OK;
}
