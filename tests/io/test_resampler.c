/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound between two threads: what is read where, and what happens when it is not
   there. How clean it is, test_sinc.c measures. */

#include "lib/check.h"

#include "io/clock_sync/resampler.h"
#include "lib/signals.h"

#include <string.h>

enum { HELD = 8192, FRAMES = 4000 };

/* Frame n is n, and -n at the right: linear, so that between two frames the
   value tells the place. */
static void
write_ramp (enh__resampler *r, uint32_t from, uint32_t frames)
{
  float *left = sig_buffer (frames);
  float *right = sig_buffer (frames);
  const float *in[] = { left, right };

  for (uint32_t i = 0; i < frames; ++i)
    {
      left[i] = (float) (from + i);
      right[i] = -left[i];
    }
  assert_int_equal (enh__resampler_write (r, in, frames), 0);
  free (left);
  free (right);
}

static void
begin (enh__resampler *r, double ratio, uint32_t channels)
{
  assert_int_equal (
    enh__resampler_init (r, HELD, ratio, 1.01 * ratio, channels), 0);
}

CHECK_CASE (every_place_and_pace_is_read)
{
  static const struct {
    double at;
    double step;
    uint32_t block;
  } rows[] = {
    { 100.0, 1.0, 64 },       { 100.25, 1.0, 1 },   { 100.9, 1.0003, 333 },
    { 123.456, 0.9997, 256 }, { 100.5, 0.99, 257 }, { 40.0, 1.01, 1000 },
  };

  for (size_t row = 0; row < sizeof rows / sizeof *rows; ++row)
    {
      float *left = sig_buffer (1000);
      float *right = sig_buffer (1000);
      enh__resampler r;
      double at = rows[row].at;

      begin (&r, 1.0, 2);
      write_ramp (&r, 0, FRAMES);
      assert_int_equal (enh__resampler_seek (&r, at), 0);
      while (at + 1.01 * rows[row].block < FRAMES - 20)
        {
          float *out[] = { left, right };

          CHECK_NEAR (enh__resampler_place (&r), at, 1e-6, "row %zu", row);
          assert_int_equal (
            enh__resampler_read (&r, out, rows[row].block, rows[row].step), 0);
          for (uint32_t i = 0; i < rows[row].block; ++i)
            {
              const double is = at + rows[row].step * i;
              /* Of a float of 4000, and of the sinc's ripple on a ramp. */
              CHECK_NEAR (left[i], is, 0.01, "row %zu, left", row);
              CHECK_NEAR (right[i], -is, 0.01, "row %zu, right", row);
            }
          at += rows[row].step * rows[row].block;
        }
      enh__resampler_clear (&r);
      free (left);
      free (right);
    }
}

/* The reading goes on by the clock, so that what comes later is where it would
   have been. */
CHECK_CASE (what_is_late_is_lost_and_not_delayed)
{
  float out[256];
  float *outs[] = { out };
  enh__resampler r;

  begin (&r, 1.0, 1);
  write_ramp (&r, 0, 400);
  assert_int_equal (enh__resampler_seek (&r, 100.0), 0);
  assert_int_equal (enh__resampler_read (&r, outs, 256, 1.0), 0);
  /* 356 to 612, and only 400 are there. */
  memset (out, 1, sizeof out);
  assert_int_equal (enh__resampler_read (&r, outs, 256, 1.0), -1);
  for (int i = 0; i < 256; ++i)
    CHECK_REAL (out[i], ==, 0.0f, "frame %d", i);
  write_ramp (&r, 400, 1000);
  assert_int_equal (enh__resampler_read (&r, outs, 256, 1.0), 0);
  CHECK_NEAR (out[0], 612.0, 0.01, "after it");
  enh__resampler_clear (&r);
}

CHECK_CASE (what_was_not_kept_cannot_be_read)
{
  enh__resampler r;

  begin (&r, 1.0, 1);
  CHECK_INT (enh__resampler_seek (&r, 0.0), ==, -1, "before any");
  CHECK_INT (enh__resampler_seek (&r, 40.0), ==, 0, "after the first taps");
  enh__resampler_clear (&r);

  begin (&r, 1.0, 1);
  for (uint32_t i = 0; i < 8; ++i)
    write_ramp (&r, 1000 * i, 1000);
  enh__resampler_catch_up (&r, 8000);
  CHECK_INT (enh__resampler_seek (&r, 3000.0), ==, -1, "older than half");
  CHECK_INT (enh__resampler_seek (&r, 6000.0), ==, 0, "the newer half");
  float out[64];
  float *outs[] = { out };
  assert_int_equal (enh__resampler_read (&r, outs, 64, 1.0), 0);
  CHECK_NEAR (out[0], 6000.0, 0.02, "read from there");
  enh__resampler_clear (&r);
}

CHECK_CASE (a_full_one_takes_nothing)
{
  float out[16];
  float *outs[] = { out };
  enh__resampler r;
  uint32_t written = 0;

  begin (&r, 1.0, 1);
  while (enh__resampler_write (&r, NULL, 1000) == 0)
    written += 1000;
  CHECK_INT (written, >=, HELD - 1000, "frames held");
  assert_int_equal (enh__resampler_seek (&r, 100.0), 0);
  assert_int_equal (enh__resampler_read (&r, outs, 16, 1.0), 0);
  CHECK_REAL (out[0], ==, 0.0f, "nothing given counts as silence");
  enh__resampler_clear (&r);
}
