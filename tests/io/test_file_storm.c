/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Damaged sound files of every format that libsndfile writes: each is refused with
   one line, or read to an end, within its time, whether it is salvaged or not. By
   chance, with a seed; ENH_DAMAGED says how many. And each format is cut at every
   hundredth byte. */

#include "lib/all_formats.h"
#include "lib/check.h"
#include "lib/scratch.h"
#include "lib/signals.h"

#include <enhance/file.h>

enum {
  BLOCK = 1024,
  CHANNELS_MOST = 1024,
  FRAMES_MOST = 1 << 20,
  USUAL = 300,      /* damaged files of `make check` */
  SECONDS_EACH = 60 /* a hang, however slow the machine */
};

static const char *path;

/* Ends the process, which ends the test: nothing else would. */
static void
within_time (void)
{
  alarm (SECONDS_EACH);
}

static int64_t
read_all (uint32_t flags)
{
  static float room[BLOCK];
  float *channels[CHANNELS_MOST];
  enh_error error = { "" };
  enh_file *file = NULL;
  int64_t frames = 0;
  uint32_t got = 1;

  within_time ();
  enh_status status = enh_file_open_with (&file, path, flags, &error);
  CHECK ((status == ENH_OK) == (file != NULL), "status %d", (int) status);
  if (file && enh_file_describe (file)->channels > CHANNELS_MOST)
    {
      enh_file_close (file);
      return 0;
    }
  /* All of them into one: what is read is not looked at. */
  for (uint32_t c = 0; c < CHANNELS_MOST; ++c)
    channels[c] = room;
  while (status == ENH_OK && got > 0 && frames < FRAMES_MOST)
    {
      status = enh_file_read (file, channels, BLOCK, &got, &error);
      CHECK (got <= BLOCK, "%u", got);
      frames += got;
    }
  if (status != ENH_OK)
    {
      CHECK (error.text[0] != '\0', "nothing is said");
      CHECK (!strpbrk (error.text, "\n\r\033"), "%s", error.text);
    }
  enh_file_close (file);
  alarm (0);
  return status == ENH_OK ? frames : -1;
}

static uint8_t *
load (const char *name, size_t *size)
{
  const long long bytes = scratch_size (name);
  uint8_t *loaded = malloc ((size_t) bytes + 64u);
  FILE *file = fopen (name, "rb");

  assert_non_null (loaded);
  assert_non_null (file);
  *size = fread (loaded, 1, (size_t) bytes, file);
  fclose (file);
  return loaded;
}

/* Headers come first and matter most: half of all damage is there. */
static size_t
somewhere (sig_random *random, size_t size)
{
  const size_t most = sig_below (random, 2) && size > 256u ? 256u : size;

  return sig_below (random, (uint32_t) most);
}

static void
damage (sig_random *random, uint8_t *bytes, size_t *size)
{
  const unsigned int times = 1u + sig_below (random, 6);

  for (unsigned int i = 0; i<times && * size> 1u; ++i)
    {
      const size_t at = somewhere (random, *size);
      size_t run = 1u + sig_below (random, 16);

      if (run > *size - at)
        run = *size - at;
      switch (sig_below (random, 6))
        {
        case 0: /* a bit */
          bytes[at] ^= (uint8_t) (1u << sig_below (random, 8));
          break;
        case 1: /* any byte */
          bytes[at] = (uint8_t) sig_below (random, 256);
          break;
        case 2: /* what lengths break at */
          memset (bytes + at, sig_below (random, 2) ? 0xff : 0, run);
          break;
        case 3: /* lost */
          memmove (bytes + at, bytes + at + run, *size - at - run);
          *size -= run;
          break;
        case 4: /* twice */
          memmove (bytes + *size - run, bytes + at, run);
          break;
        default: /* cut */
          *size = at;
          break;
        }
    }
}

static unsigned int
wanted (void)
{
  const char *said = getenv ("ENH_DAMAGED");

  return said ? (unsigned int) atoi (said) : USUAL;
}

CHECK_CASE_IN_SCRATCH (damaged_files_are_refused_or_read)
{
  sig_random random = { check_seed () };
  all_formats_entry entry;
  unsigned int made = 0, read = 0;

  for (unsigned int turn = 0; made < wanted (); ++turn)
    {
      char name[32];

      if (!all_formats_get (turn, &entry))
        {
          CHECK (made > 0, "no format at all");
          turn = 0;
          (void) all_formats_get (turn, &entry);
        }
      snprintf (name, sizeof name, "damaged.%s", entry.ending);
      path = scratch_path (name);
      if (all_formats_write (
            path, &entry, sig_below (&random, 2) ? 44100 : 8000,
            1 + (int) sig_below (&random, 2), (int) sig_below (&random, 3000),
            (uint32_t) sig_bits (&random)))
        continue;

      size_t size;
      uint8_t *bytes = load (path, &size);
      damage (&random, bytes, &size);
      scratch_put (path, bytes, size);
      free (bytes);
      read += read_all (0) >= 0;
      (void) read_all (ENH_FILE_SALVAGE);
      ++made;
    }
  printf ("# %u damaged files, %u read as whole\n", made, read);
}

CHECK_CASE_IN_SCRATCH (files_cut_anywhere_are_refused_or_read)
{
  all_formats_entry entry;

  for (unsigned int i = 0; all_formats_get (i, &entry); ++i)
    {
      char name[32];
      size_t size;

      snprintf (name, sizeof name, "cut.%s", entry.ending);
      path = scratch_path (name);
      if (all_formats_write (path, &entry, 44100, 1, 1500, i))
        continue;
      uint8_t *bytes = load (path, &size);
      const int64_t whole = read_all (0);
      /* The end of each in the short run. */
      for (size_t at = wanted () > USUAL ? 0u : size - size % 100u; at < size;
           at += 100u)
        {
          scratch_put (path, bytes, at);
          CHECK (read_all (0) <= whole, "%s cut at %zu has more than all",
                 entry.called, at);
          (void) read_all (ENH_FILE_SALVAGE);
        }
      free (bytes);
    }
}
