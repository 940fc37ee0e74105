/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Built-in hearing presets, and comparisons that choose one.

   @defgroup enhance_hearing Hearing presets

   Settings for people without an audiogram: built-in hearing presets, and a
   short series of "Which is clearer, A or B?" comparisons that chooses one
   while someone is talking.
*/

#ifndef ENHANCE_HEARING_H
#define ENHANCE_HEARING_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** @addtogroup enhance_hearing
    @{ */

/** Returned by enh_hearing_by_name for an unknown name. */
#define ENH_HEARING_NONE UINT32_MAX

/**
   A hearing preset: a standard audiogram, and the share of its prescription to
   start with. Listeners new to amplification prefer less than NAL-R on average;
   the thresholds, and with them the compression, stay those of the standard.
   Volume and tone are the listener's own, and 0 in all presets.
*/
typedef struct enh_hearing_info {
  const char *name;      /**< Lower case, one word */
  const char *meaning;   /**< A sentence for the user, in English */
  const char *audiogram; /**< For enh_audiogram_parse */
  float volume;          /**< Parameter `volume`, dB */
  float tone;            /**< Parameter `tone` */
  float prescription;    /**< Parameter `prescription`, % */
} enh_hearing_info;

/**
   Describe a hearing preset.  @any

   @param number  Counts from 0; preset 0 is the one to start with.
   @return Constant data, or NULL past the last preset.
   @since 0.1
*/
ENH_API ENH_REALTIME const enh_hearing_info *
enh_hearing_describe (uint32_t number);

/**
   Find a hearing preset by its name.  @any

   @param name  Case-sensitive. NULL is allowed.
   @return Its number, or ENH_HEARING_NONE.
   @since 0.1
*/
ENH_API ENH_REALTIME uint32_t
enh_hearing_by_name (const char *name);

/** Maximum number of comparisons. */
#define ENH_COMPARE_MOST 5u

/** The answer to "Which is clearer, A or B?" */
typedef enum enh_answer {
  ENH_ANSWER_A = 0,   /**< A is clearer */
  ENH_ANSWER_B = 1,   /**< B is clearer */
  ENH_ANSWER_SAME = 2 /**< No difference, or unsure */
} enh_answer;

/** How A and B differ. */
typedef enum enh_compare_step {
  ENH_COMPARE_AMOUNT = 0, /**< Amount of gain: one preset or the next */
  ENH_COMPARE_SLOPE = 1,  /**< That preset, or steep */
  ENH_COMPARE_TONE = 2,   /**< Warmer or crisper */
  ENH_COMPARE_VOLUME = 3, /**< Softer or louder */
  ENH_COMPARE_DONE = 4    /**< Finished: A and B are both the result */
} enh_compare_step;

/** Settings to listen to: set the preset's audiogram and its `prescription`, and
    `volume` and `tone`. */
typedef struct enh_hearing_choice {
  uint32_t hearing; /**< Number of the hearing preset */
  float volume;     /**< Parameter `volume`, dB; includes the preset's */
  float tone;       /**< Parameter `tone`; includes the preset's */
} enh_hearing_choice;

/** A comparison. */
typedef struct enh_comparison {
  enh_compare_step step;     /**< The question, or ENH_COMPARE_DONE */
  enh_hearing_choice a;      /**< Settings of A */
  enh_hearing_choice b;      /**< Settings of B */
  enh_hearing_choice chosen; /**< The result if the series stops here */
} enh_comparison;

/**
   Get the next comparison, given all answers so far.  @any

   Start with no answers. Play `a` and `b` in turn while someone is talking, add
   the answer and call again, until `step` is ENH_COMPARE_DONE after three to
   five answers. Nothing is remembered between calls.

   People who hear no difference tend to name the one they heard first. So a
   program should swap A and B at random and report that in `swaps`: the same
   preferences then give the same result.

   The gentle presets come first: mild or moderate. The stronger of two is
   followed by the next, strong and then severe, only if it was the clearer one.
   If both sound the same, the lower gain is kept. Neither of the first two adds
   more than 21 dB to speech at any frequency of the audiogram, and none adds more
   than 38 dB; the ceiling applies as always.

   @param answers  `count` answers in the order given; NULL if `count` is 0.
   @param count    The number of answers.
   @param swaps    Bit i set: A and B are swapped in comparison i, counted from
                   0. Must be the same in every call.
   @param next     Filled on success, unchanged otherwise. Not NULL.
   @return ENH_OK, ENH_ERR_NULL, ENH_ERR_RANGE (an unknown answer) or
           ENH_ERR_STATE (more answers than questions).
   @since 0.1
*/
ENH_API ENH_NODISCARD ENH_REALTIME enh_status
enh_compare_next (const enh_answer *answers, uint32_t count, uint32_t swaps,
                  enh_comparison *next);

/** @} */

ENH_END_DECLS

#endif
