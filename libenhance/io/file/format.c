/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/file/format.h"

#include <sndfile.h>

#include <math.h>
#include <stdint.h>
#include <strings.h>

/* Bytes of samples a container with 32-bit lengths takes, room for headers
   taken off. Beyond it the length would wrap without a word. */
#define MOST_BYTES_32 (INT64_C (0xffffffff) - 65536)

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

/* Formats that keep sound and length to the frame; those in blocks round it up. Of
   VOC's logarithmic ones libsndfile 1.2 counts the end's mark as a sample, and of
   ALAC's 20 bits it makes noise. */
static int
keeps_length (int format)
{
  if (format == PARIS_24 || format == (SF_FORMAT_VOC | SF_FORMAT_ULAW)
      || format == (SF_FORMAT_VOC | SF_FORMAT_ALAW))
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
    case SF_FORMAT_ALAC_24:
    case SF_FORMAT_ALAC_32:
      return 1;
    default:
      return 0;
    }
}

int
enh__format_sample_bytes (int format)
{
  switch (format & SF_FORMAT_SUBMASK)
    {
    case SF_FORMAT_PCM_16:
    case SF_FORMAT_DPCM_16:
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
enh__format_capacity (const enh_file_info *info)
{
  if (!has_32_bit_length (info->format))
    return INT64_MAX;
  return MOST_BYTES_32
         / ((int64_t) info->channels * enh__format_sample_bytes (info->format));
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

/* Not 0: libsndfile writes that format with the rate and channels of `info`. */
static int
is_writable (const enh_file_info *info, int format)
{
  const SF_INFO wanted = {
    0, (int) lround (info->sample_rate), (int) info->channels, format, 0, 0
  };

  return sf_format_check (&wanted);
}

/* The format for a container, where the ending alone does not say it. */
static int
best_of (const enh_file_info *info, int container, enh_file_encoding encoding)
{
  int format = container | SF_FORMAT_FLOAT;

  if (encoding == ENH_FILE_FLOAT && is_writable (info, format))
    return format;
  for (size_t i = 0; i < sizeof encodings / sizeof *encodings; ++i)
    {
      format = container | encodings[i];
      if (format != PARIS_24 && is_writable (info, format))
        break;
    }
  return format;
}

int
enh__format_choose (enh_file_info *info, const char *ending,
                    enh_file_encoding encoding)
{
  const int like = info->format & (SF_FORMAT_TYPEMASK | SF_FORMAT_SUBMASK);
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
    return -1;

  /* Ogg is two formats with an ending each: there the encoding has to fit. */
  if (same_container (container, like & SF_FORMAT_TYPEMASK)
      && keeps_length (like)
      && (container != SF_FORMAT_OGG || (like & SF_FORMAT_SUBMASK) == first)
      && is_writable (info, like))
    info->format = like;
  else
    info->format = first ? container | first
                         : best_of (info, container, encoding);
  return 0;
}

/* Some formats have one fixed rate, 16 bits for it, or whole steps of a
   period. */
int
enh__format_keeps_rate (int format, int rate)
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
