/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The table of parameters is a published interface: names, order, units,
   ranges and defaults are written down here a second time, on purpose. */

#include "lib/check.h"
#include "lib/drive.h"

static const struct {
  const char *name;
  const char *unit;
  double minimum;
  double maximum;
  double default_ear;
  double default_file;
  int is_switch;
} published[] = {
  { "bypass", "", 0, 1, 0, 0, 1 },
  { "noise_reduction", "%", 0, 100, 50, 50, 0 },
  { "volume", "dB", -20, 30, 0, 0, 0 },
  { "tone", "", -1, 1, 0, 0, 0 },
  { "balance", "", -1, 1, 0, 0, 0 },
  { "compression", "%", 0, 100, 100, 100, 0 },
  { "attack", "ms", 1, 200, 20, 20, 0 },
  { "release", "ms", 10, 2000, 330, 330, 0 },
  { "clatter_guard", "", 0, 1, 1, 1, 1 },
  { "howl_guard", "", 0, 1, 1, 1, 1 },
  { "ceiling", "dB SPL", 70, 111, 100, 105, 0 },
  { "mic_full_scale", "dB SPL", 80, 140, 109, 105, 0 },
  { "ear_full_scale", "dB SPL", 80, 140, 109, 105, 0 },
  { "prescription", "%", 0, 150, 100, 100, 0 },
};

enum { PUBLISHED = sizeof published / sizeof *published };

CHECK_CASE (the_table_is_as_published)
{
  for (enh_param id = 0; id < PUBLISHED; ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      CHECK (info != NULL, "parameter %u", id);
      CHECK_STRING (info->name, published[id].name, "parameter %u", id);
      CHECK_STRING (info->unit, published[id].unit, "%s", info->name);
      CHECK_REAL (info->minimum, ==, published[id].minimum, "%s", info->name);
      CHECK_REAL (info->maximum, ==, published[id].maximum, "%s", info->name);
      CHECK_REAL (info->default_ear, ==, published[id].default_ear, "%s",
                  info->name);
      CHECK_REAL (info->default_file, ==, published[id].default_file, "%s",
                  info->name);
      CHECK_INT (info->is_switch != 0, ==, published[id].is_switch, "%s",
                 info->name);
    }
  CHECK (!enh_param_describe (PUBLISHED), "a parameter more than published");
}

CHECK_CASE (every_parameter_describes_itself)
{
  for (enh_param id = 0; enh_param_describe (id); ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      CHECK (info->name && *info->name && info->unit, "parameter %u", id);
      CHECK_INT (strspn (info->name, "abcdefghijklmnopqrstuvwxyz0123456789_"),
                 ==, strlen (info->name), "%s", info->name);
      CHECK (info->meaning && strlen (info->meaning) > 10, "%s", info->name);
      CHECK_REAL (info->minimum, <, info->maximum, "%s", info->name);
      CHECK_REAL (info->default_ear, >=, info->minimum, "%s", info->name);
      CHECK_REAL (info->default_ear, <=, info->maximum, "%s", info->name);
      CHECK_REAL (info->default_file, >=, info->minimum, "%s", info->name);
      CHECK_REAL (info->default_file, <=, info->maximum, "%s", info->name);
    }
}

CHECK_CASE (counting_ends_in_null)
{
  enh_param count = 0;

  while (enh_param_describe (count))
    ++count;
  CHECK_INT (count, >=, PUBLISHED, "parameters");
  CHECK (enh_param_describe (count + 1) == NULL, "one more");
  CHECK (enh_param_describe (1000000) == NULL, "a million");
  CHECK (enh_param_describe (ENH_PARAM_NONE) == NULL, "none");
}

CHECK_CASE (names_find_their_numbers)
{
  for (enh_param id = 0; enh_param_describe (id); ++id)
    CHECK_INT (enh_param_by_name (enh_param_describe (id)->name), ==, id, "%s",
               enh_param_describe (id)->name);
}

CHECK_CASE (names_that_do_not_exist_find_none)
{
  static const char *const names[]
    = { "", "volum", "volumes", "Volume", " volume", "volume ", "0", "%s" };

  CHECK_INT (enh_param_by_name (NULL), ==, ENH_PARAM_NONE, "NULL");
  for (size_t n = 0; n < sizeof names / sizeof *names; ++n)
    CHECK_INT (enh_param_by_name (names[n]), ==, ENH_PARAM_NONE, "\"%s\"",
               names[n]);
}

CHECK_CASE (a_new_chain_has_the_defaults_of_its_purpose)
{
  for (int file = 0; file < 2; ++file)
    {
      enh_chain *chain
        = drive_mono (ENH_DELAY_DEFAULT, file ? ENH_FOR_FILE : ENH_FOR_EAR);
      for (enh_param id = 0; enh_param_describe (id); ++id)
        {
          const enh_param_info *info = enh_param_describe (id);
          CHECK_REAL (enh_chain_get (chain, id), ==,
                      file ? info->default_file : info->default_ear,
                      "%s for %s", info->name, file ? "file" : "ear");
        }
      enh_chain_destroy (chain);
    }
}

CHECK_CASE (what_is_set_can_be_read)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  for (enh_param id = 0; enh_param_describe (id); ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      const float middle = 0.25f * info->minimum + 0.75f * info->maximum;
      const float values[]
        = { info->minimum, info->maximum, info->is_switch ? 1.0f : middle };
      for (size_t v = 0; v < 3; ++v)
        {
          CHECK_INT (enh_chain_set (chain, id, values[v]), ==, ENH_OK,
                     "%s = %g", info->name, (double) values[v]);
          CHECK_REAL (enh_chain_get (chain, id), ==, values[v], "%s",
                      info->name);
        }
    }
  enh_chain_destroy (chain);
}

CHECK_CASE (out_of_range_is_refused_and_the_old_value_stays)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  for (enh_param id = 0; enh_param_describe (id); ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      const float wrong[] = { nextafterf (info->minimum, -1e9f),
                              nextafterf (info->maximum, 1e9f),
                              -1e30f,
                              1e30f,
                              (float) INFINITY,
                              -(float) INFINITY,
                              (float) NAN,
                              -(float) NAN };
      const float old = info->maximum;
      CHECK_INT (enh_chain_set (chain, id, old), ==, ENH_OK, "%s", info->name);
      for (size_t w = 0; w < sizeof wrong / sizeof *wrong; ++w)
        {
          CHECK_INT (enh_chain_set (chain, id, wrong[w]), ==, ENH_ERR_RANGE,
                     "%s = %.9g", info->name, (double) wrong[w]);
          CHECK_REAL (enh_chain_get (chain, id), ==, old, "%s after %.9g",
                      info->name, (double) wrong[w]);
        }
    }
  enh_chain_destroy (chain);
}

CHECK_CASE (a_switch_takes_only_0_and_1)
{
  static const float wrong[] = { 0.5f, 0.999f, 0.001f, 2.0f, -1.0f };
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  int switches = 0;

  for (enh_param id = 0; enh_param_describe (id); ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      if (!info->is_switch)
        continue;
      ++switches;
      CHECK_INT (enh_chain_set (chain, id, 0.0f), ==, ENH_OK, "%s", info->name);
      CHECK_INT (enh_chain_set (chain, id, 1.0f), ==, ENH_OK, "%s", info->name);
      for (size_t w = 0; w < sizeof wrong / sizeof *wrong; ++w)
        {
          CHECK_INT (enh_chain_set (chain, id, wrong[w]), ==, ENH_ERR_RANGE,
                     "%s = %g", info->name, (double) wrong[w]);
          CHECK_REAL (enh_chain_get (chain, id), ==, 1.0, "%s", info->name);
        }
    }
  CHECK_INT (switches, >=, 3, "switches");
  enh_chain_destroy (chain);
}

CHECK_CASE (a_parameter_that_does_not_exist_is_refused)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  enh_param count = 0;

  while (enh_param_describe (count))
    ++count;
  CHECK_INT (enh_chain_set (chain, count, 0.0f), ==, ENH_ERR_PARAM, "one past");
  CHECK_INT (enh_chain_set (chain, ENH_PARAM_NONE, 0.0f), ==, ENH_ERR_PARAM,
             "none");
  CHECK_REAL (enh_chain_get (chain, count), ==, 0.0, "one past");
  CHECK_REAL (enh_chain_get (chain, ENH_PARAM_NONE), ==, 0.0, "none");
  enh_chain_destroy (chain);
}

CHECK_CASE (chains_do_not_share_their_settings)
{
  enh_chain *one = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  enh_chain *other = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_set (one, "volume", 12.0);
  CHECK_REAL (drive_get (other, "volume"), ==, 0.0, "the other chain");
  enh_chain_destroy (one);
  CHECK_REAL (drive_get (other, "volume"), ==, 0.0, "the chain that is left");
  enh_chain_destroy (other);
}
