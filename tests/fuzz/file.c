/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Any bytes as a sound file: refused with one line, or read to its end or to where it
   is damaged, which is one line, too. */

#include "fuzz.h"

#include <enhance/enhance.h>
#include <enhance/file.h>

#include <math.h>

enum { FRAMES = 4096, CHANNELS_MOST = 64, FRAMES_MOST = 1 << 22 };

static void
read_all (enh_file *file)
{
  static float samples[CHANNELS_MOST][FRAMES];
  const enh_file_info *info = enh_file_describe (file);
  float *channels[CHANNELS_MOST];
  int64_t read = 0;
  uint32_t got = 1;

  FUZZ_CLAIM (info->sample_rate > 0.0 && isfinite (info->sample_rate));
  FUZZ_CLAIM (info->channels > 0);
  if (info->channels > CHANNELS_MOST)
    return;
  for (uint32_t c = 0; c < CHANNELS_MOST; ++c)
    channels[c] = samples[c];
  while (got > 0 && read < FRAMES_MOST)
    {
      enh_error error = { "" };
      const enh_status status
        = enh_file_read (file, channels, FRAMES, &got, &error);

      FUZZ_CLAIM (got <= FRAMES);
      if (status != ENH_OK)
        {
          FUZZ_CLAIM (error.text[0] && !strchr (error.text, '\n'));
          return;
        }
      read += got;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* The last byte is how, so that the first is the file's. */
  const uint32_t flags
    = size && data[size - 1u] % 2 ? (uint32_t) ENH_FILE_SALVAGE : 0u;
  const char *path = fuzz_file (data, size);
  enh_error error = { "" };
  enh_file *file;

  if (enh_file_open_with (&file, path, flags, &error) != ENH_OK)
    {
      FUZZ_CLAIM (!file && error.text[0] && !strchr (error.text, '\n'));
      return 0;
    }
  read_all (file);
  enh_file_close (file);
  return 0;
}
