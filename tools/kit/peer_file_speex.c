/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "peer_file.h"

#include <speex/speex_preprocess.h>

#include <math.h>
#include <stdlib.h>

/* Its manual advises 10 to 20 ms; the longer is the better one. */
static const double frame_seconds = 0.020;
static const int suppress_db = -15;

const char *
peer_file_name (void)
{
  return "SpeexDSP denoiser, frames of 20 ms, -15 dB";
}

static spx_int16_t
to_integer (float sample)
{
  return (spx_int16_t) lrint (
    fmin (32767.0, fmax (-32768.0, 32768.0 * (double) sample)));
}

int
peer_file_run (float *samples, size_t frames, int rate)
{
  const size_t frame = (size_t) lround ((double) rate * frame_seconds);
  SpeexPreprocessState *state = speex_preprocess_state_init ((int) frame, rate);
  spx_int16_t *work = calloc (frame, sizeof *work);
  int on = 1;
  int suppress = suppress_db;
  const int made = state && work;

  if (made)
    {
      speex_preprocess_ctl (state, SPEEX_PREPROCESS_SET_DENOISE, &on);
      speex_preprocess_ctl (state, SPEEX_PREPROCESS_SET_NOISE_SUPPRESS,
                            &suppress);
    }
  for (size_t at = 0; made && at < frames; at += frame)
    {
      const size_t count = frames - at < frame ? frames - at : frame;

      for (size_t i = 0; i < frame; ++i)
        work[i] = i < count ? to_integer (samples[at + i]) : 0;
      speex_preprocess_run (state, work);
      for (size_t i = 0; i < count; ++i)
        samples[at + i] = (float) work[i] / 32768.0f;
    }
  free (work);
  if (state)
    speex_preprocess_state_destroy (state);
  return made ? 0 : -1;
}
