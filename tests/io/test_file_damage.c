/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound files that are none, or not whole: refused with the right status and
   a text that says why. */

#include "lib/check.h"

#include "lib/scratch.h"
#include "lib/signals.h"

#include <enhance/file.h>

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

enum { FRAMES = 24000 };

static void
write_tone (const char *name, enh_file_encoding encoding)
{
  float *samples = sig_buffer (FRAMES);
  sig_random random = { 1 };

  sig_white (&random, samples, FRAMES, 0.1);
  scratch_write (scratch_path (name), 48000.0, 1, encoding, samples, FRAMES);
  free (samples);
}

/* Open and read to the end; the first status that is not ENH_OK. */
static enh_status
read_all (const char *path, enh_error *error)
{
  static float block[1000];
  float *const pointers[] = { block };
  enh_file *file = NULL;
  uint32_t got = 1;
  enh_status status = enh_file_open (&file, path, error);

  while (status == ENH_OK && got > 0)
    status = enh_file_read (file, pointers, 1000, &got, error);
  enh_file_close (file);
  return status;
}

static void
expect (const char *path, enh_status wanted, const char *word)
{
  enh_error error;
  const enh_status status = read_all (path, &error);

  CHECK_INT (status, ==, wanted, "%s (%s)", path, error.text);
  assert_null (strchr (error.text, '\n'));
  if (!strstr (error.text, word))
    fail_msg ("\"%s\" does not say \"%s\"", error.text, word);
}

CHECK_CASE_IN_SCRATCH (truncated_files_are_told_from_whole_ones)
{
  static const char *const names[] = { "t.wav",  "t.flac", "t.aiff",
                                       "t.w64",  "t.caf",  "t.au",
                                       "t.rf64", "t.ogg",  "t.opus" };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    {
      const char *path = scratch_path (names[i]);

      write_tone (names[i], ENH_FILE_LIKE_NAME);
      expect (path, ENH_OK, "");
      const long long size = scratch_size (path);
      scratch_cut (path, size - 1000);
      expect (path, ENH_ERR_READ, "truncated");
      scratch_cut (path, size / 2);
      expect (path, ENH_ERR_READ, "truncated");
    }
}

CHECK_CASE_IN_SCRATCH (a_file_cut_in_its_header_is_refused)
{
  static const char *const names[]
    = { "h.wav", "h.flac", "h.aiff", "h.ogg", "h.caf" };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    for (long long size = 1; size <= 43; size += 6)
      {
        enh_error error;
        enh_status status;

        write_tone (names[i], ENH_FILE_LIKE_NAME);
        scratch_cut (scratch_path (names[i]), size);
        status = read_all (scratch_path (names[i]), &error);
        CHECK (status == ENH_ERR_FORMAT || status == ENH_ERR_READ,
               "%s of %lld bytes: status %d", names[i], size, (int) status);
        CHECK_INT (strlen (error.text), >, 20, "%s", names[i]);
      }
}

CHECK_CASE_IN_SCRATCH (an_empty_file_is_called_empty)
{
  scratch_put (scratch_path ("e.wav"), "", 0);
  expect (scratch_path ("e.wav"), ENH_ERR_FORMAT, "empty");
}

CHECK_CASE_IN_SCRATCH (text_called_wav_is_no_sound_file)
{
  static const char text[] = "Dear Sir, this is no sound at all.\n";

  scratch_put (scratch_path ("t.wav"), text, sizeof text - 1u);
  expect (scratch_path ("t.wav"), ENH_ERR_FORMAT, "no sound file");
}

CHECK_CASE_IN_SCRATCH (what_is_missing_or_no_file_cannot_be_opened)
{
  expect (scratch_path ("nothing.wav"), ENH_ERR_OPEN, "No such file");
  expect (scratch_path ("."), ENH_ERR_OPEN, "folder");
  expect ("/dev/null", ENH_ERR_FORMAT, "device");
}

CHECK_CASE_IN_SCRATCH (a_file_that_may_not_be_read_cannot_be_opened)
{
  write_tone ("p.wav", ENH_FILE_LIKE_NAME);
  assert_int_equal (chmod (scratch_path ("p.wav"), 0), 0);
  /* To root no permission bit is a hindrance: then it opens. */
  expect (scratch_path ("p.wav"), geteuid () == 0 ? ENH_OK : ENH_ERR_OPEN,
          geteuid () == 0 ? "" : "denied");
}

CHECK_CASE_IN_SCRATCH (names_with_control_characters_give_one_line)
{
  enh_error error;

  CHECK_INT (read_all ("no\nsuch\tfile.wav", &error), ==, ENH_ERR_OPEN, "name");
  for (const char *c = error.text; *c; ++c)
    CHECK_INT (*c, !=, '\n', "%s", error.text);
}

/* A length that the writer could not know is no truncation: SoX and FFmpeg
   write such headers to pipes. */
CHECK_CASE_IN_SCRATCH (unknown_lengths_in_a_header_are_not_truncated)
{
  static const uint32_t lengths[] = { 0xffffffffu, 0x7ffff000u, 0x7fffffffu };
  static const unsigned char tag[] = "data";

  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; ++i)
    {
      const char *path = scratch_path ("u.wav");
      unsigned char head[200];

      write_tone ("u.wav", ENH_FILE_LIKE_NAME);
      FILE *file = fopen (path, "r+b");
      assert_non_null (file);
      assert_int_equal (fread (head, 1, sizeof head, file), sizeof head);
      for (size_t at = 12; at + 8 < sizeof head; ++at)
        if (!memcmp (head + at, tag, 4))
          {
            const unsigned char length[4]
              = { (unsigned char) lengths[i], (unsigned char) (lengths[i] >> 8),
                  (unsigned char) (lengths[i] >> 16),
                  (unsigned char) (lengths[i] >> 24) };
            assert_int_equal (fseek (file, (long) at + 4, SEEK_SET), 0);
            assert_int_equal (fwrite (length, 1, 4, file), 4);
          }
      assert_int_equal (fclose (file), 0);
      expect (path, ENH_OK, "");
    }
}

/* What a writer of a pipe does: all bytes of a file, then the end. */
typedef struct feed {
  const char *from;
  const char *to;
} feed;

static void *
run_feed (void *data)
{
  const feed *f = data;
  FILE *in = fopen (f->from, "rb");
  FILE *out = fopen (f->to, "wb");
  char bytes[4096];
  size_t got;

  while (in && out && (got = fread (bytes, 1, sizeof bytes, in)) > 0)
    (void) fwrite (bytes, 1, got, out);
  if (in)
    (void) fclose (in);
  if (out)
    (void) fclose (out);
  return NULL;
}

CHECK_CASE_IN_SCRATCH (pipes_are_read_as_files_are)
{
  static const char *const names[] = { "i.wav", "i.flac", "i.ogg", "i.aiff" };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    {
      char from[512];
      char to[512];
      feed f = { from, to };
      pthread_t writer;

      (void) snprintf (from, sizeof from, "%s", scratch_path (names[i]));
      (void) snprintf (to, sizeof to, "%s", scratch_path ("pipe"));
      write_tone (names[i], ENH_FILE_LIKE_NAME);
      (void) remove (to);
      assert_int_equal (mkfifo (to, 0600), 0);
      assert_int_equal (pthread_create (&writer, NULL, run_feed, &f), 0);

      enh_file_info info;
      uint32_t frames = 0;
      free (scratch_read (to, &info, &frames));
      CHECK_INT (frames, ==, FRAMES, "%s", names[i]);
      assert_int_equal (pthread_join (writer, NULL), 0);
    }
}

CHECK_CASE_IN_SCRATCH (open_and_read_check_their_pointers)
{
  enh_file *file = NULL;
  float sample;
  float *const pointers[] = { &sample };
  uint32_t got = 7;

  CHECK_INT (enh_file_open (NULL, "x.wav", NULL), ==, ENH_ERR_NULL, "file");
  CHECK_INT (enh_file_open (&file, NULL, NULL), ==, ENH_ERR_NULL, "path");
  CHECK_INT (enh_file_read (NULL, pointers, 1, &got, NULL), ==, ENH_ERR_NULL,
             "read");
  assert_null (enh_file_describe (NULL));
  enh_file_close (NULL);

  write_tone ("n.wav", ENH_FILE_LIKE_NAME);
  assert_int_equal (enh_file_open (&file, scratch_path ("n.wav"), NULL),
                    ENH_OK);
  CHECK_INT (enh_file_read (file, NULL, 1, &got, NULL), ==, ENH_ERR_NULL,
             "channels");
  CHECK_INT (enh_file_read (file, pointers, 1, NULL, NULL), ==, ENH_ERR_NULL,
             "read");
  CHECK_INT (enh_file_write (file, (const float *const *) pointers, 1, NULL),
             ==, ENH_ERR_STATE, "write to a file that is read");
  CHECK_INT (enh_file_commit (file, NULL), ==, ENH_ERR_STATE, "commit");
  enh_file_close (file);
}
