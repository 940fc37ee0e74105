/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which of libsndfile's formats a file gets, and what that format can hold. */

#ifndef ENH_IO_FILE_FORMAT_H
#define ENH_IO_FILE_FORMAT_H

#include <enhance/file.h>

/* Choose by the ending of the name and by info->format, which the new file
   should be like; 0: nothing. Fills info->format. 0, or -1: the ending names no
   format that can be written. */
int
enh__format_choose (enh_file_info *info, const char *ending,
                    enh_file_encoding encoding);

/* Not 0: a header of that format can hold the sample rate. */
int
enh__format_keeps_rate (int format, int rate);

/* Bytes of a sample as it is stored; 1 where it is compressed. */
int
enh__format_sample_bytes (int format);

/* Frames that a file of this format can hold with these channels. */
int64_t
enh__format_capacity (const enh_file_info *info);

#endif
