/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Figures of noise reduction, speech and noise apart: recorded speech in pink
   noise at 5 dB, each put alone through the filters that both together moved.
   The bars are what is reached; docs/dsp.md tells them beside what was aimed
   at. */

#include "lib/check.h"
#include "lib/measure.h"
#include "lib/scratch.h"
#include "lib/spectrum.h"

enum { RATE = 48000, HOP = RATE / 500, FRAMES = 9 * RATE, FROM = 2 * RATE };

enum { STRENGTHS = 5 };
static const double strengths[STRENGTHS] = { 0.0, 25.0, 50.0, 75.0, 100.0 };

/* By delay: default, low, lowest; dB at 50 %. */
static const double noise_under_speech_most[DRIVE_DELAYS]
  = { -5.6, -5.4, -4.9 };
static const double noise_alone_most[DRIVE_DELAYS] = { -6.2, -6.2, -7.0 };
static const double noise_alone_least = -11.5;
static const double speech_least[DRIVE_DELAYS] = { -0.8, -1.6, -0.7 };
static const double speech_at_full_least[DRIVE_DELAYS] = { -0.8, -1.8, -0.7 };
/* Ratio of kurtosis, in noise alone; 1: as natural as before. */
static const double kurtosis_most[DRIVE_DELAYS] = { 1.25, 1.25, 1.4 };

static enh_chain *
denoiser (enh_delay delay, double strength)
{
  enh_chain *chain = drive_mono (delay, ENH_FOR_FILE);

  drive_transparent (chain);
  drive_set (chain, "noise_reduction", strength);
  return chain;
}

/* A second of nothing, then recorded speech; RMS over what is looked at 0.01. */
static float *
recorded_speech (void)
{
  enh_file_info info;
  uint32_t all;
  float *file = scratch_read (samples_path ("quiet-room.flac"), &info, &all);
  float *speech = sig_buffer (FRAMES);
  /* Where its first phrase begins. */
  const size_t start = drive_frames (RATE, 1.8);

  CHECK_REAL (info.sample_rate, ==, RATE, "rate");
  CHECK_INT (all, >, start + FRAMES, "length");
  memcpy (speech + RATE, file + start, (FRAMES - RATE) * sizeof *speech);
  const double scale = 0.01 / sig_rms (speech + FROM, FRAMES - FROM);
  for (size_t i = 0; i < FRAMES; ++i)
    speech[i] = (float) (scale * (double) speech[i]);
  free (file);
  return speech;
}

static double
change_db (const float *out, const float *in)
{
  return sig_to_db (sig_rms (out + FROM, FRAMES - FROM)
                    / sig_rms (in + FROM, FRAMES - FROM));
}

/* What one strength takes from noise and from speech, dB. */
static void
take_apart (enh_delay delay, double strength, double *noise_db,
            double *speech_db)
{
  sig_random random = { check_seed () };
  float *speech = recorded_speech ();
  float *noise = sig_buffer (FRAMES);
  float *mixture = sig_buffer (FRAMES);
  float *speech_out = sig_buffer (FRAMES);
  float *noise_out = sig_buffer (FRAMES);
  const measure_part parts[2] = { { { speech, NULL }, { speech_out, NULL } },
                                  { { noise, NULL }, { noise_out, NULL } } };
  const float *const in[2] = { mixture, NULL };

  sig_pink (&random, noise, FRAMES, 0.01 * pow (10.0, -5.0 / 20.0));
  noise[0] = 1e-4f;
  for (size_t i = 0; i < FRAMES; ++i)
    mixture[i] = speech[i] + noise[i];
  enh_chain *chain = denoiser (delay, strength);
  measure_shadows (chain, in, NULL, parts, 2, FRAMES);
  enh_chain_destroy (chain);
  *noise_db = change_db (noise_out, noise);
  *speech_db = change_db (speech_out, speech);
  free (speech);
  free (noise);
  free (mixture);
  free (speech_out);
  free (noise_out);
}

CHECK_CASE (half_strength_takes_noise_and_leaves_speech)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      double noise_db;
      double speech_db;
      if (check_short () && d)
        continue;
      take_apart (drive_delays[d], 50.0, &noise_db, &speech_db);
      measure_say ("50 %, pink noise under speech", drive_delays[d], noise_db,
                   "dB");
      measure_say ("50 %, speech in it", drive_delays[d], speech_db, "dB");
      CHECK_REAL (noise_db, <=, noise_under_speech_most[d], "delay %s",
                  measure_delay_name (drive_delays[d]));
      CHECK_REAL (speech_db, >=, speech_least[d], "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

CHECK_CASE (more_strength_takes_more_of_both)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      double noise_db[STRENGTHS];
      double speech_db[STRENGTHS];
      if (check_short () && d)
        continue;
      for (size_t s = 0; s < STRENGTHS; ++s)
        {
          take_apart (drive_delays[d], strengths[s], &noise_db[s],
                      &speech_db[s]);
          print_message ("# %s, %g %%: noise %.2f dB, speech %.2f dB\n",
                         measure_delay_name (drive_delays[d]), strengths[s],
                         noise_db[s], speech_db[s]);
        }
      CHECK_NEAR (noise_db[0], 0.0, 0.01, "0 %%");
      CHECK_NEAR (speech_db[0], 0.0, 0.01, "0 %%");
      for (size_t s = 1; s < STRENGTHS; ++s)
        {
          CHECK_REAL (noise_db[s], <, noise_db[s - 1] - 0.1,
                      "noise, %g %%, delay %zu", strengths[s], d);
          /* Some of what speech loses is given back. */
          CHECK_REAL (speech_db[s], <=, speech_db[s - 1] + 0.2,
                      "speech, %g %%, delay %zu", strengths[s], d);
        }
      /* Without delay little is taken while somebody speaks. */
      if (drive_delays[d] == ENH_DELAY_LOWEST)
        CHECK_REAL (noise_db[STRENGTHS - 1], >=, -7.2, "noise, 100 %%");
      CHECK_REAL (speech_db[STRENGTHS - 1], >=, speech_at_full_least[d],
                  "speech, 100 %%, delay %zu", d);
    }
}

CHECK_CASE (noise_alone_goes_down_without_music)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      if (check_short () && d)
        continue;
      sig_random random = { check_seed () };
      float *in = sig_buffer (FRAMES);
      float *out = sig_buffer (FRAMES);
      sig_pink (&random, in, FRAMES, 0.01 * pow (10.0, -5.0 / 20.0));
      enh_chain *chain = denoiser (drive_delays[d], 50.0);
      drive_run (chain, in, out, FRAMES, 480);
      enh_chain_destroy (chain);
      const double db = change_db (out, in);
      const double ratio = measure_kurtosis (out + FROM, FRAMES - FROM, RATE)
                           / measure_kurtosis (in + FROM, FRAMES - FROM, RATE);
      measure_say ("50 %, pink noise alone", drive_delays[d], db, "dB");
      measure_say ("50 %, its kurtosis ratio", drive_delays[d], ratio, "");
      CHECK_REAL (db, <=, noise_alone_most[d], "delay %zu", d);
      CHECK_REAL (db, >=, noise_alone_least, "delay %zu", d);
      CHECK_REAL (ratio, <=, kurtosis_most[d], "delay %zu", d);
      free (in);
      free (out);
    }
}

CHECK_CASE (noise_is_known_at_the_start)
{
  /* White noise of 60 dB SPL: by 0.19 s the estimate, read from a meter, stands
     near it, as reduction begins at 0.2. */
  enum { START = RATE * 19 / 100 };
  float *in = sig_buffer (START);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      sig_random random = { check_seed () };
      sig_white (&random, in, START,
                 sig_amplitude_of (60.0, 105.0) / sqrt (2.0));
      enh_chain *chain = denoiser (drive_delays[d], 50.0);
      drive_run (chain, in, in, START, 480);
      const double spl = (double) drive_meters (chain).noise_db;
      measure_say ("noise of 60 dB SPL after 0.19 s", drive_delays[d], spl,
                   "dB SPL");
      CHECK_NEAR (spl, 60.0, 3.0, "delay %zu", d);
      enh_chain_destroy (chain);
    }
  free (in);
}

/* What becomes of a low voice of three harmonics, in syllables, in noise that
   has long been learnt: of its fundamental, dB. */
static double
fundamental_db (const float *noise, enh_delay delay, double strength, double hz)
{
  enum { SYLLABLE = RATE * 3 / 20, REST = RATE / 5, EDGE = RATE / 100 };
  enum { LEARNT = 6 * RATE };
  float *voice = sig_buffer (FRAMES);
  float *mixture = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);
  float *voice_out = sig_buffer (FRAMES);
  const measure_part part = { { voice, NULL }, { voice_out, NULL } };
  const float *const in[2] = { mixture, NULL };
  float *const to[2] = { out, NULL };
  enh_chain *chain = denoiser (delay, strength);

  for (int harmonic = 1; harmonic <= 4; ++harmonic)
    sig_add_tone (voice, FRAMES, RATE, hz * harmonic, 0.02);
  for (size_t i = 0; i < FRAMES; ++i)
    {
      const size_t at = i % (SYLLABLE + REST);
      const size_t edge = at < SYLLABLE - at ? at : SYLLABLE - at;
      voice[i] *= at >= SYLLABLE ? 0.0f
                  : edge < EDGE  ? (float) edge / EDGE
                                 : 1.0f;
      mixture[i] = voice[i] + noise[i];
    }
  measure_shadows (chain, in, to, &part, 1, FRAMES);
  enh_chain_destroy (chain);
  const double db
    = sig_to_db (sig_amplitude (voice_out + LEARNT, FRAMES - LEARNT, RATE, hz)
                 / sig_amplitude (voice + LEARNT, FRAMES - LEARNT, RATE, hz));
  free (voice);
  free (mixture);
  free (out);
  free (voice_out);
  return db;
}

CHECK_CASE (below_100_hz_it_rolls_off_at_every_delay)
{
  /* The less delay there is before its peak, the less a response without phase
     can do; with none it is of minimum phase. */
  static const double most[DRIVE_DELAYS] = { -10.0, -6.5, -14.5 };
  sig_random random = { check_seed () };
  float *noise = sig_buffer (FRAMES);

  sig_pink (&random, noise, FRAMES, 0.02);
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const double db = fundamental_db (noise, drive_delays[d], 100.0, 40.0);
      measure_say ("40 Hz at 100 %", drive_delays[d], db, "dB");
      CHECK_REAL (db, <=, most[d], "delay %zu", d);
      CHECK_NEAR (fundamental_db (noise, drive_delays[d], 0.0, 40.0), 0.0, 0.1,
                  "0 %%, delay %zu", d);
    }
  free (noise);
}

CHECK_CASE (a_deep_voice_keeps_its_fundamental_where_nothing_rumbles)
{
  sig_random random = { check_seed () };
  float *noise = sig_buffer (FRAMES);
  float *low = sig_buffer (FRAMES);

  /* The same noise, with what is below 400 Hz, and without. */
  sig_pink (&random, noise, FRAMES, 0.02);
  memcpy (low, noise, FRAMES * sizeof *low);
  sig_limit_band (low, FRAMES, 400.0 / RATE);
  const double rumble = fundamental_db (noise, ENH_DELAY_DEFAULT, 100.0, 90.0);
  for (size_t i = 0; i < FRAMES; ++i)
    noise[i] -= low[i];
  const double none = fundamental_db (noise, ENH_DELAY_DEFAULT, 100.0, 90.0);
  measure_say ("90 Hz of a voice, in pink noise", ENH_DELAY_DEFAULT, rumble,
               "dB");
  measure_say ("the same, the noise from 400 Hz on", ENH_DELAY_DEFAULT, none,
               "dB");
  CHECK_REAL (none, >=, -6.2, "it is kept");
  /* 0.4 dB less than what is taken: speech gets back a share of its level. */
  CHECK_REAL (rumble, <=, -6.3, "what rumbles is rolled off");
  free (noise);
  free (low);
}

CHECK_CASE (until_the_noise_is_learnt_a_deep_voice_is_kept)
{
  /* From the first sample on, nothing before it, little around it. */
  enum { LENGTH = RATE / 2 };
  float *voice = sig_buffer (LENGTH);

  for (int harmonic = 1; harmonic <= 20; ++harmonic)
    sig_add_tone (voice, LENGTH, RATE, 90.0 * harmonic, 0.01);
  const double before = sig_amplitude (voice, LENGTH, RATE, 90.0);
  enh_chain *chain = denoiser (ENH_DELAY_DEFAULT, 100.0);
  drive_run (chain, voice, voice, LENGTH, 480);
  enh_chain_destroy (chain);
  const double db
    = sig_to_db (sig_amplitude (voice, LENGTH, RATE, 90.0) / before);
  measure_say ("90 Hz of a voice, first 0.5 s", ENH_DELAY_DEFAULT, db, "dB");
  CHECK_REAL (db, >=, -2.0, "it is kept");
  free (voice);
}

CHECK_CASE (shadows_are_what_the_chain_does)
{
  /* The measure itself: the mixture as its own part comes out as the chain's
     output, which is late by the limiter's look-ahead too. */
  enum { LENGTH = 2 * RATE };
  sig_random random = { check_seed () };
  float *in = sig_buffer (LENGTH);
  float *out = sig_buffer (LENGTH);
  float *shadow = sig_buffer (LENGTH);
  const float *const from[2] = { in, NULL };
  float *const to[2] = { out, NULL };
  const measure_part part = { { in, NULL }, { shadow, NULL } };

  sig_speech (&random, in, LENGTH, RATE, 0.01);
  in[0] = 1e-4f;
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const size_t ahead = drive_delays[d] == ENH_DELAY_LOWEST ? 0
                                                               : RATE / 1000;
      enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
      drive_set (chain, "clatter_guard", 0.0);
      drive_audiogram (chain, "N2");
      measure_shadows (chain, from, to, &part, 1, LENGTH);
      enh_chain_destroy (chain);
      CHECK_SAMES (out + ahead, shadow, LENGTH - ahead, "delay %zu", d);
      CHECK_REAL (sig_rms (out, LENGTH), >, 0.005, "sound");
    }
  free (in);
  free (out);
  free (shadow);
}

/* Level of pink noise alone as a listener with that loss gets it, dB. */
static double
fitted_noise_db (const char *spec, double strength)
{
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  sig_pink (&random, in, FRAMES, 0.003);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  drive_audiogram (chain, spec);
  drive_set (chain, "noise_reduction", strength);
  drive_run (chain, in, out, FRAMES, 480);
  enh_chain_destroy (chain);
  const double db = sig_to_db (sig_rms (out + FROM, FRAMES - FROM));
  free (in);
  free (out);
  return db;
}

/* What reduction at full strength takes from speech above 1.5 kHz, in noise at 0
   dB, for a listener with that loss; NULL: none. */
static double
weak_speech_db (const char *spec)
{
  sig_random random = { check_seed () };
  float *speech = recorded_speech ();
  float *low = sig_buffer (FRAMES);
  float *noise = sig_buffer (FRAMES);
  float *mixture = sig_buffer (FRAMES);
  float *speech_out = sig_buffer (FRAMES);
  const measure_part part = { { speech, NULL }, { speech_out, NULL } };
  const float *const in[2] = { mixture, NULL };
  double level[2];

  sig_pink (&random, noise, FRAMES, 0.01);
  noise[0] = 1e-4f;
  for (size_t i = 0; i < FRAMES; ++i)
    mixture[i] = speech[i] + noise[i];
  for (int full = 0; full < 2; ++full)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
      drive_transparent (chain);
      if (spec)
        drive_audiogram (chain, spec);
      drive_set (chain, "noise_reduction", full ? 100.0 : 0.0);
      measure_shadows (chain, in, NULL, &part, 1, FRAMES);
      enh_chain_destroy (chain);
      memcpy (low, speech_out, FRAMES * sizeof *low);
      sig_limit_band (low, FRAMES, 1500.0 / RATE);
      for (size_t i = 0; i < FRAMES; ++i)
        speech_out[i] -= low[i];
      level[full] = sig_rms (speech_out + FROM, FRAMES - FROM - RATE / 10);
    }
  free (speech);
  free (low);
  free (noise);
  free (mixture);
  free (speech_out);
  return sig_to_db (level[1] / level[0]);
}

CHECK_CASE (a_loss_spares_speech_and_not_the_pauses)
{
  static const char *const specs[] = { "N3", "N4" };
  const double none = weak_speech_db (NULL);

  print_message ("# treble of speech at 0 dB, 100 %%, no audiogram: %.1f dB\n",
                 none);
  for (size_t s = 0; s < 2; ++s)
    {
      const double off = fitted_noise_db (specs[s], 0.0);
      const double half = off - fitted_noise_db (specs[s], 50.0);
      const double full = off - fitted_noise_db (specs[s], 100.0);
      const double speech = weak_speech_db (specs[s]);

      print_message ("# %s: treble of speech %.1f dB; noise in pauses %.1f dB "
                     "less at 50 %%, %.1f at 100 %%\n",
                     specs[s], speech, half, full);
      CHECK_REAL (speech, >=, none + 0.3, "%s, speech", specs[s]);
      CHECK_REAL (half, >=, 4.0, "%s, 50 %%", specs[s]);
      CHECK_REAL (full, >=, 7.0, "%s, 100 %%", specs[s]);
    }
}
