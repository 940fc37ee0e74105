/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* "Which is clearer, A or B?": paired comparisons down a tree.

     amount   mild or moderate; alike: mild. Moderate or strong, and strong or
              severe, if the stronger one of the two before was clearer
     slope    mild or moderate, whichever it is, or steep; alike: that one, and
              tone is not asked for. Who chose strong or severe needs the lows
              that steep has not, and is asked for tone at once
     tone     deeper or brighter; alike: as it is
     volume   softer or louder; alike: as it is

   What is chosen is always what was played, or the middle of two that sounded
   alike. Nothing of this was tried with listeners yet. */

#include <enhance/hearing.h>

#include <stddef.h>

/* Over the three octaves from 500 Hz to 4 kHz the two then differ by 5 dB. */
static const float tone_step = 0.3f;

/* Half of what lies between two amounts, so that no wish falls into a hole
   between the presets. dB. */
static const float volume_step = 3.0f;

static enh_hearing_choice
preset (const char *name)
{
  const uint32_t number = enh_hearing_by_name (name);
  const enh_hearing_info *info = enh_hearing_describe (number);
  const enh_hearing_choice made = { number, info->volume, info->tone };

  return made;
}

/* Presets that differ in how much they add, the gentlest first. */
static const char *const amounts[] = { "mild", "moderate", "strong", "severe" };
enum { AMOUNTS = sizeof amounts / sizeof *amounts };

/* Slope is asked for up to this one. */
static const uint32_t slope_amounts = 2;

/* Where a preset stands among the amounts; AMOUNTS for those that do not. */
static uint32_t
amount_of (uint32_t hearing)
{
  uint32_t amount = 0;

  while (amount < AMOUNTS && enh_hearing_by_name (amounts[amount]) != hearing)
    ++amount;
  return amount;
}

/* The two of a step, the gentler one as A. */
static void
offer (enh_comparison *next)
{
  next->a = next->b = next->chosen;
  switch (next->step)
    {
    case ENH_COMPARE_AMOUNT:
      next->b = preset (amounts[amount_of (next->chosen.hearing) + 1]);
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

/* What is asked after the amount: the next amount, if the stronger one of the
   two was clearer and there is one. */
static enh_compare_step
after_amount (uint32_t before, uint32_t chosen)
{
  if (chosen > before && chosen + 1 < AMOUNTS)
    return ENH_COMPARE_AMOUNT;
  return chosen < slope_amounts ? ENH_COMPARE_SLOPE : ENH_COMPARE_TONE;
}

static void
take (enh_comparison *next, enh_answer answer)
{
  const int alike = answer == ENH_ANSWER_SAME;
  const uint32_t before = amount_of (next->chosen.hearing);

  if (!alike)
    next->chosen = answer == ENH_ANSWER_A ? next->a : next->b;
  if (next->step == ENH_COMPARE_AMOUNT)
    next->step = after_amount (before, amount_of (next->chosen.hearing));
  else
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
