/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where a sound file goes: whole or not at all, and what stood there before
   stays until then. */

#include "lib/check.h"

#include "lib/scratch.h"
#include "lib/signals.h"

#include <enhance/file.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { FRAMES = 48000 };

static const enh_file_info mono = { 48000.0, 1, 0, 0 };
static float samples[FRAMES];
static const float *const pointers[] = { samples };

static void
put_old (const char *path)
{
  scratch_put (path, "old", 3);
}

static void
write_new (const char *path, enh_status create, enh_status write,
           enh_status commit)
{
  enh_error error;
  enh_file *file = NULL;
  enh_status status
    = enh_file_create (&file, path, &mono, ENH_FILE_LIKE_NAME, &error);

  CHECK_INT (status, ==, create, "create %s: %s", path, error.text);
  if (create == ENH_OK)
    {
      status = enh_file_write (file, pointers, FRAMES, &error);
      CHECK_INT (status, ==, write, "write %s: %s", path, error.text);
      status = enh_file_commit (file, &error);
      CHECK_INT (status, ==, commit, "commit %s: %s", path, error.text);
    }
  if (create || write || commit)
    CHECK_INT (strlen (error.text), >, 10, "an error without a text");
  assert_null (strchr (error.text, '\n'));
  enh_file_close (file);
}

CHECK_CASE_IN_SCRATCH (nothing_is_at_the_path_before_commit)
{
  const char *path = scratch_path ("n.wav");
  enh_file *file = NULL;

  assert_int_equal (
    enh_file_create (&file, path, &mono, ENH_FILE_LIKE_NAME, NULL), ENH_OK);
  assert_int_equal (enh_file_write (file, pointers, FRAMES, NULL), ENH_OK);
  CHECK_INT (scratch_size (path), ==, -1, "before commit");
  assert_int_equal (enh_file_commit (file, NULL), ENH_OK);
  CHECK_INT (scratch_size (path), >, 3 * FRAMES, "after commit");
  CHECK_INT (enh_file_write (file, pointers, 1, NULL), ==, ENH_ERR_STATE,
             "write after commit");
  CHECK_INT (enh_file_commit (file, NULL), ==, ENH_ERR_STATE, "twice");
  enh_file_close (file);
  CHECK_INT (scratch_count (), ==, 1, "entries");
}

CHECK_CASE_IN_SCRATCH (close_without_commit_leaves_no_trace)
{
  static const char *const names[] = { "a.wav", "a.flac", "a.ogg", "a.opus" };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    {
      enh_file *file = NULL;

      assert_int_equal (enh_file_create (&file, scratch_path (names[i]), &mono,
                                         ENH_FILE_LIKE_NAME, NULL),
                        ENH_OK);
      assert_int_equal (enh_file_write (file, pointers, FRAMES, NULL), ENH_OK);
      enh_file_close (file);
      CHECK_INT (scratch_count (), ==, 0, "%s", names[i]);
    }
}

CHECK_CASE_IN_SCRATCH (an_existing_file_is_replaced_only_by_commit)
{
  const char *path = scratch_path ("o.wav");
  enh_file *file = NULL;

  put_old (path);
  assert_int_equal (
    enh_file_create (&file, path, &mono, ENH_FILE_LIKE_NAME, NULL), ENH_OK);
  assert_int_equal (enh_file_write (file, pointers, FRAMES, NULL), ENH_OK);
  enh_file_close (file);
  CHECK_INT (scratch_size (path), ==, 3, "without commit");
  write_new (path, ENH_OK, ENH_OK, ENH_OK);
  CHECK_INT (scratch_size (path), >, FRAMES, "with commit");
  CHECK_INT (scratch_count (), ==, 1, "entries");
}

static mode_t
mode_of (const char *path)
{
  struct stat about;

  assert_int_equal (stat (path, &about), 0);
  return about.st_mode & 07777;
}

CHECK_CASE_IN_SCRATCH (permissions_are_the_old_files_or_the_umasks)
{
  const mode_t before = umask (027);

  write_new (scratch_path ("new.wav"), ENH_OK, ENH_OK, ENH_OK);
  CHECK_INT (mode_of (scratch_path ("new.wav")), ==, 0640, "umask 027");
  put_old (scratch_path ("old.wav"));
  assert_int_equal (chmod (scratch_path ("old.wav"), 0604), 0);
  write_new (scratch_path ("old.wav"), ENH_OK, ENH_OK, ENH_OK);
  CHECK_INT (mode_of (scratch_path ("old.wav")), ==, 0604, "the old file's");
  (void) umask (before);
}

CHECK_CASE_IN_SCRATCH (a_link_stays_and_its_file_is_replaced)
{
  const char *path = scratch_path ("real.wav");
  const char *link_path = scratch_path ("link.wav");
  struct stat about;

  put_old (path);
  assert_int_equal (symlink ("real.wav", link_path), 0);
  write_new (link_path, ENH_OK, ENH_OK, ENH_OK);
  assert_int_equal (lstat (link_path, &about), 0);
  CHECK (S_ISLNK (about.st_mode), "the link");
  CHECK_INT (scratch_size (path), >, FRAMES, "what it points to");
  CHECK_INT (scratch_count (), ==, 2, "entries");
}

CHECK_CASE_IN_SCRATCH (a_link_to_nothing_is_refused)
{
  assert_int_equal (symlink ("nothing.wav", scratch_path ("link.wav")), 0);
  write_new (scratch_path ("link.wav"), ENH_ERR_OPEN, 0, 0);
  CHECK_INT (scratch_count (), ==, 1, "entries");
}

CHECK_CASE_IN_SCRATCH (a_folder_that_is_missing_or_in_the_way_is_an_error)
{
  write_new (scratch_path ("missing/n.wav"), ENH_ERR_OPEN, 0, 0);
  assert_int_equal (mkdir (scratch_path ("folder.wav"), 0700), 0);
  write_new (scratch_path ("folder.wav"), ENH_ERR_OPEN, 0, 0);
  write_new ("/proc/self/n.wav", ENH_ERR_OPEN, 0, 0);
  CHECK_INT (scratch_count (), ==, 1, "entries");
}

CHECK_CASE_IN_SCRATCH (a_folder_that_is_not_ours_to_write_is_an_error)
{
  const char *path = scratch_path ("locked");
  char inside[600];

  assert_int_equal (mkdir (path, 0500), 0);
  (void) snprintf (inside, sizeof inside, "%s/n.wav", path);
  if (geteuid () == 0)
    /* To root no permission bit is a hindrance: then it is written. */
    write_new (inside, ENH_OK, ENH_OK, ENH_OK);
  else
    write_new (inside, ENH_ERR_OPEN, 0, 0);
  (void) remove (inside);
}

CHECK_CASE_IN_SCRATCH (an_ending_that_names_no_format_is_an_error)
{
  static const char *const names[]
    = { "x", "x.", "x.txt", "x.raw", "wav", ".wav.", "x.wav.bak" };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    write_new (scratch_path (names[i]), ENH_ERR_FORMAT, 0, 0);
  CHECK_INT (scratch_count (), ==, 0, "entries");
}

CHECK_CASE_IN_SCRATCH (what_a_format_does_not_have_is_refused_at_once)
{
  static const struct {
    const char *name;
    enh_file_info info;
  } cases[] = {
    { "x.flac", { 48000.0, 20, 0, 0 } }, { "x.opus", { 44100.0, 1, 0, 0 } },
    { "x.wav", { 0.0, 1, 0, 0 } },       { "x.wav", { 48000.0, 0, 0, 0 } },
    { "x.wav", { -1.0, 1, 0, 0 } },      { "x.wav", { (double) NAN, 1, 0, 0 } },
    { "x.wav", { 1e12, 1, 0, 0 } },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
    {
      enh_error error;
      enh_file *file = NULL;
      const enh_status status
        = enh_file_create (&file, scratch_path (cases[i].name), &cases[i].info,
                           ENH_FILE_LIKE_NAME, &error);
      CHECK_INT (status, ==, ENH_ERR_FORMAT, "case %zu: %s", i, error.text);
      assert_null (file);
    }
  CHECK_INT (scratch_count (), ==, 0, "entries");
}

/* A limit on file sizes stands in for a disk that fills up: no test may fill
   a real one. */
CHECK_CASE_IN_SCRATCH (a_full_disk_leaves_the_old_file_and_nothing_else)
{
  static const char *const names[] = { "d.wav", "d.flac", "d.ogg", "d.aiff" };
  sig_random random = { 1 };
  struct rlimit before;

  sig_white (&random, samples, FRAMES, 0.1);
  assert_int_equal (getrlimit (RLIMIT_FSIZE, &before), 0);
  (void) signal (SIGXFSZ, SIG_IGN);
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    for (rlim_t limit = 20; limit <= 8020; limit += 2000)
      {
        struct rlimit tight = before;
        enh_file *file = NULL;
        enh_status status;

        put_old (scratch_path (names[i]));
        tight.rlim_cur = limit;
        assert_int_equal (setrlimit (RLIMIT_FSIZE, &tight), 0);
        status = enh_file_create (&file, scratch_path (names[i]), &mono,
                                  ENH_FILE_LIKE_NAME, NULL);
        if (status == ENH_OK)
          {
            const enh_status write
              = enh_file_write (file, pointers, FRAMES, NULL);
            enh_error error;
            status = enh_file_commit (file, &error);
            CHECK (write == ENH_OK || write == ENH_ERR_WRITE, "%s", names[i]);
            CHECK_INT (strlen (error.text), >, 10, "%s", names[i]);
          }
        enh_file_close (file);
        assert_int_equal (setrlimit (RLIMIT_FSIZE, &before), 0);
        CHECK (status == ENH_ERR_WRITE || status == ENH_ERR_OPEN,
               "%s, %llu bytes: status %d", names[i],
               (unsigned long long) limit, (int) status);
        CHECK_INT (scratch_size (scratch_path (names[i])), ==, 3, "%s",
                   names[i]);
      }
  CHECK_INT (scratch_count (), ==, 4, "entries");
}

CHECK_CASE_IN_SCRATCH (a_device_is_written_to_and_not_replaced)
{
  struct stat about;

  write_new ("/dev/null", ENH_OK, ENH_OK, ENH_OK);
  assert_int_equal (stat ("/dev/null", &about), 0);
  CHECK (S_ISCHR (about.st_mode), "/dev/null");
  write_new ("/dev/full", ENH_OK, ENH_OK, ENH_ERR_WRITE);
  assert_int_equal (stat ("/dev/full", &about), 0);
  CHECK (S_ISCHR (about.st_mode), "/dev/full");
}

CHECK_CASE_IN_SCRATCH (standard_output_gets_wav_at_commit)
{
  const char *path = scratch_path ("stdout");
  enh_file_info info;
  uint32_t frames = 0;

  (void) fflush (stdout);
  const int saved = dup (STDOUT_FILENO);
  const int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  assert_true (saved >= 0 && fd >= 0);
  (void) dup2 (fd, STDOUT_FILENO);
  (void) close (fd);

  enh_file *file = NULL;
  const enh_status create
    = enh_file_create (&file, "-", &mono, ENH_FILE_FLOAT, NULL);
  const enh_status write = enh_file_write (file, pointers, FRAMES, NULL);
  const long long before = scratch_size (path);
  const enh_status commit = enh_file_commit (file, NULL);
  enh_file_close (file);
  (void) dup2 (saved, STDOUT_FILENO);
  (void) close (saved);

  CHECK_INT (create, ==, ENH_OK, "create");
  CHECK_INT (write, ==, ENH_OK, "write");
  CHECK_INT (before, ==, 0, "before commit");
  CHECK_INT (commit, ==, ENH_OK, "commit");
  float *back = scratch_read (path, &info, &frames);
  CHECK_INT (frames, ==, FRAMES, "length");
  CHECK_SAMES (back, samples, FRAMES, "samples");
  free (back);
}

CHECK_CASE_IN_SCRATCH (create_and_write_check_their_pointers)
{
  enh_file *file = NULL;
  uint32_t got;
  float sample;
  float *const room[] = { &sample };

  CHECK_INT (enh_file_create (NULL, "x.wav", &mono, ENH_FILE_FLOAT, NULL), ==,
             ENH_ERR_NULL, "file");
  CHECK_INT (enh_file_create (&file, NULL, &mono, ENH_FILE_FLOAT, NULL), ==,
             ENH_ERR_NULL, "path");
  CHECK_INT (enh_file_create (&file, "x.wav", NULL, ENH_FILE_FLOAT, NULL), ==,
             ENH_ERR_NULL, "info");
  CHECK_INT (enh_file_write (NULL, pointers, 1, NULL), ==, ENH_ERR_NULL,
             "write");
  CHECK_INT (enh_file_commit (NULL, NULL), ==, ENH_ERR_NULL, "commit");
  assert_int_equal (enh_file_create (&file, scratch_path ("x.wav"), &mono,
                                     ENH_FILE_FLOAT, NULL),
                    ENH_OK);
  CHECK_INT (enh_file_write (file, NULL, 1, NULL), ==, ENH_ERR_NULL,
             "channels");
  CHECK_INT (enh_file_read (file, room, 1, &got, NULL), ==, ENH_ERR_STATE,
             "read from a file that is written");
  enh_file_close (file);
  CHECK_INT (scratch_count (), ==, 0, "entries");
}
