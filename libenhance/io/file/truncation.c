/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Does a file hold what its header promises? Walks the chunks of the container
   to the samples and compares their promised end with the end of the file. */

#include "io/file/truncation.h"

#include <string.h>
#include <unistd.h>

/* Chunks before the samples; a file with more is damaged or malicious. */
#define MOST_CHUNKS 1000

/* Ogg pages are at most 65307 bytes: the last one begins within these. */
#define OGG_TAIL_BYTES 65536

/* An Ogg page, RFC 3533: 27 bytes with the header type at 5 (its flag 4: last
   of the stream) and the number of segments at 26, their lengths, then they. */
#define OGG_HEAD_BYTES 27u
#define OGG_TYPE 5
#define OGG_TYPE_LAST 0x04
#define OGG_SEGMENTS 26

static int
read_at (int fd, int64_t offset, unsigned char *to, size_t count)
{
  return pread (fd, to, count, (off_t) offset) == (ssize_t) count;
}

static uint64_t
little (const unsigned char *from, int count)
{
  uint64_t value = 0;
  for (int i = count - 1; i >= 0; --i)
    value = value << 8 | from[i];
  return value;
}

static uint64_t
big (const unsigned char *from, int count)
{
  uint64_t value = 0;
  for (int i = 0; i < count; ++i)
    value = value << 8 | from[i];
  return value;
}

static int64_t
missing (int64_t start, uint64_t promised, int64_t bytes)
{
  const int64_t there = bytes > start ? bytes - start : 0;

  if (promised > (uint64_t) INT64_MAX)
    return 0;
  return (int64_t) promised > there ? (int64_t) promised - there : 0;
}

/* Lengths that programs put where they cannot go back to say the true one:
   all ones, or SoX's greatest multiple of a frame below 2^31. */
static int
is_unknown_32 (uint64_t length)
{
  return length >= UINT64_C (0xfffffff0)
         || (length >= UINT64_C (0x7fff0000)
             && length <= UINT64_C (0x7fffffff));
}

/* RIFF, RIFX, RF64 and AIFF: 4 bytes of name, 4 of length, even steps. */
static int64_t
check_chunks_32 (int fd, int64_t bytes, const unsigned char *head)
{
  const int is_big = memcmp (head, "RIFX", 4) == 0
                     || memcmp (head, "FORM", 4) == 0;
  const char *const samples = memcmp (head, "FORM", 4) == 0 ? "SSND" : "data";
  uint64_t length_64 = 0;
  int64_t at = 12;
  unsigned char chunk[24];

  for (int i = 0; i < MOST_CHUNKS && read_at (fd, at, chunk, 8); ++i)
    {
      uint64_t length = is_big ? big (chunk + 4, 4) : little (chunk + 4, 4);

      if (memcmp (chunk, "ds64", 4) == 0 && read_at (fd, at, chunk, 24))
        length_64 = little (chunk + 16, 8);
      if (memcmp (chunk, samples, 4) == 0)
        {
          if (length == UINT64_C (0xffffffff) && length_64 != 0)
            length = length_64;
          else if (is_unknown_32 (length))
            return 0;
          return missing (at + 8, length, bytes);
        }
      at += 8 + (int64_t) length + (int64_t) (length & 1u);
    }

  /* No samples: cut before them, or a kind of IFF that has none. */
  const uint64_t form = is_big ? big (head + 4, 4) : little (head + 4, 4);
  return is_unknown_32 (form) ? 0 : missing (8, form, bytes);
}

/* Sony Wave64: 16 bytes of GUID, 8 of length that counts these 24, steps of
   8 bytes. */
static int64_t
check_w64 (int fd, int64_t bytes)
{
  int64_t at = 40;
  unsigned char chunk[24];

  for (int i = 0; i < MOST_CHUNKS && read_at (fd, at, chunk, 24); ++i)
    {
      const uint64_t length = little (chunk + 16, 8);

      if (length < 24 || length > (uint64_t) INT64_MAX / 2u)
        return 0;
      if (memcmp (chunk, "data", 4) == 0)
        return missing (at, length, bytes);
      at += (int64_t) ((length + 7u) & ~UINT64_C (7));
    }
  return 0;
}

/* Apple CAF: 4 bytes of name, 8 of length; -1: to the end of the file. */
static int64_t
check_caf (int fd, int64_t bytes)
{
  int64_t at = 8;
  unsigned char chunk[12];

  for (int i = 0; i < MOST_CHUNKS && read_at (fd, at, chunk, 12); ++i)
    {
      const uint64_t length = big (chunk + 4, 8);

      if (length > (uint64_t) INT64_MAX / 2u)
        return 0;
      if (memcmp (chunk, "data", 4) == 0)
        return missing (at + 12, length, bytes);
      at += 12 + (int64_t) length;
    }
  return 0;
}

/* Sun AU: where the samples begin and how many bytes, in the byte order that
   the magic shows. */
static int64_t
check_au (const unsigned char *head, int64_t bytes)
{
  const int is_big = memcmp (head, ".snd", 4) == 0;
  const uint64_t start = is_big ? big (head + 4, 4) : little (head + 4, 4);
  const uint64_t length = is_big ? big (head + 8, 4) : little (head + 8, 4);

  return is_unknown_32 (length) ? 0 : missing ((int64_t) start, length, bytes);
}

/* Ogg says no length, but the last page of a whole stream says that it is. */
static int64_t
check_ogg (int fd, int64_t bytes)
{
  unsigned char tail[OGG_TAIL_BYTES];
  const size_t count = bytes < OGG_TAIL_BYTES ? (size_t) bytes : OGG_TAIL_BYTES;
  size_t last = count;

  if (!read_at (fd, bytes - (int64_t) count, tail, count))
    return -1;
  for (size_t i = 0; i + OGG_HEAD_BYTES <= count; ++i)
    if (memcmp (tail + i, "OggS", 4) == 0)
      last = i;
  if (last == count || !(tail[last + OGG_TYPE] & OGG_TYPE_LAST))
    return -1;

  const size_t segments = tail[last + OGG_SEGMENTS];
  size_t end = last + OGG_HEAD_BYTES + segments;
  for (size_t i = 0; i < segments && last + OGG_HEAD_BYTES + i < count; ++i)
    end += tail[last + OGG_HEAD_BYTES + i];
  return end <= count ? 0 : (int64_t) (end - count);
}

int64_t
enh__missing_bytes (int fd, int64_t bytes)
{
  unsigned char head[12];

  if (!read_at (fd, 0, head, sizeof head))
    return 0;
  if (memcmp (head, "OggS", 4) == 0)
    return check_ogg (fd, bytes);
  if (memcmp (head, "caff", 4) == 0)
    return check_caf (fd, bytes);
  if (memcmp (head, ".snd", 4) == 0 || memcmp (head, "dns.", 4) == 0)
    return check_au (head, bytes);
  if (memcmp (head, "riff", 4) == 0)
    return check_w64 (fd, bytes);
  if (memcmp (head, "RIFF", 4) == 0 || memcmp (head, "RIFX", 4) == 0
      || memcmp (head, "RF64", 4) == 0 || memcmp (head, "FORM", 4) == 0)
    return check_chunks_32 (fd, bytes, head);
  return 0;
}
