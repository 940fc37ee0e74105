/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A search, by chance and with a seed, for sounds and settings after which a chain is
   not what it was: a sample over the greater of the ceilings before and after, one
   that is not finite, or a chain that stays silent or loud when all is as usual again.
   ENH_SEARCH_S=600 searches for so many seconds. */

#include "lib/check.h"
#include "lib/drive.h"

#include <time.h>

enum {
  TRIALS = 24,
  TRIALS_SHORT = 6,
  BLOCK_MOST = 2000,
  ACTS = 40,
  KEPT = 64,       /* bounds of the last blocks */
  HOWL_ROUNDS = 30 /* of six seconds */
};

/* After this long a new ceiling holds: two hops and the limiter's way. */
static const double settled_s = 0.1;

/* Usual speech comes out as from a new chain, within this. */
static const double stuck_db = 3.0;

typedef struct trial {
  sig_random random;
  drive_shape shape;
  enh_chain *chain;
  double bound[KEPT]; /* of a sample, one a block, round and round */
  double until_s[KEPT];
  unsigned int newest;
  double now_s;
  float *in[2], *out[2];
} trial;

static double
ceiling_now (const enh_chain *chain)
{
  const double ceiling
    = (double) enh_chain_get (chain, enh_param_by_name ("ceiling"));
  const double full
    = (double) enh_chain_get (chain, enh_param_by_name ("ear_full_scale"));

  return pow (10.0, (ceiling - full) / 20.0) * (1.0 + 1e-5);
}

/* For a block of so many seconds. */
static double
bound_now (trial *one, double block_s)
{
  double bound = ceiling_now (one->chain);

  one->newest = (one->newest + 1u) % KEPT;
  one->bound[one->newest] = bound;
  one->until_s[one->newest] = one->now_s + block_s + settled_s;
  for (unsigned int i = 0; i < KEPT; ++i)
    if (one->until_s[i] > one->now_s)
      bound = fmax (bound, one->bound[i]);
  return bound;
}

static void
fill (trial *one, float *to, uint32_t frames, unsigned int kind)
{
  const double level = pow (10.0, -4.0 * fabs (sig_uniform (&one->random)));
  const uint32_t step = 1u + sig_below (&one->random, 200);

  for (uint32_t i = 0; i < frames; ++i)
    switch (kind)
      {
      case 0:
        to[i] = 0.0f;
        break;
      case 1:
        to[i] = (float) (level * sig_uniform (&one->random));
        break;
      case 2:
        to[i] = (float) (level * sin (0.01 * step * i));
        break;
      case 3:
        to[i] = (float) (i / step % 2 ? level : -level);
        break;
      case 4:
        to[i] = i % (10u * step) ? 0.0f : (float) (8.0 * level);
        break;
        default: {
          const uint32_t bits = (uint32_t) sig_bits (&one->random);

          memcpy (&to[i], &bits, sizeof to[i]);
        }
      }
}

/* A block of sound: its samples are finite and under the bound. */
static void
hear (trial *one, uint32_t frames, unsigned int act)
{
  const float *const in[2]
    = { one->in[0], one->shape.inputs == 2 ? one->in[1] : NULL };
  float *const out[2]
    = { one->out[0], one->shape.outputs == 2 ? one->out[1] : NULL };
  const double bound = bound_now (one, frames / one->shape.rate);

  enh_chain_process (one->chain, in, out, frames);
  one->now_s += frames / one->shape.rate;
  for (uint32_t ear = 0; ear < one->shape.outputs; ++ear)
    CHECK_WITHIN (one->out[ear], frames, bound, "act %u, %g Hz, ear %u", act,
                  one->shape.rate, ear);
}

static void
set_by_chance (trial *one)
{
  enh_param count = 0;

  while (enh_param_describe (count))
    ++count;

  const enh_param id = sig_below (&one->random, count);
  const enh_param_info *info = enh_param_describe (id);
  const double part = 0.5 * (sig_uniform (&one->random) + 1.0);
  const float value
    = info->is_switch
        ? (float) sig_below (&one->random, 2)
        : (float) (info->minimum + part * (info->maximum - info->minimum));

  /* A loudspeaker's chain refuses some. */
  (void) enh_chain_set (one->chain, id, value);
}

static void
act (trial *one, unsigned int number)
{
  static const char *const fits[] = { "N1", "N7", "S3", "L:S1;R:N5" };

  switch (sig_below (&one->random, 8))
    {
    case 0:
      drive_audiogram (one->chain, fits[sig_below (&one->random, 4)]);
      break;
    case 1:
      enh_chain_mute (one->chain, (int) sig_below (&one->random, 2));
      break;
    case 2:
      enh_chain_mark_gap (one->chain);
      break;
    case 3:
      CHECK_INT (
        enh_chain_set_dose (one->chain, (float) sig_below (&one->random, 200)),
        ==, ENH_OK, "dose");
      break;
    default:
      for (int i = 0; i < 3; ++i)
        set_by_chance (one);
      break;
    }

  const unsigned int kind = sig_below (&one->random, 6);
  for (int block = 0; block < 6; ++block)
    {
      const uint32_t frames = sig_below (&one->random, BLOCK_MOST);

      for (uint32_t c = 0; c < one->shape.inputs; ++c)
        fill (one, one->in[c], frames, kind);
      hear (one, frames, number);
    }
}

/* Speech, six seconds; the level of the last two. */
static double
level_of_speech (trial *one, enh_chain *chain)
{
  const size_t frames = drive_frames (one->shape.rate, 6.0);
  const size_t from = drive_frames (one->shape.rate, 4.0);
  float *speech = sig_buffer (frames);
  float *heard[2] = { sig_buffer (frames), sig_buffer (frames) };
  sig_random same = { 1 };

  sig_speech (&same, speech, frames, one->shape.rate, 0.02);
  const float *const in[2] = { speech, one->shape.inputs == 2 ? speech : NULL };
  float *const out[2] = { heard[0], one->shape.outputs == 2 ? heard[1] : NULL };
  drive_run_ears (chain, in, out, frames, 480);

  const double level = sig_rms (heard[0] + from, frames - from);
  free (speech);
  free (heard[0]);
  free (heard[1]);
  return 20.0 * log10 (level + 1e-9);
}

static void
as_usual (enh_chain *chain, enh_purpose purpose)
{
  for (enh_param id = 0; enh_param_describe (id); ++id)
    (void) enh_chain_set (chain, id,
                          purpose == ENH_FOR_FILE
                            ? enh_param_describe (id)->default_file
                            : enh_param_describe (id)->default_ear);
  enh_chain_mute (chain, 0);
  CHECK_INT (enh_chain_set_audiogram (chain, NULL), ==, ENH_OK, "none");
  CHECK_INT (enh_chain_set_dose (chain, 0.0f), ==, ENH_OK, "dose");
}

static void
try (uint64_t seed)
{
  static const double rates[] = { 8000.0, 16000.0, 44100.0, 48000.0, 96000.0 };
  static const enh_purpose purposes[]
    = { ENH_FOR_EAR, ENH_FOR_FILE, ENH_FOR_LOUDSPEAKER };
  trial one = { .random = { seed } };
  const uint32_t layout = sig_below (&one.random, DRIVE_LAYOUTS);

  one.shape
    = (drive_shape){ rates[sig_below (&one.random, 5)],
                     drive_layouts[layout][0], drive_layouts[layout][1],
                     drive_delays[sig_below (&one.random, DRIVE_DELAYS)],
                     purposes[sig_below (&one.random, 3)] };
  for (int c = 0; c < 2; ++c)
    {
      one.in[c] = sig_buffer (BLOCK_MOST);
      one.out[c] = sig_buffer (BLOCK_MOST);
    }
  one.chain = drive_create (&one.shape);
  for (unsigned int i = 0; i < ACTS; ++i)
    act (&one, i);

  /* What it was held down or up by has to let go. The howl guard gives back what it
     took in steps, over minutes. */
  as_usual (one.chain, one.shape.purpose);
  (void) level_of_speech (&one, one.chain);
  double after = level_of_speech (&one, one.chain);
  for (int i = 0;
       i < HOWL_ROUNDS && drive_meters (one.chain).howl_reduction_db > 0.0f;
       ++i)
    after = level_of_speech (&one, one.chain);
  after = level_of_speech (&one, one.chain);
  enh_chain *fresh = drive_create (&one.shape);
  as_usual (fresh, one.shape.purpose);
  (void) level_of_speech (&one, fresh);
  const double usual = level_of_speech (&one, fresh);
  CHECK_REAL (usual, >, -60.0, "speech is heard at all");
  CHECK_NEAR (after, usual, stuck_db, "%g Hz, purpose %d: level after all, dB",
              one.shape.rate, (int) one.shape.purpose);
  enh_chain_destroy (fresh);
  enh_chain_destroy (one.chain);
  for (int c = 0; c < 2; ++c)
    {
      free (one.in[c]);
      free (one.out[c]);
    }
}

CHECK_CASE (nothing_passes_the_ceiling_or_gets_stuck)
{
  const char *said = getenv ("ENH_SEARCH_S");
  const time_t until = time (NULL) + (said ? atoi (said) : 0);
  const int most = check_short () ? TRIALS_SHORT : TRIALS;
  sig_random random = { check_seed () };
  int trials = 0;

  while (said ? time (NULL) < until : trials < most)
    {
      try (sig_bits (&random));
      ++trials;
    }
  printf ("# %d trials\n", trials);
}
