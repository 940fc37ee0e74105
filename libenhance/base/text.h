/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* UTF-8 text in arrays of a fixed size. */

#ifndef ENH_BASE_TEXT_H
#define ENH_BASE_TEXT_H

#include <stddef.h>

/* Copy a text, cut at a whole character; control characters become spaces. */
void
enh__text_copy (char *to, size_t room, const char *text);

#endif
