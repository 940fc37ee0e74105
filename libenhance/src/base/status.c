/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Descriptions of the enh_status values. */

#include <enhance/status.h>

static const char *const sentences[] = {
  [ENH_OK] = "Done",
  [ENH_ERR_NULL] = "A required pointer is NULL",
  [ENH_ERR_NO_MEMORY] = "Memory ran out",
  [ENH_ERR_CONFIG] = "A configuration field has a value that does not exist",
  [ENH_ERR_RATE] = "The sample rate is outside 8000 to 192000 Hz",
  [ENH_ERR_CHANNELS] = "This channel layout is not supported",
  [ENH_ERR_PARAM] = "There is no such parameter",
  [ENH_ERR_RANGE] = "The value is outside the allowed range",
  [ENH_ERR_AUDIOGRAM] = "The audiogram is malformed",
  [ENH_ERR_OPEN] = "The file could not be opened",
  [ENH_ERR_FORMAT] = "The file is of a format that cannot be used",
  [ENH_ERR_READ] = "The file could not be read to its end",
  [ENH_ERR_WRITE] = "The file could not be written",
  [ENH_ERR_NO_DEVICE] = "There is no such audio device",
  [ENH_ERR_AMBIGUOUS] = "More than one audio device matches",
  [ENH_ERR_DEVICE] = "The audio device refused or was lost",
  [ENH_ERR_STATE] = "The call does not fit the present state",
  [ENH_ERR_LOUDSPEAKER] = "The output is a loudspeaker",
  [ENH_ERR_BUSY] = "The audio device is in use by another program",
};

const char *
enh_strerror (enh_status status)
{
  const unsigned int index = (unsigned int) status;

  if (index >= sizeof sentences / sizeof *sentences)
    return "Unknown status";
  return sentences[index];
}
