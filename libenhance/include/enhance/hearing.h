/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file hearing.h
   Settings for whoever has no audiogram at hand: built-in presets of hearing,
   and a few questions of the kind "Which is clearer, A or B?" that choose one
   while somebody speaks.
*/

#ifndef ENHANCE_HEARING_H
#define ENHANCE_HEARING_H

#include <enhance/attributes.h>
#include <enhance/status.h>

#include <stdint.h>

ENH_BEGIN_DECLS

/** What enh_hearing_by_name returns for a name that does not exist. */
#define ENH_HEARING_NONE UINT32_MAX

/**
   A preset of hearing: an audiogram, and the share of its prescription to begin
   with. Those new to amplification prefer less than NAL-R on average;
   thresholds, and with them the compression, stay those of the standard. Volume
   and tone are the person's own, and 0 in all presets.
*/
typedef struct enh_hearing_info {
  const char *name;      /**< Lower case, one word */
  const char *meaning;   /**< One sentence for a person */
  const char *audiogram; /**< For enh_audiogram_parse */
  float volume;          /**< Parameter `volume`, dB */
  float tone;            /**< Parameter `tone` */
  float prescription;    /**< Parameter `prescription`, % */
} enh_hearing_info;

/**
   Describe a preset of hearing.  @any

   @param number  Count up from 0; the first is the one to begin with.
   @return Constant data, or NULL past the last preset.
   @since 0.1
*/
ENH_API ENH_REALTIME const enh_hearing_info *
enh_hearing_describe (uint32_t number);

/**
   Find a preset of hearing by its name.  @any

   @param name  Case counts. NULL is legal.
   @return Its number, or ENH_HEARING_NONE.
   @since 0.1
*/
ENH_API ENH_REALTIME uint32_t
enh_hearing_by_name (const char *name);

/** The most comparisons that are asked for. */
#define ENH_COMPARE_MOST 5u

/** What a person says to "Which is clearer, A or B?". */
typedef enum enh_answer {
  ENH_ANSWER_A = 0,   /**< A is clearer */
  ENH_ANSWER_B = 1,   /**< B is clearer */
  ENH_ANSWER_SAME = 2 /**< No difference, or cannot tell */
} enh_answer;

/** What A and B differ in. */
typedef enum enh_compare_step {
  ENH_COMPARE_AMOUNT = 0, /**< How much is added: one preset or the next */
  ENH_COMPARE_SLOPE = 1,  /**< That one, or steep */
  ENH_COMPARE_TONE = 2,   /**< Deeper or brighter */
  ENH_COMPARE_VOLUME = 3, /**< Softer or louder */
  ENH_COMPARE_DONE = 4    /**< Nothing more to ask: A and B are the result */
} enh_compare_step;

/**
   A way to listen: give a chain the preset's audiogram and its `prescription`,
   and the two values.
*/
typedef struct enh_hearing_choice {
  uint32_t hearing; /**< Number of a preset of hearing */
  float volume;     /**< Parameter `volume`, dB; the preset's is in it */
  float tone;       /**< Parameter `tone`; the preset's is in it */
} enh_hearing_choice;

/** A comparison. */
typedef struct enh_comparison {
  enh_compare_step step;     /**< What is asked, or ENH_COMPARE_DONE */
  enh_hearing_choice a;      /**< What A sounds like */
  enh_hearing_choice b;      /**< What B sounds like */
  enh_hearing_choice chosen; /**< The result so far, for who stops here */
} enh_comparison;

/**
   Say what to compare next, given all answers so far.  @any

   Begin with no answers; play `a` and `b` in turn while somebody speaks, add
   the answer, call again, until `step` is ENH_COMPARE_DONE: after three to
   five answers. Nothing is remembered between calls.

   Whoever finds two sounds alike tends to name the one heard first, so a
   program should exchange A and B by chance. It says so in `swaps`, and the
   same preferences give the same result whichever way they were asked.

   The gentle comes first: mild or moderate; the stronger preset of the two is
   followed by the next, strong and then severe, only if it was the clearer one.
   Of two that are alike the gentler one is kept. Neither of the first two adds
   more than 21 dB to speech at any frequency of the audiogram, and nothing
   that is ever played adds more than 38 dB; the ceiling holds as ever.

   @param answers  `count` answers, the first one first; may be NULL if none.
   @param count    How many.
   @param swaps    Bit i set: A and B are exchanged in comparison i, counted
                   from 0. The same in every call.
   @param next     Filled on success, untouched otherwise.
   @return ENH_OK; ENH_ERR_NULL; ENH_ERR_RANGE if an answer is none of the
           three; ENH_ERR_STATE if there are more answers than were asked for.
   @since 0.1
*/
ENH_API ENH_NODISCARD ENH_REALTIME enh_status
enh_compare_next (const enh_answer *answers, uint32_t count, uint32_t swaps,
                  enh_comparison *next);

ENH_END_DECLS

#endif
