/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How many frames the header of an older container promises. libsndfile counts
   those that are there and says nothing. */

#ifndef ENH_IO_FILE_PROMISE_H
#define ENH_IO_FILE_PROMISE_H

#include <enhance/file.h>

#include <stdint.h>

/* Frames promised by the header of an AVR, HTK, MATLAB 4, MPC 2000, NIST, SDS,
   VOC, WVE or XI file; more than there are where a MATLAB 5 file is short, or an
   IRCAM, PAF or PVF file, whose header has no length, ends within a frame; -1:
   nothing is known. `fd` can seek, `info` is what libsndfile found. */
int64_t
enh__promised_frames (int fd, int64_t bytes, const enh_file_info *info);

#endif
