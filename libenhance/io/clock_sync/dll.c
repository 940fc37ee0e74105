/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A device tells every block when it was, and errs a little each time. A
   delay-locked loop of second order draws the line (Adriaensen, "Using a DLL to
   filter time", 2005):

     expected = time + n frame_s        e = now - expected
     time     = expected + sqrt 2 w e   frame_s += w^2 e / n
     w        = 2 pi B n frame_s

   It begins at the rate that the device names, with the mean of some calls, for
   the first can be the latest of all. To begin at the rate of those calls would
   be wrong by more than clocks are: PulseAudio's word on time needs some seconds
   to become true. The loop begins wide, to find the rate, and becomes narrow, to
   let no lateness through. */

#include "io/clock_sync/dll.h"

#include <math.h>

#define PI 3.14159265358979323846

/* Calls that make the beginning: seconds, and how many at least. */
#define BEGIN_S 0.25
#define BEGIN_CALLS 8u

/* Hz: at 0.1 a clock that is 300 ppm off is found within ten seconds; at 0.02
   lateness moves the ratio of two clocks by less than 1 ppm, and a clock that
   warms up is still followed. From wide to narrow by 1/e in so many seconds. */
#define WIDE_HZ 0.1
#define NARROW_HZ 0.02
#define NARROWING_S 5.0

/* A clock farther from its nominal rate than this is none: quartz is within
   0.0005. */
#define MOST_WRONG 0.002

/* A call this late, seconds, or by so many blocks, is a break: the longest that
   servers handing blocks in bursts have is 25 ms. */
#define BREAK_S 0.050
#define BREAK_BLOCKS 4.0

/* Calls that are all this late, in the mean of so many seconds: frames were
   lost. */
#define LOST_S 0.004
#define MEAN_S 0.200

double
enh__track_width_hz (double seconds)
{
  return fmax (WIDE_HZ * exp (-seconds / NARROWING_S), NARROW_HZ);
}

void
enh__track_restart (enh__track *track)
{
  track->locked = 0;
  track->locked_s = 0.0;
  track->late_s = 0.0;
  track->count = 0;
  track->sum_s = 0.0;
}

void
enh__track_init (enh__track *track, double sample_rate)
{
  track->nominal_s = 1.0 / sample_rate;
  track->line.frames = 0.0;
  track->line.time_s = 0.0;
  track->line.frame_s = track->nominal_s;
  enh__track_restart (track);
}

/* One more call of the beginning. */
static void
begin_line (enh__track *track, double now_s)
{
  enh__track_line *line = &track->line;

  if (track->count == 0)
    {
      track->first_s = now_s;
      track->first_frames = line->frames;
    }
  ++track->count;

  const double past_s = (line->frames - track->first_frames) * line->frame_s;
  track->sum_s += now_s - track->first_s - past_s;
  line->time_s = now_s;
  if (past_s < BEGIN_S || track->count < BEGIN_CALLS)
    return;
  line->time_s = track->first_s + past_s + track->sum_s / track->count;
  track->locked = 1;
}

int
enh__track_call (enh__track *track, uint32_t frames, double now_s)
{
  enh__track_line *line = &track->line;
  const double span_s = (double) frames * line->frame_s;
  const double late_s = now_s - (line->time_s + span_s);
  const double break_s = fmax (BREAK_S, BREAK_BLOCKS * span_s);

  line->frames += (double) frames;
  if (frames == 0)
    return 0;
  if (!track->locked)
    {
      const int broke = track->count > 0 && fabs (late_s) > break_s;

      if (broke)
        enh__track_restart (track);
      begin_line (track, now_s);
      return broke;
    }

  track->late_s += fmin (span_s / MEAN_S, 1.0) * (late_s - track->late_s);
  if (fabs (late_s) > break_s || fabs (track->late_s) > fmax (LOST_S, span_s))
    {
      enh__track_restart (track);
      begin_line (track, now_s);
      return 1;
    }

  const double w = 2.0 * PI * enh__track_width_hz (track->locked_s) * span_s;
  const double most_s = MOST_WRONG * track->nominal_s;
  line->time_s += span_s + sqrt (2.0) * w * late_s;
  line->frame_s += w * w * late_s / (double) frames;
  line->frame_s = fmin (fmax (line->frame_s, track->nominal_s - most_s),
                        track->nominal_s + most_s);
  track->locked_s += span_s;
  return 0;
}
