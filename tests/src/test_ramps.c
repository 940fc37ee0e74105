/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A setting that changes while sound runs changes it without a click, within
   50 ms and a hop or two. */

#include "lib/check.h"
#include "lib/drive.h"

enum { RATE = 48000, FRAMES = RATE, CHANGE = RATE / 2 };

/* No period of it fits a hop: changes at a hop meet it at any phase. */
static const double tone_hz = 443.0;

/* The largest fourth difference: a step of 1 % of the amplitude makes 0.03 of
   it; a tone of 443 Hz at 48 kHz itself 0.00001. */
static double
roughness (const float *x, size_t count)
{
  double most = 0.0;

  for (size_t i = 4; i < count; ++i)
    {
      const double d = fabs ((double) x[i] - 4.0 * (double) x[i - 1]
                             + 6.0 * (double) x[i - 2] - 4.0 * (double) x[i - 3]
                             + (double) x[i - 4]);
      most = d > most ? d : most;
    }
  return most;
}

/* A tone below the ceiling with `change` half way; no jump of 0.3 % at either
   ear, and settled within 60 ms: roughness of the last 0.3 s is the tone's. */
typedef void
changer (enh_chain *chain, const void *what);

static void
expect_smooth (const drive_shape *shape, changer *before, changer *change,
               const void *what, const char *name)
{
  float *in = sig_buffer (FRAMES);
  float *out[2] = { sig_buffer (FRAMES), sig_buffer (FRAMES) };
  enh_chain *chain = drive_create (shape);

  /* Steady gains: what is looked at is the change alone. */
  drive_transparent (chain);
  if (before)
    before (chain, what);
  sig_add_tone (in, FRAMES, RATE, tone_hz, 0.001);
  for (size_t part = 0; part < 2; ++part)
    {
      const float *now = in + part * CHANGE;
      const float *const from[2] = { now, shape->inputs == 2 ? now : NULL };
      float *const to[2] = { out[0] + part * CHANGE, shape->outputs == 2
                                                       ? out[1] + part * CHANGE
                                                       : NULL };
      if (part)
        change (chain, what);
      /* A length that does not divide the hop. */
      drive_run_ears (chain, from, to, CHANGE, 160);
    }
  for (uint32_t ear = 0; ear < shape->outputs; ++ear)
    {
      const double tone = sig_peak (out[ear] + RATE / 10, FRAMES - RATE / 10);
      CHECK_REAL (roughness (out[ear] + RATE / 10, FRAMES - RATE / 10) / tone,
                  <, 0.01, "%s, %u to %u, delay %d, ear %u", name,
                  shape->inputs, shape->outputs, (int) shape->delay, ear);
      /* 50 ms, two hops of 4 ms, the latency, and the filter's memory. */
      const size_t settled = CHANGE + drive_frames (RATE, 0.07);
      const double early = sig_rms (out[ear] + settled, RATE / 10);
      const double late = sig_rms (out[ear] + FRAMES - RATE / 10, RATE / 10);
      CHECK_NEAR (sig_to_db (early / late), 0.0, 0.2,
                  "%s: settled after 70 ms, ear %u", name, ear);
    }
  enh_chain_destroy (chain);
  free (in);
  free (out[0]);
  free (out[1]);
}

struct setting {
  const char *name;
  double from;
  double to;
};

static void
set_from (enh_chain *chain, const void *what)
{
  const struct setting *setting = what;

  drive_set (chain, setting->name, setting->from);
}

static void
set_to (enh_chain *chain, const void *what)
{
  const struct setting *setting = what;

  drive_set (chain, setting->name, setting->to);
}

CHECK_CASE (no_setting_clicks)
{
  static const struct setting settings[] = {
    { "volume", -20.0, 20.0 },
    { "volume", 10.0, -20.0 },
    { "tone", -1.0, 1.0 },
    { "balance", -1.0, 1.0 },
    { "balance", 0.0, 1.0 },
    { "balance", 1.0, 0.0 },
    { "balance", -1.0, 0.0 },
    { "bypass", 0.0, 1.0 },
    { "bypass", 1.0, 0.0 },
    { "mic_full_scale", 109.0, 120.0 },
    { "ear_full_scale", 120.0, 109.0 },
    { "prescription", 0.0, 150.0 },
    { "prescription", 100.0, 50.0 },
  };

  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      for (size_t s = 0; s < sizeof settings / sizeof *settings; ++s)
        {
          const drive_shape shape = { RATE, drive_layouts[l][0],
                                      drive_layouts[l][1], drive_delays[d],
                                      ENH_FOR_FILE };
          if (check_short () && (l + d + s) % 3)
            continue;
          expect_smooth (&shape, set_from, set_to, &settings[s],
                         settings[s].name);
        }
}

static void
fit_from (enh_chain *chain, const void *what)
{
  const char *const *specs = what;

  if (specs[0])
    drive_audiogram (chain, specs[0]);
}

static void
fit_to (enh_chain *chain, const void *what)
{
  const char *const *specs = what;

  if (specs[1])
    drive_audiogram (chain, specs[1]);
  else
    CHECK_INT (enh_chain_set_audiogram (chain, NULL), ==, ENH_OK, "removed");
}

CHECK_CASE (no_fitting_clicks)
{
  static const char *const changes[][2] = { { NULL, "N4" },
                                            { "N5", NULL },
                                            { "N2", "N5" },
                                            { "L:N5;R:N1", "N3" },
                                            { "N3", "L:N1;R:N5" },
                                            { "L:N1;R:N5", NULL },
                                            { "L:N5;R:N1", "L:N1;R:N5" } };

  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      for (size_t c = 0; c < sizeof changes / sizeof *changes; ++c)
        {
          char name[64];
          const drive_shape shape = { RATE, drive_layouts[l][0],
                                      drive_layouts[l][1], drive_delays[d],
                                      ENH_FOR_FILE };
          if (check_short () && (l + d + c) % 3)
            continue;
          snprintf (name, sizeof name, "%s to %s",
                    changes[c][0] ? changes[c][0] : "none",
                    changes[c][1] ? changes[c][1] : "none");
          expect_smooth (&shape, fit_from, fit_to, changes[c], name);
        }
}

static void
turn_all (enh_chain *chain, const void *what)
{
  (void) what;
  drive_set (chain, "bypass", 0.0);
}

static void
bypass_over (enh_chain *chain, const void *what)
{
  drive_audiogram (chain, what);
  drive_set (chain, "bypass", 1.0);
}

CHECK_CASE (leaving_bypass_over_a_fitting_does_not_click)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    {
      const drive_shape shape = { RATE, drive_layouts[l][0],
                                  drive_layouts[l][1], ENH_DELAY_DEFAULT,
                                  ENH_FOR_FILE };
      expect_smooth (&shape, bypass_over, turn_all, "L:N5;R:N2", "bypass off");
    }
}

CHECK_CASE (twice_set_takes_the_last)
{
  enum { LONG = RATE };
  float *sound = sig_buffer (LONG);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);

  drive_transparent (chain);
  sig_add_tone (sound, LONG, RATE, tone_hz, 0.001);
  drive_run (chain, sound, sound, LONG / 2, 480);
  /* Turned round in the middle of its ramp. */
  drive_set (chain, "volume", 20.0);
  drive_run (chain, sound + LONG / 2, sound + LONG / 2, 1000, 480);
  drive_set (chain, "volume", -6.0);
  drive_run (chain, sound + LONG / 2 + 1000, sound + LONG / 2 + 1000,
             LONG / 2 - 1000, 480);
  CHECK_NEAR (
    sig_to_db (sig_amplitude (sound + LONG - RATE / 5, RATE / 5, RATE, tone_hz)
               / 0.001),
    -6.0, 0.1, "in the end");
  enh_chain_destroy (chain);
  free (sound);
}
