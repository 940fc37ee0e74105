/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "base/config_take.h"

#include <string.h>

/* Bytes; no struct will ever be longer, and memory that was never filled in
   mostly claims more. */
#define LONGEST 4096u

static size_t
size_of (const void *given)
{
  size_t size;

  memcpy (&size, given, sizeof size);
  return size;
}

static size_t
least (size_t a, size_t b)
{
  return a < b ? a : b;
}

int
enh__config_take (void *config, size_t bytes, const void *given)
{
  const size_t size = size_of (given);

  if (size < sizeof size || size > LONGEST)
    return -1;
  for (size_t i = bytes; i < size; ++i)
    if (((const unsigned char *) given)[i] != 0)
      return -1;
  memcpy (config, given, least (size, bytes));
  return 0;
}

int
enh__status_give (void *to, const void *status, size_t bytes)
{
  const size_t size = size_of (to);

  if (size < sizeof size || size > LONGEST)
    return -1;
  memcpy (to, status, least (size, bytes));
  memcpy (to, &size, sizeof size);
  return 0;
}
