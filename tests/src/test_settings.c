/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Settings as text: what is saved is loaded again, what a hand wrote is
   understood, what is wrong is named and changes nothing. tests/cli/test_preset.c
   holds the text beside that of presets. */

#include "lib/check.h"
#include "lib/drive.h"

#include "base/number_text.h"

#include <locale.h>

enum { ROOM = 4096 };

static void
load (enh_chain *chain, const char *text)
{
  enh_error error;

  CHECK_INT (enh_chain_load (chain, text, &error), ==, ENH_OK, "%s: %s", text,
             error.text);
  CHECK_STRING (error.text, "", "no error");
}

CHECK_CASE (what_is_saved_is_loaded_again)
{
  char first[ROOM], second[ROOM];
  sig_random random = { check_seed () };
  enh_chain *from = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  enh_chain *to = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  enh_audiogram audiogram, found;

  for (enh_param id = 0; enh_param_describe (id); ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      const double part = 0.5 + 0.5 * sig_uniform (&random);
      const double wide = (double) info->maximum - (double) info->minimum;
      const float value = info->is_switch
                            ? (float) rint (part)
                            : (float) ((double) info->minimum + part * wide);
      CHECK_INT (enh_chain_set (from, id, value), ==, ENH_OK, "%s", info->name);
    }
  CHECK_INT (enh_audiogram_parse ("L:S2;R:250=-7.5,8000=100", &audiogram, NULL),
             ==, ENH_OK, "audiogram");
  CHECK_INT (enh_chain_set_audiogram (from, &audiogram), ==, ENH_OK, "set");

  const size_t length = enh_chain_save (from, "Küche", first, sizeof first);
  CHECK_INT (length, ==, strlen (first), "length");
  CHECK_INT (length, <, ROOM, "room");
  load (to, first);
  for (enh_param id = 0; enh_param_describe (id); ++id)
    CHECK_REAL (enh_chain_get (to, id), ==, enh_chain_get (from, id), "%s",
                enh_param_describe (id)->name);
  CHECK_INT (enh_chain_get_audiogram (to, &found), ==, ENH_OK, "audiogram");
  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
      CHECK_NEAR (found.threshold_db_hl[ear][i],
                  audiogram.threshold_db_hl[ear][i], 0.001, "ear %u, point %u",
                  ear, i);
  enh_chain_save (to, "Küche", second, sizeof second);
  CHECK_STRING (second, first, "saved again");
  enh_chain_destroy (from);
  enh_chain_destroy (to);
}

CHECK_CASE (text_that_has_no_room_is_cut_and_its_length_told)
{
  char whole[ROOM], part[ROOM];
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  const size_t length = enh_chain_save (chain, NULL, NULL, 0);

  CHECK_INT (enh_chain_save (chain, NULL, whole, sizeof whole), ==, length,
             "with room");
  for (size_t room = 0; room < length + 2; ++room)
    {
      memset (part, '!', sizeof part);
      CHECK_INT (enh_chain_save (chain, NULL, part, room), ==, length,
                 "room for %zu", room);
      CHECK (part[room] == '!', "room for %zu: written behind it", room);
      if (room)
        CHECK (strlen (part) == (room > length ? length : room - 1)
                 && !strncmp (part, whole, strlen (part)),
               "room for %zu: %s", room, part);
    }
  enh_chain_destroy (chain);
}

CHECK_CASE (what_a_hand_wrote_is_understood)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  enh_audiogram found;

  drive_set (chain, "balance", 0.25);
  load (chain, "\xef\xbb\xbf# a note\r\n\r\n  [Parameters]\r\n"
               "volume = +3.50 \r\ntone=-.5\r\nnoise_reduction=1e2\r\n"
               "[Audiogram Right]\n1000=35\n 250 = 20\n8000=60\n250=25");
  CHECK_REAL (drive_get (chain, "volume"), ==, 3.5, "blanks, sign, zeros");
  CHECK_REAL (drive_get (chain, "tone"), ==, -0.5, "no digit before the point");
  CHECK_REAL (drive_get (chain, "noise_reduction"), ==, 100.0, "exponent");
  CHECK_REAL (drive_get (chain, "balance"), ==, 0.25, "not in the text");
  CHECK_INT (enh_chain_get_audiogram (chain, &found), ==, ENH_OK, "audiogram");
  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    {
      CHECK_REAL (found.threshold_db_hl[ear][0], ==, 25.0, "ear %u", ear);
      CHECK_REAL (found.threshold_db_hl[ear][4], ==, 35.0, "ear %u", ear);
    }
  load (chain, "[Preset]\nname=Nothing");
  CHECK_REAL (drive_get (chain, "volume"), ==, 3.5, "nothing was set");
  enh_chain_destroy (chain);
}

CHECK_CASE (what_is_wrong_is_named_and_changes_nothing)
{
  static const struct {
    const char *text;
    enh_status status;
    const char *word;
  } wrong[] = {
    { "", ENH_ERR_FORMAT, "empty" },
    { "# only a note\n", ENH_ERR_FORMAT, "empty" },
    { "volume=3\n", ENH_ERR_FORMAT, "line 1: 'volume'" },
    { "[Parameters]\nvolume\n", ENH_ERR_FORMAT, "line 2" },
    { "[Parameters]\n=3\n", ENH_ERR_FORMAT, "line 2" },
    { "[Settings]\nvolume=3\n", ENH_ERR_FORMAT, "[Settings]" },
    { "[Preset]\nvolume=3\n", ENH_ERR_FORMAT, "[Parameters]" },
    { "[Preset]\nnames=3\n", ENH_ERR_FORMAT, "'name'" },
    { "[Parameters]\nvolume=5\nloudness=3\n", ENH_ERR_PARAM, "loudness" },
    { "[Parameters]\nvolume=31\n", ENH_ERR_RANGE, "-20 to 30 dB" },
    { "[Parameters]\nvolume=1,5\n", ENH_ERR_RANGE, "not a number" },
    { "[Parameters]\nvolume=nan\n", ENH_ERR_RANGE, "not a number" },
    { "[Parameters]\nvolume=1e999\n", ENH_ERR_RANGE, "not a number" },
    { "[Parameters]\nvolume=0x5\n", ENH_ERR_RANGE, "not a number" },
    { "[Parameters]\nvolume=\n", ENH_ERR_RANGE, "not a number" },
    { "[Parameters]\nbypass=0.5\n", ENH_ERR_RANGE, "0 or 1" },
    { "[Parameters]\nvolume=5\n[Audiogram Left]\n", ENH_ERR_AUDIOGRAM,
      "[Audiogram Left]" },
    { "[Parameters]\nvolume=5\n[Audiogram Left]\n1000=500\n", ENH_ERR_AUDIOGRAM,
      "1000=500" },
    { "[Audiogram Left]\n1000=x\n", ENH_ERR_AUDIOGRAM, "1000" },
    { "[Audiogram Left]\n1000=20\n1000.0=30\n", ENH_ERR_AUDIOGRAM, "rise" },
  };
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  char before[ROOM], after[ROOM];

  enh_chain_save (chain, NULL, before, sizeof before);
  for (size_t w = 0; w < sizeof wrong / sizeof *wrong; ++w)
    {
      enh_error error = { "" };
      CHECK_INT (enh_chain_load (chain, wrong[w].text, &error), ==,
                 wrong[w].status, "%s", wrong[w].text);
      CHECK (strstr (error.text, wrong[w].word) != NULL, "%s: %s is not in %s",
             wrong[w].text, wrong[w].word, error.text);
      CHECK (!strchr (error.text, '\n'), "one line: %s", error.text);
      CHECK_INT (enh_chain_load (chain, wrong[w].text, NULL), ==,
                 wrong[w].status, "without a message");
      enh_chain_save (chain, NULL, after, sizeof after);
      CHECK_STRING (after, before, "%s", wrong[w].text);
    }
  enh_chain_destroy (chain);
}

CHECK_CASE (a_chain_for_a_loudspeaker_takes_all_or_nothing)
{
  const drive_shape shape
    = { 48000.0, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_LOUDSPEAKER };
  enh_chain *chain = drive_create (&shape);
  enh_error error;

  CHECK_INT (enh_chain_load (chain,
                             "[Parameters]\nvolume=5\nhowl_guard=0\n"
                             "prescription=50\n[Audiogram Left]\n1000=20\n",
                             &error),
             ==, ENH_ERR_RANGE, "howl_guard");
  CHECK (strstr (error.text, "howl_guard") != NULL, "%s", error.text);
  CHECK_REAL (drive_get (chain, "volume"), ==, 0.0, "volume");
  CHECK_REAL (drive_get (chain, "prescription"), ==, 100.0, "prescription");
  enh_audiogram found;
  CHECK_INT (enh_chain_get_audiogram (chain, &found), ==, ENH_ERR_STATE,
             "no audiogram");
  enh_chain_destroy (chain);
}

/* Whatever bytes come: no harm, and no more than the text is read. */
CHECK_CASE (random_text_does_no_harm)
{
  static const char letters[]
    = "[]=#\n\r \t.-+e0123456789volumetoneParametrsAudigLf";
  sig_random random = { check_seed () };
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  for (int turn = 0; turn < 3000; ++turn)
    {
      const size_t length = (size_t) (100.0 * (1.0 + sig_uniform (&random)));
      char *text = malloc (length + 1);
      enh_error error;
      CHECK (text != NULL, "memory");
      for (size_t i = 0; i < length; ++i)
        text[i] = letters[(size_t) ((1.0 + sig_uniform (&random)) * 0.5
                                    * (double) (sizeof letters - 2))];
      text[length] = '\0';
      if (enh_chain_load (chain, text, &error))
        CHECK (error.text[0] != '\0', "a reason");
      free (text);
    }
  enh_chain_destroy (chain);
}

CHECK_CASE (numbers_read_back_as_the_same_float)
{
  static const float some[]
    = { 0.0f,  1.0f,  -1.0f, 100.0f, 0.1f,      -7.5f,       330.0f, 2e-3f,
        1e-7f, 1e20f, 3e38f, 1e-38f, 123456.8f, 16777216.0f, -20.0f, 0.33333f };
  sig_random random = { check_seed () };
  char text[ENH__NUMBER_BYTES];
  double back;

  for (size_t i = 0; i < 20000; ++i)
    {
      const float value
        = i < sizeof some / sizeof *some
            ? some[i]
            : (float) (2000.0 * sig_uniform (&random)
                       * pow (10.0, 6.0 * sig_uniform (&random)));
      enh__number_write (value, text);
      CHECK (enh__number_read (text, strlen (text), &back), "%s", text);
      CHECK_REAL ((float) back, ==, value, "%s", text);
      CHECK_REAL (strtof (text, NULL), ==, value, "%s by the C library", text);
    }
  enh__number_write (-0.25f, text);
  CHECK_STRING (text, "-0.25", "short");
  enh__number_write (2000.0f, text);
  CHECK_STRING (text, "2000", "whole");
}
