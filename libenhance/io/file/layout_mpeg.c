/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* MPEG audio has no length but what its frames add up to. An encoder may put a
   count of them into a first frame without sound ("Xing", "Info", "VBRI"); where
   it did not, libsndfile guesses from the first frames' bit rate, and plays no
   more than it guessed. So the frames are counted here, by their headers (ISO/IEC
   11172-3, 2.4.1.3), and a first frame that tells their number is put in. */

#include "io/file/layout.h"

#include <string.h>

/* Layer III at 32 kHz and 320 kbit/s, padded. */
enum { FRAME_BYTES_MOST = 1441, LAYER_III = 3 };

/* Bytes looked at in one place for the next frame: pictures and tags that are
   not known are shorter. */
enum { RESYNC_MOST = 1 << 20 };

typedef struct frame {
  int64_t bytes;
  int samples;
  int layer;
  int is_version_1;
  int is_mono;
  unsigned int kind; /* bits that stay the same through a stream */
} frame;

/* The file in blocks, and what is being counted. */
typedef struct walk {
  int fd;
  int64_t bytes;
  int64_t block_at;
  size_t block_count;
  unsigned char block[65536];

  enh__layout *layout;
  enh__part *part;        /* of now; NULL: none yet */
  int64_t frames;         /* in it */
  int64_t told_frames;    /* by its tag; -1: it has none */
  int64_t told_at;        /* where the tag has them, bytes into the part */
  int64_t first_at;       /* its first frame, bytes into the part */
  unsigned char first[4]; /* that frame's header */
  frame kind;
} walk;

static const unsigned char *
peek (walk *w, int64_t at, size_t count)
{
  if (at < 0 || at + (int64_t) count > w->bytes)
    return NULL;
  if (w->block_count == 0 || at < w->block_at
      || at + (int64_t) count > w->block_at + (int64_t) w->block_count)
    {
      const int64_t left = w->bytes - at;

      w->block_at = at;
      w->block_count = left < (int64_t) sizeof w->block ? (size_t) left
                                                        : sizeof w->block;
      if (!enh__read_at (w->fd, at, w->block, w->block_count))
        {
          w->block_count = 0;
          return NULL;
        }
    }
  return w->block + (at - w->block_at);
}

static uint32_t
big_32 (const unsigned char *from)
{
  return (uint32_t) from[0] << 24 | (uint32_t) from[1] << 16
         | (uint32_t) from[2] << 8 | from[3];
}

/* 0: no header of a frame, or one of a free bit rate, whose length nobody says. */
static int
read_header (const unsigned char *h, frame *f)
{
  /* kbit/s by index; version 1 layers I to III, version 2 layer I, the others. */
  static const short rates[5][15] = {
    { 0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448 },
    { 0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384 },
    { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 },
    { 0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256 },
    { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 }
  };
  static const int hz[3] = { 44100, 48000, 32000 };
  const int version = (h[1] >> 3) & 3; /* 0: 2.5, 2: 2, 3: 1 */
  const int layer = 4 - ((h[1] >> 1) & 3);
  const int rate = h[2] >> 4;
  const int hz_index = (h[2] >> 2) & 3;
  const int padding = (h[2] >> 1) & 1;

  if (h[0] != 0xff || (h[1] & 0xe0) != 0xe0 || version == 1 || layer == 4
      || rate == 0 || rate == 15 || hz_index == 3)
    return 0;
  f->is_version_1 = version == 3;
  f->layer = layer;
  f->is_mono = h[3] >> 6 == 3;
  f->kind = (unsigned int) (h[1] & 0x1e) << 8 | (unsigned int) (h[2] & 0x0c);
  f->samples = layer == 1                               ? 384
               : layer == LAYER_III && !f->is_version_1 ? 576
                                                        : 1152;

  const int row = f->is_version_1 ? layer - 1 : layer == 1 ? 3 : 4;
  const int sample_hz = hz[hz_index] >> (version == 3   ? 0
                                         : version == 2 ? 1
                                                        : 2);
  const int64_t bits = (int64_t) rates[row][rate] * 1000;
  f->bytes = layer == 1 ? (12 * bits / sample_hz + padding) * 4
                        : f->samples / 8 * bits / sample_hz + padding;
  return 1;
}

static int
read_frame (walk *w, int64_t at, frame *f)
{
  const unsigned char *h = peek (w, at, 4);

  return h && read_header (h, f);
}

/* A header may stand in other bytes by chance: believed where the next frame
   follows it, or nothing does. */
static int
is_frame (walk *w, int64_t at, frame *f)
{
  frame next;

  if (!read_frame (w, at, f))
    return 0;
  if (w->part && f->kind == w->kind.kind)
    return 1;
  return at + f->bytes >= w->bytes
         || (read_frame (w, at + f->bytes, &next) && next.kind == f->kind);
}

/* Bytes of a tag that is no sound; 0: there is none. */
static int64_t
tag_bytes (walk *w, int64_t at)
{
  const unsigned char *t = peek (w, at, 10);

  if (t && memcmp (t, "ID3", 3) == 0 && !((t[6] | t[7] | t[8] | t[9]) & 0x80))
    return 10 + ((int64_t) t[6] << 21 | (int64_t) t[7] << 14 | t[8] << 7 | t[9])
           + (t[5] & 0x10 ? 10 : 0);
  if (t && memcmp (t, "TAG", 3) == 0)
    return 128;
  t = peek (w, at, 32);
  if (t && memcmp (t, "APETAGEX", 8) == 0)
    return 32 + (int64_t) (t[12] | t[13] << 8 | t[14] << 16);
  return 0;
}

/* Where in its first frame a stream tells how many follow; 0: it does not. */
static int
told_place (walk *w, int64_t at, const frame *f)
{
  const int side = f->is_version_1 ? (f->is_mono ? 17 : 32)
                                   : (f->is_mono ? 9 : 17);
  const unsigned char *h;

  if (f->layer != LAYER_III || f->bytes > FRAME_BYTES_MOST)
    return 0;
  h = peek (w, at, (size_t) f->bytes);
  if (!h)
    return 0;
  /* A checksum may stand between header and side information. */
  for (int place = 4 + side; place <= 6 + side; place += 2)
    if (place + 12 <= f->bytes
        && (memcmp (h + place, "Xing", 4) == 0
            || memcmp (h + place, "Info", 4) == 0)
        && (h[place + 7] & 1))
      return place + 8;
  return f->bytes >= 36 + 18 && memcmp (h + 36, "VBRI", 4) == 0 ? 36 + 14 : 0;
}

/* A frame like the first of the stream, without sound, that tells the number of
   those behind it. */
static void
insert_count (walk *w)
{
  enh__part *part = w->part;
  frame f;
  const int side = w->kind.is_version_1 ? (w->kind.is_mono ? 17 : 32)
                                        : (w->kind.is_mono ? 9 : 17);
  unsigned char *to = part->insert;

  memcpy (to, w->first, 4);
  to[1] |= 1; /* no checksum */
  /* 64 or 128 kbit/s: long enough for the count at every rate. */
  to[2] = (unsigned char) ((to[2] & 0x0c) | 0x90);
  if (!read_header (to, &f) || f.bytes > ENH__INSERT_BYTES
      || f.bytes < 4 + side + 12)
    return;
  memcpy (to + 4 + side, "Xing", 4);
  to[4 + side + 7] = 1;
  for (int i = 0; i < 4; ++i)
    to[4 + side + 8 + i] = (unsigned char) (w->frames >> (24 - 8 * i));
  part->insert_at = w->first_at;
  part->insert_bytes = (uint32_t) f.bytes;
}

/* The part of now ends before `end`. Its tag may count itself, too. */
static void
end_part (walk *w, int64_t end)
{
  if (!w->part)
    return;
  w->part->length = end - w->part->start;
  if (w->kind.layer != LAYER_III || w->frames > UINT32_MAX)
    return;
  if (w->told_frames < 0)
    insert_count (w);
  else if (w->told_frames != w->frames && w->told_frames != w->frames + 1)
    {
      if (w->told_frames > w->frames)
        w->layout->missing = -1;
      enh__part_patch (w->part, w->told_at, 4, (uint64_t) w->frames, 1);
    }
}

static int
begin_part (walk *w, int64_t start, int64_t at, const frame *f, int told)
{
  w->part = enh__layout_add (w->layout, start, w->bytes);
  if (!w->part)
    return -1;
  w->kind = *f;
  w->frames = 0;
  w->told_frames = -1;
  w->first_at = at - start;
  memcpy (w->first, peek (w, at, 4), 4);
  if (told)
    {
      w->told_at = w->first_at + told;
      w->told_frames = big_32 (peek (w, at + told, 4));
    }
  return 0;
}

/* The next frame or tag behind bytes that are neither; the end if none is near. */
static int64_t
resync (walk *w, int64_t at)
{
  frame f;

  for (int64_t i = at + 1; i < w->bytes && i - at < RESYNC_MOST; ++i)
    if (tag_bytes (w, i) != 0 || is_frame (w, i, &f))
      return i;
  return w->bytes;
}

static int
walk_frames (walk *w)
{
  int64_t start = 0; /* of the next part: tags before a frame belong to it */
  int64_t end = 0;   /* of the last frame */
  int64_t at = 0;
  frame f;

  while (at < w->bytes)
    {
      const int64_t tag = tag_bytes (w, at);

      if (tag != 0)
        at += tag;
      else if (is_frame (w, at, &f))
        {
          const int told = told_place (w, at, &f);

          if (at + f.bytes > w->bytes)
            {
              w->layout->missing = at + f.bytes - w->bytes;
              break;
            }
          if (told || !w->part || f.kind != w->kind.kind)
            {
              end_part (w, end);
              if (begin_part (w, start, at, &f, told) != 0)
                return -1;
            }
          w->frames += !told;
          at += f.bytes;
          start = end = at;
        }
      else if (!w->part)
        return 0;
      else
        at = resync (w, at);
    }
  /* Tags at the end stay with the last part, but for half a frame. */
  end_part (w, w->layout->missing > 0 ? end : w->bytes);
  return 0;
}

int
enh__layout_mpeg (enh__layout *layout, int fd, int64_t bytes)
{
  walk w;
  frame first;
  int64_t at = 0;

  memset (&w, 0, sizeof w);
  w.fd = fd;
  w.bytes = bytes;
  w.layout = layout;
  for (int64_t tag; (tag = tag_bytes (&w, at)) != 0;)
    at += tag;
  if (!is_frame (&w, at, &first))
    return 0;
  layout->by_stream = 1;
  return walk_frames (&w);
}
