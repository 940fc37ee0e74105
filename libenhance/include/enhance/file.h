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

/** How to open a file: flags, combined with `|`. */
enum {
  ENH_FILE_SALVAGE = 1 /**< Read what is left of a truncated or damaged file */
};

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

   Joined streams in one file (chained Ogg, MP3 files one after the other) are read
   in sequence; they must have the same rate and number of channels. A file whose
   recorder stopped before it wrote its length is read to its end.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_open (enh_file **file, const char *path, enh_error *error);

/**
   Open a sound file for reading, with flags.  @setup

   @param file   Receives the handle, or NULL on failure. Not NULL.
   @param path   As for enh_file_open. Not NULL.
   @param flags  0, or ENH_FILE_SALVAGE: reading stops without an error where the
                 file breaks off, and enh_file_note reports it.
   @param error  NULL, or filled on failure.
   @return As enh_file_open, or ENH_ERR_CONFIG (unknown flags).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_open_with (enh_file **file, const char *path, uint32_t flags,
                    enh_error *error);

/**
   Get what the user should know about a file that can be read: its header was
   never completed, or it was salvaged.  @setup

   @param file  Open for reading; NULL is allowed. Call it at the end of a
                salvaged file.
   @return One sentence in English without a full stop, valid until the next call
           for this file; NULL: nothing to report.
   @since 0.1
*/
ENH_API const char *
enh_file_note (enh_file *file);

/**
   Copy metadata as far as both formats can store it: title, artist, date, comment
   and the like, and the broadcast and cart chunks of WAV. Pictures, cue points and
   loops are not copied.  @setup

   @param to    Open for writing, with nothing written yet. Not NULL.
   @param from  Open for reading. Not NULL.
   @return ENH_OK, ENH_ERR_NULL or ENH_ERR_STATE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_copy_tags (enh_file *to, enh_file *from);

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
           or read-only), ENH_ERR_FORMAT (unknown suffix, or a rate or number of
           channels that the format cannot store) or ENH_ERR_CONFIG (unknown
           encoding).
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
           ENH_ERR_READ (damaged, or shorter than its header says; the headers of
           IRCAM, PAF and PVF files have no length, so these count as complete
           unless they end within a frame).
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
