/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* "Which is clearer, A or B?": paired comparisons down a tree.

     amount   mild or moderate; alike: mild
     slope    that one or steep; alike: that one, and tone is not asked for
     tone     deeper or brighter; alike: as it is
     volume   softer or louder; alike: as it is

   What is chosen is always what was played, or the middle of two that sounded
   alike. Nothing of this was tried with listeners yet. */

#include <enhance/hearing.h>

#include <stddef.h>

/* Over the three octaves from 500 Hz to 4 kHz the two then differ by 5 dB. */
static const float tone_step = 0.3f;

/* Half of what lies between mild and moderate, so that no wish falls into a
   hole between the presets. dB. */
static const float volume_step = 3.0f;

static enh_hearing_choice
preset (const char *name)
{
  const uint32_t number = enh_hearing_by_name (name);
  const enh_hearing_info *info = enh_hearing_describe (number);
  const enh_hearing_choice made = { number, info->volume, info->tone };

  return made;
}

/* The two of a step, the gentler one as A. */
static void
offer (enh_comparison *next)
{
  next->a = next->b = next->chosen;
  switch (next->step)
    {
    case ENH_COMPARE_AMOUNT:
      next->b = preset ("moderate");
      break;
    case ENH_COMPARE_SLOPE:
      next->b = preset ("steep");
      break;
    case ENH_COMPARE_TONE:
      next->a.tone -= tone_step;
      next->b.tone += tone_step;
      break;
    case ENH_COMPARE_VOLUME:
      next->a.volume -= volume_step;
      next->b.volume += volume_step;
      break;
    case ENH_COMPARE_DONE:
      break;
    }
}

static void
exchange (enh_comparison *next)
{
  const enh_hearing_choice a = next->a;

  next->a = next->b;
  next->b = a;
}

static void
take (enh_comparison *next, enh_answer answer)
{
  const int alike = answer == ENH_ANSWER_SAME;

  if (!alike)
    next->chosen = answer == ENH_ANSWER_A ? next->a : next->b;
  next->step = next->step == ENH_COMPARE_SLOPE && alike
                 ? ENH_COMPARE_VOLUME
                 : (enh_compare_step) (next->step + 1);
}

enh_status
enh_compare_next (const enh_answer *answers, uint32_t count, uint32_t swaps,
                  enh_comparison *next)
{
  enh_comparison at = { ENH_COMPARE_AMOUNT, { 0 }, { 0 }, { 0 } };

  if (!next || (count && !answers))
    return ENH_ERR_NULL;
  at.chosen = preset ("mild");
  for (uint32_t i = 0;; ++i)
    {
      offer (&at);
      if (i < ENH_COMPARE_MOST && swaps >> i & 1u)
        exchange (&at);
      if (i == count)
        break;
      if (at.step == ENH_COMPARE_DONE)
        return ENH_ERR_STATE;
      if (answers[i] != ENH_ANSWER_A && answers[i] != ENH_ANSWER_B
          && answers[i] != ENH_ANSWER_SAME)
        return ENH_ERR_RANGE;
      take (&at, answers[i]);
    }
  *next = at;
  return ENH_OK;
}
