/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where no libFuzzer is: every file of the target's corpus once, or of the files and
   folders that are named. What was found once stays mended. */

#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned int count;

static void
replay_file (const char *path)
{
  FILE *file = fopen (path, "rb");
  uint8_t *bytes = NULL;
  size_t size = 0, got = 1;

  FUZZ_CLAIM (file);
  while (got > 0)
    {
      bytes = realloc (bytes, size + 65536u);
      FUZZ_CLAIM (bytes);
      got = fread (bytes + size, 1, 65536u, file);
      size += got;
    }
  fclose (file);
  /* Exactly so many, for the sanitizer to see what reads beyond. */
  bytes = realloc (bytes, size ? size : 1u);
  (void) LLVMFuzzerTestOneInput (bytes, size);
  free (bytes);
  ++count;
}

static void
replay (const char *path)
{
  DIR *folder = opendir (path);
  const struct dirent *entry;

  if (!folder)
    {
      replay_file (path);
      return;
    }
  while ((entry = readdir (folder)))
    if (entry->d_name[0] != '.')
      {
        char *inner = malloc (strlen (path) + strlen (entry->d_name) + 2u);

        FUZZ_CLAIM (inner);
        sprintf (inner, "%s/%s", path, entry->d_name);
        fprintf (stderr, "# %s\n", entry->d_name);
        replay (inner);
        free (inner);
      }
  closedir (folder);
}

int
main (int argc, char **argv)
{
  const char *name = strrchr (argv[0], '/') ? strrchr (argv[0], '/') + 1
                                            : argv[0];
  /* What the target prints is no TAP. */
  FILE *tap = fdopen (dup (STDOUT_FILENO), "w");
  const int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  char corpus[4096];

  FUZZ_CLAIM (tap && nowhere >= 0 && dup2 (nowhere, STDOUT_FILENO) >= 0);
  /* libtool calls it so. */
  if (strncmp (name, "lt-", 3) == 0)
    name += 3;
  snprintf (corpus, sizeof corpus, "%s/tests/fuzz/corpus/%s", CHECK_SRCDIR,
            name);
  if (argc < 2)
    replay (corpus);
  for (int i = 1; i < argc; ++i)
    replay (argv[i]);
  fprintf (tap, "%sok 1 - %s_survives_its_corpus\n# %u inputs\n1..1\n",
           count ? "" : "not ", name, count);
  fclose (tap);
  return count ? 0 : 1;
}
