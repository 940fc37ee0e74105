/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/file/promise.h"

#include "io/file/format.h"
#include "io/file/layout.h"

#include <sndfile.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the longest of these headers takes. */
enum { HEADER_BYTES = 1024 };

static uint32_t
big_32 (const unsigned char *from)
{
  return (uint32_t) from[0] << 24 | (uint32_t) from[1] << 16
         | (uint32_t) from[2] << 8 | from[3];
}

static uint32_t
little_32 (const unsigned char *from)
{
  return (uint32_t) from[3] << 24 | (uint32_t) from[2] << 16
         | (uint32_t) from[1] << 8 | from[0];
}

/* A MATLAB 4 file: a matrix of one number, the rate, and one of the samples, each
   behind a marker, rows, columns, a flag and the length of its name. */
static int64_t
mat4_frames (const unsigned char *head)
{
  uint32_t (*const read_32) (const unsigned char *)
    = head[2] == 0x03 ? big_32 : little_32;
  const uint32_t name_bytes = read_32 (head + 16);
  const uint32_t second = 20u + name_bytes + 8u;

  return second + 12u <= HEADER_BYTES ? (int64_t) read_32 (head + second + 8u)
                                      : -1;
}

static int64_t
nist_frames (const unsigned char *head)
{
  static const char key[] = "sample_count -i ";
  char text[HEADER_BYTES + 1];
  const char *found;

  memcpy (text, head, HEADER_BYTES);
  text[HEADER_BYTES] = '\0';
  found = strstr (text, key);
  return found ? strtoll (found + sizeof key - 1u, NULL, 10) : -1;
}

/* A MIDI sample dump: 21 bytes, then packets of 127, 120 of them samples of 7 bits
   to the byte. What is missing libsndfile plays as silence. */
static int64_t
sds_frames (int64_t bytes, const unsigned char *head)
{
  const int64_t frames = head[10] | head[11] << 7 | head[12] << 14;
  const int in_packet = 120 / ((head[6] + 6) / 7 > 1 ? (head[6] + 6) / 7 : 2);
  const int64_t packets = (frames + in_packet - 1) / in_packet;

  return 21 + 127 * packets > bytes ? frames + in_packet : -1;
}

/* Blocks of a kind and a length of 3 bytes, until one of sound. */
static int64_t
voc_frames (int fd, const unsigned char *head, const enh_file_info *info)
{
  int64_t at = head[20] | head[21] << 8;
  unsigned char block[16];

  /* No more kinds than there are come before the sound. */
  for (int i = 0; i < 16 && enh__read_at (fd, at, block, sizeof block); ++i)
    {
      const int64_t length = block[1] | block[2] << 8 | block[3] << 16;
      const int64_t own = block[0] == 1 ? 2 : 12; /* of it: no samples */

      if (block[0] == 1 || block[0] == 9)
        return length < own ? -1
                            : (length - own)
                                / (enh__format_sample_bytes (info->format)
                                   * (int64_t) info->channels);
      at += 4 + length;
    }
  return -1;
}

/* An instrument: names and envelopes of 298 bytes, then the first sample's length
   in bytes, which libsndfile leaves at 0. */
static int64_t
xi_frames (const unsigned char *head, const enh_file_info *info)
{
  const int64_t frames
    = little_32 (head + 298) / enh__format_sample_bytes (info->format);

  return frames > 0 ? frames : -1;
}

/* Frames begun in a file that has `header` bytes before them. */
static int64_t
begun_frames (int64_t bytes, int64_t header, const enh_file_info *info)
{
  int64_t frame
    = (int64_t) info->channels * enh__format_sample_bytes (info->format);
  int64_t frames_in_it = 1;

  /* Paris packs ten samples of 24 bits into 32 bytes. */
  if ((info->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_PAF
      && (info->format & SF_FORMAT_SUBMASK) == SF_FORMAT_PCM_24)
    {
      frame = (int64_t) info->channels * 32;
      frames_in_it = 10;
    }
  if (bytes <= header || (bytes - header) % frame == 0)
    return -1;
  return ((bytes - header) / frame + 1) * frames_in_it;
}

/* A MATLAB 5 file: 128 bytes, then the rate's matrix and the samples', each behind
   its kind and length; libsndfile writes 8 too many there. So the length that counts
   is of the last of its parts: flags, dimensions, name, samples. */
enum { MAT5_PARTS = 4 };

static int64_t
mat5_frames (int fd, int64_t bytes, const unsigned char *head,
             const enh_file_info *info)
{
  uint32_t (*const read_32) (const unsigned char *)
    = head[126] == 'M' ? big_32 : little_32;
  const int64_t second = 136 + (int64_t) read_32 (head + 132);
  unsigned char tag[8];

  if (!enh__read_at (fd, second, tag, sizeof tag))
    return -1;

  int64_t at = second + 8;
  int64_t own = 0;
  for (int part = 0; part < MAT5_PARTS; ++part)
    {
      /* The part before, padded. */
      at += part ? 8 + (own + 7) / 8 * 8 : 0;
      if (!enh__read_at (fd, at, tag, sizeof tag))
        return info->frames + 1;
      /* Up to 4 bytes stand in the tag itself. */
      own = read_32 (tag) >> 16 ? 0 : (int64_t) read_32 (tag + 4);
    }
  return at + 8 + own > bytes ? info->frames + 1 : -1;
}

/* Its header is three lines of text at most. */
static int64_t
pvf_header_bytes (const unsigned char *head)
{
  int lines = 0;

  for (int i = 0; i < HEADER_BYTES; ++i)
    if (head[i] == '\n' && ++lines == 2)
      return i + 1;
  return HEADER_BYTES;
}

int64_t
enh__promised_frames (int fd, int64_t bytes, const enh_file_info *info)
{
  unsigned char head[HEADER_BYTES] = { 0 };
  const size_t there = bytes < HEADER_BYTES ? (size_t) bytes : HEADER_BYTES;

  if (!enh__read_at (fd, 0, head, there))
    return -1;
  switch (info->format & SF_FORMAT_TYPEMASK)
    {
    case SF_FORMAT_AVR:
      return big_32 (head + 26);
    case SF_FORMAT_HTK:
      return big_32 (head);
    case SF_FORMAT_MAT4:
      return mat4_frames (head);
    case SF_FORMAT_MAT5:
      return mat5_frames (fd, bytes, head, info);
    case SF_FORMAT_MPC2K:
      return little_32 (head + 30);
    case SF_FORMAT_NIST:
      return nist_frames (head);
    case SF_FORMAT_SDS:
      return sds_frames (bytes, head);
    case SF_FORMAT_VOC:
      return voc_frames (fd, head, info);
    case SF_FORMAT_WVE:
      return big_32 (head + 18);
    case SF_FORMAT_XI:
      return xi_frames (head, info);
    case SF_FORMAT_IRCAM:
      return begun_frames (bytes, 1024, info);
    case SF_FORMAT_PAF:
      return begun_frames (bytes, 2048, info);
    case SF_FORMAT_PVF:
      return begun_frames (bytes, pvf_header_bytes (head), info);
    default:
      return -1;
    }
}
