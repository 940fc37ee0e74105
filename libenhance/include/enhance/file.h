/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Sound files, read and written in planar blocks. Part of libenhance-io.

   @defgroup enhance_file Sound files

   Sound files, read and written in planar blocks. Part of libenhance-io.
*/

#ifndef ENHANCE_FILE_H
#define ENHANCE_FILE_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_file
    @{ */

/** A sound file, open for reading or for writing. */
typedef struct enh_file enh_file;

/** How samples are stored. */
typedef enum enh_file_encoding {
  ENH_FILE_LIKE_NAME = 0, /**< By file name suffix; 24 bits if it can */
  ENH_FILE_FLOAT = 1      /**< 32-bit float if the format has it */
} enh_file_encoding;

/** Rate, channels, length and format of a file. */
typedef struct enh_file_info {
  double sample_rate; /**< Hz */
  uint32_t channels;  /**< 1 or more */
  int64_t frames;     /**< Length; -1 if unknown (a pipe) */
  int32_t format;     /**< Container and encoding, as libsndfile's number */
} enh_file_info;

/**
   Open a sound file for reading.  @setup

   @param file   Receives the handle, or NULL on failure. Not NULL.
   @param path   UTF-8; "-" is standard input. Input from a pipe is first copied
                 to an unnamed file in TMPDIR, so that any format with a header
                 can be read. Not NULL.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY, ENH_ERR_OPEN, ENH_ERR_FORMAT
           or ENH_ERR_READ (truncated too early to be opened).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_open (enh_file **file, const char *path, enh_error *error);

/**
   Create a sound file.  @setup

   Samples are written to a temporary file in the same folder, which
   enh_file_commit renames to `path`. Until then an existing file at `path` is
   unchanged; enh_file_close without a commit leaves nothing behind. A device or
   pipe at `path` is written to by enh_file_commit. Integer samples are rounded
   without dither.

   @param file      Receives the handle, or NULL on failure. Not NULL.
   @param path      UTF-8; the suffix chooses the format (.wav .flac .ogg .opus
                    .mp3 .aiff .w64 .caf .au and others that libsndfile writes).
                    "-" is WAV on standard output. Not NULL.
   @param info      Rate and channels; `format` of the input to keep its
                    encoding, otherwise 0. Not NULL.
   @param encoding  Ignored if `info->format` suits the file.
   @param error     NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY, ENH_ERR_OPEN (folder missing
           or read-only) or ENH_ERR_FORMAT (unknown suffix, or a rate or number
           of channels that the format cannot store).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_create (enh_file **file, const char *path, const enh_file_info *info,
                 enh_file_encoding encoding, enh_error *error);

/**
   Get rate, channels, length and format.  @setup

   @param file  The file.
   @return Valid until enh_file_close; NULL if `file` is NULL.
   @since 0.1
*/
ENH_API const enh_file_info *
enh_file_describe (const enh_file *file);

/**
   Read the next block.  @setup

   @param file      Open for reading. Not NULL.
   @param channels  One pointer for each channel to room for `frames` samples.
                    Not NULL.
   @param frames    The most frames to read.
   @param read      Receives the frames read; 0 at the end of the file. Not
                    NULL.
   @param error     NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (open for writing) or
           ENH_ERR_READ (damaged, or shorter than its header says).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_read (enh_file *file, float *const *channels, uint32_t frames,
               uint32_t *read, enh_error *error);

/**
   Write the next block.  @setup

   Samples beyond full scale are clipped if the encoding is integer.

   @param file      Open for writing. Not NULL.
   @param channels  One pointer for each channel to `frames` samples. Not NULL.
   @param frames    How many to write.
   @param error     NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (not open for writing) or
           ENH_ERR_WRITE (for example, disk full).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_write (enh_file *file, const float *const *channels, uint32_t frames,
                enh_error *error);

/**
   Complete a written file and rename it to its path.  @setup

   On failure, a file that was at the path before is unchanged.

   @param file   Open for writing; must still be closed. Not NULL.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE (not open for writing, or already
           committed) or ENH_ERR_WRITE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_commit (enh_file *file, enh_error *error);

/**
   Close a file; a file created and not committed is deleted.  @setup

   @param file  NULL is allowed.
   @since 0.1
*/
ENH_API void
enh_file_close (enh_file *file);

/** @} */

ENH_END_DECLS

#endif
