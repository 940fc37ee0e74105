/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What every fuzz target shares: the entry point of libFuzzer, which replay.c calls
   for each file of the corpus, and a claim that ends the process, which is what
   libFuzzer looks for. */

#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define FUZZ_CLAIM(claim)                                                    \
  do                                                                         \
    if (!(claim))                                                            \
      {                                                                      \
        fprintf (stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #claim); \
        abort ();                                                            \
      }                                                                      \
  while (0)

/* Bytes as text with a zero behind, to be freed. */
static inline char *
fuzz_text (const uint8_t *data, size_t size)
{
  char *text = malloc (size + 1u);

  FUZZ_CLAIM (text);
  memcpy (text, data, size);
  text[size] = '\0';
  return text;
}

/* The path of a file that holds the bytes; the same for each call. */
const char *
fuzz_file (const uint8_t *data, size_t size);

#endif
