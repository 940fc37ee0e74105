/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The howl guard in a simulated loop: what leaves the chain comes back to the
   microphone later, flat as through air or with the resonance of a headset.
   Loops are opened to sound after 1 s. Levels in dB SPL, full scale 109. */

#include "lib/check.h"
#include "lib/drive.h"

enum { BLOCK = 48, RATE_48 = 48000 };

#define PI 3.14159265358979323846

static const double closes = 1.0;

struct loop {
  double rate;
  double gain_db;  /* of the way back, at its loudest */
  double delay_ms; /* of the way back */
  double hz;       /* resonance; 0: flat */
  double compression;
  uint32_t outputs;
  uint32_t inputs;
  enh_delay mode; /* beyond delay_ms; 0: the default */
};

struct outcome {
  double ear_db;   /* what the ear gets */
  double mean_db;  /* at the microphone, once it had its time */
  double most_db;  /* the loudest 100 ms of it */
  double limiting; /* share of the time with the limiter at work */
  enh_meters meters;
};

/* Gains of noise reduction and compression in quiet are part of the loop: at
   default settings quiet sounds are lifted by so much at the most. */
static const double lifted_db = 6.7;

static float *
speech_in_a_room (double rate, size_t frames)
{
  sig_random random = { 1 };
  const double rms = sig_amplitude_of (65.0, 109.0) / sqrt (2.0);
  float *speech = sig_buffer (frames);
  float *room = sig_buffer (frames);

  sig_speech (&random, speech, frames, rate, rms);
  sig_pink (&random, room, frames, 0.03 * rms);
  for (size_t i = 0; i < frames; ++i)
    speech[i] += room[i];
  free (room);
  return speech;
}

/* Closed for `seconds`; judged from `allowed` seconds after that. */
static struct outcome
run_loop (const struct loop *loop, double seconds, double allowed, int guard)
{
  const drive_shape shape
    = { loop->rate, loop->inputs, loop->outputs, loop->mode, ENH_FOR_EAR };
  const size_t frames
    = drive_frames (loop->rate, closes + seconds) / BLOCK * BLOCK;
  const size_t delay = drive_frames (loop->rate, 0.001 * loop->delay_ms);
  const size_t from = drive_frames (loop->rate, closes + allowed);
  const size_t window = drive_frames (loop->rate, 0.1);
  const double gain = pow (10.0, loop->gain_db / 20.0);
  const double w = 2.0 * PI * loop->hz / loop->rate;
  const double alpha = sin (w) / 8.0; /* Q 4 */
  struct outcome outcome = { 0 };
  float *mic = speech_in_a_room (loop->rate, frames);
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };
  enh_chain *chain = drive_create (&shape);
  double state[2] = { 0.0, 0.0 };
  size_t blocks = 0, limited = 0;

  drive_set (chain, "compression", loop->compression);
  drive_set (chain, "howl_guard", guard);
  for (size_t at = 0; at < frames; at += BLOCK)
    {
      for (size_t i = at; i < at + BLOCK; ++i)
        {
          double back = i >= drive_frames (loop->rate, closes) && i >= delay
                          ? gain * (double) out[0][i - delay]
                          : 0.0;
          if (loop->hz > 0.0)
            {
              /* Band pass, 0 dB at its centre. */
              const double x = back / (1.0 + alpha);
              back = alpha * x + state[0];
              state[0] = 2.0 * cos (w) / (1.0 + alpha) * back + state[1];
              state[1] = -alpha * x - (1.0 - alpha) / (1.0 + alpha) * back;
            }
          mic[i] += (float) back;
        }
      const float *const in[2] = { mic + at, mic + at };
      float *const to[2] = { out[0] + at, out[1] + at };
      enh_chain_process (chain, in, to, BLOCK);
      if (at >= from)
        {
          ++blocks;
          limited += drive_meters (chain).limiter_db > 0.5f;
        }
    }
  outcome.ear_db = sig_dbfs (out[0] + from, frames - from) + 109.0;
  outcome.mean_db = sig_dbfs (mic + from, frames - from) + 109.0;
  for (size_t i = from; i + window <= frames; i += window)
    outcome.most_db
      = fmax (outcome.most_db, sig_dbfs (mic + i, window) + 109.0);
  outcome.limiting = (double) limited / (double) blocks;
  outcome.meters = drive_meters (chain);
  enh_chain_destroy (chain);
  free (mic);
  free (out[0]);
  free (out[1]);
  return outcome;
}

/* The same with the loop cut. */
static struct outcome
run_speech (double seconds, double allowed)
{
  const struct loop cut
    = { RATE_48, -120.0, 10.0, 0.0, 100.0, 1, 1, ENH_DELAY_DEFAULT };

  return run_loop (&cut, seconds, allowed, 1);
}

static void
check_stable (const struct loop *loop, double seconds, double allowed)
{
  const struct outcome speech = run_speech (seconds, allowed);
  const struct outcome got = run_loop (loop, seconds, allowed, 1);
  char what[96];

  snprintf (what, sizeof what, "%+g dB, %g ms, %g Hz, compression %g",
            loop->gain_db, loop->delay_ms, loop->hz, loop->compression);
  print_message ("# %s: %.1f dB SPL, loudest %.1f, howls %d, %.0f dB taken\n",
                 what, got.mean_db, got.most_db, (int) got.meters.howls,
                 (double) got.meters.howl_reduction_db);
  CHECK_REAL (got.mean_db, <, speech.mean_db + 6.0, "mean level, %s", what);
  CHECK_REAL (got.most_db, <, speech.most_db + 12.0, "loudest 100 ms, %s",
              what);
  CHECK_REAL (got.limiting, <, 0.05, "limiter at work, %s", what);
}

static void
check_loops (double compression, double hz)
{
  static const double gains[] = { 1.0, 3.0, 6.0 };
  static const double delays[] = { 5.0, 10.0, 20.0 };

  for (size_t g = 0; g < 3; ++g)
    for (size_t d = 0; d < 3; ++d)
      {
        const double lifted = compression > 0.0 ? lifted_db : 0.0;
        const struct loop loop = { RATE_48, gains[g] - lifted, delays[d],
                                   hz,      compression,       1,
                                   1,       ENH_DELAY_DEFAULT };
        if (check_short () && (g + d) % 2)
          continue;
        check_stable (&loop, 4.0, 1.0);
      }
}

CHECK_CASE (flat_loops_are_stable_within_a_second)
{
  check_loops (0.0, 0.0);
}

CHECK_CASE (resonant_loops_are_stable_within_a_second)
{
  check_loops (0.0, 2700.0);
}

CHECK_CASE (loops_through_the_compressor_are_stable)
{
  check_loops (100.0, 0.0);
  check_loops (100.0, 2700.0);
}

/* Above the gain of speech, not only that of quiet sound. */
CHECK_CASE (loops_stronger_than_speech_are_stable)
{
  static const double gains[] = { 3.0, 6.0 };

  for (size_t g = 0; g < 2; ++g)
    for (int hz = 0; hz <= 2700; hz += 2700)
      {
        const struct loop loop
          = { RATE_48, gains[g], 10.0, hz, 100.0, 1, 1, ENH_DELAY_DEFAULT };
        check_stable (&loop, 4.0, 1.0);
      }
}

CHECK_CASE (plus_12_db_is_stable_after_3_s)
{
  for (int hz = 0; hz <= 2700; hz += 2700)
    {
      const struct loop loop
        = { RATE_48, 12.0, 10.0, hz, 0.0, 1, 1, ENH_DELAY_DEFAULT };
      check_stable (&loop, 6.0, 3.0);
      CHECK_INT (run_loop (&loop, 4.0, 3.0, 1).meters.howls, >, 0, "told");
    }
}

/* Too short for a repetition to be told from a voice: only the tone tells. */
CHECK_CASE (shortest_loops_are_stable)
{
  static const double delays[] = { 1.5, 3.0 };

  for (size_t d = 0; d < 2; ++d)
    for (int hz = 0; hz <= 2700; hz += 2700)
      for (double gain = 1.0; gain < 7.0; gain += 2.5)
        {
          const struct loop loop
            = { RATE_48, gain, delays[d], hz, 0.0, 1, 1, ENH_DELAY_LOWEST };
          check_stable (&loop, 4.0, 1.0);
        }
}

/* Devices of a sound system with large buffers. */
CHECK_CASE (late_loops_are_stable_after_3_s)
{
  static const double delays[] = { 50.0, 70.0, 110.0 };

  for (size_t d = 0; d < 3; ++d)
    for (int hz = 0; hz <= 2700; hz += 2700)
      for (double gain = 1.0; gain < 7.0; gain += 2.5)
        {
          const struct loop loop
            = { RATE_48, gain, delays[d], hz, 0.0, 1, 1, ENH_DELAY_DEFAULT };
          if (check_short () && hz)
            continue;
          check_stable (&loop, 6.0, 3.0);
        }
}

/* Where one frequency howls, the rest of the sound is not turned down. */
CHECK_CASE (a_ringing_loop_costs_its_frequency_alone)
{
  const struct loop loop
    = { RATE_48, 3.5, 1.5, 2700.0, 0.0, 1, 1, ENH_DELAY_LOWEST };
  const double got = run_loop (&loop, 4.0, 1.0, 1).ear_db;
  const double speech = run_speech (4.0, 1.0).ear_db;

  print_message ("# the ear gets %.1f dB SPL, and %.1f without a loop\n", got,
                 speech);
  CHECK_NEAR (got, speech, 3.0, "sound");
}

CHECK_CASE (without_the_guard_it_howls)
{
  const struct loop loop
    = { RATE_48, 6.0, 10.0, 2700.0, 0.0, 1, 1, ENH_DELAY_DEFAULT };
  const struct outcome got = run_loop (&loop, 3.0, 1.0, 0);

  CHECK_REAL (got.limiting, >, 0.5, "limiter at work");
  CHECK_INT (got.meters.howls, ==, 0, "howls");
}

CHECK_CASE (the_frequency_of_the_howl_is_told)
{
  const struct loop loop
    = { RATE_48, 6.0, 5.0, 2700.0, 0.0, 1, 1, ENH_DELAY_DEFAULT };
  const struct outcome got = run_loop (&loop, 1.0, 0.5, 1);

  CHECK_INT (got.meters.howls, >, 0, "howls");
  CHECK_NEAR (got.meters.howl_hz, 2700.0, 200.0, "frequency");
  CHECK_REAL (got.meters.howl_reduction_db, >=, 6.0, "taken");
}

CHECK_CASE (minus_3_db_is_left_alone)
{
  for (int hz = 0; hz <= 2700; hz += 2700)
    {
      const struct loop loop
        = { RATE_48, -3.0, 10.0, hz, 0.0, 1, 1, ENH_DELAY_DEFAULT };
      const struct outcome got = run_loop (&loop, 6.0, 1.0, 1);
      CHECK_INT (got.meters.howls, ==, 0, "howls, %d Hz", hz);
    }
}

CHECK_CASE (every_rate_and_layout_is_guarded)
{
  static const double rates[] = { 16000.0, 44100.0, 48000.0, 96000.0 };

  for (size_t r = 0; r < 4; ++r)
    for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
      {
        const struct loop loop = { rates[r],
                                   6.0,
                                   10.0,
                                   2700.0,
                                   0.0,
                                   drive_layouts[l][1],
                                   drive_layouts[l][0],
                                   ENH_DELAY_DEFAULT };
        if (check_short () && l != r % DRIVE_LAYOUTS)
          continue;
        check_stable (&loop, 3.0, 1.0);
      }
}

/* A beep looks like a howl but does not follow our gain. */
CHECK_CASE (a_beep_is_tried_once_and_left_alone)
{
  enum { FRAMES = 4 * RATE_48, STEP = RATE_48 / 100 };
  float *beep = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  size_t reduced = 0;

  drive_set (chain, "mic_full_scale", 109.0);
  drive_set (chain, "ear_full_scale", 109.0);
  sig_add_tone (beep, FRAMES, RATE_48, 1234.5, sig_amplitude_of (75.0, 109.0));
  for (size_t at = 0; at < FRAMES; at += STEP)
    {
      drive_run (chain, beep + at, out + at, STEP, STEP);
      reduced += drive_meters (chain).howl_reduction_db > 0.0f;
    }
  CHECK_INT (drive_meters (chain).howls, ==, 0, "howls");
  CHECK_REAL (drive_meters (chain).howl_reduction_db, ==, 0.0, "at the end");
  print_message ("# a beep is turned down for %.2f s\n",
                 0.01 * (double) reduced);
  CHECK_INT (reduced, >, 5, "tried");
  CHECK_INT (reduced, <, 80, "hundredths of a second");
  enh_chain_destroy (chain);
  free (beep);
  free (out);
}

CHECK_CASE (a_dip_is_released_when_the_loop_is_gone)
{
  enum { FRAMES = 24 * RATE_48 };
  const struct loop loop
    = { RATE_48, 6.0, 5.0, 2700.0, 0.0, 1, 1, ENH_DELAY_DEFAULT };
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  float *mic = speech_in_a_room (RATE_48, FRAMES);
  float *out = sig_buffer (FRAMES);
  double state_1 = 0.0, state_2 = 0.0;
  const double w = 2.0 * PI * loop.hz / RATE_48, alpha = sin (w) / 8.0;

  drive_set (chain, "compression", 0.0);
  for (size_t at = 0; at < FRAMES; at += BLOCK)
    {
      /* Closed for the second second alone. */
      for (size_t i = at; i < at + BLOCK && i < 2 * RATE_48; ++i)
        if (i >= RATE_48)
          {
            const double x = 2.0 * (double) out[i - 240] / (1.0 + alpha);
            const double back = alpha * x + state_1;
            state_1 = 2.0 * cos (w) / (1.0 + alpha) * back + state_2;
            state_2 = -alpha * x - (1.0 - alpha) / (1.0 + alpha) * back;
            mic[i] += (float) back;
          }
      drive_run (chain, mic + at, out + at, BLOCK, BLOCK);
      if (at == 3 * RATE_48)
        CHECK_REAL (drive_meters (chain).howl_reduction_db, >=, 6.0, "held");
    }
  CHECK_REAL (drive_meters (chain).howl_reduction_db, ==, 0.0, "let go");
  enh_chain_destroy (chain);
  free (mic);
  free (out);
}
