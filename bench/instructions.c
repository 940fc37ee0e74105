/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Runs one case for bench/instructions.sh: seconds of the speech of
   `enhance-bench speed`, in blocks of 64 at 48 kHz. Prints the number of
   samples and the CPU time in nanoseconds; valgrind counts the instructions. */

#include "common.h"
#include "cases/peer.h"
#include "cases/signals.h"
#include "stats.h"

#include <enhance/enhance.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  RATE = 48000,
  BLOCK = 64,
  CHANNELS = 2,
  FRAMES = RATE / 2 / BLOCK * BLOCK
};

typedef struct subject {
  const char *name;
  uint32_t channels;
  const char *audiogram; /* NULL: no fitting */
  int is_peer;
} subject;

static const subject subjects[] = { { "mono", 1, NULL, 0 },
                                    { "mono-N3", 1, "N3", 0 },
                                    { "stereo-N3", 2, "N3", 0 },
                                    { "speex", 1, NULL, 1 } };

static enh_chain *
make_chain (const subject *of)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_audiogram audiogram;
  enh_chain *chain = NULL;

  config.sample_rate = RATE;
  config.inputs = config.outputs = of->channels;
  if (enh_chain_create (&chain, &config) != ENH_OK)
    return NULL;
  if (!of->audiogram
      || (enh_audiogram_parse (of->audiogram, &audiogram, NULL) == ENH_OK
          && enh_chain_set_audiogram (chain, &audiogram) == ENH_OK))
    return chain;
  enh_chain_destroy (chain);
  return NULL;
}

static void
run_chain (enh_chain *chain, float *const *sound, float *const *to)
{
  for (size_t at = 0; at < FRAMES; at += BLOCK)
    {
      const float *const in[] = { sound[0] + at, sound[1] + at };
      float *const out[] = { to[0] + at, to[1] + at };
      enh_chain_process (chain, in, out, BLOCK);
    }
}

/* Samples of all channels, or 0. */
static double
run (const subject *of, long halves, double *took)
{
  float *sound[CHANNELS];
  float *to[CHANNELS];
  double samples = 0.0;
  enh_chain *chain = of->is_peer ? NULL : make_chain (of);
  peer *other = of->is_peer ? peer_create (RATE, of->channels) : NULL;

  for (unsigned c = 0; c < CHANNELS; ++c)
    {
      sound[c] = bench_zeros (FRAMES, sizeof *sound[c]);
      to[c] = bench_zeros (FRAMES, sizeof *to[c]);
      bench_signal_fill (BENCH_SPEECH, c, RATE, sound[c], FRAMES);
    }
  if (chain
      || (other
          && peer_load (other, (const float *const *) sound, FRAMES) == 0))
    {
      const double before = stats_cpu_ns ();
      for (long h = 0; h < halves; ++h)
        if (chain)
          {
            run_chain (chain, sound, to);
            samples += (double) FRAMES * of->channels;
          }
        else
          samples += (double) peer_run (other) * of->channels;
      *took = stats_cpu_ns () - before;
    }
  enh_chain_destroy (chain);
  peer_destroy (other);
  for (unsigned c = 0; c < CHANNELS; ++c)
    {
      free (sound[c]);
      free (to[c]);
    }
  return samples;
}

int
main (int argc, char **argv)
{
  const long halves = argc == 3 ? strtol (argv[2], NULL, 10) : 0;
  double took = 0.0;

  for (size_t s = 0; s < sizeof subjects / sizeof *subjects; ++s)
    if (halves > 0 && !strcmp (argv[1], subjects[s].name))
      {
        const double samples = run (&subjects[s], halves, &took);
        if (samples <= 0.0)
          return 77;
        return printf ("%.0f %.0f\n", samples, took) < 0;
      }
  (void) fputs ("usage: instructions mono|mono-N3|stereo-N3|speex "
                "HALF-SECONDS\n",
                stderr);
  return 2;
}
