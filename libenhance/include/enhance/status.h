/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Status codes and error messages.

   @defgroup enhance_status Status and errors

   What calls that can fail return.
*/

#ifndef ENHANCE_STATUS_H
#define ENHANCE_STATUS_H

#include <enhance/attributes.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_status
    @{ */

/** The result of a call. Values never change; new ones are appended. */
typedef enum enh_status {
  ENH_OK = 0,               /**< Success */
  ENH_ERR_NULL = 1,         /**< A required pointer is NULL */
  ENH_ERR_NO_MEMORY = 2,    /**< Out of memory */
  ENH_ERR_CONFIG = 3,       /**< A configuration field has an invalid value */
  ENH_ERR_RATE = 4,         /**< The sample rate is outside 8 to 192 kHz */
  ENH_ERR_CHANNELS = 5,     /**< This channel layout is not supported */
  ENH_ERR_PARAM = 6,        /**< There is no such parameter */
  ENH_ERR_RANGE = 7,        /**< The value is out of range or not a number */
  ENH_ERR_AUDIOGRAM = 8,    /**< The audiogram is malformed */
  ENH_ERR_OPEN = 9,         /**< A file could not be opened */
  ENH_ERR_FORMAT = 10,      /**< A file's format cannot be used */
  ENH_ERR_READ = 11,        /**< A file could not be read to its end */
  ENH_ERR_WRITE = 12,       /**< A file could not be written */
  ENH_ERR_NO_DEVICE = 13,   /**< There is no such audio device */
  ENH_ERR_AMBIGUOUS = 14,   /**< More than one audio device matches */
  ENH_ERR_DEVICE = 15,      /**< The audio device failed or was lost */
  ENH_ERR_STATE = 16,       /**< Not possible in the object's present state */
  ENH_ERR_LOUDSPEAKER = 17, /**< The output is a loudspeaker */
  ENH_ERR_BUSY = 18         /**< Another program is using the audio device */
} enh_status;

/**
   Describe a status.  @any

   @param status  Any value, including one that is not a status.
   @return A constant sentence with a capital and no full stop; never NULL.
   @since 0.1
*/
ENH_API const char *
enh_strerror (enh_status status);

/** An error message: what failed, why, what to do. One line, no newline. */
typedef struct enh_error {
  char text[512]; /**< UTF-8, always terminated; empty when nothing failed */
} enh_error;

/** @} */

ENH_END_DECLS

#endif
