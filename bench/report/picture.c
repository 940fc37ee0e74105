/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PNG (RFC 2083) with a palette and uncompressed data (RFC 1950, 1951), in
   base64 (RFC 4648): this needs no library. */

#include "report/picture.h"

#include "bench.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A growing buffer. */
typedef struct bytes {
  unsigned char *data;
  size_t count;
  size_t space;
} bytes;

static void
put (bytes *to, const void *data, size_t count)
{
  if (to->count + count > to->space)
    {
      to->space = 2 * to->space + count;
      unsigned char *grown = bench_zeros (to->space, 1);
      if (to->count)
        memcpy (grown, to->data, to->count);
      free (to->data);
      to->data = grown;
    }
  memcpy (to->data + to->count, data, count);
  to->count += count;
}

static void
put_word (bytes *to, uint32_t word)
{
  const unsigned char big[4]
    = { (unsigned char) (word >> 24), (unsigned char) (word >> 16),
        (unsigned char) (word >> 8), (unsigned char) word };

  put (to, big, 4);
}

static uint32_t
crc_of (const unsigned char *data, size_t count)
{
  uint32_t crc = 0xffffffffu;

  for (size_t i = 0; i < count; ++i)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; ++bit)
        crc = crc & 1 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static void
put_chunk (bytes *to, const char *type, const bytes *data)
{
  put_word (to, (uint32_t) data->count);
  const size_t from = to->count;
  put (to, type, 4);
  if (data->count)
    put (to, data->data, data->count);
  put_word (to, crc_of (to->data + from, to->count - from));
}

/* zlib's frame around stored blocks, and Adler's checksum. */
static void
store (bytes *to, const bytes *data)
{
  enum { MOST = 65535 };
  uint32_t a = 1;
  uint32_t b = 0;

  put (to, "\x78\x01", 2);
  for (size_t at = 0; at < data->count; at += MOST)
    {
      const size_t now = data->count - at < MOST ? data->count - at : MOST;
      const unsigned char head[5]
        = { at + now == data->count, (unsigned char) now,
            (unsigned char) (now >> 8), (unsigned char) ~now,
            (unsigned char) (~now >> 8) };
      put (to, head, 5);
      put (to, data->data + at, now);
    }
  for (size_t i = 0; i < data->count; ++i)
    {
      a = (a + data->data[i]) % 65521;
      b = (b + a) % 65521;
    }
  put_word (to, b << 16 | a);
}

/* From near black over violet and orange to near white: lightness rises evenly,
   so it reads in grey print and with any colour vision. */
static void
put_palette (bytes *to)
{
  static const unsigned char stops[6][3]
    = { { 8, 8, 20 },    { 60, 20, 90 },   { 140, 40, 100 },
        { 215, 80, 60 }, { 250, 165, 60 }, { 252, 250, 200 } };

  for (int i = 0; i < 256; ++i)
    {
      const int place = i * 5;
      const int stop = place / 255 < 5 ? place / 255 : 4;
      const int part = place - stop * 255;
      unsigned char colour[3];
      for (int c = 0; c < 3; ++c)
        colour[c] = (unsigned char) (stops[stop][c]
                                     + (stops[stop + 1][c] - stops[stop][c])
                                         * part / 255);
      put (to, colour, 3);
    }
}

static char *
base64 (const char *before, const unsigned char *data, size_t count)
{
  static const char digits[]
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const size_t begin = strlen (before);
  char *text = bench_zeros (begin + (count + 2) / 3 * 4 + 1, 1);
  char *at = text + begin;

  memcpy (text, before, begin);
  for (size_t i = 0; i < count; i += 3)
    {
      const uint32_t three = (uint32_t) data[i] << 16
                             | (uint32_t) (i + 1 < count ? data[i + 1] : 0) << 8
                             | (uint32_t) (i + 2 < count ? data[i + 2] : 0);
      *at++ = digits[three >> 18];
      *at++ = digits[three >> 12 & 63];
      *at++ = i + 1 < count ? digits[three >> 6 & 63] : '=';
      *at++ = i + 2 < count ? digits[three & 63] : '=';
    }
  return text;
}

char *
picture_uri (const unsigned char *levels, size_t width, size_t height)
{
  bytes file = { NULL, 0, 0 };
  bytes head = { NULL, 0, 0 };
  bytes palette = { NULL, 0, 0 };
  bytes raw = { NULL, 0, 0 };
  bytes packed = { NULL, 0, 0 };
  const bytes nothing = { NULL, 0, 0 };

  put (&file, "\x89PNG\r\n\x1a\n", 8);
  put_word (&head, (uint32_t) width);
  put_word (&head, (uint32_t) height);
  /* 8 bits, palette, deflate, no filter, not interlaced. */
  put (&head, "\x08\x03\x00\x00\x00", 5);
  put_chunk (&file, "IHDR", &head);
  put_palette (&palette);
  put_chunk (&file, "PLTE", &palette);
  for (size_t row = 0; row < height; ++row)
    {
      put (&raw, "", 1);
      put (&raw, levels + row * width, width);
    }
  store (&packed, &raw);
  put_chunk (&file, "IDAT", &packed);
  put_chunk (&file, "IEND", &nothing);
  char *uri = base64 ("data:image/png;base64,", file.data, file.count);
  free (file.data);
  free (head.data);
  free (palette.data);
  free (raw.data);
  free (packed.data);
  return uri;
}
