/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/file/foreign.h"

#include <string.h>
#include <sys/types.h>
#include <unistd.h>

const char *
enh__foreign_format (int fd)
{
  static const struct {
    int at;
    int count;
    const char *bytes;
    const char *what;
  } formats[] = {
    { 4, 4, "ftyp", "an MP4, M4A or 3GP file" },
    { 0, 5, "#!AMR", "an AMR file" },
    { 0, 4, "\x30\x26\xb2\x75", "a Windows Media (WMA) file" },
    { 0, 4, "\x1a\x45\xdf\xa3", "a Matroska or WebM file" },
    { 0, 4, "wvpk", "a WavPack file" },
    { 0, 4, "MAC ", "a Monkey's Audio file" },
    { 0, 4, "TTA1", "a TTA file" },
    { 0, 4, "MThd", "a MIDI file, which has notes and no sound" },
    { 0, 4, "DSD ", "a DSD file" },
    { 0, 4, "FRM8", "a DSD file" },
    { 0, 4, "MPCK", "a Musepack file" },
    { 0, 3, "MP+", "a Musepack file" },
    { 0, 4, "FLV\x01", "a Flash video" },
    { 0, 4, "ADIF", "an AAC file" },
    { 0, 2, "\xff\xf1", "an AAC file" },
    { 0, 2, "\xff\xf9", "an AAC file" },
    { 0, 5, "%PDF-", "a PDF document" },
    { 0, 4, "PK\x03\x04", "a ZIP archive or an office document" },
    { 0, 4, "\x89PNG", "a picture" },
    { 0, 3, "\xff\xd8\xff", "a picture" },
  };
  unsigned char head[16] = { 0 };

  (void) !pread (fd, head, sizeof head, 0);
  for (size_t i = 0; i < sizeof formats / sizeof *formats; ++i)
    if (memcmp (head + formats[i].at, formats[i].bytes,
                (size_t) formats[i].count)
        == 0)
      return formats[i].what;
  return NULL;
}
