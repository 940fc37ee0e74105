/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The promise of the audio thread over the whole of what a device calls: counts,
   clocks, gaps and load beside the chain. Whatever is set meanwhile, no
   allocation, no lock, no system call; and the caller's float mode is kept. */

#include "lib/check.h"
#include "lib/drive.h"
#include "lib/trap.h"

#include "base/denormal.h"
#include "base/clock.h"
#include "io/engine/engine.h"

#include <signal.h>

enum { MOST = 1024, BLOCKS = 200 };

struct stage {
  enh__engine engine;
  float in[2][MOST];
  float out[2][MOST];
};

static struct stage stage;

static void
prepare (uint32_t inputs, uint32_t outputs)
{
  const drive_shape shape
    = { 48000.0, inputs, outputs, ENH_DELAY_DEFAULT, ENH_FOR_EAR };
  sig_random random = { check_seed () };

  memset (&stage, 0, sizeof stage);
  enh__engine_init (&stage.engine, drive_create (&shape), 48000.0, inputs,
                    outputs);
  for (size_t c = 0; c < 2; ++c)
    sig_speech (&random, stage.in[c], MOST, 48000.0, 0.2);
  stage.in[0][17] = (float) NAN;
}

static void
clear (void)
{
  enh_chain_destroy (stage.engine.chain);
}

/* Callbacks as devices make them: of any length, with and without input, late
   and flagged, with delays that cannot be believed. Returns what must not be
   lost. */
static unsigned long
exercise (void *user)
{
  static const double delays_s[] = { 0.005, 0.0, -1.0, 1e9, (double) NAN };
  const float *const in[2] = { stage.in[0], stage.in[1] };
  float *const out[2] = { stage.out[0], stage.out[1] };
  enh__engine *engine = &stage.engine;
  enh_meters meters = ENH_METERS_INIT;
  enh_param id = 0;
  (void) user;

  for (unsigned int i = 0; i < BLOCKS; ++i)
    {
      const enh_param_info *info = enh_param_describe (id);
      if (info)
        (void) enh_chain_set (engine->chain, id++,
                              i % 2 ? info->minimum : info->maximum);
      else
        id = 0;
      enh_chain_mute (engine->chain, i % 16 == 0);
      enh__engine_process (engine, i % 5 ? in : NULL, out, i * 37 % MOST,
                           i % 7 == 0, delays_s[i % 5]);
      enh_chain_meters (engine->chain, &meters);
    }
  return (unsigned long) atomic_load (&engine->heartbeat)
         + (enh__load_histogram_quantile (&engine->load, 0.99f) > 0.0f);
}

CHECK_CASE_UNLESS (the_callback_neither_allocates_nor_locks, trap_missing)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    {
      const char *first;
      prepare (drive_layouts[l][0], drive_layouts[l][1]);
      trap_arm ();
      const unsigned long sum = exercise (NULL);
      const unsigned long calls = trap_disarm (&first);
      CHECK_INT (calls, ==, 0, "layout %zu, first %s", l,
                 first ? first : "none");
      CHECK_INT (sum, >=, BLOCKS, "callbacks");
      clear ();
    }
}

static unsigned long
look_at_clock (void *user)
{
  (void) user;
  return enh__clock_ns () > 0;
}

static uint64_t
counting_clock (void)
{
  static uint64_t now;

  return now += 100000;
}

CHECK_CASE_UNLESS (the_callback_makes_no_system_call, trap_kernel_missing)
{
  /* Where the kernel has to be asked for the time (clock source hpet, say), the
     rest is looked at with another clock. */
  const int clock_is_free = trap_without_system_calls (look_at_clock, NULL)
                            == 0;

  if (!clock_is_free)
    print_message ("# this kernel's clock needs a system call\n");
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    {
      prepare (drive_layouts[l][0], drive_layouts[l][1]);
      if (!clock_is_free)
        stage.engine.clock_ns = counting_clock;
      CHECK_INT (trap_without_system_calls (exercise, NULL), ==, 0,
                 "layout %zu: wait status; 9: the kernel ended it", l);
      clear ();
    }
}

CHECK_CASE_UNLESS (the_kernel_trap_catches_a_system_call, trap_kernel_missing)
{
  CHECK_INT (trap_without_system_calls (trap_call_kernel, NULL), ==, SIGKILL,
             "getpid: wait status");
}

#if defined(__SSE2__)

static unsigned int
float_mode (void)
{
  /* The low six bits tell what happened, not what is asked for. */
  return _mm_getcsr () & ~0x3fu;
}

/* Rounding up, every trap open: nothing of it may change what we do, and all of
   it has to be there afterwards. */
CHECK_CASE (the_callers_float_mode_is_kept)
{
  static const unsigned int modes[] = { 0x1f80u, 0x9fc0u, 0x5f80u, 0x0000u };
  const float *const in[2] = { stage.in[0], stage.in[1] };
  float *const out[2] = { stage.out[0], stage.out[1] };
  const unsigned int own = _mm_getcsr ();

  for (size_t m = 0; m < sizeof modes / sizeof *modes; ++m)
    {
      prepare (1, 2);
      for (int i = 0; i < 40; ++i)
        {
          _mm_setcsr (modes[m]);
          enh_chain_process (stage.engine.chain, in, out, 480);
          const unsigned int after = float_mode ();
          _mm_setcsr (own);
          CHECK_INT (after, ==, modes[m], "mode %#x, block %d", modes[m], i);
        }
      CHECK_WITHIN (stage.out[0], 480, 1.0, "mode %#x", modes[m]);
      clear ();
    }
}

CHECK_CASE (denormals_are_zero_within)
{
  volatile float tiny = 1e-30f;

  const enh__float_mode saved = enh__float_mode_enter ();
  const volatile float within = tiny * 1e-10f;
  enh__float_mode_leave (saved);
  const volatile float after = tiny * 1e-10f;
  CHECK (within == 0.0f, "within: %g", (double) within);
  CHECK (after > 0.0f, "after: %g", (double) after);
}

#endif
