/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The app's models without a window: parameters, presets, dose, note, ready
   check. */

#include "lib/check.h"

#include "model/dose.h"
#include "model/note.h"
#include "model/params.h"
#include "model/ready.h"
#include "model/words.h"

#include <enhance/protocol.h>

#include <glib/gstdio.h>

CHECK_CASE (params_follow_the_table)
{
  PlParams *params = pl_params_new ();
  const enh_param_info *info;
  guint count = 0;

  for (enh_param id = 0; (info = enh_param_describe (id)); ++id, ++count)
    {
      assert_true (pl_params_get (params, id) == info->default_ear);
      assert_non_null (
        g_object_class_find_property (G_OBJECT_GET_CLASS (params), info->name));
      pl_params_set (params, id, info->maximum + 1000.0f);
      assert_true (pl_params_get (params, id) == info->maximum);
      pl_params_set (params, id, NAN);
      assert_true (pl_params_get (params, id) == info->minimum);
    }
  assert_int_equal (pl_params_count (params), count);
  g_object_unref (params);
}

static void
count_up (PlParams *params, GParamSpec *spec, int *count)
{
  (void) params;
  (void) spec;
  ++*count;
}

CHECK_CASE (params_tell_changes_once)
{
  PlParams *params = pl_params_new ();
  int count = 0;

  g_signal_connect (params, "notify::volume", G_CALLBACK (count_up), &count);
  g_object_set (params, "volume", 6.0, NULL);
  g_object_set (params, "volume", 6.0, NULL);
  assert_int_equal (count, 1);
  assert_true (pl_params_get_named (params, "volume") == 6.0f);
  g_object_unref (params);
}

CHECK_CASE (preset_comes_back_as_it_was)
{
  PlParams *params = pl_params_new (), *other = pl_params_new ();
  enh_audiogram audiogram;
  preset_settings *preset;
  char *text, *again;

  assert_int_equal (enh_audiogram_parse ("L:N2;R:S3", &audiogram, NULL),
                    ENH_OK);
  pl_params_set_audiogram (params, &audiogram);
  pl_params_set_named (params, "volume", -7.5f);
  pl_params_set_named (params, "howl_guard", 0.0f);
  preset = pl_params_make_preset (params, "x");
  pl_params_take_preset (other, preset);
  for (guint id = 0; id < pl_params_count (params); ++id)
    assert_true (pl_params_get (params, id) == pl_params_get (other, id));
  text = pl_params_audiogram_text (params);
  again = pl_params_audiogram_text (other);
  assert_string_equal (text, again);
  assert_int_equal (enh_audiogram_parse (text, &audiogram, NULL), ENH_OK);
  assert_memory_equal (&audiogram, pl_params_get_audiogram (params),
                       sizeof audiogram);
  g_free (text);
  g_free (again);
  preset_free (preset);
  g_object_unref (params);
  g_object_unref (other);
}

/* What was heard under a clock that stands on another day, and is right later. */
CHECK_CASE (dose_outlives_a_wrong_clock)
{
  static const struct {
    GDateDay day;
    GDateMonth month;
    GDateYear year;
    double least; /* of 105 %, while the clock is so */
  } wrong[] = { { 1, G_DATE_JANUARY, 1970, 105.0 },
                { 9, G_DATE_MARCH, 2029, 0.0 },
                { 8, G_DATE_MARCH, 2028, 105.0 } };
  char *folder = g_dir_make_tmp ("enhance-dose.XXXXXX", NULL);
  char *path = g_build_filename (folder, "dose.ini", NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (wrong); ++i)
    {
      char *trouble = NULL;
      PlDose *dose = pl_dose_new (path, &trouble);
      GDate day;

      g_date_clear (&day, 1);
      g_date_set_dmy (&day, 9, G_DATE_MARCH, 2028);
      pl_dose_add (dose, &day, 105.0);
      assert_true (pl_dose_save (dose, &day, NULL));
      g_date_set_dmy (&day, wrong[i].day, wrong[i].month, wrong[i].year);
      CHECK_REAL (pl_dose_week (dose, &day), >=, wrong[i].least, "clock %zu",
                  i);
      pl_dose_add (dose, &day, 1.0);
      assert_true (pl_dose_save (dose, &day, NULL));
      pl_dose_free (dose);

      dose = pl_dose_new (path, &trouble);
      assert_null (trouble);
      g_date_set_dmy (&day, 10, G_DATE_MARCH, 2028);
      CHECK_REAL (pl_dose_week (dose, &day), >=, 105.0, "back from clock %zu",
                  i);

      /* A day ahead ages once the date can be believed. */
      for (int d = 0; d < 12; ++d, g_date_add_days (&day, 1))
        {
          pl_dose_add (dose, &day, 1.0);
          assert_true (pl_dose_save (dose, &day, NULL));
        }
      CHECK_REAL (pl_dose_week (dose, &day), <=, 7.5, "weeks after clock %zu",
                  i);
      pl_dose_free (dose);
      assert_int_equal (g_unlink (path), 0);
    }
  g_rmdir (folder);
  g_free (path);
  g_free (folder);
}

CHECK_CASE (dose_counts_seven_days)
{
  char *folder = g_dir_make_tmp ("enhance-dose.XXXXXX", NULL);
  char *path = g_build_filename (folder, "deep", "dose.ini", NULL);
  char *trouble = NULL;
  PlDose *dose = pl_dose_new (path, &trouble);
  GDate day;

  assert_null (trouble);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 27, G_DATE_FEBRUARY, 2028);
  for (int i = 0; i < 10; ++i)
    {
      pl_dose_add (dose, &day, 10.0);
      pl_dose_add (dose, &day, -5.0);
      pl_dose_add (dose, &day, NAN);
      assert_true (pl_dose_save (dose, &day, NULL));
      assert_true (fabs (pl_dose_week (dose, &day) - 10.0 * MIN (i + 1, 7))
                   < 1e-6);
      g_date_add_days (&day, 1);
    }
  pl_dose_free (dose);
  dose = pl_dose_new (path, &trouble);
  g_date_subtract_days (&day, 1);
  assert_true (fabs (pl_dose_week (dose, &day) - 70.0) < 1e-6);
  pl_dose_free (dose);

  /* Nonsense in the file counts as nothing. */
  assert_true (g_file_set_contents (
    path, "[Days]\n2028-03-07=-4\n2028-03-06=nan\n2028-03-05=x\n", -1, NULL));
  dose = pl_dose_new (path, &trouble);
  assert_null (trouble);
  assert_true (pl_dose_week (dose, &day) == 0.0);
  pl_dose_free (dose);

  assert_true (g_file_set_contents (path, "[Days\n", -1, NULL));
  dose = pl_dose_new (path, &trouble);
  assert_non_null (trouble);
  g_free (trouble);
  pl_dose_free (dose);
  g_free (path);
  path = g_build_filename (folder, "deep", "dose.ini.broken", NULL);
  assert_int_equal (g_unlink (path), 0);
  g_free (path);
  path = g_build_filename (folder, "deep", NULL);
  g_rmdir (path);
  g_rmdir (folder);
  g_free (path);
  g_free (folder);
}

CHECK_CASE (note_tells_all_and_forgets_all)
{
  PlNote *note = pl_note_new ();
  GDateTime *begun = g_date_time_new_local (2026, 11, 25, 14, 5, 0.0);
  GDateTime *when = g_date_time_new_local (2026, 11, 25, 14, 47, 0.0);
  char *text;

  note->support[PL_SUPPORT_FACE] = TRUE;
  note->consent = PL_CONSENT_YES;
  pl_note_set_text (&note->answer, "  Every word, my dear  ");
  pl_note_set_text (&note->said_back, "Home on Friday");
  pl_note_set_text (&note->remarks, "Window shut");
  text = pl_note_text (note, begun, when, 1500.0,
                       "Loudness: from 5 of 10 to 7 of 10\n");
  assert_non_null (strstr (text, "2026"));
  assert_non_null (strstr (text, "25 min"));
  assert_non_null (strstr (text, "Every word, my dear"));
  assert_null (strstr (text, "  Every"));
  assert_non_null (strstr (text, "Loudness: from 5 of 10 to 7 of 10"));
  assert_non_null (strstr (text, "Time: 14:05 to 14:47"));
  assert_non_null (strstr (text, "The person said back\n“Home on Friday”"));
  assert_non_null (strstr (text, "Signed: ____"));
  assert_non_null (strstr (text, "agreed"));
  assert_non_null (strstr (text, "Window shut"));
  assert_non_null (strstr (text, pl_note_support_label (PL_SUPPORT_FACE)));
  assert_null (strstr (text, pl_note_support_label (PL_SUPPORT_TIME)));
  pl_note_wipe (text);

  pl_note_forget (note);
  text = pl_note_text (note, NULL, when, 0.0, "None\n");
  assert_null (strstr (text, "Every"));
  assert_null (strstr (text, "Window"));
  assert_null (strstr (text, "Friday"));
  assert_null (strstr (text, "agreed"));
  assert_non_null (strstr (text, "not used"));
  pl_note_wipe (text);
  pl_note_free (note);
  g_date_time_unref (when);
  g_date_time_unref (begun);
}

/* One fact, one look, one finding, and a word of what it tells. */
typedef struct finding {
  PlReadySnapshot facts;
  PlReadyItem item;
  PlVerdict verdict;
  const char *tells;
} finding;

#define LISTENING .state = ENH_SUPERVISOR_LISTENING

static const finding findings[] = {
  { { .state = ENH_SUPERVISOR_STOPPED },
    PL_READY_MICROPHONE,
    PL_VERDICT_OPEN,
    "Start" },
  { { .state = ENH_SUPERVISOR_WAITING, .why = ENH_REASON_NO_DEVICE },
    PL_READY_MICROPHONE,
    PL_VERDICT_FAULT,
    "found" },
  { { .state = ENH_SUPERVISOR_WAITING, .why = ENH_REASON_INPUT_LOST },
    PL_READY_MICROPHONE,
    PL_VERDICT_FAULT,
    "Plug" },
  { { .state = ENH_SUPERVISOR_WAITING, .why = ENH_REASON_BUSY },
    PL_READY_MICROPHONE,
    PL_VERDICT_FAULT,
    "Another program" },
  { { LISTENING, .seconds = 3.0, .floor_db = -70.0, .peak_db = -68.0 },
    PL_READY_MICROPHONE,
    PL_VERDICT_OPEN,
    "Tap" },
  { { LISTENING, .seconds = 3.0, .floor_db = -70.0, .peak_db = -20.0 },
    PL_READY_MICROPHONE,
    PL_VERDICT_OPEN,
    "twice" },
  { { LISTENING, .seconds = 3.0, .taps = 1 },
    PL_READY_MICROPHONE,
    PL_VERDICT_GOOD,
    "two taps" },
  { { LISTENING, .seconds = 30.0, .floor_db = -200.0, .peak_db = -200.0 },
    PL_READY_MICROPHONE,
    PL_VERDICT_FAULT,
    "mute" },
  { { LISTENING, .seconds = 30.0, .floor_db = -70.0, .peak_db = -60.0 },
    PL_READY_MICROPHONE,
    PL_VERDICT_FAULT,
    "another" },
  { { .why = ENH_REASON_OUTPUT_LOST },
    PL_READY_HEADSET,
    PL_VERDICT_FAULT,
    "plugged" },
  { { .why = ENH_REASON_LOUDSPEAKER },
    PL_READY_HEADSET,
    PL_VERDICT_FAULT,
    "howl" },
  { { .output_kind = ENH_DEVICE_BLUETOOTH },
    PL_READY_HEADSET,
    PL_VERDICT_FAULT,
    "wireless" },
  { { .input_kind = ENH_DEVICE_BLUETOOTH, .output_kind = ENH_DEVICE_USB },
    PL_READY_HEADSET,
    PL_VERDICT_FAULT,
    "microphone is wireless" },
  { { .output_kind = ENH_DEVICE_USB },
    PL_READY_HEADSET,
    PL_VERDICT_GOOD,
    "cable" },
  { { .output_kind = ENH_DEVICE_UNKNOWN },
    PL_READY_HEADSET,
    PL_VERDICT_OPEN,
    "Look" },
  { { .said_wired = TRUE }, PL_READY_HEADSET, PL_VERDICT_GOOD, "said" },
  { { .left = PL_HEARD_YES }, PL_READY_EARS, PL_VERDICT_OPEN, "Right" },
  { { .left = PL_HEARD_YES, .right = PL_HEARD_YES },
    PL_READY_EARS,
    PL_VERDICT_GOOD,
    "Both" },
  { { .left = PL_HEARD_YES, .right = PL_HEARD_NO },
    PL_READY_EARS,
    PL_VERDICT_FAULT,
    "One ear" },
  { { .left = PL_HEARD_NO, .right = PL_HEARD_NO },
    PL_READY_EARS,
    PL_VERDICT_FAULT,
    "wheel" },
  { { LISTENING, .speech_db = -200.0 },
    PL_READY_LEVEL,
    PL_VERDICT_OPEN,
    "Speak" },
  { { LISTENING, .speech_db = -40.0 },
    PL_READY_LEVEL,
    PL_VERDICT_GOOD,
    "well" },
  { { LISTENING, .speech_db = -8.0 },
    PL_READY_LEVEL,
    PL_VERDICT_CAUTION,
    "loud" },
  { { LISTENING, .speech_db = -62.0 },
    PL_READY_LEVEL,
    PL_VERDICT_CAUTION,
    "nearer" },
  { { .input_name = "Built-in" },
    PL_READY_EFFECTS,
    PL_VERDICT_GOOD,
    "enhancements" },
  { { .input_name = "EasyEffects Source" },
    PL_READY_EFFECTS,
    PL_VERDICT_CAUTION,
    "Another program" },
  { { .delay_ms = 0.0 }, PL_READY_DELAY, PL_VERDICT_OPEN, "Measure" },
  { { .delay_failed = TRUE }, PL_READY_DELAY, PL_VERDICT_CAUTION, "again" },
  { { .delay_ms = 12.0, .confidence = 0.2 },
    PL_READY_DELAY,
    PL_VERDICT_CAUTION,
    "again" },
  { { .delay_ms = 12.0, .confidence = 0.9 },
    PL_READY_DELAY,
    PL_VERDICT_GOOD,
    "Short" },
  { { .delay_ms = 30.0, .confidence = 0.9 },
    PL_READY_DELAY,
    PL_VERDICT_CAUTION,
    "echo" },
  { { .delay_ms = 180.0, .confidence = 0.9 },
    PL_READY_DELAY,
    PL_VERDICT_FAULT,
    "Too long" },
};

CHECK_CASE (ready_check_names_every_fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (findings); ++i)
    {
      const finding *want = &findings[i];
      const char *text = NULL;
      const PlVerdict verdict
        = pl_ready_judge (&want->facts, want->item, &text);

      if (verdict != want->verdict || !strstr (text, want->tells))
        CHECK_FAIL ("finding %u: verdict %d, wanted %d; '%s' and wanted '%s'",
                    (unsigned) i, (int) verdict, (int) want->verdict, text,
                    want->tells);
    }
}

CHECK_CASE (noise_has_four_steps)
{
  for (guint step = 0; step < PL_NOISE_STEPS; ++step)
    assert_int_equal (pl_words_noise_step (pl_words_noise_percent (step)),
                      step);
  assert_int_equal (pl_words_noise_step (90.0f), 3);
}

/* Nothing that a person could do anything about, or good news. */
static int
is_for_nobody (enh_supervisor_warning warning)
{
  return warning == ENH_WARNING_CEILING || warning == ENH_WARNING_STEADIER
         || warning == ENH_WARNING_DRIFT || warning == ENH_WARNING_RATE;
}

/* Each kind has its own words. */
CHECK_CASE (every_warning_and_refusal_has_its_sentence)
{
  const char *seen[40];
  guint count = 0;

#define ROW(name, word, key)                                            \
  seen[count] = pl_session_warning_sentence (ENH_WARNING_##name, 50.0); \
  if (is_for_nobody (ENH_WARNING_##name))                               \
    assert_null (seen[count]);                                          \
  else                                                                  \
    assert_non_null (seen[count++]);
  ENH_PROTOCOL_WARNINGS (ROW)
#undef ROW
  seen[count++] = pl_session_warning_sentence (ENH_WARNING_DOSE, 100.0);
  for (int what = ENH_REFUSED_SETTING; what <= ENH_REFUSED_DEVICES; ++what)
    seen[count++] = pl_session_refusal_sentence ((enh_supervisor_refusal) what);
  for (guint i = 0; i < count; ++i)
    for (guint j = 0; j < i; ++j)
      assert_string_not_equal (seen[i], seen[j]);
  /* What a listening process of tomorrow knows is for one of tomorrow. */
  assert_null (pl_session_warning_sentence (ENH_WARNING_OTHER, 0.0));
  assert_non_null (pl_session_refusal_sentence (ENH_REFUSED_OTHER));
}
