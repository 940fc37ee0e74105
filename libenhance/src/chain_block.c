/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Blocks with a buffer missing. */

#include "chain_steps.h"

#include <string.h>

int
enh__chain_block_complete (const enh_chain *chain, const float *const *in,
                           float *const *out, uint32_t frames)
{
  int whole = in && out;

  if (!chain)
    return 0;
  if (!frames)
    return 1;
  for (uint32_t i = 0; whole && i < chain->inputs; ++i)
    whole = in[i] != NULL;
  for (uint32_t e = 0; whole && e < chain->outputs; ++e)
    whole = out[e] != NULL;
  for (uint32_t e = 0; !whole && out && e < chain->outputs; ++e)
    if (out[e])
      memset (out[e], 0, frames * sizeof **out);
  return whole;
}
