/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "base/text.h"

#include "base/printable.h"

#include <string.h>

void
enh__text_copy (char *to, size_t room, const char *text)
{
  size_t length = strlen (text);

  if (length > room - 1u)
    {
      length = room - 1u;
      /* Not within a character: its later bytes begin with the bits 10. */
      while (length > 0 && ((unsigned char) text[length] & 0xc0) == 0x80)
        --length;
    }
  memcpy (to, text, length);
  to[length] = '\0';
  enh__printable (to, ' ');
}
