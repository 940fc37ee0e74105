/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "cases/systems.h"

#include "rig/child.h"
#include "sound.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Keys identify rows in records, for compare. */
static const bench_system list[BENCH_SYSTEMS] = {
  { "unprocessed", "unprocessed", NULL, 0.0, -1.0, 0, 0, 0.0, NULL },
  { "ours-0", "0 %", NULL, 0.0, 0.0, ENH_DELAY_DEFAULT, 0, 0.0, NULL },
  { "ours-25", "25 %", NULL, 0.0, 25.0, ENH_DELAY_DEFAULT, 0, 0.0, NULL },
  { "ours-50", "50 %", NULL, 0.0, 50.0, ENH_DELAY_DEFAULT, 0, 0.0, NULL },
  { "ours-75", "75 %", NULL, 0.0, 75.0, ENH_DELAY_DEFAULT, 0, 0.0, NULL },
  { "ours-100", "100 %", NULL, 0.0, 100.0, ENH_DELAY_DEFAULT, 0, 0.0, NULL },
  { "ours-low", "100 %, delay low", NULL, 0.0, 100.0, ENH_DELAY_LOW, 0, 0.0,
    NULL },
  { "ours-lowest", "100 %, delay lowest", NULL, 0.0, 100.0, ENH_DELAY_LOWEST, 0,
    0.0, NULL },
  { "speex", "SpeexDSP 20 ms, -15 dB", "peer-speex", 20.0, 0.0, 0, 0, 0.0,
    NULL },
  { "webrtc", "WebRTC NS 0.3, moderate", "peer-webrtc", 10.0, 0.0, 0, 0, 0.0,
    NULL },
};

static enh_chain *
make_chain (const bench_system *of)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;

  config.sample_rate = SOUND_RATE;
  config.delay = of->delay;
  config.purpose = ENH_FOR_FILE;
  if (enh_chain_create (&chain, &config) != ENH_OK)
    return NULL;
  (void) enh_chain_set (chain, enh_param_by_name ("noise_reduction"),
                        (float) of->strength);
  (void) enh_chain_set (chain, enh_param_by_name ("compression"), 0.0f);
  /* As in `enhance file`: a file cannot howl. */
  (void) enh_chain_set (chain, enh_param_by_name ("howl_guard"), 0.0f);
  return chain;
}

void
systems_init (bench_system systems[static BENCH_SYSTEMS])
{
  memcpy (systems, list, sizeof list);
  for (size_t s = 0; s < BENCH_SYSTEMS; ++s)
    if (systems[s].program)
      systems[s].path = program_beside (systems[s].program);
    else if (systems[s].strength >= 0.0)
      {
        enh_chain *chain = make_chain (&systems[s]);
        systems[s].shift = (long) enh_chain_latency (chain);
        systems[s].latency_ms = 1000.0 * (double) systems[s].shift / SOUND_RATE;
        enh_chain_destroy (chain);
      }
}

void
systems_clear (bench_system systems[static BENCH_SYSTEMS])
{
  for (size_t s = 0; s < BENCH_SYSTEMS; ++s)
    free (systems[s].path);
}

static int
run_ours (const bench_system *of, const double *in, double *out, size_t count,
          char **fault)
{
  enum { BLOCK = 480 };
  enh_chain *chain = make_chain (of);
  float block[BLOCK];
  const float *const from[] = { block };
  float *const to[] = { block };

  if (!chain)
    {
      *fault = bench_text ("the chain could not be created");
      return -1;
    }
  for (size_t at = 0; at < count; at += BLOCK)
    {
      const size_t now = count - at < BLOCK ? count - at : BLOCK;
      for (size_t i = 0; i < now; ++i)
        block[i] = (float) in[at + i];
      enh_chain_process (chain, from, to, (uint32_t) now);
      for (size_t i = 0; i < now; ++i)
        out[at + i] = (double) block[i];
    }
  enh_chain_destroy (chain);
  return 0;
}

static int
run_peer (const bench_system *of, const double *in, double *out, size_t count,
          const char *scratch, const char *id, char **fault)
{
  char *before = bench_text ("%s/%s-%s-in.wav", scratch, of->key, id);
  char *after = bench_text ("%s/%s-%s-out.wav", scratch, of->key, id);
  const char *const words[] = { of->path, before, after, NULL };
  sound got = { NULL, 0 };
  int failed = sound_write (before, in, count, fault);

  if (!failed && child_run (words, NULL, 120.0) != 0)
    {
      *fault = bench_text ("%s: failed", of->path);
      failed = -1;
    }
  failed = failed || sound_read (after, &got, fault);
  for (size_t i = 0; !failed && i < count; ++i)
    out[i] = i < got.count ? got.samples[i] : 0.0;
  (void) unlink (before);
  (void) unlink (after);
  free (got.samples);
  free (before);
  free (after);
  return failed ? -1 : 0;
}

int
system_run (const bench_system *of, const double *in, double *out, size_t count,
            const char *scratch, const char *id, char **fault)
{
  int failed = 0;

  if (of->path)
    failed = run_peer (of, in, out, count, scratch, id, fault);
  else if (of->strength >= 0.0)
    failed = run_ours (of, in, out, count, fault);
  else
    memcpy (out, in, count * sizeof *out);
  /* Rounded as in a 16-bit file, as for the peers. */
  if (!failed && !of->path)
    sound_round (out, count);
  return failed;
}
