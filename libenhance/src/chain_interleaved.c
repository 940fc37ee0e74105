/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Blocks as most files and devices have them. */

#include "chain_state.h"

#include "base/interleave.h"

#include <string.h>

/* Frames turned over at a time, on the stack. */
#define BLOCK 128u

/* How the sound is cut into blocks does not matter to enh_chain_process. */
void
enh_chain_process_interleaved (enh_chain *chain, const float *in, float *out,
                               uint32_t frames)
{
  float planes[2 * ENH__CHANNELS][BLOCK];
  float *const from[ENH__CHANNELS] = { planes[0], planes[1] };
  float *const to[ENH__CHANNELS] = { planes[2], planes[3] };
  const float *const read_only[ENH__CHANNELS] = { planes[0], planes[1] };
  const float *const written[ENH__CHANNELS] = { planes[2], planes[3] };

  if (!chain || !out)
    return;
  if (!in)
    {
      memset (out, 0, (size_t) frames * chain->outputs * sizeof *out);
      return;
    }
  for (uint32_t left = frames; left;)
    {
      const uint32_t count = left < BLOCK ? left : BLOCK;
      enh__deinterleave (from, 0, in, chain->inputs, count);
      enh_chain_process (chain, read_only, to, count);
      enh__interleave (out, written, 0, chain->outputs, count);
      in += (size_t) count * chain->inputs;
      out += (size_t) count * chain->outputs;
      left -= count;
    }
}
