/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* WebRTC's noise suppression by the audio processing module of 0.3. Of the
   rates that it knows, 48 kHz is the highest: it splits the band by itself and
   works in steps of 10 ms. Everything but the suppression stays off. */

#include "peer_file.h"

#include <webrtc/modules/audio_processing/include/audio_processing.h>

#include <algorithm>
#include <memory>
#include <vector>

extern "C" const char *
peer_file_name (void)
{
  return "WebRTC NS 0.3, moderate, steps of 10 ms";
}

extern "C" int
peer_file_run (float *samples, size_t frames, int rate)
{
  std::unique_ptr<webrtc::AudioProcessing> processing (
    webrtc::AudioProcessing::Create ());
  const webrtc::StreamConfig stream (rate, 1);
  const size_t step = stream.num_frames ();
  std::vector<float> work (step);
  float *const channel = work.data ();

  if (!processing || step == 0
      || processing->noise_suppression ()->set_level (
           webrtc::NoiseSuppression::kModerate)
           != webrtc::AudioProcessing::kNoError
      || processing->noise_suppression ()->Enable (true)
           != webrtc::AudioProcessing::kNoError)
    return -1;
  for (size_t at = 0; at < frames; at += step)
    {
      const size_t count = std::min (step, frames - at);

      std::fill (work.begin (), work.end (), 0.0f);
      std::copy (samples + at, samples + at + count, work.begin ());
      if (processing->ProcessStream (&channel, stream, stream, &channel)
          != webrtc::AudioProcessing::kNoError)
        return -1;
      std::copy (work.begin (), work.begin () + count, samples + at);
    }
  return 0;
}
