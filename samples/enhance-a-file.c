/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The smallest program from file to file: less noise, same length, aligned. */

#include <enhance/enhance.h>
#include <enhance/file.h>

#include <stdio.h>
#include <string.h>

enum { BLOCK = 1024 };

static enh_error error;

/* Process the whole file, then silence until the last sample has come out; drop
   as many frames at the start as the chain delays. */
static enh_status
enhance_all (enh_file *in, enh_file *out, enh_chain *chain)
{
  float samples[2][BLOCK];
  float *channels[2] = { samples[0], samples[1] };
  uint32_t late = enh_chain_latency (chain);
  uint32_t owed = late;
  uint32_t frames = 0;

  do
    {
      enh_status status = enh_file_read (in, channels, BLOCK, &frames, &error);
      if (status != ENH_OK)
        return status;
      if (frames == 0)
        {
          frames = owed < BLOCK ? owed : BLOCK;
          owed -= frames;
          memset (samples, 0, sizeof samples);
        }
      enh_chain_process (chain, (const float *const *) channels, channels,
                         frames);
      const uint32_t skip = late < frames ? late : frames;
      const float *const rest[2] = { samples[0] + skip, samples[1] + skip };
      late -= skip;
      status = enh_file_write (out, rest, frames - skip, &error);
      if (status != ENH_OK)
        return status;
    }
  while (frames > 0);
  return enh_file_commit (out, &error);
}

int
main (int argc, char **argv)
{
  enh_file *in = NULL;
  enh_file *out = NULL;
  enh_chain *chain = NULL;
  enh_config config = ENH_CONFIG_INIT;

  if (argc != 3)
    {
      fprintf (stderr, "usage: enhance-a-file INPUT OUTPUT\n");
      return 2;
    }
  enh_status status = enh_file_open (&in, argv[1], &error);
  if (status == ENH_OK)
    {
      const enh_file_info *info = enh_file_describe (in);
      config.sample_rate = info->sample_rate;
      config.inputs = config.outputs = info->channels;
      config.purpose = ENH_FOR_FILE;
      status = enh_chain_create (&chain, &config);
      if (status == ENH_OK)
        status
          = enh_file_create (&out, argv[2], info, ENH_FILE_LIKE_NAME, &error);
    }
  if (status == ENH_OK)
    status = enh_chain_set (chain, enh_param_by_name ("noise_reduction"), 75);
  if (status == ENH_OK)
    status = enhance_all (in, out, chain);
  if (status != ENH_OK)
    fprintf (stderr, "enhance-a-file: %s\n",
             error.text[0] ? error.text : enh_strerror (status));
  enh_file_close (out);
  enh_file_close (in);
  enh_chain_destroy (chain);
  return status == ENH_OK ? 0 : 1;
}
