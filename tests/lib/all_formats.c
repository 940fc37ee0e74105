/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "lib/all_formats.h"

#include <sndfile.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
judge (all_formats_entry *entry)
{
  switch (entry->format & SF_FORMAT_SUBMASK)
    {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
      entry->narrow = 1;
      entry->lossless = 1;
      break;
    case SF_FORMAT_PCM_16:
    case SF_FORMAT_PCM_24:
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
    case SF_FORMAT_DOUBLE:
    case SF_FORMAT_ALAC_16:
    case SF_FORMAT_ALAC_24:
    case SF_FORMAT_ALAC_32:
      entry->lossless = 1;
      break;
    default:
      break;
    }
}

static int
count_of (int command)
{
  int count = 0;

  (void) sf_command (NULL, command, &count, sizeof count);
  return count;
}

int
all_formats_get (unsigned int number, all_formats_entry *entry)
{
  const int majors = count_of (SFC_GET_FORMAT_MAJOR_COUNT);
  const int subtypes = count_of (SFC_GET_FORMAT_SUBTYPE_COUNT);
  unsigned int at = 0;

  for (int m = 0; m < majors; ++m)
    {
      SF_FORMAT_INFO major = { m, NULL, NULL };

      if (sf_command (NULL, SFC_GET_FORMAT_MAJOR, &major, sizeof major) != 0
          || !major.extension || major.format == SF_FORMAT_RAW
          || major.format == SF_FORMAT_SD2)
        continue;
      for (int s = 0; s < subtypes; ++s)
        {
          SF_FORMAT_INFO subtype = { s, NULL, NULL };

          if (sf_command (NULL, SFC_GET_FORMAT_SUBTYPE, &subtype,
                          sizeof subtype)
              != 0)
            continue;

          /* Some take 44100 Hz alone, or powers of two, or one channel. */
          static const int rates[] = { 44100, 48000, 8000 };
          const int format = major.format | subtype.format;
          int can = 0;
          for (int r = 0; r < 3; ++r)
            {
              const SF_INFO wanted = { 0, rates[r], 1, format, 0, 0 };

              can |= sf_format_check (&wanted);
            }
          if (!can || at++ != number)
            continue;
          memset (entry, 0, sizeof *entry);
          entry->format = format;
          snprintf (entry->ending, sizeof entry->ending, "%s", major.extension);
          snprintf (entry->called, sizeof entry->called, "%.60s, %.60s",
                    major.name, subtype.name);
          judge (entry);
          return 1;
        }
    }
  return 0;
}

int
all_formats_write (const char *path, const all_formats_entry *entry, int rate,
                   int channels, int frames, uint32_t seed)
{
  SF_INFO info = { 0, rate, channels, entry->format, 0, 0 };
  SNDFILE *file = sf_format_check (&info) ? sf_open (path, SFM_WRITE, &info)
                                          : NULL;
  float *block = calloc ((size_t) channels * (size_t) frames, sizeof *block);
  const float step = entry->narrow ? 128.0f : 32768.0f;
  int result = 1;

  for (int i = 0; file && block && i < channels * frames; ++i)
    {
      seed = seed * 1664525u + 1013904223u;
      /* A quarter of full scale, in whole steps. */
      block[i] = (float) ((int32_t) (seed >> 8) % (int32_t) (step / 4.0f)
                          - (int32_t) (step / 8.0f))
                 / step;
    }
  if (file && block && sf_writef_float (file, block, frames) == frames)
    result = 0;
  if (file)
    sf_close (file);
  if (result)
    (void) remove (path);
  free (block);
  return result;
}
