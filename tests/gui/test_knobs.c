/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a person turns, and what it costs in hours, without a window. */

#include "lib/check.h"

#include "model/glide.h"
#include "model/hours.h"
#include "model/knobs.h"

static void
expect_hours (const PlHours *hours, double used, const char *words)
{
  char *text = pl_hours_words (hours, used);

  assert_non_null (strstr (text, words));
  g_free (text);
}

CHECK_CASE (hours_are_round_and_do_not_jump)
{
  PlHours hours = { 0.0, 0 };
  gint64 now = 1;

  expect_hours (&hours, 0.0, "More than 20");
  expect_hours (&hours, 75.0, "About 10 hours");
  expect_hours (&hours, 99.0, "Less than an hour");
  expect_hours (&hours, 100.0, "Used up");
  /* Soft listening gives no more than the allowance. */
  for (int i = 0; i < 3600; ++i, now += G_USEC_PER_SEC)
    pl_hours_add (&hours, 0.01, now);
  expect_hours (&hours, 75.0, "About 10 hours");
  /* A slammed door takes nothing away. */
  pl_hours_add (&hours, 500.0, now += G_USEC_PER_SEC / 5);
  expect_hours (&hours, 75.0, "About 10 hours");
  /* What stays loud does. */
  for (int i = 0; i < 3600; ++i, now += G_USEC_PER_SEC)
    pl_hours_add (&hours, 25.0, now);
  expect_hours (&hours, 75.0, "About 1 hour left");
}

CHECK_CASE (knobs_begin_at_the_fit)
{
  PlParams *params = pl_params_new ();
  preset_settings *preset;
  const PlFit fit = { -2.5f, -0.3f };

  pl_params_set_named (params, "volume", -2.5f);
  pl_params_set_named (params, "tone", -0.3f);
  pl_params_set_fit (params, &fit);
  assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), PL_LOUDNESS_FIT);
  assert_int_equal (pl_knob_get (params, PL_KNOB_SOUND), 0);
  pl_knob_more (params, PL_KNOB_LOUDNESS);
  assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), 6);
  assert_true (fabsf (pl_params_get_named (params, "volume") - 0.5f) < 1e-4f);
  /* What is kept is the next fit. */
  preset = pl_params_make_preset (params, "Kitchen");
  pl_params_take_preset (params, preset);
  assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), PL_LOUDNESS_FIT);
  pl_knob_less (params, PL_KNOB_LOUDNESS);
  pl_params_return_to_fit (params);
  assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), PL_LOUDNESS_FIT);
  preset_free (preset);
  g_object_unref (params);
}

CHECK_CASE (last_steps_of_loudness_ask)
{
  PlParams *params = pl_params_new ();

  for (int step = PL_LOUDNESS_FIT; step < PL_LOUDNESS_FREE; ++step)
    pl_knob_more (params, PL_KNOB_LOUDNESS);
  for (int step = PL_LOUDNESS_FREE; step < 10; ++step)
    {
      assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), step);
      pl_knob_more (params, PL_KNOB_LOUDNESS);
      assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), step);
      pl_knob_more (params, PL_KNOB_LOUDNESS);
    }
  assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), 10);
  pl_knob_more (params, PL_KNOB_LOUDNESS);
  assert_int_equal (pl_knob_get (params, PL_KNOB_LOUDNESS), 10);
  g_object_unref (params);
}

static void
take_level (float db, gpointer data)
{
  *(float *) data = db;
}

CHECK_CASE (glide_waits_only_where_somebody_hears)
{
  float given = 0.0f;
  PlGlide *glide = pl_glide_new (0.0f, take_level, &given);

  pl_glide_aim (glide, 12.0f, TRUE);
  assert_true (given <= 0.6f);
  pl_glide_aim (glide, -6.0f, TRUE);
  assert_true (given == -6.0f);
  pl_glide_aim (glide, 9.0f, FALSE);
  assert_true (given == 9.0f);
  pl_glide_free (glide);
}
