/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A folder of its own for a test, and sound files in it. */

#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <enhance/file.h>

#include <stddef.h>
#include <stdint.h>

/* Make an empty folder; cmocka's setup, 0 on success. */
int
scratch_setup (void **state);

/* Remove it with all that is in it; cmocka's teardown. */
int
scratch_teardown (void **state);

/* A case with such a folder. */
#define SCRATCH_CASE(name) \
  cmocka_unit_test_setup_teardown (name, scratch_setup, scratch_teardown)

/* A path in the folder; valid until eight later calls. */
const char *
scratch_path (const char *name);

/* How many entries the folder holds, dot files included. */
int
scratch_count (void);

/* A file with these bytes. */
void
scratch_put (const char *path, const void *bytes, size_t count);

/* Length of a file, or -1 if there is none. */
long long
scratch_size (const char *path);

/* Cut a file to a length. */
void
scratch_cut (const char *path, long long size);

/* Write a sound file by enh_file; fails the test if it cannot. `samples` is
   planar, channel after channel. */
void
scratch_write (const char *path, double rate, uint32_t channels,
               enh_file_encoding encoding, const float *samples,
               uint32_t frames);

/* Read a whole sound file, planar; the caller frees. Fails the test if it
   cannot. */
float *
scratch_read (const char *path, enh_file_info *info, uint32_t *frames);

#endif
