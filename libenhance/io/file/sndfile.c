/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* libsndfile, which only this file and format.c know. Integer formats
   are clipped and get no dither: at 24 bits, the default, its noise would be
   far below any microphone's, and at 16 bits, kept when the input has them,
   plain rounding keeps silence silent. */

#include "io/file/sndfile.h"

#include "base/interleave.h"
#include "base/wipe.h"
#include "io/file/format.h"

#include <sndfile.h>

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Frames interleaved at a time. libsndfile's Vorbis encoder keeps a block on
   its stack, so blocks stay small. */
#define BLOCK_FRAMES 1024u

/* Where libsndfile writes to. It is never told that a write failed: where that
   happens in the middle of a page, it leaks its Ogg encoders, and others go on
   as if nothing had happened. The failure is kept here instead. */
typedef struct sink {
  int fd;
  int64_t at;     /* bytes: where the next ones go */
  int64_t length; /* bytes, those that failed included */
  int failure;    /* errno of the first write that failed; 0: none */
} sink;

struct enh__sound {
  SNDFILE *handle;
  size_t width; /* channels */
  float *block; /* BLOCK_FRAMES interleaved frames */
  sink sink;    /* fd is -1 when reading */
};

static enh__sound *
new_sound (uint32_t channels)
{
  enh__sound *sound = calloc (1, sizeof *sound);

  if (!sound)
    return NULL;
  sound->width = channels;
  sound->sink.fd = -1;
  sound->block = calloc (BLOCK_FRAMES * sound->width, sizeof *sound->block);
  if (!sound->block)
    {
      free (sound);
      return NULL;
    }
  return sound;
}

enh__sound *
enh__sound_open (int fd, enh_file_info *info, const char **why)
{
  SF_INFO known = { 0, 0, 0, 0, 0, 0 };
  /* Takes the descriptor over, on failure too. */
  SNDFILE *handle = sf_open_fd (fd, SFM_READ, &known, SF_TRUE);

  *why = NULL;
  if (!handle)
    {
      *why = sf_strerror (NULL);
      return NULL;
    }
  if (known.channels < 1 || known.samplerate < 1)
    {
      (void) sf_close (handle);
      *why = "no channels, or no sample rate";
      return NULL;
    }
  info->sample_rate = known.samplerate;
  info->channels = (uint32_t) known.channels;
  /* libsndfile says "very many" for "not known". */
  info->frames
    = known.frames < 0 || known.frames >= SF_COUNT_MAX / 2 ? -1 : known.frames;
  info->format = known.format;

  enh__sound *sound = new_sound (info->channels);
  if (sound)
    sound->handle = handle;
  else
    (void) sf_close (handle);
  return sound;
}

static sf_count_t
sink_length (void *data)
{
  return ((const sink *) data)->length;
}

static sf_count_t
sink_seek (sf_count_t offset, int whence, void *data)
{
  sink *s = data;
  const int64_t from = whence == SEEK_CUR   ? s->at
                       : whence == SEEK_END ? s->length
                                            : 0;

  if (from + offset < 0)
    return -1;
  s->at = from + offset;
  return s->at;
}

static sf_count_t
sink_tell (void *data)
{
  return ((const sink *) data)->at;
}

static sf_count_t
sink_read (void *to, sf_count_t count, void *data)
{
  sink *s = data;
  const ssize_t got = pread (s->fd, to, (size_t) count, (off_t) s->at);

  if (got > 0)
    s->at += got;
  return got > 0 ? got : 0;
}

static sf_count_t
sink_write (const void *from, sf_count_t count, void *data)
{
  sink *s = data;
  const char *next = from;
  sf_count_t left = count;

  while (left > 0 && s->failure == 0)
    {
      const ssize_t put
        = pwrite (s->fd, next, (size_t) left, (off_t) (s->at + (count - left)));
      if (put > 0)
        {
          next += put;
          left -= put;
        }
      else if (put == 0 || errno != EINTR)
        s->failure = put == 0 ? ENOSPC : errno;
    }
  s->at += count;
  if (s->at > s->length)
    s->length = s->at;
  return count;
}

static SF_VIRTUAL_IO sink_io
  = { sink_length, sink_seek, sink_read, sink_write, sink_tell };

enh__sound_problem
enh__sound_create (enh__sound **sound, int fd, const char *ending,
                   enh_file_info *info, enh_file_encoding encoding,
                   const char **why)
{
  SF_INFO wanted = { 0, 0, 0, 0, 0, 0 };

  *why = "";
  if (!(info->sample_rate >= 1.0 && info->sample_rate <= INT_MAX)
      || info->channels < 1 || info->channels > INT_MAX)
    {
      (void) close (fd);
      *why = "no sound has such";
      return ENH__SOUND_REFUSED;
    }
  wanted.samplerate = (int) lround (info->sample_rate);
  wanted.channels = (int) info->channels;
  if (enh__format_choose (info, ending, encoding) != 0)
    {
      (void) close (fd);
      return ENH__SOUND_NO_ENDING;
    }
  wanted.format = info->format;
  if (!enh__format_keeps_rate (wanted.format, wanted.samplerate))
    {
      (void) close (fd);
      *why = "files of that ending keep other rates only; use .wav or .flac";
      return ENH__SOUND_REFUSED;
    }

  enh__sound *made = new_sound (info->channels);
  if (!made)
    {
      (void) close (fd);
      return ENH__SOUND_NO_MEMORY;
    }
  made->sink.fd = fd;
  made->handle = sf_open_virtual (&sink_io, SFM_WRITE, &wanted, &made->sink);
  if (!made->handle)
    {
      (void) enh__sound_close (made);
      *why = sf_strerror (NULL);
      return ENH__SOUND_REFUSED;
    }
  (void) sf_command (made->handle, SFC_SET_CLIPPING, NULL, SF_TRUE);
  /* It holds the time of day: the same sound shall give the same file. */
  (void) sf_command (made->handle, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);

  info->sample_rate = wanted.samplerate;
  info->frames = 0;
  info->format = wanted.format;
  *sound = made;
  return ENH__SOUND_FINE;
}

uint32_t
enh__sound_read (enh__sound *sound, float *const *channels, uint32_t frames)
{
  uint32_t done = 0;

  while (done < frames)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < BLOCK_FRAMES ? left : BLOCK_FRAMES;
      const sf_count_t got
        = sf_readf_float (sound->handle, sound->block, (sf_count_t) now);

      if (got <= 0)
        break;
      enh__deinterleave (channels, done, sound->block, sound->width,
                         (size_t) got);
      done += (uint32_t) got;
    }
  return done;
}

uint32_t
enh__sound_write (enh__sound *sound, const float *const *channels,
                  uint32_t frames)
{
  uint32_t done = 0;

  while (done < frames)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < BLOCK_FRAMES ? left : BLOCK_FRAMES;

      enh__interleave (sound->block, channels, done, sound->width, now);
      if (sf_writef_float (sound->handle, sound->block, (sf_count_t) now)
            != (sf_count_t) now
          || sound->sink.failure != 0)
        break;
      done += now;
    }
  return done;
}

/* libsndfile prints on negative numbers, which encoders have. */
static const char *
fault_text (const sink *s, int number)
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
  return fault_text (&sound->sink, sf_error (sound->handle));
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
  enh__wipe_free (sound->block, BLOCK_FRAMES * sound->width * sizeof (float));
  free (sound);
  return fault;
}
