/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Alarms are there to be heard: the howl guard leaves them, and whoever speaks
   beside them, as they are. Levels in dB SPL, full scale 109. */

#include "lib/alarms.h"
#include "lib/check.h"
#include "lib/drive.h"

#include <stdlib.h>

enum { RATE = 48000, FRAMES = 7 * RATE, BEGINS = RATE / 2, JUDGED = RATE };

/* What an alarm may lose to the guard, and speech beside it, dB. */
static const double most_loss_db = 3.0;
static const double most_speech_loss_db = 1.5;

static float *sound, *ear, *unguarded, *speech;
static unsigned char *sounding;

static int
begin (void **state)
{
  (void) state;
  sound = sig_buffer (FRAMES);
  ear = sig_buffer (FRAMES);
  unguarded = sig_buffer (FRAMES);
  speech = sig_buffer (FRAMES);
  sounding = calloc (FRAMES, 1);
  return !sounding;
}

static int
end (void **state)
{
  (void) state;
  free (sound);
  free (ear);
  free (unguarded);
  free (speech);
  free (sounding);
  return 0;
}

static double
rms_of (double spl)
{
  return sig_amplitude_of (spl, 109.0) / sqrt (2.0);
}

/* Through the chain with its default settings; howls that were counted. */
static int
hear (float *out, int guard)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_set (chain, "howl_guard", guard);
  drive_run (chain, sound, out, FRAMES, 480);
  const int howls = (int) drive_meters (chain).howls;
  enh_chain_destroy (chain);
  return howls;
}

/* What the guard takes from what sounds, dB. */
static double
loss_of_alarm (uint32_t latency)
{
  double with = 0.0, without = 0.0;

  for (size_t i = JUDGED; i < FRAMES; ++i)
    if (sounding[i - latency])
      {
        with += (double) ear[i] * (double) ear[i];
        without += (double) unguarded[i] * (double) unguarded[i];
      }
  return 10.0 * log10 (without / with);
}

static void
make_alarm (const alarm_kind *kind, double level, int room, sig_random *random)
{
  alarm_fill (kind, sound, sounding, FRAMES, BEGINS, RATE, rms_of (level));
  if (room)
    alarm_room (random, sound, FRAMES, RATE, 0.8, 0.0);
}

static void
add_room_noise (sig_random *random)
{
  float *noise = sig_buffer (FRAMES);

  sig_pink (random, noise, FRAMES, rms_of (40.0));
  for (size_t i = 0; i < FRAMES; ++i)
    sound[i] += noise[i];
  free (noise);
}

static void
check_alarms (int room)
{
  static const double levels[] = { 62.0, 78.0, 95.0 };
  sig_random random = { 3 };

  for (size_t k = 0; k < alarm_kind_count; ++k)
    for (size_t l = 0; l < 3; ++l)
      {
        const char *name = alarm_kinds[k].name;
        if ((check_short () || CHECK_SANITIZED) && (k + l) % 4)
          continue;
        make_alarm (&alarm_kinds[k], levels[l], room, &random);
        add_room_noise (&random);
        const int howls = hear (ear, 1);
        hear (unguarded, 0);
        const double loss = loss_of_alarm (144);
        print_message ("# %s, %g dB SPL%s: %d howls, %.1f dB lost\n", name,
                       levels[l], room ? ", in a room" : "", howls, loss);
        CHECK_INT (howls, ==, 0, "%s, %g dB SPL", name, levels[l]);
        CHECK_REAL (loss, <=, most_loss_db, "%s, %g dB SPL", name, levels[l]);
      }
}

CHECK_CASE_WITH (alarms_in_the_open_are_let_pass, begin, end, NULL)
{
  check_alarms (0);
}

CHECK_CASE_WITH (alarms_in_a_room_are_let_pass, begin, end, NULL)
{
  check_alarms (1);
}

/* Any time on, any rest. */
CHECK_CASE_WITH (beeps_of_any_length_are_let_pass, begin, end, NULL)
{
  static const double on[]
    = { 0.05, 0.14, 0.18, 0.22, 0.26, 0.3, 0.42, 0.7, 2.0 };
  static const double rest[]
    = { 0.02, 0.04, 0.06, 0.09, 0.13, 0.18, 0.25, 0.4, 0.8 };
  static const double hz[] = { 430.0, 3100.0 };
  sig_random random = { 5 };

  for (size_t n = 0; n < sizeof on / sizeof *on; ++n)
    for (size_t r = 0; r < sizeof rest / sizeof *rest; ++r)
      for (int room = 0; room < 2; ++room)
        {
          const alarm_note note = { .hz = hz[(n + r) % 2],
                                    .on_s = on[n],
                                    .rest_s = rest[r],
                                    .partials = 1 };
          const alarm_kind kind = { "beep", &note, 1 };
          if ((check_short () || CHECK_SANITIZED) && (n + r) % 5)
            continue;
          make_alarm (&kind, 80.0, room, &random);
          add_room_noise (&random);
          const int howls = hear (ear, 1);
          hear (unguarded, 0);
          const double loss = loss_of_alarm (144);
          if (howls || loss > 0.5)
            print_message ("# %g s on, %g off, room %d: %d howls, %.1f dB\n",
                           on[n], rest[r], room, howls, loss);
          CHECK_INT (howls, ==, 0, "%g s on, %g off, room %d", on[n], rest[r],
                     room);
          CHECK_REAL (loss, <=, most_loss_db, "%g s on, %g off, room %d", on[n],
                      rest[r], room);
        }
}

CHECK_CASE_WITH (speech_beside_an_alarm_is_let_pass, begin, end, NULL)
{
  static const double levels[] = { 65.0, 80.0 };
  sig_random random = { 7 };

  sig_speech (&random, speech, FRAMES, RATE, rms_of (65.0));
  for (size_t k = 0; k < alarm_kind_count; ++k)
    for (size_t l = 0; l < 2; ++l)
      {
        const char *name = alarm_kinds[k].name;
        if ((check_short () || CHECK_SANITIZED) && (k + l) % 4)
          continue;
        make_alarm (&alarm_kinds[k], levels[l], (int) (k % 2), &random);
        for (size_t i = 0; i < FRAMES; ++i)
          sound[i] += speech[i];
        add_room_noise (&random);
        const int howls = hear (ear, 1);
        hear (unguarded, 0);
        const size_t from = JUDGED;
        const double loss
          = sig_to_db (sig_projection (unguarded + from + 144, speech + from,
                                       FRAMES - from - 144))
            - sig_to_db (sig_projection (ear + from + 144, speech + from,
                                         FRAMES - from - 144));
        print_message ("# %s, %g dB SPL: %d howls, speech loses %.2f dB\n",
                       name, levels[l], howls, loss);
        CHECK_INT (howls, ==, 0, "%s, %g dB SPL", name, levels[l]);
        CHECK_REAL (loss, <=, most_speech_loss_db, "%s, %g dB SPL", name,
                    levels[l]);
      }
}

/* What stays on is noise to noise reduction, and is turned down; but not below
   what is heard. */
CHECK_CASE_WITH (a_steady_alarm_loses_no_more_than_9_db, begin, end, NULL)
{
  static const double hz[]
    = { 400.0, 425.0, 520.0, 750.0, 1000.0, 1234.5, 2000.0, 3100.0, 4000.0 };
  static const double levels[] = { 61.0, 75.0, 90.0 };
  sig_random random = { 9 };

  for (size_t h = 0; h < sizeof hz / sizeof *hz; ++h)
    for (size_t l = 0; l < 3; ++l)
      for (int strength = 50; strength <= 100; strength += 50)
        {
          enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
          drive_set (chain, "compression", 0.0);
          drive_set (chain, "ceiling", 111.0);
          drive_set (chain, "noise_reduction", strength);
          /* Of the noise within a critical band, 20 dB under it. */
          sig_white (&random, sound, FRAMES,
                     rms_of (levels[l] - 20.0)
                       * sqrt (RATE / 2.0 / (24.7 * (1.0 + 0.00437 * hz[h]))));
          sig_add_tone (sound, FRAMES, RATE, hz[h],
                        sig_amplitude_of (levels[l], 109.0));
          drive_run (chain, sound, ear, FRAMES, 480);
          enh_chain_destroy (chain);
          const double loss = sig_to_db (
            sig_amplitude (sound + 5 * RATE, 2 * RATE, RATE, hz[h])
            / sig_amplitude (ear + 5 * RATE, 2 * RATE, RATE, hz[h]));
          print_message ("# %g Hz, %g dB SPL, %d %%: %.1f dB lost\n", hz[h],
                         levels[l], strength, loss);
          CHECK_REAL (loss, <=, 9.0, "%g Hz, %g dB SPL, %d %%", hz[h],
                      levels[l], strength);
        }
}
