/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Writing through libsndfile. Integer formats are clipped and get no dither: at 24
   bits, the default, its noise would be far below any microphone's, and at 16
   bits, kept when the input has them, plain rounding keeps silence silent. */

#include "io/file/sndfile_state.h"

#include "base/interleave.h"
#include "io/file/format.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Beyond what any recorder has, and what libsndfile opens again. */
#define MOST_HZ 1000000.0
#define MOST_CHANNELS 1024u

static sf_count_t
sink_length (void *data)
{
  return ((const enh__sink *) data)->length;
}

static sf_count_t
sink_seek (sf_count_t offset, int whence, void *data)
{
  enh__sink *s = data;
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
  return ((const enh__sink *) data)->at;
}

static sf_count_t
sink_read (void *to, sf_count_t count, void *data)
{
  enh__sink *s = data;
  const ssize_t got = pread (s->fd, to, (size_t) count, (off_t) s->at);

  if (got > 0)
    s->at += got;
  return got > 0 ? got : 0;
}

static sf_count_t
sink_write (const void *from, sf_count_t count, void *data)
{
  enh__sink *s = data;
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
  if (!(info->sample_rate >= 1.0 && info->sample_rate <= MOST_HZ)
      || info->sample_rate != floor (info->sample_rate))
    {
      (void) close (fd);
      *why = "a rate is a whole number of Hz, 1000000 at most";
      return ENH__SOUND_REFUSED;
    }
  if (info->channels < 1 || info->channels > MOST_CHANNELS)
    {
      (void) close (fd);
      *why = "a file has 1 to 1024 channels";
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

  enh__sound *made = enh__sound_new (info->channels);
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

void
enh__sound_copy_tags (enh__sound *to, enh__sound *from)
{
  SF_BROADCAST_INFO broadcast;
  SF_CART_INFO cart;

  for (int tag = SF_STR_FIRST; tag <= SF_STR_LAST; ++tag)
    {
      const char *text = sf_get_string (from->handle, tag);

      if (text && *text)
        (void) sf_set_string (to->handle, tag, text);
    }
  memset (&broadcast, 0, sizeof broadcast);
  if (sf_command (from->handle, SFC_GET_BROADCAST_INFO, &broadcast,
                  sizeof broadcast)
      == SF_TRUE)
    (void) sf_command (to->handle, SFC_SET_BROADCAST_INFO, &broadcast,
                       sizeof broadcast);
  memset (&cart, 0, sizeof cart);
  if (sf_command (from->handle, SFC_GET_CART_INFO, &cart, sizeof cart)
      == SF_TRUE)
    (void) sf_command (to->handle, SFC_SET_CART_INFO, &cart, sizeof cart);
}
