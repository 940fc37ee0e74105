/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Noise reduction: how far noise goes down, how little speech does, and how
   soon. Compression is off, so that what is measured is one thing. */

#include "lib/check.h"
#include "lib/drive.h"

enum { RATE = 48000, WINDOW = RATE / 10 };

/* Noise of 60 dB SPL at a microphone of 105. */
static const double noise_rms = 0.005;

static enh_chain *
denoiser (const drive_shape *shape, double strength)
{
  enh_chain *chain = drive_create (shape);

  drive_transparent (chain);
  drive_set (chain, "noise_reduction", strength);
  return chain;
}

static const drive_shape mono = { RATE, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };

typedef void
noise_maker (sig_random *, float *, size_t, double);

/* By how many dB steady noise leaves lower, from 2 s on. */
static double
attenuation (const drive_shape *shape, double strength, noise_maker *make)
{
  const size_t frames = drive_frames (shape->rate, 4.0);
  const size_t from = frames / 2;
  sig_random random = { check_seed () };
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);

  make (&random, in, frames, noise_rms);
  enh_chain *chain = denoiser (shape, strength);
  const uint32_t latency = enh_chain_latency (chain);
  drive_run (chain, in, out, frames, 512);
  enh_chain_destroy (chain);
  const double db = sig_to_db (sig_rms (in + from - latency, frames - from)
                               / sig_rms (out + from, frames - from));
  free (in);
  free (out);
  return db;
}

CHECK_CASE (steady_noise_goes_down_by_8_db_at_100_percent)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      drive_shape shape = mono;
      shape.delay = drive_delays[d];
      CHECK_REAL (attenuation (&shape, 100.0, sig_white), >=, 8.0,
                  "white, delay %zu", d);
      CHECK_REAL (attenuation (&shape, 100.0, sig_pink), >=, 8.0,
                  "pink, delay %zu", d);
    }
}

CHECK_CASE (the_reduction_holds_at_other_rates)
{
  static const double rates[] = { 16000.0, 44100.0, 96000.0 };

  for (size_t r = 0; r < 3; ++r)
    {
      drive_shape shape = mono;
      shape.rate = rates[r];
      CHECK_REAL (attenuation (&shape, 100.0, sig_white), >=, 8.0,
                  "white, %g Hz", rates[r]);
    }
}

CHECK_CASE (strength_is_monotone_and_half_is_about_half)
{
  static const double strengths[] = { 0.0, 25.0, 50.0, 75.0, 100.0 };
  static noise_maker *const makers[2] = { sig_white, sig_pink };

  for (size_t m = 0; m < 2; ++m)
    {
      double db[5];
      for (size_t s = 0; s < 5; ++s)
        db[s] = attenuation (&mono, strengths[s], makers[m]);
      CHECK_NEAR (db[0], 0.0, 1e-6, "0 %%, noise %zu", m);
      for (size_t s = 1; s < 5; ++s)
        CHECK_REAL (db[s], >, db[s - 1] + 0.5, "%g %%, noise %zu", strengths[s],
                    m);
      CHECK_REAL (db[2] / db[4], >, 0.4, "50 %% of 100 %%, noise %zu", m);
      CHECK_REAL (db[2] / db[4], <, 0.75, "50 %% of 100 %%, noise %zu", m);
      /* The floor of the gain, 0.18 dB a percent, and the roll-off. */
      for (size_t s = 0; s < 5; ++s)
        CHECK_REAL (db[s], <=, 0.2 * strengths[s] + 2.0, "%g %%, noise %zu",
                    strengths[s], m);
    }
}

/* Speech of 65 dB SPL in noise; returns the level of what comes out over that
   of the speech alone, dB. Noise 10 dB down adds 0.4 dB to it if nothing is
   taken away. */
static double
kept_speech (double strength, double snr_db, noise_maker *make)
{
  const size_t frames = drive_frames (RATE, 6.0);
  const size_t from = drive_frames (RATE, 1.5);
  sig_random random = { check_seed () };
  float *speech = sig_buffer (frames);
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_speech (&random, speech, frames, RATE, 0.01);
  /* Noise from the start, speech after a second: as people come in. */
  memset (speech, 0, RATE * sizeof *speech);
  make (&random, in, frames, 0.01 * pow (10.0, -snr_db / 20.0));
  for (size_t i = 0; i < frames; ++i)
    in[i] += speech[i];
  enh_chain *chain = denoiser (&mono, strength);
  const uint32_t latency = enh_chain_latency (chain);
  drive_run (chain, in, out, frames, 512);
  enh_chain_destroy (chain);
  const double db
    = sig_to_db (sig_rms (out + from + latency, frames - from - latency)
                 / sig_rms (speech + from, frames - from - latency));
  free (speech);
  free (in);
  free (out);
  return db;
}

CHECK_CASE (speech_in_noise_keeps_its_level_within_2_db)
{
  CHECK_NEAR (kept_speech (100.0, 15.0, sig_white), 0.0, 2.0, "white, 15 dB");
  CHECK_NEAR (kept_speech (100.0, 10.0, sig_pink), 0.0, 2.0, "pink, 10 dB");
  /* 1 dB is asked of recordings; these syllables, which repeat and have no
     consonants to speak of, lose a little more. */
  CHECK_NEAR (kept_speech (50.0, 10.0, sig_pink), 0.0, 1.5, "pink, 50 %%");
}

CHECK_CASE (clean_speech_keeps_its_level_within_1_db)
{
  const size_t frames = drive_frames (RATE, 6.0);
  const size_t from = drive_frames (RATE, 1.5);
  sig_random random = { check_seed () };
  float *speech = sig_buffer (frames);
  float *in = sig_buffer (frames);

  sig_speech (&random, speech, frames, RATE, 0.01);
  /* A quiet room: noise 60 dB below. */
  sig_pink (&random, in, frames, 0.00001);
  for (size_t i = 0; i < frames; ++i)
    in[i] += speech[i];
  enh_chain *chain = denoiser (&mono, 100.0);
  const uint32_t latency = enh_chain_latency (chain);
  drive_run (chain, in, in, frames, 512);
  enh_chain_destroy (chain);
  CHECK_NEAR (sig_to_db (sig_rms (in + from + latency, frames - from - latency)
                         / sig_rms (speech + from, frames - from - latency)),
              0.0, 1.0, "level");
  free (speech);
  free (in);
}

CHECK_CASE (a_tone_that_sets_in_comes_through)
{
  /* 10 dB over the noise, after two seconds of noise alone: within 3 dB of its
     level after 20 ms, and for the next 200. */
  const size_t frames = drive_frames (RATE, 2.5);
  const size_t onset = drive_frames (RATE, 2.0);
  sig_random random = { check_seed () };
  float *in = sig_buffer (frames);
  float *tone = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_white (&random, in, frames, 0.002);
  sig_add_tone (tone + onset, frames - onset, RATE, 1000.0, 0.02);
  for (size_t i = 0; i < frames; ++i)
    in[i] += tone[i];
  enh_chain *chain = denoiser (&mono, 100.0);
  const uint32_t latency = enh_chain_latency (chain);
  drive_run (chain, in, out, frames, 512);
  enh_chain_destroy (chain);
  for (size_t i = onset + RATE / 50; i + RATE / 50 < onset + RATE / 5;
       i += RATE / 50)
    CHECK_NEAR (
      sig_to_db (sig_amplitude (out + i + latency, RATE / 50, RATE, 1000.0)
                 / 0.02),
      0.0, 3.0, "%zu ms after the onset", (i - onset) * 1000 / RATE);
  free (in);
  free (tone);
  free (out);
}

CHECK_CASE (a_step_down_is_followed_at_once)
{
  /* Less noise is no speech: nothing to wait for. */
  const size_t frames = drive_frames (RATE, 5.0);
  const size_t step = drive_frames (RATE, 3.0);
  sig_random random = { check_seed () };
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_white (&random, in, frames, noise_rms);
  for (size_t i = step; i < frames; ++i)
    in[i] *= 0.31622777f;
  enh_chain *chain = denoiser (&mono, 100.0);
  drive_run (chain, in, out, frames, 512);
  enh_chain_destroy (chain);
  for (size_t i = step + RATE / 20; i + WINDOW < frames; i += WINDOW)
    CHECK_REAL (
      sig_to_db (sig_rms (out + i, WINDOW) / sig_rms (in + i, WINDOW)), <, -7.0,
      "%zu ms after the step", (i - step) * 1000 / RATE);
  free (in);
  free (out);
}

CHECK_CASE (the_first_0_2_s_are_untouched_and_the_rest_fades_in)
{
  const size_t frames = drive_frames (RATE, 2.0);
  sig_random random = { check_seed () };
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_white (&random, in, frames, noise_rms);
  enh_chain *chain = denoiser (&mono, 100.0);
  const uint32_t latency = enh_chain_latency (chain);
  drive_run (chain, in, out, frames, 512);
  enh_chain_destroy (chain);
  const size_t early = drive_frames (RATE, 0.2);
  CHECK_NEAR (sig_to_db (sig_rms (out + latency, early - latency)
                         / sig_rms (in, early - latency)),
              0.0, 0.5, "the first 0.2 s");
  double before = 0.5;
  for (double t = 0.2; t < 1.0; t += 0.2)
    {
      const size_t from = drive_frames (RATE, t);
      const double now = sig_to_db (sig_rms (out + from, 2 * WINDOW)
                                    / sig_rms (in + from, 2 * WINDOW));
      CHECK_REAL (now, <, before, "from %g s", t);
      before = now;
    }
  CHECK_REAL (before, <, -5.0, "at 1 s");
  free (in);
  free (out);
}

CHECK_CASE (what_reduction_removes_stays_in_place_between_the_ears)
{
  /* Noise differs at the two ears, by 6 dB; one gain for both leaves the
     difference. */
  const size_t frames = drive_frames (RATE, 3.0);
  const drive_shape shape = { RATE, 2, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  sig_random random = { check_seed () };
  float *in[2] = { sig_buffer (frames), sig_buffer (frames) };
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };

  sig_white (&random, in[0], frames, noise_rms);
  sig_white (&random, in[1], frames, noise_rms / 2.0);
  enh_chain *chain = denoiser (&shape, 100.0);
  const float *const from[2] = { in[0], in[1] };
  drive_run_ears (chain, from, out, frames, 512);
  enh_chain_destroy (chain);
  const size_t half = frames / 2;
  CHECK_NEAR (
    sig_to_db (sig_rms (out[0] + half, half) / sig_rms (out[1] + half, half)),
    sig_to_db (2.0), 0.5, "left over right, dB");
  CHECK_REAL (sig_rms (out[0] + half, half), <, 0.5 * noise_rms, "reduced");
  for (size_t k = 0; k < 2; ++k)
    {
      free (in[k]);
      free (out[k]);
    }
}

CHECK_CASE (a_talker_at_one_ear_is_kept_at_both)
{
  /* The gentler of the two gains serves both ears: noise alone on the right
     takes nothing from the talker on the left. */
  const size_t frames = drive_frames (RATE, 6.0);
  const size_t from_frame = drive_frames (RATE, 1.5);
  const drive_shape shape = { RATE, 2, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  sig_random random = { check_seed () };
  float *speech = sig_buffer (frames);
  float *in[2] = { sig_buffer (frames), sig_buffer (frames) };
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };

  sig_speech (&random, speech, frames, RATE, 0.01);
  memset (speech, 0, RATE * sizeof *speech);
  for (size_t k = 0; k < 2; ++k)
    sig_pink (&random, in[k], frames, 0.002);
  for (size_t i = 0; i < frames; ++i)
    in[0][i] += speech[i];
  enh_chain *chain = denoiser (&shape, 100.0);
  const uint32_t latency = enh_chain_latency (chain);
  const float *const from[2] = { in[0], in[1] };
  drive_run_ears (chain, from, out, frames, 512);
  enh_chain_destroy (chain);
  const size_t count = frames - from_frame - latency;
  CHECK_NEAR (sig_to_db (sig_rms (out[0] + from_frame + latency, count)
                         / sig_rms (speech + from_frame, count)),
              0.0, 2.0, "the talker's level");
  free (speech);
  for (size_t k = 0; k < 2; ++k)
    {
      free (in[k]);
      free (out[k]);
    }
}

CHECK_CASE (sound_below_100_hz_rolls_off_with_reduction_only)
{
  const size_t frames = drive_frames (RATE, 1.0);
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_add_tone (in, frames, RATE, 30.0, 0.05);
  for (int strength = 0; strength <= 100; strength += 100)
    {
      enh_chain *chain = denoiser (&mono, strength);
      drive_run (chain, in, out, frames, 512);
      enh_chain_destroy (chain);
      const double db = sig_to_db (
        sig_amplitude (out + frames / 2, frames / 2, RATE, 30.0) / 0.05);
      if (strength)
        CHECK_REAL (db, <, -6.0, "30 Hz at 100 %%");
      else
        CHECK_NEAR (db, 0.0, 0.01, "30 Hz at 0 %%");
    }
  free (in);
  free (out);
}
