/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The delay of a loop, found in a recording: to a part of a frame in the noise of
   a room, and not claimed where there is none. */

#include "lib/check.h"

#include "io/live/gcc_scot.h"
#include "lib/scratch.h"
#include "lib/signals.h"
#include "lib/spectrum.h"

#include <enhance/live.h>

#define RATE 48000.0

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
search (const room *r)
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
  enh_file_info info;
  uint32_t frames;
  float *left = scratch_read (samples_path (name), &info, &frames);

  CHECK_INT (frames, >=, skip + total, "%s", name);
  memmove (left, left + skip, total * sizeof *left);
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
        const enh__gcc_scot_result found = search (&r);
        CHECK_NEAR (found.frames, late, 0.1, "%g Hz", rates[i]);
        CHECK_REAL (found.confidence, >=, 0.99, "%g Hz, late by %g", rates[i],
                    late);
      }
}

CHECK_CASE (polarity_and_a_resonance_move_nothing)
{
  const room turned = { RATE, 500.0, -0.1, 0.001, NULL };

  CHECK_NEAR (search (&turned).frames, 500.0, 0.1, "polarity turned");

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
          const enh__gcc_scot_result found = search (&r);
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
  CHECK_REAL (search (&silence).confidence, <=, 0.0, "exact silence");

  for (int i = 0; i < turns; ++i)
    {
      static const char *const names[]
        = { "cafe.flac", "kitchen.flac", "far-talker.flac" };
      float *noise = recording (names[i % 3], (uint32_t) (i / 3) * 30011u);
      const room r = { RATE, 0.0, 0.0, 0.1, noise };
      const enh__gcc_scot_result found = search (&r);
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
