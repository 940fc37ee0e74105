/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* For tests/test_flags.sh: the chain, compiled with whatever flags, against what
   it gave with others.

     flags write FILE     write what comes out, as floats
     flags compare FILE   print by how many dB what comes out differs from FILE;
                          less than 60 is a failure, and so is sound that is not
                          finite, or a NaN that is taken for a number

   Compiled without the flags that it looks for: it tests numbers itself. */

#include <enhance/enhance.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 48000, FRAMES = 3 * RATE, BLOCK = 480, HURT = 2 * RATE };

/* A voice of sorts in noise: harmonics that come and go. The last second has
   samples that are no sound. */
static void
fill (float *x)
{
  uint32_t random = 1;

  for (int n = 0; n < FRAMES; ++n)
    {
      const double t = (double) n / RATE;
      const double loud = fmax (sin (6.2831853 * 2.0 * t), 0.0);
      double sum = 0.0;
      for (int h = 1; h < 30; ++h)
        sum += sin (6.2831853 * 140.0 * h * t) / h;
      random = random * 1664525u + 1013904223u;
      x[n] = (float) (0.05 * loud * sum
                      + 0.02 * ((double) random / 4294967296.0 - 0.5));
    }
  for (int n = HURT; n < FRAMES; n += 1000)
    {
      x[n] = NAN;
      x[n + 1] = INFINITY;
      x[n + 2] = -1e30f;
    }
}

static int
run (float *x)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_audiogram audiogram;
  enh_meters meters = ENH_METERS_INIT;
  enh_chain *chain = NULL;

  config.purpose = ENH_FOR_FILE;
  config.sample_rate = NAN;
  if (enh_chain_create (&chain, &config) != ENH_ERR_RATE)
    return fputs ("a rate that is no number was taken\n", stderr), 1;
  config.sample_rate = RATE;
  if (enh_audiogram_parse ("N3", &audiogram, NULL) != ENH_OK
      || enh_chain_create (&chain, &config) != ENH_OK
      || enh_chain_set_audiogram (chain, &audiogram) != ENH_OK)
    return 1;
  const enh_param volume = enh_param_by_name ("volume");
  if (enh_chain_set (chain, volume, NAN) != ENH_ERR_RANGE
      || enh_chain_set (chain, volume, INFINITY) != ENH_ERR_RANGE)
    return fputs ("a volume that is no number was taken\n", stderr), 1;
  audiogram.threshold_db_hl[0][0] = NAN;
  if (enh_chain_set_audiogram (chain, &audiogram) != ENH_ERR_RANGE)
    return fputs ("a threshold that is no number was taken\n", stderr), 1;
  for (int at = 0; at < FRAMES; at += BLOCK)
    {
      const float *const in[] = { x + at };
      float *const out[] = { x + at };
      enh_chain_process (chain, in, out, BLOCK);
    }
  enh_chain_meters (chain, &meters);
  enh_chain_destroy (chain);
  if (meters.repaired != 3 * ((FRAMES - HURT + 999) / 1000) || meters.resets)
    return fprintf (stderr, "%d samples repaired, %d resets\n",
                    (int) meters.repaired, (int) meters.resets),
           1;
  for (int n = 0; n < FRAMES; ++n)
    if (!isfinite (x[n]))
      return fprintf (stderr, "sample %d is not finite\n", n), 1;
  return 0;
}

static int
compare (const float *x, const float *wanted)
{
  double signal = 0.0, error = 0.0;

  for (int n = 0; n < FRAMES; ++n)
    {
      const double off = (double) x[n] - (double) wanted[n];
      signal += (double) wanted[n] * (double) wanted[n];
      error += off * off;
    }
  const double below_db = 10.0 * log10 (signal / fmax (error, 1e-30));
  printf ("the difference lies %.0f dB below the sound\n", below_db);
  return below_db >= 60.0 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  static float x[FRAMES], wanted[FRAMES];
  const int writes = argc == 3 && !strcmp (argv[1], "write");
  FILE *file;
  int status = 1;

  if (argc != 3 || (!writes && strcmp (argv[1], "compare") != 0))
    return 2;
  fill (x);
  if (run (x))
    return 1;
  file = fopen (argv[2], writes ? "wb" : "rb");
  if (!file)
    return 3;
  if (writes)
    status = fwrite (x, sizeof *x, FRAMES, file) != FRAMES;
  else if (fread (wanted, sizeof *wanted, FRAMES, file) == FRAMES)
    status = compare (x, wanted);
  return fclose (file) ? 3 : status;
}
