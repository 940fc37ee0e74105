/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Silence: it stays silent, makes a chain as new, and costs no more than
   sound. */

#include "lib/check.h"
#include "lib/drive.h"

#include <time.h>

CHECK_CASE (silence_in_is_silence_out)
{
  sig_random random = { check_seed () };
  enum { FRAMES = 96000 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    for (int before = 0; before < 2; ++before)
      {
        enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
        drive_audiogram (chain, "N5");
        drive_set (chain, "volume", 10.0);
        if (before)
          {
            sig_speech (&random, in, FRAMES, 48000.0, 0.1);
            drive_run (chain, in, out, FRAMES, 480);
          }
        memset (in, 0, FRAMES * sizeof *in);
        memset (out, 0x55, FRAMES * sizeof *out);
        drive_run (chain, in, out, FRAMES, 480);
        /* Filter and look-ahead run out within 30 ms. */
        const size_t from = before ? 1440 : 0;
        for (size_t i = from; i < FRAMES; ++i)
          CHECK_REAL (out[i], ==, 0.0, "%s, delay %zu, frame %zu",
                      before ? "after speech" : "from the start", d, i);
        enh_chain_destroy (chain);
      }
  free (in);
  free (out);
}

CHECK_CASE (self_noise_stays_below_minus_120_dbfs)
{
  enum { FRAMES = 96000 };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  /* A tone at -100 dBFS, everything on: what is not the tone. */
  sig_add_tone (in, FRAMES, 48000.0, 1000.0, 1e-5);
  in[0] = (float) (1e-9 * sig_uniform (&random));
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  drive_run (chain, in, out, FRAMES, 480);
  const double tone = sig_amplitude (out + 48000, 48000, 48000.0, 1000.0);
  const double total = sig_rms (out + 48000, 48000);
  const double rest = total * total - tone * tone / 2.0;
  CHECK_REAL (sig_to_db (sqrt (2.0 * fabs (rest))), <, -120.0,
              "dBFS beside the tone");
  enh_chain_destroy (chain);
  free (in);
  free (out);
}

CHECK_CASE (speech_after_silence_equals_speech_alone)
{
  /* A chain that hears exact zeros long enough is as new: files and devices
     give the same samples whatever silence came first, and however long. */
  static const size_t lead[] = { 24000, 24001, 48000, 72345, 131072 };
  enum { FRAMES = 48000, MOST = 131072 };
  sig_random random = { check_seed () };
  float *speech = sig_buffer (FRAMES);
  float *alone = sig_buffer (FRAMES);
  float *in = sig_buffer (MOST + FRAMES);
  float *out = sig_buffer (MOST + FRAMES);

  sig_speech (&random, speech, FRAMES, 48000.0, 0.05);
  /* A silence of no length at the start would be part of the lead. */
  speech[0] = 1e-3f;
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
      drive_run (chain, speech, alone, FRAMES, 480);
      enh_chain_destroy (chain);
      for (size_t l = 0; l < sizeof lead / sizeof *lead; ++l)
        {
          memset (in, 0, lead[l] * sizeof *in);
          memcpy (in + lead[l], speech, FRAMES * sizeof *in);
          chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
          const float *const from[2] = { in, NULL };
          float *const to[2] = { out, NULL };
          drive_chop (chain, from, to, lead[l] + FRAMES, 1024, &random);
          CHECK_SAMES (out + lead[l], alone, FRAMES,
                       "%zu zeros first, delay %zu", lead[l], d);
          enh_chain_destroy (chain);
        }
    }
  free (speech);
  free (alone);
  free (in);
  free (out);
}

CHECK_CASE (half_a_second_of_zeros_between_makes_new)
{
  enum { FRAMES = 48000, GAP = 36000, LENGTH = 2 * FRAMES + GAP };
  sig_random random = { check_seed () };
  float *in = sig_buffer (LENGTH);
  float *out = sig_buffer (LENGTH);
  float *alone = sig_buffer (FRAMES);

  sig_white (&random, in, FRAMES, 0.2);
  sig_speech (&random, in + FRAMES + GAP, FRAMES, 48000.0, 0.05);
  in[FRAMES + GAP] = 1e-3f;
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  drive_run (chain, in, out, LENGTH, 480);
  enh_chain_reset (chain);
  drive_run (chain, in + FRAMES + GAP, alone, FRAMES, 480);
  CHECK_SAMES (out + FRAMES + GAP, alone, FRAMES, "after noise and zeros");
  enh_chain_destroy (chain);
  free (in);
  free (out);
  free (alone);
}

CHECK_CASE (a_shorter_pause_forgets_nothing)
{
  /* 0.3 s of zeros after a loud tone: with a release of 2 s the compressor
     still holds a quiet one down, which a new chain would not. */
  enum { LOUD = 48000, GAP = 14400, QUIET = 9600, FRAMES = LOUD + GAP + QUIET };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);
  float *alone = sig_buffer (QUIET);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);

  drive_set (chain, "noise_reduction", 0.0);
  drive_set (chain, "howl_guard", 0.0);
  drive_set (chain, "release", 2000.0);
  sig_add_tone (in, LOUD, 48000.0, 2000.0, sig_amplitude_of (90.0, 105.0));
  sig_add_tone (in + LOUD + GAP, QUIET, 48000.0, 2000.0,
                sig_amplitude_of (50.0, 105.0));
  drive_run (chain, in, out, FRAMES, 480);
  enh_chain_reset (chain);
  drive_run (chain, in + LOUD + GAP, alone, QUIET, 480);
  CHECK_REAL (sig_dbfs (out + LOUD + GAP + 960, QUIET - 960), <,
              sig_dbfs (alone + 960, QUIET - 960) - 3.0,
              "dBFS after the pause");
  enh_chain_destroy (chain);
  free (in);
  free (out);
  free (alone);
}

CHECK_CASE (silence_is_not_slow)
{
  /* Denormal numbers would cost a hundredfold: the tail of a sound, decaying
     into them, must not cost more than sound by much. */
  enum { FRAMES = 96000 };
  float *sound = sig_buffer (FRAMES);
  sig_random random = { check_seed () };
  double seconds[2] = { 1e9, 1e9 };

  for (int turn = 0; turn < 3; ++turn)
    for (int quiet = 0; quiet < 2; ++quiet)
      {
        struct timespec start;
        struct timespec end;
        enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
        sig_white (&random, sound, FRAMES, 0.1);
        drive_run (chain, sound, sound, FRAMES, 480);
        sig_white (&random, sound, FRAMES, quiet ? 1e-37 : 0.1);
        clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &start);
        drive_run (chain, sound, sound, FRAMES, 480);
        clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &end);
        const double took = (double) (end.tv_sec - start.tv_sec)
                            + 1e-9 * (double) (end.tv_nsec - start.tv_nsec);
        if (took < seconds[quiet])
          seconds[quiet] = took;
        enh_chain_destroy (chain);
      }
  CHECK_REAL (seconds[1], <, 3.0 * seconds[0], "CPU seconds, near silence");
  free (sound);
}
