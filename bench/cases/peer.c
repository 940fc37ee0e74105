/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "config.h"

#include "cases/peer.h"

#ifdef HAVE_SPEEXDSP

#  include <speex/speex_preprocess.h>

#  include <math.h>
#  include <stdlib.h>
#  include <string.h>

enum { MOST_CHANNELS = 2 };

struct peer {
  uint32_t channels;
  uint32_t frame; /* frames of 10 ms */
  size_t frames;  /* loaded */
  SpeexPreprocessState *state[MOST_CHANNELS];
  spx_int16_t *loaded[MOST_CHANNELS];
  spx_int16_t *work; /* one frame: it works in place */
};

const char *
peer_name (void)
{
  return "SpeexDSP";
}

peer *
peer_create (double rate, uint32_t channels)
{
  peer *of = calloc (1, sizeof *of);
  int on = 1;
  int suppress_db = -15;

  if (!of || channels > MOST_CHANNELS)
    {
      free (of);
      return NULL;
    }
  of->channels = channels;
  of->frame = (uint32_t) lround (rate / 100.0);
  of->work = calloc (of->frame, sizeof *of->work);
  if (!of->work)
    {
      peer_destroy (of);
      return NULL;
    }
  for (uint32_t c = 0; c < channels; ++c)
    {
      of->state[c]
        = speex_preprocess_state_init ((int) of->frame, (int) lround (rate));
      if (!of->state[c])
        {
          peer_destroy (of);
          return NULL;
        }
      speex_preprocess_ctl (of->state[c], SPEEX_PREPROCESS_SET_DENOISE, &on);
      speex_preprocess_ctl (of->state[c], SPEEX_PREPROCESS_SET_NOISE_SUPPRESS,
                            &suppress_db);
    }
  return of;
}

void
peer_destroy (peer *of)
{
  if (!of)
    return;
  for (uint32_t c = 0; c < of->channels; ++c)
    {
      if (of->state[c])
        speex_preprocess_state_destroy (of->state[c]);
      free (of->loaded[c]);
    }
  free (of->work);
  free (of);
}

int
peer_load (peer *of, const float *const *in, size_t frames)
{
  of->frames = frames - frames % of->frame;
  for (uint32_t c = 0; c < of->channels; ++c)
    {
      free (of->loaded[c]);
      of->loaded[c] = calloc (frames, sizeof *of->loaded[c]);
      if (!of->loaded[c])
        return -1;
      for (size_t i = 0; i < of->frames; ++i)
        of->loaded[c][i] = (spx_int16_t) lrintf (32767.0f * in[c][i]);
    }
  return 0;
}

size_t
peer_run (peer *of)
{
  for (size_t at = 0; at < of->frames; at += of->frame)
    for (uint32_t c = 0; c < of->channels; ++c)
      {
        memcpy (of->work, of->loaded[c] + at, of->frame * sizeof *of->work);
        speex_preprocess_run (of->state[c], of->work);
      }
  return of->frames;
}

#else

const char *
peer_name (void)
{
  return NULL;
}

peer *
peer_create (double rate, uint32_t channels)
{
  (void) rate;
  (void) channels;
  return NULL;
}

void
peer_destroy (peer *of)
{
  (void) of;
}

int
peer_load (peer *of, const float *const *in, size_t frames)
{
  (void) of;
  (void) in;
  (void) frames;
  return -1;
}

size_t
peer_run (peer *of)
{
  (void) of;
  return 0;
}

#endif
