/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Reading through libsndfile, and what reading and writing share. */

#include "io/file/sndfile_state.h"

#include "base/interleave.h"
#include "base/wipe.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enh__sound *
enh__sound_new (uint32_t channels)
{
  enh__sound *sound = calloc (1, sizeof *sound);

  if (!sound)
    return NULL;
  sound->width = channels;
  sound->fd = -1;
  sound->sink.fd = -1;
  sound->block = calloc (BLOCK_FRAMES * sound->width, sizeof *sound->block);
  if (!sound->block)
    {
      free (sound);
      return NULL;
    }
  return sound;
}

/* Open a part of the layout; 0, or -1 and *why. */
static int
open_part (enh__sound *sound, uint32_t number, SF_INFO *known, const char **why)
{
  static const SF_INFO nothing;

  *known = nothing;
  if (sound->handle)
    (void) sf_close (sound->handle);
  SF_VIRTUAL_IO io
    = enh__part_open (&sound->reader, sound->fd, &sound->layout->part[number]);
  sound->at = number;
  sound->handle = sf_open_virtual (&io, SFM_READ, known, &sound->reader);
  if (!sound->handle)
    {
      *why = sf_strerror (NULL);
      return -1;
    }
  if (known->channels < 1 || known->samplerate < 1)
    {
      *why = "no channels, or no sample rate";
      return -1;
    }
  return 0;
}

/* libsndfile says "very many" for "not known". */
static int64_t
frames_of (const SF_INFO *known)
{
  return known->frames < 0 || known->frames >= SF_COUNT_MAX / 2 ? -1
                                                                : known->frames;
}

/* All parts have to be alike: the block is planned for the first. */
static int
measure_parts (enh__sound *sound, enh_file_info *info, const char **why)
{
  SF_INFO known;

  for (uint32_t i = 1; i < sound->layout->count; ++i)
    {
      if (open_part (sound, i, &known, why) != 0)
        return -1;
      if (known.samplerate != (int) info->sample_rate
          || (uint32_t) known.channels != info->channels)
        {
          *why = "its parts have different rates or channels; split it";
          return -1;
        }
      if (info->frames >= 0)
        info->frames
          = frames_of (&known) < 0 ? -1 : info->frames + frames_of (&known);
    }
  return sound->layout->count > 1 ? open_part (sound, 0, &known, why) : 0;
}

enh__sound *
enh__sound_open (int fd, const enh__layout *layout, enh_file_info *info,
                 const char **why)
{
  SF_INFO known;
  enh__sound *sound = enh__sound_new (1);

  *why = NULL;
  if (!sound)
    {
      (void) close (fd);
      return NULL;
    }
  sound->fd = fd;
  sound->layout = layout;
  if (open_part (sound, 0, &known, why) != 0)
    {
      (void) enh__sound_close (sound);
      return NULL;
    }
  info->sample_rate = known.samplerate;
  info->channels = (uint32_t) known.channels;
  info->frames = frames_of (&known);
  info->format = known.format;

  sound->width = info->channels;
  float *block = calloc (BLOCK_FRAMES * sound->width, sizeof *block);
  if (block)
    {
      free (sound->block);
      sound->block = block;
    }
  else
    sound->width = 1;
  if (!block || measure_parts (sound, info, why) != 0)
    {
      (void) enh__sound_close (sound);
      return NULL;
    }
  return sound;
}

/* The next part, where one is; 0: it is open. */
static int
go_on (enh__sound *sound)
{
  SF_INFO known;
  const char *why;

  return sound->at + 1u < sound->layout->count
             && sf_error (sound->handle) == SF_ERR_NO_ERROR
           ? open_part (sound, sound->at + 1u, &known, &why)
           : -1;
}

uint32_t
enh__sound_read (enh__sound *sound, float *const *channels, uint32_t frames)
{
  uint32_t done = 0;

  while (done < frames && sound->handle)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < BLOCK_FRAMES ? left : BLOCK_FRAMES;
      const sf_count_t got
        = sf_readf_float (sound->handle, sound->block, (sf_count_t) now);

      if (got <= 0)
        {
          if (go_on (sound) != 0)
            break;
          continue;
        }
      enh__deinterleave (channels, done, sound->block, sound->width,
                         (size_t) got);
      done += (uint32_t) got;
    }
  return done;
}

/* libsndfile prints on negative numbers, which encoders have. */
static const char *
fault_text (const enh__sink *s, int number)
{
  if (s->failure != 0)
    return strerror (s->failure);
  if (number == SF_ERR_NO_ERROR)
    return NULL;
  return number > 0 ? sf_error_number (number) : "the encoder could not go on";
}

const char *
enh__sound_fault (enh__sound *sound)
{
  return sound->handle ? fault_text (&sound->sink, sf_error (sound->handle))
                       : "one of its parts cannot be opened";
}

const char *
enh__sound_close (enh__sound *sound)
{
  if (!sound)
    return NULL;

  const int closed = sound->handle ? sf_close (sound->handle) : 0;
  const char *fault = fault_text (&sound->sink, closed);
  if (sound->sink.fd >= 0)
    (void) close (sound->sink.fd);
  if (sound->fd >= 0)
    (void) close (sound->fd);
  enh__wipe (sound->block, BLOCK_FRAMES * sound->width * sizeof *sound->block);
  free (sound->block);
  free (sound);
  return fault;
}
