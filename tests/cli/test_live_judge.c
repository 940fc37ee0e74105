/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Warnings while listening: given when they are due, once, and again only after
   a while. Time is the test's own. */

#include "../cli/live_judge.h"
#include "lib/check.h"

struct run {
  live_judge judge;
  enh_live_status status;
  enh_meters meters;
  gint64 now;
  guint count[LIVE_JUDGE_KINDS]; /* given so far */
  double last[LIVE_JUDGE_KINDS]; /* their values */
};

static struct run
begin (void)
{
  return (struct run){ .status = ENH_LIVE_STATUS_INIT,
                       .meters = ENH_METERS_INIT,
                       .now = 1000000 };
}

static void
sample (struct run *run, guint samples)
{
  live_warning warnings[LIVE_JUDGE_KINDS];

  for (guint i = 0; i < samples; ++i)
    {
      const guint count = live_judge_sample (&run->judge, &run->status,
                                             &run->meters, run->now, warnings);
      for (guint w = 0; w < count; ++w)
        {
          ++run->count[warnings[w].kind];
          run->last[warnings[w].kind] = warnings[w].value;
        }
      run->now += LIVE_JUDGE_EVERY_US;
    }
}

CHECK_CASE (nothing_is_said_where_all_is_well)
{
  struct run run = begin ();

  run.status.xruns = 1000;
  run.meters.howls = 7;
  run.status.resyncs = 3;
  run.meters.limiter_db = 0.5f;
  sample (&run, 1000);
  for (guint kind = 0; kind < LIVE_JUDGE_KINDS; ++kind)
    CHECK_INT (run.count[kind], ==, 0, "kind %u", kind);
}

/* Four samples with new ones in ten seconds are told: what the supervisor mends
   and what a person reads is one judgement. */
CHECK_CASE (repeated_gaps_are_told_and_single_ones_not)
{
  struct run run = begin ();

  /* While the stream settles. */
  for (int i = 0; i < 9; ++i)
    {
      sample (&run, 1);
      ++run.status.xruns;
    }
  /* Three in ten seconds, and many at once. */
  for (int i = 0; i < 20; ++i)
    {
      sample (&run, 17);
      run.status.xruns += 100;
    }
  CHECK_INT (run.count[ENH_WARNING_XRUNS], ==, 0, "seldom");
  for (int i = 0; i < 4; ++i)
    {
      sample (&run, 2);
      ++run.status.xruns;
    }
  sample (&run, 1);
  CHECK_INT (run.count[ENH_WARNING_XRUNS], ==, 1, "four in two seconds");
  CHECK_REAL (run.last[ENH_WARNING_XRUNS], >=, 4.0, "count");
  /* A flood of them is told once in thirty seconds. */
  for (int i = 0; i < 300; ++i)
    {
      run.status.xruns += 5;
      sample (&run, 1);
    }
  CHECK_INT (run.count[ENH_WARNING_XRUNS], ==, 3, "in a minute");
}

/* What the device is was known before, and is told once. */
CHECK_CASE (devices_are_judged_at_the_start)
{
  const enh_device_info wired = { .name = "in", .kind = ENH_DEVICE_WIRED };
  enh_device_info output = { .name = "out", .kind = ENH_DEVICE_BLUETOOTH };
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  live_warning warnings[LIVE_JUDGE_KINDS];

  CHECK_INT (live_judge_begin (&wired, &wired, &status, warnings), ==, 0,
             "all well");
  CHECK_INT (live_judge_begin (&wired, &output, &status, warnings), ==, 1,
             "wireless");
  CHECK_INT (warnings[0].kind, ==, ENH_WARNING_BLUETOOTH, "wireless");
  CHECK_INT (live_judge_begin (&output, &output, &status, warnings), ==, 1,
             "both sides are one warning");
  output.kind = ENH_DEVICE_LOUDSPEAKER;
  status.refused_rate = 96000.0;
  status.sample_rate = 44100.0;
  CHECK_INT (live_judge_begin (&wired, &output, &status, warnings), ==, 2,
             "rate and loudspeaker");
  CHECK_INT (warnings[0].kind, ==, ENH_WARNING_RATE, "rate");
  CHECK_REAL (warnings[0].value, ==, 44100.0, "Hz");
  CHECK_INT (warnings[1].kind, ==, ENH_WARNING_LOUDSPEAKER, "loudspeaker");
}

CHECK_CASE (speech_held_down_by_the_ceiling_is_told)
{
  struct run run = begin ();

  /* What the limiter takes of single sounds is none of it. */
  run.meters.limiter_db = 12.0f;
  run.meters.ceiling_db = 2.9f;
  sample (&run, 100);
  CHECK_INT (run.count[ENH_WARNING_CEILING], ==, 0, "hardly");
  run.meters.ceiling_db = 3.0f;
  sample (&run, 1);
  CHECK_INT (run.count[ENH_WARNING_CEILING], ==, 1, "held down");
  CHECK_REAL (run.last[ENH_WARNING_CEILING], ==, 3.0, "dB");
  sample (&run, 298);
  CHECK_INT (run.count[ENH_WARNING_CEILING], ==, 1, "quiet for a minute");
  sample (&run, 100);
  CHECK_INT (run.count[ENH_WARNING_CEILING], ==, 2, "then again");
}

CHECK_CASE (a_dose_is_told_at_its_marks)
{
  struct run run = begin ();

  for (float dose = 0.0f; dose < 79.95f; dose += 0.1f)
    {
      run.meters.dose_percent = dose;
      sample (&run, 1);
    }
  CHECK_INT (run.count[ENH_WARNING_DOSE], ==, 0, "below 80 %%");
  run.meters.dose_percent = 80.1f;
  sample (&run, 10);
  CHECK_INT (run.count[ENH_WARNING_DOSE], ==, 1, "80 %%");
  run.meters.dose_percent = 99.9f;
  sample (&run, 10);
  CHECK_INT (run.count[ENH_WARNING_DOSE], ==, 1, "between");
  run.meters.dose_percent = 100.1f;
  sample (&run, 10);
  CHECK_INT (run.count[ENH_WARNING_DOSE], ==, 2, "100 %%");
  CHECK_NEAR (run.last[ENH_WARNING_DOSE], 100.1, 0.001, "percent");
  run.meters.dose_percent = 300.0f;
  sample (&run, 1000);
  CHECK_INT (run.count[ENH_WARNING_DOSE], ==, 2, "and no more");
}

/* Who begins with a dose that is used up hears it at once. */
CHECK_CASE (a_dose_from_before_is_told_at_the_start)
{
  struct run run = begin ();

  run.meters.dose_percent = 120.0f;
  sample (&run, 100);
  CHECK_INT (run.count[ENH_WARNING_DOSE], ==, 1, "once");
}

CHECK_CASE (a_howl_is_told_with_its_frequency)
{
  struct run run = begin ();

  sample (&run, 10);
  run.meters.howls = 1;
  run.meters.howl_hz = 2500.0f;
  sample (&run, 10);
  CHECK_INT (run.count[ENH_WARNING_HOWL], ==, 1, "once");
  CHECK_REAL (run.last[ENH_WARNING_HOWL], ==, 2500.0, "Hz");
  for (int i = 0; i < 250; ++i)
    {
      ++run.meters.howls;
      sample (&run, 1);
    }
  CHECK_INT (run.count[ENH_WARNING_HOWL], >=, 9, "in 50 s");
  CHECK_INT (run.count[ENH_WARNING_HOWL], <=, 12, "in 50 s");
}

CHECK_CASE (clocks_that_ran_apart_are_told)
{
  struct run run = begin ();

  sample (&run, 10);
  run.status.resyncs = 1;
  run.status.drift_ppm = -250.0;
  sample (&run, 100);
  CHECK_INT (run.count[ENH_WARNING_DRIFT], ==, 1, "once");
  CHECK_REAL (run.last[ENH_WARNING_DRIFT], ==, -250.0, "ppm");
}

CHECK_CASE (silence_is_told_once_with_what_is_known_of_why)
{
  struct run run = begin ();
  run.status.inputs = 1;
  run.meters.input_dbfs[0] = -80.0f;
  sample (&run, 100);
  CHECK_INT (run.count[ENH_WARNING_SILENT], ==, 0, "a very quiet room");
  run.meters.input_dbfs[0] = -200.0f;
  run.status.system = ENH_LIVE_INPUT_MUTED;
  sample (&run, 19);
  CHECK_INT (run.count[ENH_WARNING_SILENT], ==, 0, "not yet 4 s");
  sample (&run, 100);
  CHECK_INT (run.count[ENH_WARNING_SILENT], ==, 1, "4 s");
  CHECK_REAL (run.last[ENH_WARNING_SILENT], ==, 1.0, "muted");
  run.meters.input_dbfs[0] = -40.0f;
  sample (&run, 1);
  run.meters.input_dbfs[0] = -200.0f;
  run.status.system = 0;
  sample (&run, 20);
  CHECK_INT (run.count[ENH_WARNING_SILENT], ==, 2, "again");
  CHECK_REAL (run.last[ENH_WARNING_SILENT], ==, 0.0, "not known");
}

CHECK_CASE (a_delay_over_20_ms_is_told_once)
{
  struct run run = begin ();
  run.status.delay_ms = 20.0;
  sample (&run, 100);
  run.status.delay_ms = 24.3;
  sample (&run, 14);
  run.status.delay_ms = 5.7;
  sample (&run, 1);
  CHECK_INT (run.count[ENH_WARNING_LATE], ==, 0, "not for 3 s");
  for (int i = 0; i < 20; ++i)
    {
      run.status.delay_ms = 24.3;
      sample (&run, 50);
      run.status.delay_ms = 5.7;
      sample (&run, 50);
    }
  CHECK_INT (run.count[ENH_WARNING_LATE], ==, 1, "in seven minutes");
  CHECK_REAL (run.last[ENH_WARNING_LATE], ==, 24.3, "ms");
}

CHECK_CASE (a_headset_silenced_by_the_system_is_told)
{
  struct run run = begin ();
  run.status.system = ENH_LIVE_OUTPUT_VOLUME_0;
  sample (&run, 50);
  CHECK_INT (run.count[ENH_WARNING_OUTPUT_SILENT], ==, 1, "once");
  CHECK_REAL (run.last[ENH_WARNING_OUTPUT_SILENT], ==, 8.0, "volume 0");
}
