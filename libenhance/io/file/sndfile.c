/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* libsndfile behind a door, and the only place that knows it. Integer formats
   are clipped and get no dither: at 24 bits, the default, its noise would be
   far below any microphone's, and at 16 bits, kept when the input has them,
   plain rounding keeps silence silent. */

#include "io/file/sndfile.h"

#include "base/wipe.h"

#include <sndfile.h>

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Frames interleaved at a time. libsndfile's Vorbis encoder keeps a block on
   its stack, so blocks stay small. */
#define BLOCK_FRAMES 1024u

/* Bytes of samples a container with 32-bit lengths takes, room for headers
   taken off. Beyond it the length would wrap without a word. */
#define MOST_BYTES_32 (INT64_C (0xffffffff) - 65536)

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

/* MPEG layer III is libsndfile 1.1's and later. */
enum { MPEG = 0x230000, MPEG_LAYER_III = 0x0082 };

/* What an ending stands for where the list of libsndfile has no one answer. */
static const struct {
  const char *ending;
  int container;
  int encoding;       /* unless float is asked for */
  int float_encoding; /* 32-bit float, or the nearest there is */
} formats[] = {
  { "wav", SF_FORMAT_WAV, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "rf64", SF_FORMAT_RF64, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "w64", SF_FORMAT_W64, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "caf", SF_FORMAT_CAF, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "aiff", SF_FORMAT_AIFF, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "aif", SF_FORMAT_AIFF, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "aifc", SF_FORMAT_AIFF, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "au", SF_FORMAT_AU, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "snd", SF_FORMAT_AU, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT },
  { "flac", SF_FORMAT_FLAC, SF_FORMAT_PCM_24, SF_FORMAT_PCM_24 },
  { "ogg", SF_FORMAT_OGG, SF_FORMAT_VORBIS, SF_FORMAT_VORBIS },
  { "oga", SF_FORMAT_OGG, SF_FORMAT_VORBIS, SF_FORMAT_VORBIS },
  { "opus", SF_FORMAT_OGG, SF_FORMAT_OPUS, SF_FORMAT_OPUS },
  { "mp3", MPEG, MPEG_LAYER_III, MPEG_LAYER_III },
};

/* Best first, for the other containers. */
static const int encodings[] = {
  SF_FORMAT_PCM_24, SF_FORMAT_PCM_16,  SF_FORMAT_FLOAT,  SF_FORMAT_PCM_S8,
  SF_FORMAT_PCM_U8, SF_FORMAT_DPCM_16, SF_FORMAT_VORBIS, MPEG_LAYER_III,
};

/* Paris's 24 bits come in blocks of ten frames. */
enum { PARIS_24 = SF_FORMAT_PAF | SF_FORMAT_PCM_24 };

/* Formats that keep the length to the frame; those in blocks round it up. */
static int
keeps_length (int format)
{
  if (format == PARIS_24)
    return 0;
  switch (format & SF_FORMAT_SUBMASK)
    {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
    case SF_FORMAT_PCM_16:
    case SF_FORMAT_PCM_24:
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
    case SF_FORMAT_DOUBLE:
    case SF_FORMAT_ULAW:
    case SF_FORMAT_ALAW:
    case SF_FORMAT_VORBIS:
    case SF_FORMAT_OPUS:
    case SF_FORMAT_ALAC_16:
    case SF_FORMAT_ALAC_20:
    case SF_FORMAT_ALAC_24:
    case SF_FORMAT_ALAC_32:
      return 1;
    default:
      return 0;
    }
}

static int
bytes_per_sample (int encoding)
{
  switch (encoding)
    {
    case SF_FORMAT_PCM_16:
      return 2;
    case SF_FORMAT_PCM_24:
      return 3;
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
      return 4;
    case SF_FORMAT_DOUBLE:
      return 8;
    default:
      return 1;
    }
}

static int
has_32_bit_length (int format)
{
  const int container = format & SF_FORMAT_TYPEMASK;

  return container == SF_FORMAT_WAV || container == SF_FORMAT_WAVEX
         || container == SF_FORMAT_AIFF || container == SF_FORMAT_AU;
}

int64_t
enh__sound_capacity (const enh_file_info *info)
{
  if (!has_32_bit_length (info->format))
    return INT64_MAX;
  return MOST_BYTES_32
         / ((int64_t) info->channels
            * bytes_per_sample (info->format & SF_FORMAT_SUBMASK));
}

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

static int
same_container (int a, int b)
{
  /* WAVEX is WAV with a longer header: the same ending. */
  a = a == SF_FORMAT_WAVEX ? SF_FORMAT_WAV : a;
  b = b == SF_FORMAT_WAVEX ? SF_FORMAT_WAV : b;
  return a == b;
}

/* A container of libsndfile's own list by its ending; 0: none. */
static int
listed_container (const char *ending)
{
  int count = 0;

  (void) sf_command (NULL, SFC_GET_FORMAT_MAJOR_COUNT, &count, sizeof count);
  for (int i = 0; i < count; ++i)
    {
      SF_FORMAT_INFO info = { i, NULL, NULL };

      if (sf_command (NULL, SFC_GET_FORMAT_MAJOR, &info, sizeof info) != 0
          || !info.extension || strcasecmp (info.extension, ending) != 0)
        continue;
      /* Neither has a header in the file that would say rate and channels. */
      if (info.format != SF_FORMAT_RAW && info.format != SF_FORMAT_SD2)
        return info.format;
    }
  return 0;
}

/* Fill info->format by the ending, and by what the caller would like. */
static int
choose_format (const char *ending, int like, enh_file_encoding encoding,
               SF_INFO *info)
{
  const int like_container = like & SF_FORMAT_TYPEMASK;
  const int like_encoding = like & SF_FORMAT_SUBMASK;
  int container = 0;
  int first = 0;

  for (size_t i = 0; i < sizeof formats / sizeof *formats; ++i)
    if (strcasecmp (formats[i].ending, ending) == 0)
      {
        container = formats[i].container;
        first = encoding == ENH_FILE_FLOAT ? formats[i].float_encoding
                                           : formats[i].encoding;
        break;
      }
  if (container == 0)
    container = listed_container (ending);
  if (container == 0)
    return 0;

  /* Ogg is two formats with an ending each: there the encoding has to fit. */
  if (same_container (container, like_container)
      && keeps_length (like_container | like_encoding)
      && (container != SF_FORMAT_OGG || like_encoding == first))
    {
      info->format = like_container | like_encoding;
      if (sf_format_check (info))
        return 1;
    }
  if (first != 0)
    {
      info->format = container | first;
      return 1;
    }
  if (encoding == ENH_FILE_FLOAT)
    {
      info->format = container | SF_FORMAT_FLOAT;
      if (sf_format_check (info))
        return 1;
    }
  for (size_t i = 0; i < sizeof encodings / sizeof *encodings; ++i)
    {
      info->format = container | encodings[i];
      if (info->format != PARIS_24 && sf_format_check (info))
        return 1;
    }
  return 1;
}

/* Whether the header of that format can tell the rate. Some have a fixed one, 16
   bits for it, or whole steps of a period. */
static int
keeps_rate (int format, int rate)
{
  const int htk_step = 10000000;   /* of 100 ns in a second */
  const int sds_step = 1000000000; /* of 1 ns */

  switch (format & SF_FORMAT_TYPEMASK)
    {
    case SF_FORMAT_XI:
      return rate == 44100;
    case SF_FORMAT_SVX:
    case SF_FORMAT_MPC2K:
      return rate <= UINT16_MAX;
    case SF_FORMAT_HTK:
      return rate <= htk_step && htk_step / (htk_step / rate) == rate;
    case SF_FORMAT_SDS:
      return sds_step / (sds_step / rate) == rate;
    default:
      return 1;
    }
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
  if (!choose_format (ending, info->format, encoding, &wanted))
    {
      (void) close (fd);
      return ENH__SOUND_NO_ENDING;
    }
  if (!keeps_rate (wanted.format, wanted.samplerate))
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
  const size_t width = sound->width;
  uint32_t done = 0;

  while (done < frames)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < BLOCK_FRAMES ? left : BLOCK_FRAMES;
      const sf_count_t got
        = sf_readf_float (sound->handle, sound->block, (sf_count_t) now);

      if (got <= 0)
        break;
      for (size_t c = 0; c < width; ++c)
        for (size_t i = 0; i < (size_t) got; ++i)
          channels[c][done + i] = sound->block[i * width + c];
      done += (uint32_t) got;
    }
  return done;
}

uint32_t
enh__sound_write (enh__sound *sound, const float *const *channels,
                  uint32_t frames)
{
  const size_t width = sound->width;
  uint32_t done = 0;

  while (done < frames)
    {
      const uint32_t left = frames - done;
      const uint32_t now = left < BLOCK_FRAMES ? left : BLOCK_FRAMES;

      for (size_t c = 0; c < width; ++c)
        for (size_t i = 0; i < now; ++i)
          sound->block[i * width + c] = channels[c][done + i];
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
  enh__wipe (sound->block, BLOCK_FRAMES * sound->width * sizeof (float));
  free (sound->block);
  free (sound);
  return fault;
}
