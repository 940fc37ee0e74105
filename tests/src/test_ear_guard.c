/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How sound begins and ends at the ear: the quiet start, mute, and what
   happens when samples were lost. */

#include "stages/ear_guard.h"

#include "lib/check.h"
#include "lib/drive.h"

/* Below the ceiling and never zero, so that the gain can be read off. */
static const float steady = 0.1f;

static float *
steady_sound (size_t frames)
{
  float *sound = sig_buffer (frames);

  for (size_t i = 0; i < frames; ++i)
    sound[i] = steady;
  return sound;
}

/* From frame 0 of `out`: 100 ms of nothing, a rise without a dip that is over
   at 400 ms, then all of it. */
static void
expect_quiet_start (const float *out, double rate, uint32_t latency,
                    const char *what)
{
  const size_t silent = drive_frames (rate, 0.1);
  /* Where the ramp is counted from is the chain's business, within the time
     that a sample takes through it. */
  const size_t open = drive_frames (rate, 0.4) + latency + 2;
  const size_t end = drive_frames (rate, 0.6);

  for (size_t i = 0; i + 2 < silent; ++i)
    CHECK_REAL (out[i], ==, 0.0, "%s, %g Hz, frame %zu", what, rate, i);
  for (size_t i = silent; i < end; ++i)
    CHECK_REAL (out[i], >=, out[i - 1] - 1e-6f, "%s, %g Hz, a dip at frame %zu",
                what, rate, i);
  for (size_t i = open; i < end; ++i)
    CHECK_NEAR (out[i], steady, 1e-6, "%s, %g Hz, open at frame %zu", what,
                rate, i);
  /* Raised cosine: half at half time, quarter turns at the quarters. */
  const double quarter = 0.5 - 0.5 * cos (3.14159265358979 / 4.0);
  CHECK_NEAR (out[drive_frames (rate, 0.175)] / steady, quarter, 0.03,
              "%s, %g Hz, gain at 175 ms", what, rate);
  CHECK_NEAR (out[drive_frames (rate, 0.250)] / steady, 0.5, 0.03,
              "%s, %g Hz, gain at 250 ms", what, rate);
  CHECK_NEAR (out[drive_frames (rate, 0.325)] / steady, 1.0 - quarter, 0.03,
              "%s, %g Hz, gain at 325 ms", what, rate);
}

CHECK_CASE (the_ear_hears_nothing_for_100_ms_then_a_ramp_of_300)
{
  static const double rates[] = { 8000.0, 44100.0, 48000.0, 96000.0 };

  for (size_t r = 0; r < 4; ++r)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const drive_shape shape
          = { rates[r], 1, 1, drive_delays[d], ENH_FOR_EAR };
        const size_t frames = drive_frames (rates[r], 0.6);
        float *in = steady_sound (frames);
        enh_chain *chain = drive_create (&shape);
        drive_set (chain, "bypass", 1.0);
        drive_run (chain, in, in, frames, 333);
        expect_quiet_start (in, rates[r], enh_chain_latency (chain),
                            "creation");
        enh_chain_destroy (chain);
        free (in);
      }
}

CHECK_CASE (a_full_scale_start_is_as_quiet)
{
  enum { FRAMES = 28800 };
  sig_random random = { check_seed () };
  float *sound = sig_buffer (FRAMES);

  sig_white (&random, sound, FRAMES, 0.7);
  enh_chain *chain = drive_mono (ENH_DELAY_LOWEST, ENH_FOR_EAR);
  drive_set (chain, "volume", 30.0);
  drive_run (chain, sound, sound, FRAMES, 64);
  CHECK_REAL (sig_peak (sound, 4798), ==, 0.0, "the first 100 ms");
  /* At 175 ms a seventh of the ceiling, -9 dBFS, at most. */
  CHECK_REAL (sig_peak (sound, 8400), <=, 0.15 * 0.355, "the first 175 ms");
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (silence_first_does_not_bring_the_start_back)
{
  /* Frames since creation count, sounding or not: speech that begins a second
     after the device did is there at once. */
  enum { FRAMES = 96000 };
  float *sound = steady_sound (FRAMES);

  memset (sound, 0, 48000 * sizeof *sound);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  drive_set (chain, "bypass", 1.0);
  drive_run (chain, sound, sound, FRAMES, 480);
  CHECK_REAL (sig_peak (sound, 48000 + 144), ==, 0.0, "silence");
  for (size_t i = 48000 + 144; i < FRAMES; ++i)
    CHECK_REAL (sound[i], ==, steady, "frame %zu", i);
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (a_file_begins_with_its_first_sample)
{
  enum { FRAMES = 4800 };
  float *sound = steady_sound (FRAMES);

  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  drive_set (chain, "bypass", 1.0);
  drive_run (chain, sound, sound, FRAMES, 480);
  CHECK_REAL (sig_peak (sound, 144), ==, 0.0, "before the latency");
  for (size_t i = 144; i < FRAMES; ++i)
    CHECK_REAL (sound[i], ==, steady, "frame %zu", i);
  enh_chain_destroy (chain);
  free (sound);
}

/* One whose quiet start is over. */
static enh_chain *
make_open (const drive_shape *shape, const float *in, float *out, size_t frames)
{
  enh_chain *chain = drive_create (shape);

  drive_set (chain, "bypass", 1.0);
  drive_run (chain, in, out, frames, 64);
  return chain;
}

CHECK_CASE (mute_is_silent_within_10_ms_and_opens_again)
{
  static const double rates[] = { 16000.0, 48000.0, 96000.0 };

  for (size_t r = 0; r < 3; ++r)
    for (int purpose = 0; purpose < 2; ++purpose)
      {
        const drive_shape shape = { rates[r], 1, 1, ENH_DELAY_DEFAULT,
                                    purpose ? ENH_FOR_FILE : ENH_FOR_EAR };
        const size_t frames = drive_frames (rates[r], 0.5);
        /* A ramp of 10 ms, and 2 for a block to notice. */
        const size_t faded = drive_frames (rates[r], 0.012);
        float *in = steady_sound (frames);
        float *out = sig_buffer (frames);
        enh_chain *chain = make_open (&shape, in, out, frames);

        enh_chain_mute (chain, 1);
        drive_run (chain, in, out, frames, 64);
        CHECK_REAL (out[0], >, 0.8f * steady, "no click, rate %g", rates[r]);
        for (size_t i = 1; i < frames; ++i)
          CHECK_REAL (out[i], <=, out[i - 1] + 1e-6f, "falls, %g Hz, frame %zu",
                      rates[r], i);
        CHECK_REAL (out[drive_frames (rates[r], 0.006)], >, 0.2f * steady,
                    "no quicker than it must, rate %g", rates[r]);
        for (size_t i = faded; i < frames; ++i)
          CHECK_REAL (out[i], ==, 0.0, "muted, %g Hz, frame %zu", rates[r], i);
        CHECK_REAL (drive_meters (chain).start_gain, ==, 0.0, "meter, muted");

        enh_chain_mute (chain, 0);
        drive_run (chain, in, out, frames, 64);
        CHECK_REAL (out[0], <, 0.2f * steady, "no click, rate %g", rates[r]);
        for (size_t i = faded; i < frames; ++i)
          CHECK_REAL (out[i], ==, steady, "open, %g Hz, frame %zu", rates[r],
                      i);
        CHECK_REAL (drive_meters (chain).start_gain, ==, 1.0, "meter, open");
        enh_chain_destroy (chain);
        free (in);
        free (out);
      }
}

CHECK_CASE (a_chain_muted_before_it_starts_stays_silent)
{
  enum { FRAMES = 48000 };
  float *sound = steady_sound (FRAMES);

  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  enh_chain_mute (chain, 1);
  drive_run (chain, sound, sound, FRAMES, 480);
  CHECK_REAL (sig_peak (sound, FRAMES), ==, 0.0, "muted from the beginning");
  enh_chain_reset (chain);
  for (size_t i = 0; i < FRAMES; ++i)
    sound[i] = steady;
  drive_run (chain, sound, sound, FRAMES, 480);
  CHECK_REAL (sig_peak (sound, FRAMES), ==, 0.0, "mute is a setting: kept");
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (a_gap_silences_at_once_and_starts_quietly_again)
{
  static const double rates[] = { 16000.0, 48000.0 };

  for (size_t r = 0; r < 2; ++r)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const drive_shape shape
          = { rates[r], 1, 1, drive_delays[d], ENH_FOR_EAR };
        const size_t frames = drive_frames (rates[r], 0.6);
        float *in = steady_sound (frames);
        float *out = sig_buffer (frames);
        enh_chain *chain = make_open (&shape, in, out, frames);
        CHECK_REAL (out[frames - 1], ==, steady, "open");
        enh_chain_mark_gap (chain);
        drive_run (chain, in, out, frames, 64);
        expect_quiet_start (out, rates[r], enh_chain_latency (chain), "gap");
        enh_chain_destroy (chain);
        free (in);
        free (out);
      }
}

/* Fewer than 50 ms: out and in, over 5 ms each, and no click. */
CHECK_CASE (a_short_gap_fades_out_and_in)
{
  static const double rates[] = { 16000.0, 48000.0 };

  for (size_t r = 0; r < 2; ++r)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const drive_shape shape
          = { rates[r], 1, 1, drive_delays[d], ENH_FOR_EAR };
        const size_t frames = drive_frames (rates[r], 0.6);
        const size_t fade = drive_frames (rates[r], 0.005);
        float *in = steady_sound (frames);
        float *out = sig_buffer (frames);
        enh_chain *chain = make_open (&shape, in, out, frames);
        enh_chain_mark_loss (chain, (uint32_t) (0.049 * rates[r]));
        drive_run (chain, in, out, frames, 64);

        for (size_t i = 1; i < frames; ++i)
          {
            const double step = fabs ((double) out[i] - (double) out[i - 1]);
            CHECK_REAL (step, <=, 1.6 * steady / (double) fade,
                        "%g Hz, delay %zu, frame %zu", rates[r], d, i);
          }
        CHECK_REAL (out[0], >, 0.9 * steady, "%g Hz, delay %zu, frame %zu",
                    rates[r], d, (size_t) 0);
        CHECK_REAL (out[fade], <, 0.01 * steady, "%g Hz, delay %zu, frame %zu",
                    rates[r], d, fade);
        for (size_t i = 2 * fade + 1; i < frames; ++i)
          CHECK_REAL (out[i], ==, steady, "%g Hz, delay %zu, frame %zu",
                      rates[r], d, i);

        enh_chain_mark_loss (chain, (uint32_t) (0.051 * rates[r]));
        drive_run (chain, in, out, frames, 64);
        expect_quiet_start (out, rates[r], enh_chain_latency (chain),
                            "long gap");
        enh_chain_destroy (chain);
        free (in);
        free (out);
      }
}

/* Said again before it has opened, it is silent for longer, without a jump; and
   a long gap goes before a short one. */
CHECK_CASE (gaps_one_after_the_other_are_one)
{
  enum { FRAMES = 4800, BLOCK = 144 };
  float *in = steady_sound (FRAMES);
  float *out = sig_buffer (FRAMES);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_set (chain, "bypass", 1.0);
  for (int i = 0; i < 6; ++i)
    drive_run (chain, in, out, FRAMES, 480);
  for (size_t at = 0; at + BLOCK <= FRAMES; at += BLOCK)
    {
      if (at < 960)
        enh_chain_mark_loss (chain, (uint32_t) at + BLOCK);
      drive_run (chain, in + at, out + at, BLOCK, BLOCK);
    }
  for (size_t i = 1; i < FRAMES / BLOCK * BLOCK; ++i)
    {
      CHECK_REAL (fabs ((double) out[i] - (double) out[i - 1]), <=,
                  1.6 * steady / 240.0, "frame %zu", i);
      if (i >= 960 + 2 * 240)
        CHECK_REAL (out[i], ==, steady, "open, frame %zu", i);
    }
  enh_chain_mark_gap (chain);
  enh_chain_mark_loss (chain, 1);
  drive_run (chain, in, out, FRAMES, 480);
  CHECK_REAL (sig_peak (out, FRAMES - 2), ==, 0.0, "both");
  enh_chain_destroy (chain);
  free (in);
  free (out);
}

CHECK_CASE (no_parameter_opens_the_quiet_start)
{
  enum { FRAMES = 4790 };
  float *sound = sig_buffer (FRAMES);

  for (enh_param id = 0; enh_param_describe (id); ++id)
    for (int high = 0; high < 2; ++high)
      {
        const enh_param_info *info = enh_param_describe (id);
        for (size_t i = 0; i < FRAMES; ++i)
          sound[i] = steady;
        enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
        CHECK_INT (
          enh_chain_set (chain, id, high ? info->maximum : info->minimum), ==,
          ENH_OK, "%s", info->name);
        drive_run (chain, sound, sound, FRAMES, 480);
        CHECK_REAL (sig_peak (sound, FRAMES), ==, 0.0, "%s at its %s",
                    info->name, high ? "most" : "least");
        enh_chain_destroy (chain);
      }
  free (sound);
}

CHECK_CASE (a_mute_outlives_a_reset_and_a_gap)
{
  enum { FRAMES = 9600 };

  /* A file has no quiet start behind which a moment of sound could hide. */
  for (int gap = 0; gap < 2; ++gap)
    {
      float *in = steady_sound (FRAMES);
      float *out = sig_buffer (FRAMES);
      enh_chain *chain = drive_mono (ENH_DELAY_LOWEST, ENH_FOR_FILE);
      drive_set (chain, "bypass", 1.0);
      enh_chain_mute (chain, 1);
      drive_run (chain, in, out, FRAMES, 480);
      if (gap)
        enh_chain_mark_gap (chain);
      else
        enh_chain_reset (chain);
      drive_run (chain, in, out, FRAMES, 480);
      CHECK_REAL (sig_peak (out, FRAMES), ==, 0.0, "muted, after a %s",
                  gap ? "gap" : "reset");
      enh_chain_destroy (chain);
      free (in);
      free (out);
    }
}

CHECK_CASE (the_clamp_passes_nothing_that_is_over_or_no_number)
{
  /* Behind a limiter that works it has nothing to do: tried by itself. */
  float sound[]
    = { 0.5f,        -0.5f, 0.1f,       -0.1f, 1e30f, -1e30f, (float) INFINITY,
        (float) NAN, 0.25f, -0.2500001f };
  static const float wanted[]
    = { 0.25f, -0.25f, 0.1f, -0.1f, 0.25f, -0.25f, 0.25f, 0.0f, 0.25f, -0.25f };
  enum { COUNT = sizeof sound / sizeof *sound };
  float *const channels[1] = { sound };
  enh__ear_guard guard;

  enh__ear_guard_init (&guard, 48000.0, 0);
  enh__ear_guard_process (&guard, channels, 1, COUNT, 0, 0.25f);
  CHECK_SAMES (sound, wanted, COUNT, "clamped at 0.25");
}
