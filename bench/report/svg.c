/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "report/svg.h"

#include <stdlib.h>
#include <string.h>

enum {
  WIDTH = 640,
  HEIGHT = 340,
  LEFT = 62,
  RIGHT = 16,
  TOP = 14,
  BOTTOM = 48,
  COLOURS = 8,
  TICKS = 12
};

typedef struct axis {
  double from;
  double to;
  bool is_log;
  double tick[TICKS];
  size_t ticks;
} axis;

void
html_text (FILE *stream, const char *text)
{
  for (; *text; ++text)
    switch (*text)
      {
      case '&':
        fputs ("&amp;", stream);
        break;
      case '<':
        fputs ("&lt;", stream);
        break;
      case '>':
        fputs ("&gt;", stream);
        break;
      case '"':
        fputs ("&quot;", stream);
        break;
      default:
        fputc (*text, stream);
      }
}

/* Position on the axis, clamped to 0 to 1. */
static double
place (const axis *of, double value)
{
  double part;

  if (of->is_log)
    part = log (fmax (value, of->from) / of->from) / log (of->to / of->from);
  else
    part = (value - of->from) / (of->to - of->from);
  return fmin (fmax (part, 0.0), 1.0);
}

static double
x_of (const axis *of, double value)
{
  return LEFT + place (of, value) * (WIDTH - LEFT - RIGHT);
}

static double
y_of (const axis *of, double value)
{
  return HEIGHT - BOTTOM - place (of, value) * (HEIGHT - TOP - BOTTOM);
}

static void
add_tick (axis *of, double value)
{
  if (of->ticks < TICKS && value >= of->from * (1.0 - 1e-9) - 1e-12
      && value <= of->to * (1.0 + 1e-9) + 1e-12)
    of->tick[of->ticks++] = value;
}

/* Step of 1, 2 or 5 times a power of ten, for five to ten ticks. */
static void
make_even (axis *of)
{
  const double span = of->to - of->from;
  const double power = pow (10.0, floor (log10 (span / 5.0)));
  const double rest = span / 5.0 / power;
  const double step = power * (rest < 2.0 ? 1.0 : rest < 5.0 ? 2.0 : 5.0);

  of->from = floor (of->from / step + 1e-9) * step;
  of->to = ceil (of->to / step - 1e-9) * step;
  for (double value = of->from; value <= of->to + 0.5 * step; value += step)
    add_tick (of, fabs (value) < 1e-9 * step ? 0.0 : value);
}

/* Ticks at the values themselves if they are few and their labels do not
   overlap; otherwise powers of ten and steps between. */
static void
make_log (axis *of, const double *values, size_t count)
{
  if (values && count <= TICKS)
    {
      for (size_t i = 0; i < count; ++i)
        if (i == 0 || values[i] > 1.2 * values[i - 1])
          add_tick (of, values[i]);
      return;
    }
  const double low = floor (log10 (of->from));
  const double high = ceil (log10 (of->to));
  for (double power = low; power <= high; ++power)
    {
      const double unit = pow (10.0, power);
      add_tick (of, unit);
      if (high - low < 4.0)
        {
          add_tick (of, 2.0 * unit);
          add_tick (of, 5.0 * unit);
        }
    }
}

static void
include (axis *of, double value)
{
  if (!isfinite (value) || (of->is_log && value <= 0.0))
    return;
  of->from = fmin (of->from, value);
  of->to = fmax (of->to, value);
}

static void
make_axes (const bench_plot *plot, axis *x, axis *y)
{
  *x = (axis){ .from = HUGE_VAL, .to = -HUGE_VAL, .is_log = plot->log_x };
  *y = (axis){ .from = HUGE_VAL, .to = -HUGE_VAL, .is_log = plot->log_y };
  for (size_t s = 0; s < plot->count; ++s)
    for (size_t i = 0; i < plot->series[s].count; ++i)
      {
        include (x, plot->series[s].x[i]);
        include (y, plot->series[s].y[i]);
      }
  if (plot->kind == BENCH_BARS)
    {
      include (y, 0.0);
      include (x, plot->mark);
      include (x, plot->mark2);
    }
  else
    {
      include (y, plot->mark);
      include (y, plot->mark2);
    }
  if (plot->kind == BENCH_POINTS)
    {
      /* Space for the names. */
      x->from = fmin (x->from, 0.0);
      x->to *= 1.25;
    }
  for (int a = 0; a < 2; ++a)
    {
      axis *one = a ? y : x;
      if (!(one->to > one->from))
        {
          one->from = isfinite (one->from) ? one->from - 0.5 : 0.1;
          one->to = one->from + 1.0;
          one->is_log = false;
        }
      if (one->is_log)
        make_log (one, !a && plot->count ? plot->series[0].x : NULL,
                  plot->count ? plot->series[0].count : 0);
      else
        make_even (one);
    }
}

static void
write_frame (FILE *stream, const bench_plot *plot, const axis *x, const axis *y)
{
  for (size_t t = 0; t < x->ticks; ++t)
    fprintf (stream,
             "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" "
             "y2=\"%d\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\" "
             "text-anchor=\"middle\">%g</text>\n",
             x_of (x, x->tick[t]), TOP, x_of (x, x->tick[t]), HEIGHT - BOTTOM,
             x_of (x, x->tick[t]), HEIGHT - BOTTOM + 16, x->tick[t]);
  for (size_t t = 0; t < y->ticks; ++t)
    fprintf (stream,
             "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" "
             "y2=\"%.1f\"/><text class=\"tick\" x=\"%d\" y=\"%.1f\" "
             "text-anchor=\"end\">%g</text>\n",
             LEFT, y_of (y, y->tick[t]), WIDTH - RIGHT, y_of (y, y->tick[t]),
             LEFT - 6, y_of (y, y->tick[t]) + 4.0, y->tick[t]);
  fprintf (stream,
           "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">",
           (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10);
  html_text (stream, plot->x_name);
  fprintf (stream,
           "</text><text class=\"name\" transform=\"translate(14 %d) "
           "rotate(-90)\" text-anchor=\"middle\">",
           (TOP + HEIGHT - BOTTOM) / 2);
  html_text (stream, plot->y_name);
  fputs ("</text>\n", stream);
}

static void
write_marks (FILE *stream, const bench_plot *plot, const axis *x, const axis *y)
{
  const double marks[] = { plot->mark, plot->mark2 };

  for (int m = 0; m < 2; ++m)
    if (isnan (marks[m]))
      continue;
    else if (plot->kind == BENCH_BARS)
      fprintf (stream,
               "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" "
               "y2=\"%d\"/>\n",
               x_of (x, marks[m]), TOP, x_of (x, marks[m]), HEIGHT - BOTTOM);
    else
      fprintf (stream,
               "<line class=\"mark\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" "
               "y2=\"%.1f\"/>\n",
               LEFT, y_of (y, marks[m]), WIDTH - RIGHT, y_of (y, marks[m]));
}

static void
write_bars (FILE *stream, const bench_series *of, const axis *x, const axis *y)
{
  for (size_t i = 0; i + 1 < of->count; ++i)
    if (of->y[i] > 0.0)
      fprintf (stream,
               "<rect class=\"s0 fill\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
               "height=\"%.1f\"/>\n",
               x_of (x, of->x[i]), y_of (y, of->y[i]),
               fmax (1.0, x_of (x, of->x[i + 1]) - x_of (x, of->x[i]) - 1.0),
               y_of (y, 0.0) - y_of (y, of->y[i]));
}

/* Besides its colour, every curve has its own dash and mark. */
static void
write_line (FILE *stream, const bench_series *of, size_t number, const axis *x,
            const axis *y)
{
  fprintf (stream, "<polyline class=\"s%zu line\" points=\"", number % COLOURS);
  for (size_t i = 0; i < of->count; ++i)
    if (isfinite (of->y[i]))
      fprintf (stream, "%.1f,%.1f ", x_of (x, of->x[i]), y_of (y, of->y[i]));
  fputs ("\"/>\n", stream);
  for (size_t i = 0; i < of->count && of->count <= 16; ++i)
    fprintf (stream,
             "<circle class=\"s%zu fill\" cx=\"%.1f\" cy=\"%.1f\" "
             "r=\"3\"/>\n",
             number % COLOURS, x_of (x, of->x[i]), y_of (y, of->y[i]));
}

/* Named points: a name moves down if another is near. */
static void
write_points (FILE *stream, const bench_plot *plot, const axis *x,
              const axis *y)
{
  double taken_x[64];
  double taken_y[64];
  size_t taken = 0;

  for (size_t s = 0; s < plot->count && s < 64; ++s)
    {
      const double px = x_of (x, plot->series[s].x[0]);
      const double py = y_of (y, plot->series[s].y[0]);
      /* Names of points near the right edge are on their left. */
      const double side = px > 0.6 * WIDTH ? -1.0 : 1.0;
      double name_y = py + 4.0;
      for (size_t k = 0; k < taken; ++k)
        if (fabs (taken_x[k] - px) < 150.0 && fabs (taken_y[k] - name_y) < 14.0)
          {
            name_y = taken_y[k] + 14.0;
            k = (size_t) -1;
          }
      taken_x[taken] = px;
      taken_y[taken++] = name_y;
      fprintf (stream,
               "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" "
               "y2=\"%.1f\"/><circle class=\"s%zu fill\" cx=\"%.1f\" "
               "cy=\"%.1f\" r=\"5\"/><text class=\"point\" x=\"%.1f\" "
               "y=\"%.1f\"%s>",
               px, py, px + side * 10.0, name_y - 4.0, s % COLOURS, px, py,
               px + side * 12.0, name_y,
               side < 0.0 ? " text-anchor=\"end\"" : "");
      html_text (stream, plot->series[s].name);
      fputs ("</text>\n", stream);
    }
}

static void
write_legend (FILE *stream, const bench_plot *plot)
{
  fputs ("<p class=\"legend\">", stream);
  for (size_t s = 0; s < plot->count; ++s)
    {
      fprintf (stream,
               "<span><svg width=\"28\" height=\"10\" aria-hidden=\"true\">"
               "<line class=\"s%zu line\" x1=\"1\" y1=\"5\" x2=\"27\" "
               "y2=\"5\"/></svg> ",
               s % COLOURS);
      html_text (stream, plot->series[s].name);
      fputs ("</span> ", stream);
    }
  fputs ("</p>\n", stream);
}

static void
write_plot (FILE *stream, const bench_plot *plot)
{
  axis x;
  axis y;

  make_axes (plot, &x, &y);
  fprintf (stream,
           "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" "
           "aria-label=\"",
           WIDTH, HEIGHT);
  html_text (stream, plot->title);
  fputs (". ", stream);
  html_text (stream, plot->note);
  fputs ("\">\n", stream);
  write_frame (stream, plot, &x, &y);
  write_marks (stream, plot, &x, &y);
  if (plot->kind == BENCH_POINTS)
    write_points (stream, plot, &x, &y);
  else
    for (size_t s = 0; s < plot->count; ++s)
      if (plot->kind == BENCH_BARS)
        write_bars (stream, &plot->series[s], &x, &y);
      else
        write_line (stream, &plot->series[s], s, &x, &y);
  fputs ("</svg>\n", stream);
  if (plot->kind == BENCH_LINES)
    write_legend (stream, plot);
}

void
svg_write (FILE *stream, const bench_plot *plot)
{
  fputs ("<figure>\n<figcaption><strong>", stream);
  html_text (stream, plot->title);
  fputs ("</strong><br>", stream);
  html_text (stream, plot->note);
  fputs ("</figcaption>\n", stream);
  if (plot->kind == BENCH_IMAGE)
    {
      fprintf (stream, "<img src=\"%s\" alt=\"Spectrogram: ", plot->image);
      html_text (stream, plot->title);
      fputs ("\">\n", stream);
    }
  else if (plot->count)
    write_plot (stream, plot);
  fputs ("</figure>\n", stream);
}
