/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Warnings while listening: said when they are due, once, and again only after
   a while. Time is the test's own. */

#include "../cli/live_watch.h"
#include "lib/check.h"

struct run {
  live_watch watch;
  live_facts facts;
  gint64 now;
  guint count[LIVE_WARNING_KINDS]; /* said so far */
  live_warning last[LIVE_WARNING_KINDS];
};

static struct run
begin (void)
{
  struct run run = { .now = 1000000 };

  run.facts.dose_percent = -1.0;
  return run;
}

static void
look (struct run *run, guint looks)
{
  live_warning warnings[LIVE_WARNING_KINDS];

  for (guint i = 0; i < looks; ++i)
    {
      const guint count
        = live_watch_look (&run->watch, &run->facts, run->now, warnings);
      for (guint w = 0; w < count; ++w)
        {
          ++run->count[warnings[w].kind];
          run->last[warnings[w].kind] = warnings[w];
        }
      run->now += LIVE_WATCH_EVERY_US;
    }
}

CHECK_CASE (nothing_is_said_where_all_is_well)
{
  struct run run = begin ();

  run.facts.xruns = 1000;
  run.facts.howls = 7;
  run.facts.resyncs = 3;
  run.facts.limiter_db = 0.5;
  look (&run, 1000);
  for (guint kind = 0; kind < LIVE_WARNING_KINDS; ++kind)
    CHECK_INT (run.count[kind], ==, 0, "kind %u", kind);
}

CHECK_CASE (repeated_gaps_are_told_and_single_ones_not)
{
  struct run run = begin ();

  /* One each twelve seconds. */
  for (int i = 0; i < 20; ++i)
    {
      look (&run, 60);
      ++run.facts.xruns;
    }
  CHECK_INT (run.count[LIVE_WARNING_XRUNS], ==, 0, "seldom");
  for (int i = 0; i < 3; ++i)
    {
      look (&run, 2);
      ++run.facts.xruns;
    }
  look (&run, 1);
  CHECK_INT (run.count[LIVE_WARNING_XRUNS], ==, 1, "three in a second");
  CHECK_STRING (run.last[LIVE_WARNING_XRUNS].word, "xruns", "word");
  CHECK_REAL (run.last[LIVE_WARNING_XRUNS].value, >=, 3.0, "count");
  /* A flood of them is told once in ten seconds. */
  for (int i = 0; i < 300; ++i)
    {
      run.facts.xruns += 5;
      look (&run, 1);
    }
  CHECK_INT (run.count[LIVE_WARNING_XRUNS], >=, 6, "in a minute");
  CHECK_INT (run.count[LIVE_WARNING_XRUNS], <=, 8, "in a minute");
}

CHECK_CASE (a_limiter_long_at_work_is_told)
{
  struct run run = begin ();

  /* Single sounds: a second in ten. */
  for (int i = 0; i < 20; ++i)
    {
      run.facts.limiter_db = 6.0;
      look (&run, 5);
      run.facts.limiter_db = 0.0;
      look (&run, 45);
    }
  CHECK_INT (run.count[LIVE_WARNING_CEILING], ==, 0, "single sounds");
  run.facts.limiter_db = 6.0;
  look (&run, 29);
  CHECK_INT (run.count[LIVE_WARNING_CEILING], ==, 0, "not yet");
  look (&run, 20);
  CHECK_INT (run.count[LIVE_WARNING_CEILING], ==, 1, "for long");
  look (&run, 250);
  CHECK_INT (run.count[LIVE_WARNING_CEILING], ==, 1, "quiet for a minute");
  look (&run, 100);
  CHECK_INT (run.count[LIVE_WARNING_CEILING], ==, 2, "then again");
}

CHECK_CASE (a_dose_is_told_at_its_marks)
{
  struct run run = begin ();

  for (double dose = 0.0; dose < 79.95; dose += 0.1)
    {
      run.facts.dose_percent = dose;
      look (&run, 1);
    }
  CHECK_INT (run.count[LIVE_WARNING_DOSE], ==, 0, "below 80 %%");
  run.facts.dose_percent = 80.1;
  look (&run, 10);
  CHECK_INT (run.count[LIVE_WARNING_DOSE], ==, 1, "80 %%");
  run.facts.dose_percent = 99.9;
  look (&run, 10);
  CHECK_INT (run.count[LIVE_WARNING_DOSE], ==, 1, "between");
  run.facts.dose_percent = 100.1;
  look (&run, 10);
  CHECK_INT (run.count[LIVE_WARNING_DOSE], ==, 2, "100 %%");
  CHECK_REAL (run.last[LIVE_WARNING_DOSE].value, ==, 100.1, "percent");
  run.facts.dose_percent = 300.0;
  look (&run, 1000);
  CHECK_INT (run.count[LIVE_WARNING_DOSE], ==, 2, "and no more");
}

/* Who begins with a dose that is used up hears it at once. */
CHECK_CASE (a_dose_from_before_is_told_at_the_start)
{
  struct run run = begin ();

  run.facts.dose_percent = 120.0;
  look (&run, 100);
  CHECK_INT (run.count[LIVE_WARNING_DOSE], ==, 1, "once");
}

CHECK_CASE (a_howl_is_told_with_its_frequency)
{
  struct run run = begin ();

  look (&run, 10);
  run.facts.howls = 1;
  run.facts.howl_hz = 2500.0;
  look (&run, 10);
  CHECK_INT (run.count[LIVE_WARNING_HOWL], ==, 1, "once");
  CHECK_REAL (run.last[LIVE_WARNING_HOWL].value, ==, 2500.0, "Hz");
  for (int i = 0; i < 250; ++i)
    {
      ++run.facts.howls;
      look (&run, 1);
    }
  CHECK_INT (run.count[LIVE_WARNING_HOWL], >=, 9, "in 50 s");
  CHECK_INT (run.count[LIVE_WARNING_HOWL], <=, 12, "in 50 s");
}

CHECK_CASE (clocks_that_ran_apart_are_told)
{
  struct run run = begin ();

  look (&run, 10);
  run.facts.resyncs = 1;
  run.facts.drift_ppm = -250.0;
  look (&run, 100);
  CHECK_INT (run.count[LIVE_WARNING_DRIFT], ==, 1, "once");
  CHECK_REAL (run.last[LIVE_WARNING_DRIFT].value, ==, -250.0, "ppm");
}
