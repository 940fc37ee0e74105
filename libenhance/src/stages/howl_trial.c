/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Howl guard: trials. What may be a loop is turned down for a moment, to see
   whether it follows. */

#include "stages/howl_parts.h"

#include "base/minmax.h"

#include <string.h>

/* How deep, how far the level must fall, for how many looks, and how long it may
   take. Sounds at least this loud are tried a second time, deeper: the loop may
   be stronger than the first dip. */
static const float dip_db = 12.0f;
static const float wide_step_db = 6.0f;
static const float most_dip_db = 36.0f;
static const float tone_falls_db = 9.0f;
static const float wide_falls_db = 6.0f;
static const uint32_t falls_looks = 2;
static const float trial_seconds = 0.120f;
static const float wide_trial_seconds = 0.100f;
static const float steady_db = 1.5f;
static const float loud_db_spl = 70.0f;

/* A second howl at another frequency so soon: the loop has more of them, and all
   is turned down by this. */
static const float rings_seconds = 0.5f;
static const float rings_step_db = 6.0f;

/* A tone within so much of the whole is what is heard of it. */
static const float part_db = 6.0f;

/* The whole of a loop has fallen by so long after it has gone round once. What
   falls later says nothing, and is tried again after a while. */
static const float late_seconds = 0.060f;

/* And so does what takes so much longer than before. */
static const uint32_t later_looks = 4;

/* Back while it is still turned down. */
static const float returns_db = 3.0f;

/* How long things are remembered. */
static const float outside_seconds = 5.0f;
static const float lag_seconds = 3.0f;
static const float hold_seconds = 10.0f;
static const float known_seconds = 2.0f;

static void
set_trial (enh__howl *howl)
{
  const float depth = howl->test_before_db + howl->test_db;

  if (howl->testing == 1)
    howl->dip[howl->test_dip].target_db = depth;
  else
    howl->drop_target_db = depth;
  howl->test_looks = 0;
  howl->test_fell = 0;
}

void
enh__howl_begin_trial (enh__howl *howl, float hz, uint32_t lag, float level_db)
{
  howl->testing = hz > 0.0f ? 1 : 2;
  howl->test_lag = lag;
  howl->test_most_db = level_db;
  howl->test_db = dip_db;
  howl->test_all = 0;
  howl->test_hold = 0;
  if (howl->testing == 1)
    {
      howl->test_dip = enh__howl_place_dip (howl, hz);
      howl->test_before_db = howl->dip[howl->test_dip].target_db;
    }
  else
    {
      if (howl->lag_left && enh__howl_is_lag (howl->lag, lag))
        enh__howl_repeats_again (howl, level_db);
      howl->test_before_db = howl->drop_target_db;
    }
  set_trial (howl);
}

float
enh__howl_trial_hz (const enh__howl *howl)
{
  return howl->testing == 1 ? howl->dip[howl->test_dip].hz : 0.0f;
}

/* Let the trial's reduction go: at once, so that its time is known. */
static void
undo_trial (enh__howl *howl)
{
  if (howl->testing == 1)
    enh__howl_open_dip (howl, howl->test_dip, howl->test_before_db);
  else
    enh__howl_lift (howl, howl->test_before_db);
}

static void
end_trial (enh__howl *howl)
{
  /* A dip leaves a repetition what it is. */
  if (howl->testing == 2)
    memset (howl->same, 0, sizeof howl->same);
  howl->testing = 0;
}

/* It has fallen with our gain for the last time that it takes: it stays down. */
static int
convict (enh__howl *howl)
{
  const uint32_t looks = enh__howl_looks_in (howl, hold_seconds);

  /* Not renewed by what was let pass with one trial, or it would never end. */
  if (!howl->alert)
    howl->alert = enh__howl_looks_in (howl, known_seconds);
  if (howl->testing == 1)
    {
      enh__howl_dip *dip = &howl->dip[howl->test_dip];
      dip->left = looks;
      dip->target_db = enh__min (dip->target_db, most_dip_db);
      /* The whole has followed, too, and come back as loops do: it rings at more
         than one frequency. */
      if (enh__howl_is_convicted (howl, 0.0f))
        enh__howl_drop (howl, dip_db, looks);
      else if (howl->rings && !enh__howl_is_near (howl->rings_hz, dip->hz))
        enh__howl_drop (howl, rings_step_db, looks);
      howl->rings = enh__howl_looks_in (howl, rings_seconds);
      howl->rings_hz = dip->hz;
    }
  else
    enh__howl_drop (howl, 0.0f, looks);
  end_trial (howl);
  return 1;
}

/* The sound comes from outside. */
static void
leave_alone (enh__howl *howl, int steady)
{
  enh__howl_leave (howl, enh__howl_trial_hz (howl),
                   enh__howl_looks_in (howl, outside_seconds), steady);
  undo_trial (howl);
  end_trial (howl);
}

static int
is_late (enh__howl *howl)
{
  const enh__howl_suspect *suspect = enh__howl_find_suspect (howl, 0.0f);
  const uint32_t most = enh__howl_looks_in (
    howl, enh__howl_round_seconds (howl, howl->test_lag) + late_seconds);

  return howl->test_looks > most
         || (suspect
             && howl->test_all
                  > suspect->fell / howl->hops_per_look + later_looks);
}

/* It has followed our gain. Returns 1 if that makes it a howl. */
static int
heed (enh__howl *howl)
{
  const float hz = enh__howl_trial_hz (howl);

  if (howl->testing == 2 && !howl->alert && is_late (howl))
    {
      undo_trial (howl);
      end_trial (howl);
      enh__howl_wait (howl);
      return 0;
    }
  if (howl->testing == 2)
    {
      howl->lag = howl->test_lag;
      howl->lag_left = enh__howl_looks_in (howl, lag_seconds);
    }
  if (howl->alert)
    return convict (howl);
  if (enh__howl_falls_again (howl, hz, howl->test_most_db, howl->test_all))
    {
      leave_alone (howl, 0);
      return 0;
    }
  /* Where the whole and a tone of it are proven both, nothing is left to see. */
  if (hz > 0.0f && enh__howl_is_convicted (howl, hz)
      && enh__howl_is_convicted (howl, 0.0f))
    return convict (howl);
  howl->test_back = 0;
  howl->test_hold = 1 + enh__howl_choose_hold (howl, hz);
  return 0;
}

/* It has fallen, and stays turned down for a while: does it stay down? Returns 1
   if that makes it a howl. */
static int
go_on_holding (enh__howl *howl, float level_db)
{
  const float hz = enh__howl_trial_hz (howl);

  if (level_db >= howl->test_most_db - returns_db
      && ++howl->test_back >= falls_looks)
    {
      leave_alone (howl, 0);
      return 0;
    }
  if (--howl->test_hold)
    return 0;
  if (enh__howl_is_convicted (howl, hz)
      || (howl->testing == 2
          && enh__howl_is_any_proven (howl, howl->test_most_db - part_db)))
    return convict (howl);
  enh__howl_let_go (howl, hz, howl->test_most_db, howl->test_all);
  undo_trial (howl);
  end_trial (howl);
  return 0;
}

/* Nothing falls before the sound has gone round, and what falls late says
   nothing. */
static uint32_t
trial_looks (const enh__howl *howl)
{
  if (howl->testing == 1)
    return enh__howl_looks_in (howl, trial_seconds);
  return falls_looks
         + enh__howl_looks_in (
           howl, enh__max (wide_trial_seconds,
                           enh__howl_round_seconds (howl, howl->test_lag)
                             + late_seconds));
}

int
enh__howl_go_on_trying (enh__howl *howl, float level_db)
{
  const int tone = howl->testing == 1;
  const float falls = tone ? tone_falls_db : wide_falls_db;
  const float most = dip_db + (tone ? dip_db : 2.0f * wide_step_db);

  if (howl->test_hold)
    return go_on_holding (howl, level_db);
  ++howl->test_looks;
  ++howl->test_all;
  howl->test_most_db = enh__max (howl->test_most_db, level_db);
  if (level_db <= howl->test_most_db - falls
      && howl->test_looks >= enh__howl_looks_in (
           howl, enh__howl_round_seconds (howl, howl->test_lag)))
    ++howl->test_fell;
  else
    howl->test_fell = 0;
  if (howl->test_fell >= falls_looks)
    {
      return heed (howl);
    }
  if (howl->test_looks < trial_looks (howl))
    return 0;
  if (howl->test_most_db >= loud_db_spl && howl->test_db < most
      && level_db >= howl->test_most_db - steady_db)
    {
      howl->test_db += tone ? dip_db : wide_step_db;
      set_trial (howl);
      return 0;
    }
  leave_alone (howl, 1);
  return 0;
}
