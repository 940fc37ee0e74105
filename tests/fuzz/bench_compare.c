/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Any bytes as a file of enhance-bench's records. */

#include "fuzz.h"

#include "bench.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *path = fuzz_file (data, size);
  const int result = bench_compare (path, path, 5.0);

  FUZZ_CLAIM (result >= 0 && result <= 255);
  return 0;
}
