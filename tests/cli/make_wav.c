/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* make_wav FILE KIND RATE CHANNELS FORMAT FRAMES [LEVEL]

   Write a WAV file for a test script: byte by byte, so that what the library
   reads is not what the library wrote.

   KIND    silence noise speech sine impulse (at frame 1000) nan (noise with a
           NaN every thousandth sample)
   FORMAT  pcm16 pcm24 float
   LEVEL   RMS in dBFS (AES17); -23 if not given

   Noise and speech differ between channels, and are the same in every run. */

#include "lib/signals.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IMPULSE_FRAME = 1000, NAN_EVERY = 1000, CODE_PCM = 1, CODE_FLOAT = 3 };

typedef struct encoding {
  const char *name;
  uint32_t code;
  uint32_t bytes; /* per sample */
} encoding;

static const encoding formats[] = {
  { "pcm16", CODE_PCM, 2 },
  { "pcm24", CODE_PCM, 3 },
  { "float", CODE_FLOAT, 4 },
};

static void
put (FILE *file, uint32_t value, uint32_t bytes)
{
  for (; bytes; --bytes, value >>= 8)
    putc ((int) (value & 255), file);
}

static uint32_t
sample_bits (const encoding *format, float sample)
{
  uint32_t bits;

  if (format->code == CODE_FLOAT)
    memcpy (&bits, &sample, sizeof bits);
  else
    {
      const double full = ldexp (1.0, 8 * (int) format->bytes - 1);
      const double scaled = rint ((double) sample * full);

      bits = (uint32_t) (int32_t) fmax (-full, fmin (full - 1.0, scaled));
    }
  return bits;
}

static int
fill (const char *kind, float *out, size_t frames, double rate, double rms,
      uint64_t seed)
{
  sig_random random = { seed };

  if (!strcmp (kind, "noise") || !strcmp (kind, "nan"))
    sig_white (&random, out, frames, rms);
  else if (!strcmp (kind, "speech"))
    sig_speech (&random, out, frames, rate, rms);
  else if (!strcmp (kind, "sine"))
    sig_add_tone (out, frames, rate, 1000.0, rms * sqrt (2.0));
  else if (!strcmp (kind, "impulse") && frames > IMPULSE_FRAME)
    out[IMPULSE_FRAME] = 0.5f;
  else if (strcmp (kind, "silence"))
    return 0;
  if (!strcmp (kind, "nan"))
    for (size_t i = 0; i < frames; i += NAN_EVERY)
      out[i] = NAN;
  return 1;
}

static void
write_wav (FILE *file, const encoding *format, uint32_t rate, uint32_t channels,
           float *const *samples, size_t frames)
{
  const uint32_t frame_bytes = channels * format->bytes;
  const uint32_t data_bytes = (uint32_t) frames * frame_bytes;

  fputs ("RIFF", file);
  put (file, 36 + data_bytes, 4);
  fputs ("WAVEfmt ", file);
  put (file, 16, 4);
  put (file, format->code, 2);
  put (file, channels, 2);
  put (file, rate, 4);
  put (file, rate * frame_bytes, 4);
  put (file, frame_bytes, 2);
  put (file, 8 * format->bytes, 2);
  fputs ("data", file);
  put (file, data_bytes, 4);
  for (size_t i = 0; i < frames; ++i)
    for (uint32_t c = 0; c < channels; ++c)
      put (file, sample_bits (format, samples[c][i]), format->bytes);
}

int
main (int argc, char **argv)
{
  const encoding *format = NULL;
  const double level = argc > 7 ? atof (argv[7]) : -23.0;
  const double rms = pow (10.0, level / 20.0) * sqrt (0.5);
  uint32_t rate, channels;
  size_t frames;
  float **samples;
  FILE *file;
  int failed;

  for (size_t i = 0; argc >= 7 && i < sizeof formats / sizeof *formats; ++i)
    if (!strcmp (argv[5], formats[i].name))
      format = &formats[i];
  if (!format)
    {
      fputs ("usage: make_wav FILE KIND RATE CHANNELS pcm16|pcm24|float "
             "FRAMES [LEVEL]\n",
             stderr);
      return 2;
    }
  rate = (uint32_t) strtoul (argv[3], NULL, 10);
  channels = (uint32_t) strtoul (argv[4], NULL, 10);
  frames = strtoul (argv[6], NULL, 10);

  samples = calloc (channels, sizeof *samples);
  if (!samples)
    return 1;
  for (uint32_t c = 0; c < channels; ++c)
    {
      samples[c] = sig_buffer (frames);
      if (!fill (argv[2], samples[c], frames, (double) rate, rms, c + 1))
        {
          fprintf (stderr, "make_wav: no kind '%s'\n", argv[2]);
          return 2;
        }
    }

  file = fopen (argv[1], "wb");
  if (!file)
    {
      perror (argv[1]);
      return 1;
    }
  write_wav (file, format, rate, channels, samples, frames);
  failed = ferror (file);
  failed |= fclose (file);
  for (uint32_t c = 0; c < channels; ++c)
    free (samples[c]);
  free (samples);
  return failed ? 1 : 0;
}
