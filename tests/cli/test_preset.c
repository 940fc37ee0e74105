/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Presets: what is written is read again, what a hand wrote is understood, and
   what is wrong is named. */

#include "../preset/nearest.h"
#include "../preset/number.h"
#include "../preset/preset.h"
#include "../preset/printable.h"
#include "../preset/private_file.h"
#include "lib/check.h"
#include "lib/scratch.h"
#include "lib/signals.h"

#include <sys/stat.h>

static preset_settings *
load_text (const char *text)
{
  const char *path = scratch_path ("x.listen");
  enh_error error = { "" };
  preset_settings *preset;

  scratch_put (path, text, strlen (text));
  CHECK_INT (preset_load (&preset, path, &error), ==, ENH_OK, "%s: %s", text,
             error.text);
  return preset;
}

static void
refuse_text (const char *text, enh_status status, const char *word)
{
  const char *path = scratch_path ("bad.listen");
  enh_error error = { "" };
  preset_settings *preset = (preset_settings *) &error;

  scratch_put (path, text, strlen (text));
  CHECK_INT (preset_load (&preset, path, &error), ==, status, "%s", text);
  CHECK (preset == NULL, "%s", text);
  CHECK (strstr (error.text, "bad.listen") != NULL, "%s", error.text);
  CHECK (strstr (error.text, word) != NULL, "%s in %s", word, error.text);
  CHECK (strchr (error.text, '\n') == NULL, "%s", error.text);
}

static gboolean
gives (const preset_settings *preset, const char *name, double value)
{
  const enh_param id = enh_param_by_name (name);

  return preset->given[id] && fabs ((double) preset->value[id] - value) <= 1e-6;
}

CHECK_CASE_IN_SCRATCH (round_trip_keeps_everything)
{
  const char *path = scratch_path ("round.listen");
  sig_random random = { check_seed () };
  preset_settings *written = preset_new ();
  preset_settings *read;
  enh_error error = { "" };

  written->name = g_strdup ("Küche; [laut] = \\ 100 %\tzwei");
  /* Every other parameter, so that what is not given stays so. */
  for (enh_param id = 0; id < written->count; id += 2)
    {
      const enh_param_info *info = enh_param_describe (id);
      const double part = 0.5 + 0.5 * sig_uniform (&random);

      written->given[id] = TRUE;
      written->value[id]
        = info->is_switch
            ? (float) rint (part)
            : (float) ((double) info->minimum
                       + part * (double) (info->maximum - info->minimum));
    }
  written->has_audiogram = TRUE;
  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
      written->audiogram.threshold_db_hl[ear][i]
        = (float) (55.0 + 65.0 * sig_uniform (&random));

  CHECK_INT (preset_save (written, path, &error), ==, ENH_OK, "%s", error.text);
  CHECK_INT (preset_load (&read, path, &error), ==, ENH_OK, "%s", error.text);
  CHECK_STRING (read->name, written->name, "name");
  for (enh_param id = 0; id < written->count; ++id)
    {
      const char *name = enh_param_describe (id)->name;

      CHECK_INT (read->given[id], ==, written->given[id], "%s", name);
      CHECK_SAMES (&read->value[id], &written->value[id], 1, "%s", name);
    }
  CHECK (read->has_audiogram, "audiogram");
  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
      CHECK_NEAR (read->audiogram.threshold_db_hl[ear][i],
                  written->audiogram.threshold_db_hl[ear][i], 0.001,
                  "ear %u point %u", ear, i);
  preset_free (read);
  preset_free (written);
}

/* The library has the same text without GLib. */
CHECK_CASE_IN_SCRATCH (settings_as_text_are_a_preset)
{
  static const char name[] = "  Küche; [laut] = \\ 100 %\tzwei";
  const char *path = scratch_path ("same.listen");
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;
  preset_settings *preset = preset_new ();
  preset_settings *read;
  enh_error error = { "" };
  char text[4096], *file;

  CHECK_INT (enh_chain_create (&chain, &config), ==, ENH_OK, "chain");
  CHECK_INT (enh_audiogram_parse ("L:S2;R:250=-7.5,8000=99.33",
                                  &preset->audiogram, &error),
             ==, ENH_OK, "%s", error.text);
  preset->has_audiogram = TRUE;
  preset->name = g_strdup (name);
  for (enh_param id = 0; id < preset->count; ++id)
    {
      const enh_param_info *info = enh_param_describe (id);

      preset->given[id] = TRUE;
      preset->value[id]
        = info->is_switch
            ? info->maximum
            : info->minimum + (info->maximum - info->minimum) / 3.0f;
    }
  CHECK_INT (preset_apply (preset, chain), ==, ENH_OK, "apply");
  CHECK_INT (enh_chain_save (chain, name, text, sizeof text), <, sizeof text,
             "room");

  /* Byte for byte what the preset writes, and read by it. */
  CHECK_INT (preset_save (preset, path, &error), ==, ENH_OK, "%s", error.text);
  CHECK (g_file_get_contents (path, &file, NULL, NULL), "%s", path);
  CHECK_STRING (text, file, "text and file");
  read = load_text (text);
  CHECK_STRING (read->name, name, "name");
  for (enh_param id = 0; id < preset->count; ++id)
    CHECK_REAL (read->value[id], ==, preset->value[id], "%s",
                enh_param_describe (id)->name);

  /* And the other way. */
  for (enh_param id = 0; id < preset->count; ++id)
    CHECK_INT (enh_chain_set (chain, id, enh_param_describe (id)->default_ear),
               ==, ENH_OK, "default");
  CHECK_INT (enh_chain_load (chain, file, &error), ==, ENH_OK, "%s",
             error.text);
  for (enh_param id = 0; id < preset->count; ++id)
    CHECK_REAL (enh_chain_get (chain, id), ==, preset->value[id], "%s",
                enh_param_describe (id)->name);
  g_free (file);
  preset_free (read);
  preset_free (preset);
  enh_chain_destroy (chain);
}

CHECK_CASE_IN_SCRATCH (nothing_given_stays_nothing)
{
  preset_settings *preset = load_text ("[Preset]\nname=Empty\n");

  CHECK_STRING (preset->name, "Empty", "name");
  for (enh_param id = 0; id < preset->count; ++id)
    CHECK (!preset->given[id], "%s", enh_param_describe (id)->name);
  CHECK (!preset->has_audiogram, "audiogram");
  preset_free (preset);
}

CHECK_CASE_IN_SCRATCH (hand_writing_is_understood)
{
  preset_settings *preset
    = load_text ("\xef\xbb\xbf# a note\r\n\r\n[Parameters]\r\n"
                 "volume = +3.50 \r\ntone=-.5\r\nnoise_reduction=1e2\r\n");

  CHECK (gives (preset, "volume", 3.5), "blanks, sign, zeros");
  CHECK (gives (preset, "tone", -0.5), "no digit before the point");
  CHECK (gives (preset, "noise_reduction", 100.0), "exponent");
  CHECK (preset->name == NULL, "name");
  preset_free (preset);
}

CHECK_CASE_IN_SCRATCH (one_ear_serves_both)
{
  static const char *const groups[] = { "Left", "Right" };

  for (uint32_t i = 0; i < 2; ++i)
    {
      char *text
        = g_strdup_printf ("[Audiogram %s]\n4000=60\n1000=35\n", groups[i]);
      preset_settings *preset = load_text (text);

      CHECK (preset->has_audiogram, "%s", groups[i]);
      for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
        {
          const float *h = preset->audiogram.threshold_db_hl[ear];

          CHECK_NEAR (h[0], 35.0, 1e-6, "%s, ear %u", groups[i], ear);
          CHECK_NEAR (h[ENH_AUDIOGRAM_POINTS - 1], 60.0, 1e-6, "%s, ear %u",
                      groups[i], ear);
        }
      preset_free (preset);
      g_free (text);
    }
}

CHECK_CASE_IN_SCRATCH (two_ears_differ)
{
  preset_settings *preset = load_text ("[Audiogram Right]\n1000=70\n"
                                       "[Audiogram Left]\n1000=20\n");

  CHECK_NEAR (preset->audiogram.threshold_db_hl[0][0], 20.0, 1e-6, "left");
  CHECK_NEAR (preset->audiogram.threshold_db_hl[1][0], 70.0, 1e-6, "right");
  preset_free (preset);
}

CHECK_CASE_IN_SCRATCH (chain_gets_what_is_given)
{
  enh_config config = ENH_CONFIG_INIT;
  preset_settings *preset = load_text ("[Parameters]\nvolume=-7.5\nbypass=1\n"
                                       "[Audiogram Left]\n1000=35\n");
  enh_chain *chain;

  CHECK_INT (enh_chain_create (&chain, &config), ==, ENH_OK, "create");
  CHECK_INT (preset_apply (preset, chain), ==, ENH_OK, "apply");
  for (enh_param id = 0; id < preset->count; ++id)
    {
      const enh_param_info *info = enh_param_describe (id);

      CHECK_NEAR (enh_chain_get (chain, id),
                  preset->given[id] ? preset->value[id] : info->default_ear,
                  0.0, "%s", info->name);
    }
  enh_chain_destroy (chain);
  preset_free (preset);
}

CHECK_CASE_IN_SCRATCH (wrong_text_is_named)
{
  refuse_text ("", ENH_ERR_FORMAT, "empty");
  refuse_text ("volume=3\n", ENH_ERR_FORMAT, "group");
  refuse_text ("[Other]\nvolume=3\n", ENH_ERR_FORMAT, "[Other]");
  refuse_text ("[Preset]\nname=\xff\n", ENH_ERR_FORMAT, "UTF-8");
  refuse_text ("[Parameters]\nvolum=3\n", ENH_ERR_PARAM, "'volume'");
  refuse_text ("[Parameters]\nvolume=31\n", ENH_ERR_RANGE, "-20 to 30 dB");
  refuse_text ("[Parameters]\nvolume=nan\n", ENH_ERR_RANGE, "not a number");
  refuse_text ("[Parameters]\nvolume=\n", ENH_ERR_RANGE, "not a number");
  refuse_text ("[Parameters]\nbypass=0.5\n", ENH_ERR_RANGE, "0 or 1");
  refuse_text ("[Preset]\nceiling=70\n", ENH_ERR_FORMAT, "[Parameters]");
  refuse_text ("[Preset]\nnam=x\n", ENH_ERR_FORMAT, "'nam'");
  refuse_text ("[Audiogram Left]\n", ENH_ERR_AUDIOGRAM, "[Audiogram Left]");
  refuse_text ("[Audiogram Right]\n1000=130\n", ENH_ERR_AUDIOGRAM,
               "[Audiogram Right]");
  refuse_text ("[Audiogram Left]\nlow=30\n", ENH_ERR_AUDIOGRAM, "low=30");
}

CHECK_CASE_IN_SCRATCH (missing_file_is_named)
{
  enh_error error = { "" };
  preset_settings *preset;

  CHECK_INT (preset_load (&preset, scratch_path ("none.listen"), &error), ==,
             ENH_ERR_OPEN, "missing");
  CHECK (strstr (error.text, "none.listen") != NULL, "%s", error.text);
}

CHECK_CASE_IN_SCRATCH (an_empty_preset_is_read_again)
{
  const char *path = scratch_path ("empty.listen");
  preset_settings *preset = preset_new ();
  enh_error error = { "" };

  assert_int_equal (preset_save (preset, path, &error), ENH_OK);
  preset_free (preset);
  CHECK_INT (preset_load (&preset, path, &error), ==, ENH_OK, "%s", error.text);
  assert_null (preset->name);
  preset_free (preset);
}

static int
mode_of (const char *path)
{
  struct stat about;

  assert_int_equal (stat (path, &about), 0);
  return (int) (about.st_mode & 07777);
}

/* Whatever the umask is, and whatever stood there. */
CHECK_CASE_IN_SCRATCH (a_persons_file_is_theirs_alone)
{
  const char *path = scratch_path ("mine.listen");
  const char *link = scratch_path ("link.listen");
  const mode_t before = umask (0);
  GError *error = NULL;
  char *text;

  assert_true (private_file_write (path, "one", 3, NULL));
  CHECK_INT (mode_of (path), ==, 0600, "new");
  assert_int_equal (chmod (path, 0644), 0);
  assert_int_equal (symlink (path, link), 0);
  assert_true (private_file_write (link, "other", 5, NULL));
  CHECK_INT (mode_of (path), ==, 0600, "in place of one that all could read");
  assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_string_equal (text, "other");
  g_free (text);
  CHECK_INT (scratch_count (), ==, 2, "files");

  assert_false (
    private_file_write (scratch_path ("no/folder"), "x", 1, &error));
  assert_non_null (strstr (error->message, "no/folder"));
  g_error_free (error);
  (void) umask (before);
}

/* As it is while something else writes it. */
CHECK_CASE_IN_SCRATCH (an_unfinished_file_is_private_and_vanishes)
{
  const char *path = scratch_path ("print.pdf");
  const mode_t before = umask (0);
  char *temporary = private_file_begin (path, NULL);

  assert_non_null (temporary);
  CHECK_INT (mode_of (temporary), ==, 0600, "%s", temporary);
  assert_false (private_file_end (path, temporary, FALSE, NULL));
  CHECK_INT (scratch_count (), ==, 0, "files");
  (void) umask (before);
}

CHECK_CASE_IN_SCRATCH (failed_save_leaves_nothing)
{
  const int before = scratch_count ();
  preset_settings *preset = preset_new ();
  enh_error error = { "" };

  CHECK_INT (preset_save (preset, scratch_path ("no/such.listen"), &error), ==,
             ENH_ERR_WRITE, "folder missing");
  CHECK (strstr (error.text, "such.listen") != NULL, "%s", error.text);
  CHECK_INT (scratch_count (), ==, before, "files");
  preset_free (preset);
}

CHECK_CASE_IN_SCRATCH (refused_value_keeps_the_old)
{
  preset_settings *preset = preset_new ();
  enh_error error;

  CHECK_INT (preset_set_text (preset, "volume", "4", &error), ==, ENH_OK, "4");
  CHECK_INT (preset_set_text (preset, "volume", "99", &error), ==,
             ENH_ERR_RANGE, "99");
  CHECK (gives (preset, "volume", 4.0), "after 99");
  preset_free (preset);
}

CHECK_CASE_IN_SCRATCH (numbers_read_back_the_same)
{
  sig_random random = { check_seed () };

  for (int i = 0; i < 2000; ++i)
    {
      char text[NUMBER_TEXT_BYTES];
      const float value = (float) (sig_uniform (&random)
                                   * pow (10.0, 6.0 * sig_uniform (&random)));
      double read;

      number_format (value, text);
      CHECK (number_parse (text, &read), "%s", text);
      CHECK_NEAR ((float) read, value, 0.0, "%s", text);
    }
}

CHECK_CASE_IN_SCRATCH (names_become_printable)
{
  static const struct {
    const char *bytes;
    const char *shown;
  } cases[] = {
    { "Küche 2 日本", "Küche 2 日本" },
    { "a\tb\nc\033[31md\177", "a?b?c?[31md?" },
    { "\xc2\x9b"
      "31m\xc2\x85",
      "?31m?" },
    { "\xe2\x80\xaegpj.exe", "?gpj.exe" },
    { "caf\xe9", "caf\xef\xbf\xbd" },
    { "", "" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); ++i)
    {
      char *shown = printable (cases[i].bytes);

      CHECK_STRING (shown, cases[i].shown, "case %zu", i);
      g_free (shown);
    }
}

CHECK_CASE_IN_SCRATCH (nearest_name_is_found)
{
  static const struct {
    const char *wrong;
    const char *right; /* NULL: nothing is near */
  } cases[] = {
    { "volme", "volume" },
    { "Volume", "volume" },
    { "vloume", "volume" },
    { "noise", "noise_reduction" },
    { "noise-reduction", "noise_reduction" },
    { "noisereduction", "noise_reduction" },
    { "mic_full_scal", "mic_full_scale" },
    { "x", NULL },
    { "", NULL },
    { "sensitivity", NULL },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); ++i)
    {
      const enh_param_info *info;
      preset_nearest search;

      nearest_begin (&search, cases[i].wrong);
      for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
        nearest_offer (&search, info->name);
      if (cases[i].right)
        CHECK_STRING (nearest_found (&search), cases[i].right, "%s",
                      cases[i].wrong);
      else
        CHECK (!nearest_found (&search), "%s", cases[i].wrong);
    }
}
