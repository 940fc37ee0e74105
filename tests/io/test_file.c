/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound files: every format gives back what was put in, as exactly as it can.
 */

#include "lib/check.h"

#include "lib/scratch.h"
#include "lib/signals.h"

#include <enhance/file.h>

enum { FRAMES = 4801 };

/* A speech-like signal on each channel, peak below full scale. */
static float *
make_signal (uint32_t channels, double rate)
{
  float *samples = sig_buffer ((size_t) channels * FRAMES);
  sig_random random = { check_seed () };

  for (uint32_t c = 0; c < channels; ++c)
    {
      float *channel = samples + (size_t) c * FRAMES;
      sig_add_tone (channel, FRAMES, rate, 440.0 + 111.0 * c, 0.5);
      for (size_t i = 0; i < FRAMES; ++i)
        channel[i] += 0.05f * (float) sig_uniform (&random);
    }
  return samples;
}

/* Through a file and back; every sample within `step`. */
static void
check_round_trip (const char *name, double rate, uint32_t channels,
                  enh_file_encoding encoding, double step)
{
  const char *path = scratch_path (name);
  float *samples = make_signal (channels, rate);
  enh_file_info info;
  uint32_t frames = 0;

  scratch_write (path, rate, channels, encoding, samples, FRAMES);
  float *back = scratch_read (path, &info, &frames);
  CHECK_INT (frames, ==, FRAMES, "%s", name);
  CHECK_INT (info.channels, ==, channels, "%s", name);
  CHECK_NEAR (info.sample_rate, rate, 0.0, "%s", name);
  for (size_t i = 0; i < (size_t) channels * FRAMES; ++i)
    CHECK_NEAR (back[i], samples[i], step, "%s, sample %zu", name, i);
  free (back);
  free (samples);
}

CHECK_CASE_IN_SCRATCH (lossless_formats_keep_24_bits)
{
  static const char *const names[] = { "a.wav", "a.flac", "a.aiff",
                                       "a.aif", "a.w64",  "a.caf",
                                       "a.au",  "a.rf64", "a.WAV" };
  static const double rates[] = { 8000.0, 44100.0, 48000.0, 96000.0, 192000.0 };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    for (uint32_t channels = 1; channels <= 2; ++channels)
      check_round_trip (names[i], rates[i % 5u], channels, ENH_FILE_LIKE_NAME,
                        1.01 / 8388608.0);
}

CHECK_CASE_IN_SCRATCH (float_formats_keep_every_bit)
{
  static const char *const names[]
    = { "f.wav", "f.aiff", "f.w64", "f.caf", "f.au", "f.rf64" };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    check_round_trip (names[i], 48000.0, 2, ENH_FILE_FLOAT, 0.0);
}

/* Lossy: the length to the frame, and the sound by its tone. */
CHECK_CASE_IN_SCRATCH (ogg_and_opus_keep_length_and_tone)
{
  static const char *const names[] = { "l.ogg", "l.oga", "l.opus" };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    {
      float *samples = make_signal (2, 48000.0);
      enh_file_info info;
      uint32_t frames = 0;

      scratch_write (scratch_path (names[i]), 48000.0, 2, ENH_FILE_LIKE_NAME,
                     samples, FRAMES);
      float *back = scratch_read (scratch_path (names[i]), &info, &frames);
      CHECK_INT (frames, ==, FRAMES, "%s", names[i]);
      CHECK_NEAR (sig_to_db (sig_projection (back, samples, FRAMES)), 0.0, 1.0,
                  "%s", names[i]);
      free (back);
      free (samples);
    }
}

CHECK_CASE_IN_SCRATCH (many_channels_stay_apart)
{
  check_round_trip ("20.wav", 48000.0, 20, ENH_FILE_FLOAT, 0.0);
  check_round_trip ("8.flac", 48000.0, 8, ENH_FILE_LIKE_NAME, 1.01 / 8388608.0);
}

CHECK_CASE_IN_SCRATCH (integer_formats_clip_and_do_not_wrap)
{
  const float loud[4] = { 1.5f, -1.5f, 100.0f, -100.0f };
  enh_file_info info;
  uint32_t frames = 0;

  scratch_write (scratch_path ("c.wav"), 48000.0, 1, ENH_FILE_LIKE_NAME, loud,
                 4);
  float *back = scratch_read (scratch_path ("c.wav"), &info, &frames);
  for (size_t i = 0; i < 4; ++i)
    CHECK_NEAR (back[i], loud[i] > 0.0f ? 1.0 : -1.0, 1e-6, "sample %zu", i);
  free (back);
}

/* What kind of file it is shows in its bytes: here the WAV header's bits per
   sample. */
static int
wav_bits (const char *path)
{
  unsigned char head[36];
  FILE *file = fopen (path, "rb");

  assert_non_null (file);
  assert_int_equal (fread (head, 1, sizeof head, file), sizeof head);
  (void) fclose (file);
  return head[34];
}

static void
copy_like (const char *from, const char *to)
{
  enh_file *in = NULL;
  enh_file *out = NULL;
  enh_error error;
  float block[FRAMES];
  float *const pointers[] = { block };
  uint32_t got = 0;

  assert_int_equal (enh_file_open (&in, from, &error), ENH_OK);
  assert_int_equal (enh_file_create (&out, to, enh_file_describe (in),
                                     ENH_FILE_LIKE_NAME, &error),
                    ENH_OK);
  assert_int_equal (enh_file_read (in, pointers, FRAMES, &got, &error), ENH_OK);
  assert_int_equal (
    enh_file_write (out, (const float *const *) pointers, got, &error), ENH_OK);
  assert_int_equal (enh_file_commit (out, &error), ENH_OK);
  enh_file_close (in);
  enh_file_close (out);
}

CHECK_CASE_IN_SCRATCH (the_inputs_encoding_is_kept_where_the_name_allows)
{
  float *samples = make_signal (1, 48000.0);

  scratch_write (scratch_path ("f.wav"), 48000.0, 1, ENH_FILE_FLOAT, samples,
                 FRAMES);
  copy_like (scratch_path ("f.wav"), scratch_path ("f2.wav"));
  CHECK_INT (wav_bits (scratch_path ("f2.wav")), ==, 32, "float to float");
  copy_like (scratch_path ("f.wav"), scratch_path ("f.flac"));
  copy_like (scratch_path ("f.flac"), scratch_path ("f3.wav"));
  CHECK_INT (wav_bits (scratch_path ("f3.wav")), ==, 24, "FLAC to WAV");
  free (samples);
}

CHECK_CASE_IN_SCRATCH (the_same_sound_gives_the_same_bytes)
{
  static char first[65536];
  static char second[65536];
  float *samples = make_signal (1, 48000.0);

  for (int i = 0; i < 2; ++i)
    {
      scratch_write (scratch_path (i ? "2.wav" : "1.wav"), 48000.0, 1,
                     ENH_FILE_FLOAT, samples, FRAMES);
      FILE *file = fopen (scratch_path (i ? "2.wav" : "1.wav"), "rb");
      assert_non_null (file);
      CHECK_INT (fread (i ? second : first, 1, sizeof first, file), >,
                 4 * FRAMES, "bytes");
      (void) fclose (file);
    }
  assert_memory_equal (first, second, sizeof first);
  free (samples);
}

/* A file without a sample is a file all the same. */
CHECK_CASE_IN_SCRATCH (zero_frames_open_as_zero_frames)
{
  static const char *const names[] = { "z.wav", "z.aiff", "z.caf", "z.w64" };
  const float none = 0.0f;

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    {
      enh_file_info info;
      uint32_t frames = 1;

      scratch_write (scratch_path (names[i]), 48000.0, 1, ENH_FILE_LIKE_NAME,
                     &none, 0);
      free (scratch_read (scratch_path (names[i]), &info, &frames));
      CHECK_INT (info.frames, ==, 0, "%s", names[i]);
      CHECK_INT (frames, ==, 0, "%s", names[i]);
    }
}

CHECK_CASE_IN_SCRATCH (blocks_of_any_size_give_the_same_samples)
{
  float *samples = make_signal (2, 48000.0);
  const char *path = scratch_path ("b.wav");
  sig_random random = { check_seed () };
  enh_file *file = NULL;
  uint32_t at = 0;
  float left[3000];
  float right[3000];
  float *const pointers[] = { left, right };

  scratch_write (path, 48000.0, 2, ENH_FILE_FLOAT, samples, FRAMES);
  assert_int_equal (enh_file_open (&file, path, NULL), ENH_OK);
  for (;;)
    {
      const uint32_t wanted = sig_below (&random, 2999) + 1;
      uint32_t got = 0;

      assert_int_equal (enh_file_read (file, pointers, wanted, &got, NULL),
                        ENH_OK);
      if (got == 0)
        break;
      CHECK_SAMES (left, samples + at, got, "left at %u", at);
      CHECK_SAMES (right, samples + FRAMES + at, got, "right at %u", at);
      at += got;
    }
  CHECK_INT (at, ==, FRAMES, "length");
  enh_file_close (file);
  free (samples);
}
