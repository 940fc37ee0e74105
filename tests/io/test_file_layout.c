/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The whole file or a refusal: streams that are joined, lengths that are guessed
   or were never written, containers whose length libsndfile does not tell, and
   what is left of a file that is cut. Longer than 500 lines: every case makes its
   file from bytes, and all of them read it in the same way. */

#include "lib/check.h"

#include "lib/scratch.h"
#include "lib/signals.h"

#include <enhance/file.h>

#include <sys/stat.h>

enum { FRAMES = 24000, BYTES_MOST = 1 << 22 };

static unsigned char bytes[BYTES_MOST];

static void
write_noise (const char *name, double rate, uint32_t channels)
{
  float *samples = sig_buffer ((size_t) FRAMES * channels);
  sig_random random = { 1 };

  sig_white (&random, samples, (size_t) FRAMES * channels, 0.1);
  scratch_write (scratch_path (name), rate, channels, ENH_FILE_LIKE_NAME,
                 samples, FRAMES);
  free (samples);
}

/* Append a file to `bytes`; how many there are then. */
static size_t
load (const char *name, size_t at)
{
  FILE *file = fopen (scratch_path (name), "rb");

  assert_non_null (file);
  at += fread (bytes + at, 1, BYTES_MOST - at, file);
  assert_int_equal (fclose (file), 0);
  CHECK_INT (at, <, BYTES_MOST, "%s", name);
  return at;
}

/* Frames read to the end; what was said of the file goes to `note`. */
static enh_status
count_frames (const char *name, uint32_t flags, int64_t *frames, char note[200],
              enh_error *error)
{
  static float block[2][1000];
  float *const pointers[] = { block[0], block[1] };
  enh_file *file = NULL;
  uint32_t got = 1;
  enh_status status
    = enh_file_open_with (&file, scratch_path (name), flags, error);

  *frames = 0;
  note[0] = '\0';
  while (status == ENH_OK && got > 0)
    {
      status = enh_file_read (file, pointers, 1000, &got, error);
      *frames += got;
    }
  if (file && enh_file_note (file))
    (void) snprintf (note, 200, "%s", enh_file_note (file));
  enh_file_close (file);
  return status;
}

static void
expect_frames (const char *name, int64_t least, int64_t most)
{
  enh_error error = { "" };
  char note[200];
  int64_t frames;

  CHECK_INT (count_frames (name, 0, &frames, note, &error), ==, ENH_OK,
             "%s: %s", name, error.text);
  CHECK_INT (frames, >=, least, "%s", name);
  CHECK_INT (frames, <=, most, "%s", name);
}

static void
expect_failure (const char *name, enh_status wanted, const char *word)
{
  enh_error error = { "" };
  char note[200];
  int64_t frames;

  CHECK_INT (count_frames (name, 0, &frames, note, &error), ==, wanted,
             "%s: %s", name, error.text);
  if (!strstr (error.text, word))
    fail_msg ("%s: \"%s\" does not say \"%s\"", name, error.text, word);
}

/* --- Joined streams ---------------------------------------------------------- */

CHECK_CASE_IN_SCRATCH (chained_ogg_is_read_whole)
{
  static const char *const endings[] = { "ogg", "opus" };

  for (size_t i = 0; i < 2; ++i)
    {
      char one[16], both[16];
      size_t length;

      (void) snprintf (one, sizeof one, "one.%s", endings[i]);
      (void) snprintf (both, sizeof both, "both.%s", endings[i]);
      write_noise (one, 48000.0, 1);
      length = load (one, load (one, 0));
      scratch_put (scratch_path (both), bytes, length);
      expect_frames (both, (int64_t) 2 * FRAMES, (int64_t) 2 * FRAMES);
      /* And the second half of it cut. */
      scratch_cut (scratch_path (both), (long long) length - 700);
      expect_failure (both, ENH_ERR_READ, "truncated");
    }
}

CHECK_CASE_IN_SCRATCH (joined_streams_of_two_rates_are_refused)
{
  size_t length;

  write_noise ("a.ogg", 48000.0, 1);
  write_noise ("b.ogg", 44100.0, 1);
  length = load ("b.ogg", load ("a.ogg", 0));
  scratch_put (scratch_path ("ab.ogg"), bytes, length);
  expect_failure ("ab.ogg", ENH_ERR_FORMAT, "rates or channels");
}

/* A page of a stream, without a checksum: nobody looks at it here. */
static size_t
put_page (unsigned char *to, int kind, uint32_t number,
          const unsigned char *from, size_t count)
{
  const size_t segments = count / 255 + 1;

  memset (to, 0, 27);
  memcpy (to, "OggS", 4);
  to[5] = (unsigned char) kind;
  to[14] = 7;
  to[18] = (unsigned char) number;
  to[19] = (unsigned char) (number >> 8);
  to[26] = (unsigned char) segments;
  memset (to + 27, 255, segments - 1);
  to[27 + segments - 1] = (unsigned char) (count % 255);
  memcpy (to + 27 + segments, from, count);
  return 27 + segments + count;
}

CHECK_CASE_IN_SCRATCH (flac_in_ogg_is_read)
{
  static unsigned char wrapped[BYTES_MOST];
  unsigned char first[9 + 42] = "\177FLAC\1\0\0\1";
  uint32_t number = 1;
  size_t length, at = 42, out;

  write_noise ("plain.flac", 48000.0, 1);
  length = load ("plain.flac", 0);
  memcpy (first + 9, bytes, 42); /* its mark and the stream's description */
  out = put_page (wrapped, 2, 0, first, sizeof first);
  while (at < length)
    {
      const size_t now = length - at < 4000 ? length - at : 4000;

      out += put_page (wrapped + out, at + now == length ? 4 : 0, number++,
                       bytes + at, now);
      at += now;
    }
  scratch_put (scratch_path ("ogg.flac"), wrapped, out);
  expect_frames ("ogg.flac", FRAMES, FRAMES);
  scratch_cut (scratch_path ("ogg.flac"), (long long) out - 2000);
  expect_failure ("ogg.flac", ENH_ERR_READ, "truncated");
}

/* --- MP3 --------------------------------------------------------------------- */

/* Bytes of the frame at `at`: MPEG 1, layer III. */
static size_t
mp3_frame (size_t at)
{
  static const int kbits[]
    = { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 };
  static const int hz[] = { 44100, 48000, 32000 };
  const unsigned char *h = bytes + at;

  return (size_t) (144 * kbits[h[2] >> 4] * 1000 / hz[(h[2] >> 2) & 3]
                   + ((h[2] >> 1) & 1));
}

/* Write an MP3 and load it; its first frame, which tells how many follow, ends at
   *begin. 0: this libsndfile writes none. */
static size_t
load_mp3 (size_t *begin)
{
  const enh_file_info info = { 48000.0, 1, 0, 0 };
  enh_file *file = NULL;
  size_t length;

  if (enh_file_create (&file, scratch_path ("try.mp3"), &info,
                       ENH_FILE_LIKE_NAME, NULL)
      != ENH_OK)
    return 0;
  enh_file_close (file);
  write_noise ("x.mp3", 48000.0, 1);
  length = load ("x.mp3", 0);
  CHECK_INT (bytes[0], ==, 0xff, "an MP3 begins with a frame");
  *begin = mp3_frame (0);
  return length;
}

CHECK_CASE_IN_SCRATCH (mp3_without_a_count_is_read_whole)
{
  size_t begin, length = load_mp3 (&begin);

  if (length == 0)
    skip ();
  expect_frames ("x.mp3", FRAMES, FRAMES);
  scratch_put (scratch_path ("bare.mp3"), bytes + begin, length - begin);
  expect_frames ("bare.mp3", FRAMES, FRAMES + 3 * 1152);

  /* The bit rate that libsndfile guesses the length by: of the first frame, which
     here is twice as long as the others. */
  const size_t second = begin + mp3_frame (begin);
  memmove (bytes + begin + 2 * (second - begin), bytes + second,
           length - second);
  memset (bytes + second, 0, second - begin);
  const int rate = bytes[begin + 2] >> 4;
  if (rate == 9) /* 128 kbit/s; 256 is the next but three */
    {
      bytes[begin + 2] = (unsigned char) ((bytes[begin + 2] & 0x0f) | 0xd0);
      scratch_put (scratch_path ("vbr.mp3"), bytes + begin, length);
      expect_frames ("vbr.mp3", FRAMES - 1152, FRAMES + 3 * 1152);
    }
}

CHECK_CASE_IN_SCRATCH (joined_mp3s_are_read_whole)
{
  size_t begin, length = load_mp3 (&begin);

  if (length == 0)
    skip ();
  length = load ("x.mp3", length);
  scratch_put (scratch_path ("both.mp3"), bytes, length);
  expect_frames ("both.mp3", (int64_t) 2 * FRAMES, (int64_t) 2 * FRAMES);
  memcpy (bytes + length, bytes + begin, length / 2 - begin);
  length += length / 2 - begin;
  scratch_put (scratch_path ("three.mp3"), bytes, length);
  expect_frames ("three.mp3", (int64_t) 3 * FRAMES,
                 (int64_t) 3 * FRAMES + 3 * 1152);
}

CHECK_CASE_IN_SCRATCH (cut_mp3_is_truncated)
{
  size_t begin, length = load_mp3 (&begin), third = 0;

  if (length == 0)
    skip ();
  /* Within a frame, and between two where the first one tells their number. */
  scratch_put (scratch_path ("cut.mp3"), bytes, length / 2 + 3);
  expect_failure ("cut.mp3", ENH_ERR_READ, "truncated");
  for (int i = 0; i < 3; ++i)
    third += mp3_frame (third);
  scratch_put (scratch_path ("cut.mp3"), bytes, third);
  expect_failure ("cut.mp3", ENH_ERR_READ, "truncated");
  /* A tag of an older kind at the end is no sound. */
  memset (bytes + length, ' ', 128);
  memcpy (bytes + length, "TAG", 3);
  scratch_put (scratch_path ("tag.mp3"), bytes, length + 128);
  expect_frames ("tag.mp3", FRAMES, FRAMES);
}

/* --- Lengths ------------------------------------------------------------------- */

/* Zero what a recorder writes last: the lengths behind these marks. */
static void
forget_lengths (size_t length, const char *const *marks, int width, int least)
{
  for (size_t i = 0; i + 24 < length && i < 5000; ++i)
    for (const char *const *mark = marks; *mark; ++mark)
      if (memcmp (bytes + i, *mark, 4) == 0)
        {
          const size_t at = i + (width == 8 && least == 24 ? 16 : 4);
          memset (bytes + at, 0, (size_t) width);
          bytes[at] = (unsigned char) least;
        }
}

CHECK_CASE_IN_SCRATCH (lengths_that_were_never_written_are_found)
{
  static const char *const riff[] = { "RIFF", "data", NULL };
  static const char *const aiff[] = { "FORM", "SSND", NULL };
  static const char *const w64[] = { "data", NULL };
  static const struct {
    const char *name;
    const char *const *marks;
    int width;
    int least;
  } kinds[] = { { "u.wav", riff, 4, 0 },
                { "u.aiff", aiff, 4, 0 },
                { "u.w64", w64, 8, 24 },
                { "u.caf", w64, 8, 0 } };
  enh_error error;
  char note[200];
  int64_t frames;

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    {
      const char *name = kinds[i].name;

      write_noise (name, 48000.0, 2);
      const size_t length = load (name, 0);
      forget_lengths (length, kinds[i].marks, kinds[i].width, kinds[i].least);
      scratch_put (scratch_path (name), bytes, length);
      CHECK_INT (count_frames (name, 0, &frames, note, &error), ==, ENH_OK,
                 "%s: %s", name, error.text);
      CHECK_INT (frames, ==, FRAMES, "%s", name);
      CHECK (strstr (note, "recorder"), "%s: '%s'", name, note);
    }
  write_noise ("u.au", 48000.0, 1);
  const size_t length = load ("u.au", 0);
  memset (bytes + 8, 0, 4);
  scratch_put (scratch_path ("u.au"), bytes, length);
  expect_frames ("u.au", FRAMES, FRAMES);
}

/* Chunks behind samples that there are none of are no sound. */
CHECK_CASE_IN_SCRATCH (an_empty_wav_with_a_tag_stays_empty)
{
  static const unsigned char wav[]
    = "RIFF\x34\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\xbb\0\0\0\x77\1\0\2\0\x10\0"
      "data\0\0\0\0LIST\x08\0\0\0INFOabcd";

  scratch_put (scratch_path ("tag.wav"), wav, sizeof wav - 1u);
  expect_frames ("tag.wav", 0, 0);
}

CHECK_CASE_IN_SCRATCH (older_containers_tell_that_they_are_cut)
{
  static const struct {
    const char *ending;
    double rate;
  } kinds[] = { { "avr", 44100.0 }, { "mat", 48000.0 }, { "mpc", 44100.0 },
                { "paf", 44100.0 }, { "pvf", 44100.0 }, { "sds", 8000.0 },
                { "sf", 44100.0 },  { "voc", 44100.0 }, { "nist", 44100.0 },
                { "wve", 8000.0 },  { "sph", 44100.0 }, { "wav", 44100.0 } };
  int written = 0;

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    {
      const enh_file_info info = { kinds[i].rate, 1, 0, 0 };
      enh_file *file = NULL;
      char name[16];

      (void) snprintf (name, sizeof name, "c.%s", kinds[i].ending);
      if (enh_file_create (&file, scratch_path (name), &info,
                           ENH_FILE_LIKE_NAME, NULL)
          != ENH_OK)
        continue; /* an ending by which this libsndfile knows none */
      enh_file_close (file);
      ++written;
      write_noise (name, kinds[i].rate, 1);
      expect_frames (name, FRAMES, FRAMES + 200);
      /* An odd number of bytes: what has no length is cut within a frame. */
      scratch_cut (scratch_path (name), 20001);
      expect_failure (name, ENH_ERR_READ, "truncated");
    }
  CHECK_INT (written, >=, 9, "containers");
}

CHECK_CASE_IN_SCRATCH (what_is_left_can_be_salvaged)
{
  static const char *const names[]
    = { "s.wav", "s.aiff", "s.flac", "s.caf", "s.w64", "s.au" };
  enh_error error;
  char note[200];
  int64_t frames;

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    {
      write_noise (names[i], 48000.0, 1);
      scratch_cut (scratch_path (names[i]),
                   scratch_size (scratch_path (names[i])) * 3 / 4);
      CHECK_INT (count_frames (names[i], 0, &frames, note, &error), ==,
                 ENH_ERR_READ, "%s", names[i]);
      CHECK_INT (
        count_frames (names[i], ENH_FILE_SALVAGE, &frames, note, &error), ==,
        ENH_OK, "%s: %s", names[i], error.text);
      CHECK_INT (frames, >, FRAMES / 4, "%s", names[i]);
      CHECK_INT (frames, <, FRAMES, "%s", names[i]);
      CHECK (strstr (note, " s that are there"), "%s: '%s'", names[i], note);
    }
  write_noise ("whole.wav", 48000.0, 1);
  CHECK_INT (
    count_frames ("whole.wav", ENH_FILE_SALVAGE, &frames, note, &error), ==,
    ENH_OK, "a whole file");
  CHECK_INT (frames, ==, FRAMES, "a whole file");
  CHECK (!note[0], "a whole file: '%s'", note);
}

/* --- What is refused ----------------------------------------------------------- */

CHECK_CASE_IN_SCRATCH (foreign_formats_are_named)
{
  static const struct {
    const char *bytes;
    const char *word;
  } kinds[] = { { "\0\0\0\x20"
                  "ftypM4A 0000",
                  "M4A" },
                { "#!AMR\n0123456789", "AMR" },
                { "\x30\x26\xb2\x75\x8e\x66\xcf\x11 0123456", "WMA" },
                { "\x1a\x45\xdf\xa3 01234567890", "WebM" } };

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    {
      scratch_put (scratch_path ("f.bin"), kinds[i].bytes, 16);
      expect_failure ("f.bin", ENH_ERR_FORMAT, kinds[i].word);
      expect_failure ("f.bin", ENH_ERR_FORMAT, "convert");
    }
}

CHECK_CASE_IN_SCRATCH (files_that_cannot_be_are_not_begun)
{
  static const struct {
    const char *name;
    double rate;
    uint32_t channels;
    int encoding;
    enh_status wanted;
  } kinds[] = { { "r.sds", 2e9, 1, 0, ENH_ERR_FORMAT },
                { "r.wav", 44100.5, 1, 0, ENH_ERR_FORMAT },
                { "r.wav", 48000.0, 1000000, 0, ENH_ERR_FORMAT },
                { "r.wav", 48000.0, 1, 9, ENH_ERR_CONFIG },
                { "", 48000.0, 1, 0, ENH_ERR_OPEN } };

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    {
      const enh_file_info info = { kinds[i].rate, kinds[i].channels, 0, 0 };
      enh_error error = { "" };
      enh_file *file = NULL;

      CHECK_INT (enh_file_create (
                   &file, *kinds[i].name ? scratch_path (kinds[i].name) : "",
                   &info, (enh_file_encoding) kinds[i].encoding, &error),
                 ==, kinds[i].wanted, "row %zu: %s", i, error.text);
      assert_null (file);
      CHECK_INT (strlen (error.text), >, 20, "row %zu", i);
    }
  CHECK_INT (scratch_count (), ==, 0, "files left");
  expect_failure ("nothing-there.wav", ENH_ERR_OPEN, "cannot open");
}

/* --- Beside the sound ------------------------------------------------------------ */

/* A title in the LIST chunk of a WAV goes with it into a FLAC, and back. */
CHECK_CASE_IN_SCRATCH (tags_are_copied)
{
  static const char title[] = "Kitchen table";
  const enh_file_info info = { 48000.0, 1, 0, 0 };
  static const float silence[100];
  const float *const pointers[] = { silence };
  enh_file *from = NULL, *to = NULL;
  size_t length;

  write_noise ("t.wav", 48000.0, 1);
  length = load ("t.wav", 0);
  memcpy (bytes + length, "LIST\x1a\0\0\0INFOINAM\x0e\0\0\0", 20);
  memcpy (bytes + length + 20, title, sizeof title);
  length += 20 + sizeof title;
  const uint32_t riff = (uint32_t) length - 8u;
  for (int i = 0; i < 4; ++i)
    bytes[4 + i] = (unsigned char) (riff >> (8 * i));
  scratch_put (scratch_path ("t.wav"), bytes, length);

  assert_int_equal (enh_file_open (&from, scratch_path ("t.wav"), NULL),
                    ENH_OK);
  assert_int_equal (enh_file_create (&to, scratch_path ("t.flac"), &info,
                                     ENH_FILE_LIKE_NAME, NULL),
                    ENH_OK);
  assert_int_equal (enh_file_copy_tags (NULL, from), ENH_ERR_NULL);
  assert_int_equal (enh_file_copy_tags (from, to), ENH_ERR_STATE);
  assert_int_equal (enh_file_copy_tags (to, from), ENH_OK);
  assert_int_equal (enh_file_write (to, pointers, 100, NULL), ENH_OK);
  assert_int_equal (enh_file_copy_tags (to, from), ENH_ERR_STATE);
  assert_int_equal (enh_file_commit (to, NULL), ENH_OK);
  enh_file_close (to);
  enh_file_close (from);
  length = load ("t.flac", 0);
  for (size_t i = 0; i + sizeof title <= length; ++i)
    if (memcmp (bytes + i, title, sizeof title - 1u) == 0)
      return;
  CHECK_FAIL ("the title is not in the FLAC");
}

/* A recording of somebody's is nobody else's while it is being written. */
CHECK_CASE_IN_SCRATCH (the_temporary_file_is_private)
{
  const mode_t before = umask (022);
  const enh_file_info info = { 48000.0, 1, 0, 0 };
  enh_file *file = NULL;
  char command[600];

  assert_int_equal (enh_file_create (&file, scratch_path ("p.wav"), &info,
                                     ENH_FILE_LIKE_NAME, NULL),
                    ENH_OK);
  (void) snprintf (
    command, sizeof command,
    "test \"$(find '%s' -name '.enhance-*' -perm 0600 | wc -l)\" "
    "= 1",
    scratch_path ("."));
  CHECK_INT (system (command), ==, 0, "one file of mode 0600");
  assert_int_equal (enh_file_commit (file, NULL), ENH_OK);
  enh_file_close (file);
  (void) umask (before);
}
