/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Presets of hearing, and the comparisons that choose one: every sequence of
   answers, both orders of presentation, and listeners made of audiograms. */

#include "lib/check.h"

#include <enhance/enhance.h>

enum { SWAPS = 1u << ENH_COMPARE_MOST, PRESETS = 5 };

/* Where NAL-R is defined. */
static const double rule_hz[]
  = { 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000 };
enum { RULE = sizeof rule_hz / sizeof *rule_hz };

/* What people begin with, of NAL-R. */
static const double preferred = 0.85;

static const enh_audiogram *
audiogram_of (const char *spec)
{
  static enh_audiogram made;

  CHECK_INT (enh_audiogram_parse (spec, &made, NULL), ==, ENH_OK, "%s", spec);
  return &made;
}

/* What a choice adds to speech of 65 dB SPL. */
static double
gain_db (enh_hearing_choice choice, double hz)
{
  const enh_hearing_info *info = enh_hearing_describe (choice.hearing);

  CHECK (info != NULL, "preset %u", choice.hearing);
  return 0.01 * (double) info->prescription
           * (double) enh_audiogram_nal_r (audiogram_of (info->audiogram), 0,
                                           (float) hz)
         + (double) choice.volume
         + fmax (-9.0,
                 fmin (9.0, 3.0 * (double) choice.tone * log2 (hz / 1250.0)));
}

static double
most_gain_db (enh_hearing_choice choice)
{
  double most = -100.0;

  for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
    most = fmax (most, gain_db (choice, (double) enh_audiogram_frequency (p)));
  return most;
}

static enh_hearing_choice
as_preset (uint32_t number)
{
  const enh_hearing_info *info = enh_hearing_describe (number);
  const enh_hearing_choice made = { number, info->volume, info->tone };

  return made;
}

/* How far a choice is from what a listener with that audiogram wants: RMS, dB.
 */
static double
distance_db (enh_hearing_choice choice, const char *spec)
{
  double sum = 0.0;

  for (size_t f = 0; f < RULE; ++f)
    {
      const double is = gain_db (choice, rule_hz[f]);
      const double wanted = preferred
                            * (double) enh_audiogram_nal_r (
                              audiogram_of (spec), 0, (float) rule_hz[f]);

      sum += (is - wanted) * (is - wanted);
    }
  return sqrt (sum / (double) RULE);
}

static enh_comparison
next_of (const enh_answer *answers, uint32_t count, uint32_t swaps)
{
  enh_comparison next;

  CHECK_INT (enh_compare_next (answers, count, swaps, &next), ==, ENH_OK,
             "%u answers", count);
  return next;
}

static int
same_choice (enh_hearing_choice a, enh_hearing_choice b)
{
  return a.hearing == b.hearing && fabsf (a.volume - b.volume) < 1e-6f
         && fabsf (a.tone - b.tone) < 1e-6f;
}

/* Call `visit` with every sequence of answers that leads to an end. */
static void
walk (enh_answer *answers, uint32_t count, uint32_t swaps,
      void (*visit) (const enh_answer *answers, uint32_t count, uint32_t swaps))
{
  if (next_of (answers, count, swaps).step == ENH_COMPARE_DONE)
    {
      visit (answers, count, swaps);
      return;
    }
  CHECK_INT (count, <, ENH_COMPARE_MOST, "answers without an end");
  for (int answer = ENH_ANSWER_A; answer <= ENH_ANSWER_SAME; ++answer)
    {
      answers[count] = (enh_answer) answer;
      walk (answers, count + 1, swaps, visit);
    }
}

static void
walk_all (void (*visit) (const enh_answer *answers, uint32_t count,
                         uint32_t swaps))
{
  enh_answer answers[ENH_COMPARE_MOST + 1];

  for (uint32_t swaps = 0; swaps < SWAPS; ++swaps)
    walk (answers, 0, swaps, visit);
}

CHECK_CASE (presets_are_counted_and_found_by_name)
{
  static const struct {
    const char *name, *audiogram;
  } wanted[] = { { "mild", "N2" },
                 { "moderate", "N3" },
                 { "steep", "S2" },
                 { "strong", "N4" },
                 { "severe", "N5" } };
  const enh_hearing_info *info;
  uint32_t count = 0;

  for (; (info = enh_hearing_describe (count)); ++count)
    {
      CHECK_INT (count, <, PRESETS, "presets");
      CHECK_STRING (info->name, wanted[count].name, "preset %u", count);
      CHECK_STRING (info->audiogram, wanted[count].audiogram, "%s", info->name);
      CHECK_INT (enh_hearing_by_name (info->name), ==, count, "%s", info->name);
      CHECK_INT (strlen (info->meaning), >, 20, "%s", info->name);
      CHECK_REAL (info->volume, ==, 0.0, "%s", info->name);
      CHECK_REAL (info->tone, ==, 0.0, "%s", info->name);
    }
  CHECK_INT (count, ==, PRESETS, "presets");
  CHECK (enh_hearing_describe (UINT32_MAX) == NULL, "far past the last");
  CHECK_INT (enh_hearing_by_name ("Mild"), ==, ENH_HEARING_NONE, "case");
  CHECK_INT (enh_hearing_by_name (""), ==, ENH_HEARING_NONE, "no letter");
  CHECK_INT (enh_hearing_by_name (NULL), ==, ENH_HEARING_NONE, "NULL");
}

CHECK_CASE (preset_is_85_percent_of_nal_r)
{
  const enh_hearing_info *info;

  for (uint32_t i = 0; (info = enh_hearing_describe (i)); ++i)
    for (size_t f = 0; f < RULE; ++f)
      CHECK_NEAR (gain_db (as_preset (i), rule_hz[f]),
                  preferred
                    * (double) enh_audiogram_nal_r (
                      audiogram_of (info->audiogram), 0, (float) rule_hz[f]),
                  0.01, "%s at %g Hz", info->name, rule_hz[f]);
}

CHECK_CASE (no_preset_adds_more_than_35_db)
{
  for (uint32_t i = 0; enh_hearing_describe (i); ++i)
    CHECK_REAL (most_gain_db (as_preset (i)), <=, 35.0, "%s",
                enh_hearing_describe (i)->name);
}

static void
see_legal_end (const enh_answer *answers, uint32_t count, uint32_t swaps)
{
  const enh_param_info *volume
    = enh_param_describe (enh_param_by_name ("volume"));
  const enh_param_info *tone = enh_param_describe (enh_param_by_name ("tone"));
  enh_comparison next;

  CHECK_INT (count, >=, 3, "answers");
  for (uint32_t i = 0; i <= count; ++i)
    {
      const enh_hearing_choice *played[3];

      next = next_of (answers, i, swaps);
      played[0] = &next.a;
      played[1] = &next.b;
      played[2] = &next.chosen;
      for (size_t p = 0; p < 3; ++p)
        {
          CHECK_REAL (played[p]->volume, >=, volume->minimum, "answer %u", i);
          CHECK_REAL (played[p]->volume, <=, volume->maximum, "answer %u", i);
          CHECK_REAL (played[p]->tone, >=, tone->minimum, "answer %u", i);
          CHECK_REAL (played[p]->tone, <=, tone->maximum, "answer %u", i);
          CHECK_REAL (most_gain_db (*played[p]), <=, i ? 38.0 : 21.0,
                      "answer %u, sound %zu", i, p);
        }
      CHECK_INT (same_choice (next.a, next.b), ==, i == count,
                 "answer %u: A and B differ until the end", i);
    }
  CHECK (same_choice (next.a, next.chosen), "the end is what was chosen");
}

CHECK_CASE (every_path_ends_in_a_legal_result)
{
  walk_all (see_legal_end);
}

static void
see_same_unswapped (const enh_answer *answers, uint32_t count, uint32_t swaps)
{
  enh_answer plain[ENH_COMPARE_MOST];

  for (uint32_t i = 0; i < count; ++i)
    plain[i] = swaps >> i & 1u && answers[i] != ENH_ANSWER_SAME
                 ? (enh_answer) (ENH_ANSWER_B - answers[i])
                 : answers[i];
  for (uint32_t i = 0; i <= count; ++i)
    {
      const enh_comparison swapped = next_of (answers, i, swaps);
      const enh_comparison straight = next_of (plain, i, 0);
      const int crossed = i < count && (swaps >> i & 1u);

      CHECK_INT (swapped.step, ==, straight.step, "swaps %x, answer %u", swaps,
                 i);
      CHECK (same_choice (swapped.chosen, straight.chosen),
             "swaps %x, answer %u", swaps, i);
      CHECK (same_choice (swapped.a, crossed ? straight.b : straight.a),
             "A, swaps %x, answer %u", swaps, i);
      CHECK (same_choice (swapped.b, crossed ? straight.a : straight.b),
             "B, swaps %x, answer %u", swaps, i);
    }
}

CHECK_CASE (order_of_presentation_changes_nothing)
{
  walk_all (see_same_unswapped);
}

static void
see_what_is_asked (const enh_answer *answers, uint32_t count, uint32_t swaps)
{
  for (uint32_t i = 0; i < count && !swaps; ++i)
    {
      const enh_comparison next = next_of (answers, i, 0);
      const double high = gain_db (next.b, 4000.0) - gain_db (next.a, 4000.0);
      const double low = gain_db (next.b, 500.0) - gain_db (next.a, 500.0);

      switch (next.step)
        {
        case ENH_COMPARE_AMOUNT:
          CHECK_REAL (fmin (high, low), >=, 3.0, "B is more everywhere");
          break;
        case ENH_COMPARE_SLOPE:
        case ENH_COMPARE_TONE:
          CHECK_REAL (high - low, >=, 5.0, "B is brighter, answer %u", i);
          break;
        case ENH_COMPARE_VOLUME:
          CHECK_NEAR (high, 6.0, 0.01, "B is louder");
          CHECK_NEAR (low, 6.0, 0.01, "B is louder");
          break;
        case ENH_COMPARE_DONE:
          CHECK_FAIL ("the end has no question");
        }
    }
}

CHECK_CASE (a_and_b_differ_in_what_is_asked)
{
  walk_all (see_what_is_asked);
}

static unsigned reached[PRESETS][3]
                       [3]; /* preset, volume, tone: less, as is, more */

static size_t
side (float value, float middle)
{
  return value < middle - 1e-6f ? 0 : value > middle + 1e-6f ? 2 : 1;
}

static void
see_reached (const enh_answer *answers, uint32_t count, uint32_t swaps)
{
  const enh_hearing_choice end = next_of (answers, count, swaps).chosen;
  const enh_hearing_info *info = enh_hearing_describe (end.hearing);

  CHECK_INT (end.hearing, <, PRESETS, "preset");
  ++reached[end.hearing][side (end.volume, info->volume)]
           [side (end.tone, info->tone)];
}

CHECK_CASE (every_preset_tone_and_volume_is_reachable)
{
  memset (reached, 0, sizeof reached);
  walk_all (see_reached);
  for (uint32_t p = 0; p < PRESETS; ++p)
    for (uint32_t v = 0; v < 3; ++v)
      for (uint32_t t = 0; t < 3; ++t)
        CHECK_INT (reached[p][v][t], >, 0, "preset %u, volume %u, tone %u", p,
                   v, t);
}

/* Nobody hears a strong preset who did not find the one before it clearer. */
static void
see_amounts_in_order (const enh_answer *answers, uint32_t count, uint32_t swaps)
{
  static const char *const amounts[]
    = { "mild", "moderate", "strong", "severe" };
  uint32_t asked = 0;

  for (uint32_t i = 0; i < count; ++i)
    {
      const enh_comparison next = next_of (answers, i, swaps);
      const enh_hearing_choice *more = swaps >> i & 1u ? &next.a : &next.b;

      if (next.step != ENH_COMPARE_AMOUNT)
        {
          CHECK (i > 0, "the first question is of the amount");
          continue;
        }
      CHECK_INT (asked, ==, i, "amounts come first");
      ++asked;
      CHECK_INT (asked, <, sizeof amounts / sizeof *amounts, "amounts");
      CHECK_INT (next.chosen.hearing, ==,
                 enh_hearing_by_name (amounts[asked - 1]), "what was clearer");
      CHECK_INT (more->hearing, ==, enh_hearing_by_name (amounts[asked]),
                 "the next amount");
    }
}

CHECK_CASE (the_gentle_amounts_come_first)
{
  walk_all (see_amounts_in_order);
}

CHECK_CASE (alike_keeps_the_gentler)
{
  static const enh_answer alike[]
    = { ENH_ANSWER_SAME, ENH_ANSWER_SAME, ENH_ANSWER_SAME };
  const enh_comparison end = next_of (alike, 3, 0);

  CHECK_INT (end.step, ==, ENH_COMPARE_DONE, "three times alike");
  CHECK (same_choice (end.chosen, as_preset (0)), "the first preset");
  CHECK_INT (next_of (alike, 2, 0).step, ==, ENH_COMPARE_VOLUME,
             "who hears no slope is not asked for tone");
}

/* One who compares both with what they want, and calls alike what comes as near
   within so many dB. */
static enh_hearing_choice
listen (const char *spec, double alike_db, uint32_t swaps)
{
  enh_answer answers[ENH_COMPARE_MOST];
  uint32_t count = 0;

  for (;;)
    {
      const enh_comparison next = next_of (answers, count, swaps);
      double a, b;

      if (next.step == ENH_COMPARE_DONE)
        return next.chosen;
      a = distance_db (next.a, spec);
      b = distance_db (next.b, spec);
      answers[count++] = fabs (a - b) < alike_db ? ENH_ANSWER_SAME
                         : a < b                 ? ENH_ANSWER_A
                                                 : ENH_ANSWER_B;
    }
}

static uint32_t
nearest_preset (const char *spec)
{
  uint32_t best = 0;

  for (uint32_t i = 1; enh_hearing_describe (i); ++i)
    if (distance_db (as_preset (i), spec)
        < distance_db (as_preset (best), spec))
      best = i;
  return best;
}

CHECK_CASE (listeners_end_at_their_nearest_preset)
{
  static const struct {
    const char *spec, *preset;
  } listeners[] = { { "N2", "mild" },
                    { "N3", "moderate" },
                    { "N4", "strong" },
                    { "N5", "severe" },
                    { "S2", "steep" } };

  for (size_t l = 0; l < sizeof listeners / sizeof *listeners; ++l)
    for (uint32_t swaps = 0; swaps < SWAPS; ++swaps)
      {
        const char *spec = listeners[l].spec;

        CHECK_STRING (enh_hearing_describe (nearest_preset (spec))->name,
                      listeners[l].preset, "nearest to %s", spec);
        for (double alike_db = 0.0; alike_db <= 2.0; alike_db += 0.25)
          CHECK_INT (listen (spec, alike_db, swaps).hearing, ==,
                     nearest_preset (spec), "%s, alike within %g dB", spec,
                     alike_db);
      }
}

CHECK_CASE (comparing_brings_listeners_nearer)
{
  static const struct {
    const char *spec;
    double most_db; /* what is left */
  } listeners[] = { { "N1", 3.5 }, { "N2", 1.0 }, { "N3", 1.0 },
                    { "N4", 1.0 }, { "N5", 1.0 }, { "N6", 4.0 },
                    { "S1", 4.0 }, { "S2", 1.0 }, { "S3", 3.5 } };

  for (size_t l = 0; l < sizeof listeners / sizeof *listeners; ++l)
    {
      const char *spec = listeners[l].spec;
      const double before = distance_db (as_preset (0), spec);
      const double after = distance_db (listen (spec, 1.5, 0), spec);

      print_message ("# %s: %.1f dB away, then %.1f dB\n", spec, before, after);
      CHECK_REAL (after, <=, before, "%s", spec);
      CHECK_REAL (after, <=, listeners[l].most_db, "%s", spec);
    }
}

CHECK_CASE (wrong_calls_are_refused_and_change_nothing)
{
  static const enh_answer three[]
    = { ENH_ANSWER_SAME, ENH_ANSWER_SAME, ENH_ANSWER_A, ENH_ANSWER_A };
  static const enh_answer wrong[] = { (enh_answer) 3 };
  enh_comparison next, kept;

  memset (&next, 0x5a, sizeof next);
  memcpy (&kept, &next, sizeof next);
  CHECK_INT (enh_compare_next (three, 1, 0, NULL), ==, ENH_ERR_NULL, "next");
  CHECK_INT (enh_compare_next (NULL, 1, 0, &next), ==, ENH_ERR_NULL, "answers");
  CHECK_INT (enh_compare_next (wrong, 1, 0, &next), ==, ENH_ERR_RANGE,
             "no answer");
  CHECK_INT (enh_compare_next (three, 4, 0, &next), ==, ENH_ERR_STATE,
             "after the end");
  CHECK (!memcmp (&next, &kept, sizeof next), "something was written");
  CHECK_INT (enh_compare_next (NULL, 0, UINT32_MAX, &next), ==, ENH_OK,
             "no answers");
}
