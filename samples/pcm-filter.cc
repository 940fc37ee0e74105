// SPDX-FileCopyrightText: 2026 The libenhance authors
// SPDX-License-Identifier: MIT

// Interleaved samples of 16 bits, of this machine's byte order, from standard
// input to standard output; as long as the input and aligned with it.
//
//   pcm-filter RATE CHANNELS [AUDIOGRAM] < in.pcm > out.pcm

#include "enhance.hpp"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

constexpr uint32_t block = 1024;

// Frames read; the rest of the block is silence.
uint32_t
read (std::vector<int16_t> &pcm, std::vector<float> &samples, uint32_t channels)
{
  const std::size_t frames
    = std::fread (pcm.data (), channels * sizeof (int16_t), block, stdin);

  for (std::size_t i = 0; i < samples.size (); ++i)
    samples[i] = i < frames * channels ? pcm[i] / 32768.0f : 0.0f;
  return static_cast<uint32_t> (frames);
}

void
write (std::vector<int16_t> &pcm, const float *samples, std::size_t count)
{
  for (std::size_t i = 0; i < count; ++i)
    {
      const float wide = std::round (32768.0f * samples[i]);
      pcm[i] = static_cast<int16_t> (
        std::fmin (std::fmax (wide, -32768.0f), 32767.0f));
    }
  if (std::fwrite (pcm.data (), sizeof (int16_t), count, stdout) != count)
    throw std::runtime_error ("cannot write");
}

void
filter (enhance::chain &chain, uint32_t channels)
{
  std::vector<int16_t> pcm (block * channels);
  std::vector<float> samples (block * channels);
  uint64_t skip = chain.latency ();
  uint64_t owed = 0;
  uint32_t frames;

  // The first samples are the delay; at the end it is pushed out by silence.
  do
    {
      frames = read (pcm, samples, channels);
      owed += frames;
      chain.process_interleaved (samples.data (), samples.data (), block);
      const uint64_t from = skip < block ? skip : block;
      const uint64_t count = block - from < owed ? block - from : owed;
      write (pcm, samples.data () + from * channels, count * channels);
      skip -= from;
      owed -= count;
    }
  while (frames == block || owed > 0);
}

} // namespace

int
main (int argc, char **argv)
{
  if (argc < 3 || argc > 4)
    {
      std::fputs ("usage: pcm-filter RATE CHANNELS [AUDIOGRAM]\n", stderr);
      return 2;
    }
  try
    {
      enh_config config = ENH_CONFIG_INIT;
      config.sample_rate = std::atof (argv[1]);
      config.inputs = config.outputs
        = static_cast<uint32_t> (std::atoi (argv[2]));
      config.purpose = ENH_FOR_FILE;
      enhance::chain chain (config);
      chain.set (ENH_PARAM_NOISE_REDUCTION, 75.0f);
      if (argc > 3)
        chain.fit (argv[3]);
      filter (chain, config.inputs);
  } catch (const std::exception &failure)
    {
      std::fprintf (stderr, "pcm-filter: %s\n", failure.what ());
      return 1;
  }
  return std::fflush (stdout) == 0 ? 0 : 1;
}
