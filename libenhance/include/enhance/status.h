/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file status.h
   What a call that can fail returns.
*/

#ifndef ENHANCE_STATUS_H
#define ENHANCE_STATUS_H

#include <enhance/attributes.h>

ENH_BEGIN_DECLS

/** Values are fixed for ever; new ones are appended. */
typedef enum enh_status {
  ENH_OK = 0,               /**< Done */
  ENH_ERR_NULL = 1,         /**< A required pointer is NULL */
  ENH_ERR_NO_MEMORY = 2,    /**< Memory ran out */
  ENH_ERR_CONFIG = 3,       /**< A configuration field is not one that exists */
  ENH_ERR_RATE = 4,         /**< The sample rate is outside 8 to 192 kHz */
  ENH_ERR_CHANNELS = 5,     /**< This channel layout is not supported */
  ENH_ERR_PARAM = 6,        /**< There is no such parameter */
  ENH_ERR_RANGE = 7,        /**< The value is out of range, or no number */
  ENH_ERR_AUDIOGRAM = 8,    /**< The audiogram is malformed */
  ENH_ERR_OPEN = 9,         /**< A file could not be opened */
  ENH_ERR_FORMAT = 10,      /**< A file's format cannot be used */
  ENH_ERR_READ = 11,        /**< A file could not be read to its end */
  ENH_ERR_WRITE = 12,       /**< A file could not be written */
  ENH_ERR_NO_DEVICE = 13,   /**< There is no such audio device */
  ENH_ERR_AMBIGUOUS = 14,   /**< More than one audio device matches */
  ENH_ERR_DEVICE = 15,      /**< The audio device refused, or was lost */
  ENH_ERR_STATE = 16,       /**< The call does not fit the object's state */
  ENH_ERR_LOUDSPEAKER = 17, /**< The output is a loudspeaker */
  ENH_ERR_BUSY = 18         /**< Another program has the audio device */
} enh_status;

/**
   Say what a status means.  @any

   @param status  Any value, also one that is not a status.
   @return One sentence with a capital and no full stop; never NULL, never to be
           freed.
   @since 0.1
*/
ENH_API const char *
enh_strerror (enh_status status);

/** The text of a failure: which thing, why, what to do. One line, no newline. */
typedef struct enh_error {
  char text[512]; /**< UTF-8, always terminated; empty when nothing failed */
} enh_error;

ENH_END_DECLS

#endif
