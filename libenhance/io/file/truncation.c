/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Does a file hold what its header promises? Walks the chunks of the container
   to the samples and compares their promised end with the end of the file. Where
   a recorder was cut off before it wrote any length, they run to the end. */

#include "io/file/truncation.h"

#include "io/file/layout.h"

#include <string.h>

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

/* Whether chunks, and nothing else, fill the file from `at` on. */
static int
are_chunks (int fd, int64_t at, int64_t bytes, int is_big)
{
  unsigned char chunk[8];

  for (int i = 0; i < MOST_CHUNKS && enh__read_at (fd, at, chunk, 8); ++i)
    {
      for (int c = 0; c < 4; ++c)
        if (chunk[c] < ' ' || chunk[c] > '~')
          return 0;
      const uint64_t length = is_big ? big (chunk + 4, 4)
                                     : little (chunk + 4, 4);
      at += 8 + (int64_t) length + (int64_t) (length & 1u);
    }
  /* The last step to an even place is often left out. */
  return at == bytes || at == bytes + 1;
}

/* Bytes of a frame of AIFF's samples, by its COMM chunk. */
static int64_t
aiff_frame_bytes (const unsigned char *common)
{
  return (int64_t) big (common, 2)
         * (int64_t) ((big (common + 6, 2) + 7u) / 8u);
}

/* The lengths that a recorder never wrote: of the samples at `at`, and of the
   whole. */
static void
patch_chunks_32 (enh__part *part, int64_t at, int64_t bytes, int is_big,
                 int64_t common_at, int64_t frame_bytes)
{
  const int64_t there = bytes - at - 8;

  enh__part_patch (part, 4, 4, (uint64_t) (bytes - 8), is_big);
  enh__part_patch (part, at + 4, 4, (uint64_t) there, is_big);
  /* AIFF counts the frames, too; its samples begin 8 bytes into the chunk. */
  if (common_at > 0 && frame_bytes > 0)
    enh__part_patch (part, common_at + 10, 4,
                     (uint64_t) ((there - 8) / frame_bytes), 1);
}

/* RIFF, RIFX, RF64 and AIFF: 4 bytes of name, 4 of length, even steps. */
static int64_t
check_chunks_32 (int fd, int64_t bytes, const unsigned char *head,
                 enh__part *part, int *unfinished)
{
  const int is_aiff = memcmp (head, "FORM", 4) == 0;
  const int is_big = is_aiff || memcmp (head, "RIFX", 4) == 0;
  const char *const samples = is_aiff ? "SSND" : "data";
  uint64_t length_64 = 0;
  int64_t at = 12, common_at = 0, frame_bytes = 0;
  unsigned char chunk[24];

  for (int i = 0; i < MOST_CHUNKS && enh__read_at (fd, at, chunk, 8); ++i)
    {
      uint64_t length = is_big ? big (chunk + 4, 4) : little (chunk + 4, 4);

      if (memcmp (chunk, "ds64", 4) == 0 && enh__read_at (fd, at, chunk, 24))
        length_64 = little (chunk + 16, 8);
      if (is_aiff && memcmp (chunk, "COMM", 4) == 0
          && enh__read_at (fd, at, chunk, 16))
        {
          common_at = at;
          frame_bytes = aiff_frame_bytes (chunk + 8);
        }
      if (memcmp (chunk, samples, 4) == 0)
        {
          if (length == UINT64_C (0xffffffff) && length_64 != 0)
            length = length_64;
          else if (is_unknown_32 (length))
            return 0;
          /* AIFF's first 8 bytes there are no samples. */
          if (length <= (is_aiff ? 8u : 0u) && bytes > at + 8 + (int64_t) length
              && bytes < INT64_C (0xffffffff)
              && !are_chunks (fd, at + 8 + (int64_t) length, bytes, is_big))
            {
              *unfinished = 1;
              patch_chunks_32 (part, at, bytes, is_big, common_at, frame_bytes);
              return 0;
            }
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
check_w64 (int fd, int64_t bytes, enh__part *part, int *unfinished)
{
  int64_t at = 40;
  unsigned char chunk[24];

  for (int i = 0; i < MOST_CHUNKS && enh__read_at (fd, at, chunk, 24); ++i)
    {
      const uint64_t length = little (chunk + 16, 8);

      if (memcmp (chunk, "data", 4) == 0 && (length == 0 || length == 24)
          && bytes > at + 24)
        {
          *unfinished = 1;
          enh__part_patch (part, 16, 8, (uint64_t) bytes, 0);
          enh__part_patch (part, at + 16, 8, (uint64_t) (bytes - at), 0);
          return 0;
        }
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
check_caf (int fd, int64_t bytes, enh__part *part, int *unfinished)
{
  int64_t at = 8;
  unsigned char chunk[12];

  for (int i = 0; i < MOST_CHUNKS && enh__read_at (fd, at, chunk, 12); ++i)
    {
      const uint64_t length = big (chunk + 4, 8);

      if (length > (uint64_t) INT64_MAX / 2u)
        return 0;
      /* Its first 4 bytes, a count of edits, are no samples. */
      if (memcmp (chunk, "data", 4) == 0 && length <= 4 && bytes > at + 16)
        {
          *unfinished = 1;
          enh__part_patch (part, at + 4, 8, (uint64_t) (bytes - at - 12), 1);
          return 0;
        }
      if (memcmp (chunk, "data", 4) == 0)
        {
          const int64_t short_by = missing (at + 12, length, bytes);

          /* libsndfile opens none that is short, though some be salvaged. */
          if (short_by > 0)
            enh__part_patch (part, at + 4, 8, (uint64_t) (bytes - at - 12), 1);
          return short_by;
        }
      at += 12 + (int64_t) length;
    }
  return 0;
}

/* Sun AU: where the samples begin and how many bytes, in the byte order that
   the magic shows. */
static int64_t
check_au (const unsigned char *head, int64_t bytes, enh__part *part,
          int *unfinished)
{
  const int is_big = memcmp (head, ".snd", 4) == 0;
  const uint64_t start = is_big ? big (head + 4, 4) : little (head + 4, 4);
  const uint64_t length = is_big ? big (head + 8, 4) : little (head + 8, 4);

  if (length == 0 && bytes > (int64_t) start)
    {
      *unfinished = 1;
      enh__part_patch (part, 8, 4, (uint64_t) (bytes - (int64_t) start),
                       is_big);
    }
  return is_unknown_32 (length) ? 0 : missing ((int64_t) start, length, bytes);
}

/* Ogg says no length, but the last page of a whole stream says that it is. */
static int64_t
check_ogg (int fd, int64_t bytes)
{
  unsigned char tail[OGG_TAIL_BYTES];
  const size_t count = bytes < OGG_TAIL_BYTES ? (size_t) bytes : OGG_TAIL_BYTES;
  size_t last = count;

  if (!enh__read_at (fd, bytes - (int64_t) count, tail, count))
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
enh__missing_bytes (int fd, int64_t bytes, enh__part *part, int *unfinished)
{
  unsigned char head[12];

  if (!enh__read_at (fd, 0, head, sizeof head))
    return 0;
  if (memcmp (head, "OggS", 4) == 0)
    return check_ogg (fd, bytes);
  if (memcmp (head, "caff", 4) == 0)
    return check_caf (fd, bytes, part, unfinished);
  if (memcmp (head, ".snd", 4) == 0 || memcmp (head, "dns.", 4) == 0)
    return check_au (head, bytes, part, unfinished);
  if (memcmp (head, "riff", 4) == 0)
    return check_w64 (fd, bytes, part, unfinished);
  if (memcmp (head, "RIFF", 4) == 0 || memcmp (head, "RIFX", 4) == 0
      || memcmp (head, "RF64", 4) == 0 || memcmp (head, "FORM", 4) == 0)
    return check_chunks_32 (fd, bytes, head, part, unfinished);
  return 0;
}
