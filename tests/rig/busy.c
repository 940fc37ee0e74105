/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Loaded before PortAudio: every device is in use by another program, which a
   sound server without a card cannot bring about. */

#include <portaudio.h>

PaError
Pa_OpenStream (PaStream **stream, const PaStreamParameters *input,
               const PaStreamParameters *output, double rate,
               unsigned long frames, PaStreamFlags flags,
               PaStreamCallback *callback, void *user)
{
  (void) stream;
  (void) input;
  (void) output;
  (void) rate;
  (void) frames;
  (void) flags;
  (void) callback;
  (void) user;
  return paDeviceUnavailable;
}
