/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file file.h
   Sound files, as planar blocks. Part of libenhance-io.

   Every function here is of class @setup: it may block, allocate and fail.
*/

#ifndef ENHANCE_FILE_H
#define ENHANCE_FILE_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** One sound file, open for reading or for writing. */
typedef struct enh_file enh_file;

/** How samples are to be stored. */
typedef enum enh_file_encoding {
  ENH_FILE_LIKE_NAME = 0, /**< By the name's ending; 24 bit where it allows */
  ENH_FILE_FLOAT = 1      /**< 32-bit float where the format has it */
} enh_file_encoding;

/** How a file is to be opened: flags that are or-ed together. */
enum {
  ENH_FILE_SALVAGE = 1 /**< A truncated or damaged file: what is there of it */
};

/** What is known of a file. */
typedef struct enh_file_info {
  double sample_rate; /**< Hz */
  uint32_t channels;  /**< 1 or more */
  int64_t frames;     /**< Length; -1 where it is not known */
  int32_t format;     /**< Container, encoding: libsndfile's number */
} enh_file_info;

/**
   Open a sound file for reading.  @setup

   @param file   Where the handle goes; NULL on failure.
   @param path   UTF-8; "-" is standard input. What comes through a pipe is
                 first copied whole to a file without a name in TMPDIR, so that
                 every format with a header can be read from it.
   @param error  NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY, ENH_ERR_OPEN,
           ENH_ERR_FORMAT, ENH_ERR_READ (cut so short that it cannot be opened).

   Joined streams in one file (chained Ogg, MP3 files one after the other) are read
   one after the other; they must have one rate and number of channels. A file whose
   recorder stopped before it wrote any length is read to its end.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_open (enh_file **file, const char *path, enh_error *error);

/**
   Open a sound file for reading in another way than the usual one.  @setup

   @param flags  0, or ENH_FILE_SALVAGE: reading ends where the file breaks off,
                 without a failure, and enh_file_note tells of it.
   Otherwise as enh_file_open.
   @since 0.2
*/
ENH_API ENH_NODISCARD enh_status
enh_file_open_with (enh_file **file, const char *path, uint32_t flags,
                    enh_error *error);

/**
   What a person should know of a file that is read all the same: its header was
   never finished, or it is salvaged. One sentence without a full stop, in
   English.  @setup

   @param file  Open for reading; NULL is fine. Of a salvaged file ask at its end.
   @return Valid until the next call for this file; NULL: nothing.
   @since 0.2
*/
ENH_API const char *
enh_file_note (enh_file *file);

/**
   Copy what a file says of itself beside its sound, as far as both formats keep
   it: title, artist, date, comment and the like, and the broadcast and cart
   chunks of WAV. Pictures, cue points and loops are not copied.  @setup

   @param to    Open for writing, nothing written yet.
   @param from  Open for reading.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE.
   @since 0.2
*/
ENH_API ENH_NODISCARD enh_status
enh_file_copy_tags (enh_file *to, enh_file *from);

/**
   Begin a sound file.  @setup

   The samples go to a temporary file in the same folder. Only
   enh_file_commit gives it its name; until then whatever stands at `path` is
   untouched, and enh_file_close without commit leaves no trace. Where a device
   or a pipe stands at `path`, it is written to when committed. Integer samples
   are rounded, without dither.

   @param file      Where the handle goes; NULL on failure.
   @param path      UTF-8; its ending chooses the format (.wav .flac .ogg .opus
                    .mp3 .aiff .w64 .caf .au and what else libsndfile writes); "-" is
                    WAV on standard output, written when committed.
   @param info      Rate, channels; `format` of the input where the same
                    encoding is wanted, else 0.
   @param encoding  See enh_file_encoding; ignored when info->format fits.
   @param error     NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_NO_MEMORY, ENH_ERR_OPEN (folder missing
           or read-only), ENH_ERR_FORMAT (ending unknown, or rate and channels
           that the format does not have), ENH_ERR_CONFIG (an encoding that there
           is not).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_create (enh_file **file, const char *path, const enh_file_info *info,
                 enh_file_encoding encoding, enh_error *error);

/**
   What the file is.  @setup

   @return Valid until close; NULL for NULL.
   @since 0.1
*/
ENH_API const enh_file_info *
enh_file_describe (const enh_file *file);

/**
   Read the next block.  @setup

   @param file      Open for reading.
   @param channels  One pointer per channel to room for `frames` samples.
   @param frames    How many at most.
   @param read      How many came; 0 at the end of the file.
   @param error     NULL, or filled on failure.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE, ENH_ERR_READ (damaged, or
           shorter than its header says; IRCAM, PAF and PVF files have no length in
           it, and count as whole unless they end within a frame).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_read (enh_file *file, float *const *channels, uint32_t frames,
               uint32_t *read, enh_error *error);

/**
   Write the next block.  @setup

   Samples beyond full scale are clipped where the encoding is integer.

   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE, ENH_ERR_WRITE (disk full, for
           one).
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_write (enh_file *file, const float *const *channels, uint32_t frames,
                enh_error *error);

/**
   Finish a written file and give it its name, at once and whole.  @setup

   @param file   Open for writing; still to be closed afterwards.
   @param error  NULL, or filled on failure; nothing is left at the path then
                 but what stood there before.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_STATE, ENH_ERR_WRITE.
   @since 0.1
*/
ENH_API ENH_NODISCARD enh_status
enh_file_commit (enh_file *file, enh_error *error);

/**
   Close a file; one that was begun and not committed vanishes.  @setup

   @param file  NULL is fine.
   @since 0.1
*/
ENH_API void
enh_file_close (enh_file *file);

ENH_END_DECLS

#endif
