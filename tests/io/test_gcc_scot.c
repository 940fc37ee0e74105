/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The delay of a loop, measured: found to a part of a frame in the noise of a
   room, not claimed where there is none, played within the ceiling. */

#include "lib/check.h"

#include "lib/drive.h"
#include "io/live/live_state.h"
#include "io/live/gcc_scot.h"
#include "io/live/delay_measurement.h"
#include "lib/signals.h"

#include <enhance/file.h>

#define RATE 48000.0

enum { BLOCK = 64, MOST_LATE = 60000 };

/* RMS of the probe in these tests, and of what stands for 0 dB SNR. */
static const double probe_rms = 0.01;

/* --- A room ---------------------------------------------------------------- */

typedef struct room {
  double rate;
  double late;     /* frames, broken ones too */
  double gain;     /* of the loop; below 0: polarity turned */
  double noise;    /* RMS at the microphone */
  const float *of; /* what the noise is; NULL: white */
} room;

static uint32_t
whole_length (double rate)
{
  return enh__gcc_scot_lengths_at (rate).total;
}

/* What the microphone hears of `sound` (length frames); the caller frees. */
static float *
record (const room *r, const float *sound, uint32_t length, uint32_t total)
{
  float *heard = sig_buffer (total);
  sig_random random = { check_seed () };

  /* A sinc under a Hann window of 64 frames each way moves a sound by a broken
     number of frames. */
  const int whole = (int) floor (r->late);
  const double part = r->late - whole;
  double taps[128];
  for (int t = 0; t < 128; ++t)
    {
      const double x = (double) (t - 63) - part;
      const double window = 0.5 + 0.5 * cos (3.14159265358979 * x / 65.0);
      taps[t] = fabs (x) < 1e-9 ? 1.0
                                : window * sin (3.14159265358979 * x)
                                    / (3.14159265358979 * x);
    }
  for (uint32_t n = 0; n < length; ++n)
    for (int t = 0; t < 128; ++t)
      {
        const long to = (long) n + whole + t - 63;
        if (to >= 0 && to < (long) total)
          heard[to] += (float) (r->gain * taps[t] * (double) sound[n]);
      }

  const double own = r->of ? sig_rms (r->of, total) : 0.0;
  for (uint32_t n = 0; n < total; ++n)
    heard[n]
      += (float) (r->noise
                  * (r->of ? (double) r->of[n] / own : sig_gauss (&random)));
  return heard;
}

static float *
make_probe (double rate)
{
  float *probe = sig_buffer (enh__gcc_scot_lengths_at (rate).probe);

  enh__gcc_scot_probe (probe, rate, probe_rms);
  return probe;
}

static enh__gcc_scot_result
look (const room *r)
{
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (r->rate);
  float *probe = make_probe (r->rate);
  float *heard = record (r, probe, lengths.probe, lengths.total);
  enh__gcc_scot_result found;

  assert_int_equal (enh__gcc_scot_find (&found, probe, heard, r->rate), 0);
  free (probe);
  free (heard);
  return found;
}

/* A recording of samples/, as long as a measurement; the caller frees. */
static float *
recording (const char *name, uint32_t skip)
{
  const uint32_t total = whole_length (RATE);
  char path[1000];
  enh_file *file = NULL;
  enh_error error;
  uint32_t got = 0;

  (void) snprintf (path, sizeof path, "%s/samples/%s", CHECK_SOURCE_FOLDER,
                   name);
  if (enh_file_open (&file, path, &error) != ENH_OK)
    fail_msg ("%s", error.text);
  const uint32_t channels = enh_file_describe (file)->channels;
  float *left = sig_buffer (skip + total);
  float *right = sig_buffer (skip + total);
  float *const both[2] = { left, right };
  assert_true (channels <= 2);
  assert_int_equal (enh_file_read (file, both, skip + total, &got, &error),
                    ENH_OK);
  assert_int_equal (got, skip + total);
  enh_file_close (file);
  memmove (left, left + skip, total * sizeof *left);
  free (right);
  return left;
}

/* --- Found ----------------------------------------------------------------- */

CHECK_CASE (a_loop_is_found_to_a_tenth_of_a_frame)
{
  static const double rates[] = { 8000.0, 16000.0, 44100.0, 48000.0, 96000.0 };
  static const double lates[] = { 0.0, 1.0, 64.25, 333.5, 0.0 };

  for (size_t i = 0; i < 5; ++i)
    for (size_t l = 0; l < (check_short () ? 3 : 5); ++l)
      {
        /* The last: nearly as late as can be found. */
        const double late = l == 4 ? 0.97 * rates[i] : lates[l];
        const room r = { rates[i], late, 0.1, 0.0, NULL };
        const enh__gcc_scot_result found = look (&r);
        CHECK_NEAR (found.frames, late, 0.1, "%g Hz", rates[i]);
        CHECK_REAL (found.confidence, >=, 0.99, "%g Hz, late by %g", rates[i],
                    late);
      }
}

CHECK_CASE (polarity_and_a_resonance_move_nothing)
{
  const room turned = { RATE, 500.0, -0.1, 0.001, NULL };

  CHECK_NEAR (look (&turned).frames, 500.0, 0.1, "polarity turned");

  /* An earpiece: 200 Hz to 6 kHz, with a peak at 3 kHz. */
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (RATE);
  const room plain = { RATE, 500.0, 0.1, 0.0, NULL };
  sig_random random = { check_seed () };
  float *probe = make_probe (RATE);
  float *heard = record (&plain, probe, lengths.probe, lengths.total);
  const double w = 6.283185307 * 3000.0 / RATE;
  double low = 0.0, y1 = 0.0, y2 = 0.0;
  for (uint32_t n = 0; n < lengths.total; ++n)
    {
      const double x = (double) heard[n];
      low += 0.026 * (x - low);
      const double y = x - low + 2.0 * 0.9 * cos (w) * y1 - 0.81 * y2;
      y2 = y1;
      y1 = y;
      heard[n] = (float) (y + 1e-4 * sig_gauss (&random));
    }
  enh__gcc_scot_result found;
  assert_int_equal (enh__gcc_scot_find (&found, probe, heard, RATE), 0);
  CHECK_NEAR (found.frames, 500.0, 9.6, "0.2 ms with a resonance");
  CHECK_REAL (found.confidence, >=, 0.99, "with a resonance");
  free (probe);
  free (heard);
}

/* The promise: the café at 0 dB SNR, 0.2 ms. What is reached: a part of a
   frame, and 20 dB of noise more. */
CHECK_CASE (a_loop_is_found_in_a_noisy_room)
{
  static const char *const names[]
    = { "cafe.flac", "kitchen.flac", "traffic.flac", NULL };
  static const double snrs_db[] = { 0.0, -10.0, -20.0 };

  for (size_t i = 0; i < 4; ++i)
    {
      /* The last: white, which drowns all frequencies alike. */
      const char *name = names[i] ? names[i] : "white noise";
      float *noise = names[i] ? recording (names[i], 24000) : NULL;
      for (size_t s = 0; s < 3; ++s)
        {
          const double gain = 0.05;
          const room r = { RATE, 1536.3, gain,
                           gain * probe_rms * pow (10.0, -0.05 * snrs_db[s]),
                           noise };
          const enh__gcc_scot_result found = look (&r);
          print_message ("# %s at %g dB: %.1f dB clear, off by %.3f frames\n",
                         name, snrs_db[s], found.clear_db,
                         found.frames - 1536.3);
          CHECK_NEAR (found.frames, 1536.3, 0.5, "%s at %g dB", name,
                      snrs_db[s]);
          CHECK_REAL (found.confidence, >=, 0.9, "%s at %g dB", name,
                      snrs_db[s]);
        }
      free (noise);
    }
}

/* --- Not found -------------------------------------------------------------- */

CHECK_CASE (no_loop_is_not_believed)
{
  const int turns = check_short () ? 3 : 12;
  double worst = 0.0;

  const room silence = { RATE, 0.0, 0.0, 0.0, NULL };
  CHECK_REAL (look (&silence).confidence, <=, 0.0, "exact silence");

  for (int i = 0; i < turns; ++i)
    {
      static const char *const names[]
        = { "cafe.flac", "kitchen.flac", "far-talker.flac" };
      float *noise = recording (names[i % 3], (uint32_t) (i / 3) * 30011u);
      const room r = { RATE, 0.0, 0.0, 0.1, noise };
      const enh__gcc_scot_result found = look (&r);
      CHECK_REAL (found.confidence, <, 0.3, "%s, %d", names[i % 3], i);
      if (found.clear_db > worst)
        worst = found.clear_db;
      free (noise);
    }
  print_message ("# without a loop, clear by %.1f dB at the most\n", worst);

  const uint32_t total = whole_length (RATE);
  float *probe = make_probe (RATE);
  float *heard = sig_buffer (total);
  sig_random random = { check_seed () };
  enh__gcc_scot_result found;
  for (int i = 0; i < turns; ++i)
    {
      sig_white (&random, heard, total, 0.1);
      assert_int_equal (enh__gcc_scot_find (&found, probe, heard, RATE), 0);
      CHECK_REAL (found.confidence, <, 0.3, "white noise %d", i);
    }
  memset (heard, 0, total * sizeof *heard);
  sig_add_tone (heard, total, RATE, 1000.0, 0.5);
  assert_int_equal (enh__gcc_scot_find (&found, probe, heard, RATE), 0);
  CHECK_REAL (found.confidence, <, ENH_MEASURE_BELIEVED, "a tone");
  for (uint32_t i = 0; i < total; ++i)
    heard[i] = i % 480u == 0 ? 0.5f : 0.0f;
  assert_int_equal (enh__gcc_scot_find (&found, probe, heard, RATE), 0);
  CHECK_REAL (found.confidence, <, ENH_MEASURE_BELIEVED, "clicks");
  free (probe);
  free (heard);
}

CHECK_CASE (a_delay_that_jumps_is_not_believed)
{
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (RATE);
  const room before = { RATE, 800.0, 0.1, 0.0, NULL };
  const room after = { RATE, 1400.0, 0.1, 0.0, NULL };
  float *probe = make_probe (RATE);
  float *heard = record (&before, probe, lengths.probe, lengths.total);
  float *later = record (&after, probe, lengths.probe, lengths.total);
  enh__gcc_scot_result found;

  const uint32_t half = 2u * lengths.burst;
  memcpy (heard + half, later + half, (lengths.total - half) * sizeof *heard);
  assert_int_equal (enh__gcc_scot_find (&found, probe, heard, RATE), 0);
  CHECK_REAL (found.confidence, <, ENH_MEASURE_BELIEVED, "half and half");
  free (probe);
  free (heard);
  free (later);
}

/* --- Played ------------------------------------------------------------------ */

/* An engine whose ear leads to its microphone through a room. */
typedef struct bench {
  enh_live live;
  double late; /* whole frames */
  float gain;  /* of the loop */
  float *line; /* MOST_LATE frames of what the ear got */
  uint64_t at; /* frames */
  float in[2][BLOCK];
  float out[2][BLOCK];
  float peak; /* of the ear */
  float loop_peak;
  const float *noise; /* at the microphone; NULL: none */
  uint32_t noise_length;
} bench;

static const enh__device_driver no_driver;

static void
begin_bench (bench *b, uint32_t inputs, uint32_t outputs, enh_delay delay)
{
  enh_config config = ENH_CONFIG_INIT;

  memset (b, 0, sizeof *b);
  config.inputs = inputs;
  config.outputs = outputs;
  config.delay = delay;
  assert_int_equal (enh_chain_create (&b->live.chain, &config), ENH_OK);
  enh__engine_init (&b->live.engine, b->live.chain, RATE, inputs, outputs);
  b->live.driver = &no_driver;
  atomic_init (&b->live.state, ENH__LIVE_RUNNING);
  b->line = sig_buffer (MOST_LATE);
  b->late = 700.0;
  b->gain = 0.05f;
}

static void
end_bench (bench *b)
{
  enh__delay_measurement_clear (&b->live);
  enh_chain_destroy (b->live.chain);
  free (b->line);
}

/* One callback. With two microphones the left one hears nothing. */
static void
call (bench *b)
{
  const float *const in[2] = { b->in[0], b->in[1] };
  float *const out[2] = { b->out[0], b->out[1] };
  const uint32_t last = b->live.engine.inputs - 1u;

  memset (b->in, 0, sizeof b->in);
  for (uint32_t i = 0; i < BLOCK; ++i)
    {
      const uint64_t n = b->at + i;
      if (n >= (uint64_t) b->late)
        b->in[last][i]
          = b->gain * b->line[(n - (uint64_t) b->late) % MOST_LATE];
      if (b->noise)
        b->in[last][i] += b->noise[n % b->noise_length];
    }
  enh__engine_process (&b->live.engine, in, out, BLOCK, 0, 0.0);
  for (uint32_t i = 0; i < BLOCK; ++i)
    {
      b->line[(b->at + i) % MOST_LATE] = out[b->live.engine.outputs - 1u][i];
      for (uint32_t c = 0; c < b->live.engine.outputs; ++c)
        b->peak = fmaxf (b->peak, fabsf (out[c][i]));
    }
  b->at += BLOCK;
}

static void
run (bench *b, double seconds)
{
  for (double s = 0.0; s < seconds; s += BLOCK / RATE)
    call (b);
}

static enh_live_delay
measure (bench *b)
{
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh_error error;

  assert_int_equal (enh_live_measure_begin (&b->live, &error), ENH_OK);
  for (int i = 0;
       i < 20000
       && enh_live_measure_poll (&b->live, &delay) == ENH_MEASURE_RUNNING;
       ++i)
    call (b);
  assert_int_equal (enh_live_measure_poll (&b->live, &delay), ENH_MEASURE_DONE);
  return delay;
}

CHECK_CASE (delay_is_the_loops_and_the_chains)
{
  static const double chain_ms[] = { 3.0, 2.0, 0.0 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      bench b;
      begin_bench (&b, 1 + (d == 2), 2, drive_delays[d]);
      /* The probe goes round the chain: what it does to sound plays no part. */
      drive_set (b.live.chain, "noise_reduction", 100.0);
      drive_set (b.live.chain, "volume", 10.0);
      const enh_live_delay found = measure (&b);
      CHECK_NEAR (found.loop_ms, 700.0 / 48.0, 0.003, "delay %zu", d);
      CHECK_NEAR (found.ms, 700.0 / 48.0 + chain_ms[d], 0.003, "delay %zu", d);
      CHECK_REAL (found.confidence, >=, 0.99, "delay %zu", d);
      end_bench (&b);
    }
}

CHECK_CASE (an_open_loop_has_no_delay)
{
  bench b;

  begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
  float *noise = recording ("cafe.flac", 0);
  b.noise = noise;
  b.noise_length = whole_length (RATE);
  b.gain = 0.0f;
  const enh_live_delay found = measure (&b);
  CHECK_REAL (found.ms, <=, 0.0, "ms");
  CHECK_REAL (found.loop_ms, <=, 0.0, "loop_ms");
  CHECK_REAL (found.confidence, <, 0.3, "confidence");
  end_bench (&b);
  free (noise);
}

/* 66 dB SPL of 109; under a ceiling of 70, 58, and no peak above it. */
CHECK_CASE (probe_is_as_loud_as_promised_and_under_the_ceiling)
{
  static const double ceilings[] = { 95.0, 70.0 };
  static const double levels[] = { 66.0, 58.0 };

  for (size_t i = 0; i < 2; ++i)
    {
      bench b;
      enh_error error;
      begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
      drive_set (b.live.chain, "ceiling", ceilings[i]);
      run (&b, 1.0);
      b.peak = 0.0f;
      assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
      double energy = 0.0;
      run (&b, 0.5);
      for (int n = 0; n < 750; ++n)
        {
          call (&b);
          for (int k = 0; k < BLOCK; ++k)
            energy += (double) b.out[0][k] * (double) b.out[0][k];
        }
      const double level
        = 109.0 + sig_to_db (sqrt (2.0 * energy / (750.0 * BLOCK)));
      CHECK_NEAR (level, levels[i], 0.5, "ceiling %g", ceilings[i]);
      run (&b, 4.0);
      CHECK_REAL (b.peak, <=, sig_amplitude_of (ceilings[i], 109.0) * 1.000001,
                  "ceiling %g", ceilings[i]);
      /* The ear's full scale changes under it: the clamp follows. */
      assert_int_equal (enh_live_measure_poll (&b.live, NULL),
                        ENH_MEASURE_DONE);
      assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
      run (&b, 0.5);
      drive_set (b.live.chain, "ear_full_scale", 140.0);
      call (&b);
      b.peak = 0.0f;
      run (&b, 0.5);
      CHECK_REAL (b.peak, <=, sig_amplitude_of (ceilings[i], 140.0) * 1.000001,
                  "a louder headset, ceiling %g", ceilings[i]);
      end_bench (&b);
    }
}

CHECK_CASE (the_chains_sound_makes_room_and_comes_back)
{
  bench b;
  enh_error error;

  begin_bench (&b, 1, 2, ENH_DELAY_LOWEST);
  drive_transparent (b.live.chain);
  b.gain = 0.0f;
  float *tone = sig_buffer (48000);
  sig_add_tone (tone, 48000, RATE, 1000.0, 0.1);
  b.noise = tone;
  b.noise_length = 48000;
  run (&b, 1.0);
  CHECK_NEAR (sig_rms (b.out[0], BLOCK), 0.0707, 0.01, "before");

  assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
  /* While the loop's tail is listened to, nothing is played at all. */
  run (&b, 2.2);
  for (int i = 0; i < 100; ++i)
    {
      call (&b);
      CHECK_WITHIN (b.out[0], BLOCK, 0.0, "the tail, block %d", i);
    }
  /* No step larger than the tone's own and the fade's on the way back. */
  float last = 0.0f;
  for (int i = 0; i < 1500; ++i)
    {
      call (&b);
      for (int k = 0; k < BLOCK; ++k)
        {
          CHECK_REAL (fabsf (b.out[1][k] - last), <=, 0.0145, "a click");
          last = b.out[1][k];
        }
    }
  assert_int_equal (enh_live_measure_poll (&b.live, NULL), ENH_MEASURE_DONE);
  CHECK_NEAR (sig_rms (b.out[0], BLOCK), 0.0707, 0.01, "after");
  CHECK_SAMES (b.out[0], b.in[0], BLOCK, "the chain's own again");
  end_bench (&b);
  free (tone);
}

/* --- Ended before its end ------------------------------------------------------ */

static void
probe_has_ended (bench *b, const char *why)
{
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;

  run (b, 0.012);
  b->peak = 0.0f;
  run (b, 0.2);
  CHECK_REAL (b->peak, <=, 0.0, "%s: silent", why);
  CHECK_INT (enh_live_measure_poll (&b->live, &delay), ==,
             ENH_MEASURE_CANCELLED, "%s", why);
  CHECK_REAL (delay.ms, <=, 0.0, "%s", why);
  CHECK (b->live.engine.probe.sound == NULL, "%s: its memory", why);
}

CHECK_CASE (cancel_and_mute_end_it_within_10_ms)
{
  static const double moments_s[] = { 0.0, 0.005, 0.5, 2.5 };

  for (size_t i = 0; i < 4; ++i)
    for (int muted = 0; muted < 2; ++muted)
      {
        bench b;
        enh_error error;
        begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
        b.gain = 0.0f;
        run (&b, 0.1);
        assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
        run (&b, moments_s[i]);
        if (muted)
          enh_chain_mute (b.live.chain, 1);
        else
          enh_live_measure_cancel (&b.live);
        probe_has_ended (&b, muted ? "mute" : "cancel");
        /* And another may begin. */
        enh_chain_mute (b.live.chain, 0);
        b.gain = 0.05f;
        CHECK_NEAR (measure (&b).loop_ms, 700.0 / 48.0, 0.003, "again");
        end_bench (&b);
      }
}

CHECK_CASE (muted_before_it_is_measured_all_the_same)
{
  bench b;

  begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
  enh_chain_mute (b.live.chain, 1);
  run (&b, 0.1);
  CHECK_NEAR (measure (&b).loop_ms, 700.0 / 48.0, 0.003, "loop");
  CHECK_INT (enh_chain_muted (b.live.chain), ==, 1, "muted still");
  end_bench (&b);
}

CHECK_CASE (wrong_calls_are_refused)
{
  bench b;
  enh_error error;
  double ms = 1.0;

  begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
  CHECK_INT (enh_live_measure_begin (NULL, &error), ==, ENH_ERR_NULL, "NULL");
  CHECK_INT (enh_live_measure_poll (NULL, NULL), ==, ENH_MEASURE_NONE, "NULL");
  CHECK_INT (enh_live_measure_delay (&b.live, NULL, NULL, NULL), ==,
             ENH_ERR_NULL, "nowhere to go");
  enh_live_measure_cancel (NULL);
  enh_live_measure_cancel (&b.live);
  CHECK_INT (enh_live_measure_poll (&b.live, NULL), ==, ENH_MEASURE_NONE,
             "never begun");
  atomic_store (&b.live.state, ENH__LIVE_CREATED);
  CHECK_INT (enh_live_measure_delay (&b.live, &ms, NULL, &error), ==,
             ENH_ERR_STATE, "not started");
  CHECK_REAL (ms, <=, 0.0, "not started");
  CHECK (error.text[0], "said");
  atomic_store (&b.live.state, ENH__LIVE_RUNNING);
  assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
  call (&b);
  CHECK_INT (enh_live_measure_begin (&b.live, &error), ==, ENH_ERR_STATE,
             "twice");
  /* Its device is lost: it ends, and the callback's memory stays its own. */
  atomic_store (&b.live.engine.ended, ENH__ENDED_LOST);
  CHECK_INT (enh_live_measure_poll (&b.live, NULL), ==, ENH_MEASURE_CANCELLED,
             "lost");
  CHECK (b.live.engine.probe.sound != NULL, "a callback may still come");
  call (&b);
  call (&b);
  end_bench (&b);
}
