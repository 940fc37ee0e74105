/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/file/part.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
enh__part_patch (enh__part *part, int64_t at, uint32_t count, uint64_t value,
                 int is_big)
{
  for (int i = 0; i < ENH__PATCHES; ++i)
    {
      enh__patch *patch = &part->patch[i];

      if (patch->count != 0)
        continue;
      patch->at = at;
      patch->count = count;
      for (uint32_t b = 0; b < count; ++b)
        patch->bytes[is_big ? count - 1u - b : b]
          = (unsigned char) (value >> (8u * b));
      return;
    }
}

static int64_t
whole_length (const enh__part *part)
{
  return (int64_t) part->insert_bytes + part->length;
}

static int64_t
read_window (const enh__part_reader *reader, unsigned char *to, int64_t at,
             int64_t count)
{
  int64_t done = 0;

  while (done < count)
    {
      const ssize_t got = pread (reader->fd, to + done, (size_t) (count - done),
                                 (off_t) (reader->part->start + at + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      done += got;
    }
  for (int i = 0; i < ENH__PATCHES; ++i)
    {
      const enh__patch *patch = &reader->part->patch[i];

      for (uint32_t b = 0; b < patch->count; ++b)
        {
          const int64_t place = patch->at + (int64_t) b - at;

          if (place >= 0 && place < done)
            to[place] = patch->bytes[b];
        }
    }
  return done;
}

static int64_t
least (int64_t a, int64_t b)
{
  return a < b ? a : b;
}

int64_t
enh__part_read (enh__part_reader *reader, void *to, int64_t count)
{
  const enh__part *part = reader->part;
  const int64_t insert_end = part->insert_at + (int64_t) part->insert_bytes;
  const int64_t end = least (reader->at + count, whole_length (part));
  unsigned char *next = to;
  const int64_t from = reader->at;

  while (reader->at < end)
    {
      int64_t got;

      if (reader->at < part->insert_at)
        got = read_window (reader, next, reader->at,
                           least (end, part->insert_at) - reader->at);
      else if (reader->at < insert_end)
        {
          got = least (end, insert_end) - reader->at;
          memcpy (next, part->insert + (reader->at - part->insert_at),
                  (size_t) got);
        }
      else
        got = read_window (reader, next,
                           reader->at - (int64_t) part->insert_bytes,
                           end - reader->at);
      if (got <= 0)
        break;
      next += got;
      reader->at += got;
    }
  return reader->at - from;
}

static sf_count_t
io_length (void *data)
{
  return whole_length (((const enh__part_reader *) data)->part);
}

static sf_count_t
io_seek (sf_count_t offset, int whence, void *data)
{
  enh__part_reader *reader = data;
  const int64_t from = whence == SEEK_CUR   ? reader->at
                       : whence == SEEK_END ? whole_length (reader->part)
                                            : 0;

  if (from + offset < 0)
    return -1;
  reader->at = from + offset;
  return reader->at;
}

static sf_count_t
io_tell (void *data)
{
  return ((const enh__part_reader *) data)->at;
}

static sf_count_t
io_read (void *to, sf_count_t count, void *data)
{
  return enh__part_read (data, to, count);
}

static sf_count_t
io_write (const void *from, sf_count_t count, void *data)
{
  (void) from;
  (void) count;
  (void) data;
  return 0;
}

SF_VIRTUAL_IO
enh__part_open (enh__part_reader *reader, int fd, const enh__part *part)
{
  const SF_VIRTUAL_IO io = { io_length, io_seek, io_read, io_write, io_tell };

  reader->fd = fd;
  reader->part = part;
  reader->at = 0;
  return io;
}
