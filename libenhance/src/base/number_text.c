/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* strtod and printf write a decimal point or comma as the locale has it, so
   digits are read and set out here. */

#include "base/number_text.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More digits than a double holds. */
#define MOST_DIGITS 18

/* Beyond any float. */
#define MOST_EXPONENT 999

static int
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

int
enh__number_read (const char *text, size_t length, double *value)
{
  const char *p = text, *const end = text + length;
  double digits = 0.0, sign = 1.0;
  int count = 0, kept = 0, scale = 0, exponent = 0, down = 0, point = 0;

  if (p < end && (*p == '+' || *p == '-'))
    sign = *p++ == '-' ? -1.0 : 1.0;
  for (; p < end && (is_digit (*p) || (*p == '.' && !point)); ++p)
    if (*p == '.')
      point = 1;
    else
      {
        const int more = kept < MOST_DIGITS;
        if (more)
          digits = 10.0 * digits + (*p - '0');
        kept += more && digits > 0.0;
        scale += !more - point;
        ++count;
      }
  if (!count)
    return 0;
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      ++p;
      if (p < end && (*p == '+' || *p == '-'))
        down = *p++ == '-';
      if (p == end)
        return 0;
      for (; p < end && is_digit (*p); ++p)
        if (exponent < MOST_EXPONENT)
          exponent = 10 * exponent + (*p - '0');
    }
  if (p != end)
    return 0;
  scale += down ? -exponent : exponent;
  *value
    = sign
      * (scale < 0 ? digits / pow (10.0, -scale) : digits * pow (10.0, scale));
  return digits > 0.0 ? enh__is_finite ((float) *value) : 1;
}

/* The digits of "%.*e", without its point, and its exponent. */
static int
split (float value, int digits, char kept[ENH__NUMBER_BYTES])
{
  char text[ENH__NUMBER_BYTES];
  size_t count = 0;

  snprintf (text, sizeof text, "%.*e", digits - 1, (double) fabsf (value));
  const char *const e = strchr (text, 'e');
  for (const char *p = text; p < e; ++p)
    if (is_digit (*p))
      kept[count++] = *p;
  while (count > 1 && kept[count - 1] == '0')
    --count;
  kept[count] = '\0';
  return (int) strtol (e + 1, NULL, 10);
}

static void
set_out (int negative, const char *digits, int exponent, char *to)
{
  const int count = (int) strlen (digits);

  if (negative)
    *to++ = '-';
  if (exponent < -5 || exponent > 15)
    {
      *to++ = digits[0];
      if (count > 1)
        *to++ = '.';
      snprintf (to, ENH__NUMBER_BYTES - 4u, "%.9se%d", digits + 1, exponent);
      return;
    }
  if (exponent < 0)
    {
      *to++ = '0';
      *to++ = '.';
      for (int i = -1; i > exponent; --i)
        *to++ = '0';
    }
  for (int i = 0; i < count || i <= exponent; ++i)
    {
      if (i == exponent + 1 && exponent >= 0)
        *to++ = '.';
      *to++ = i < count ? digits[i] : '0';
    }
  *to = '\0';
}

void
enh__number_write (float value, char text[ENH__NUMBER_BYTES])
{
  char digits[ENH__NUMBER_BYTES];
  double back;

  /* Nine are always enough for a float. */
  for (int count = 6; count <= 9; ++count)
    {
      const int exponent = split (value, count, digits);
      set_out (value < 0.0f, digits, exponent, text);
      if (enh__number_read (text, strlen (text), &back)
          && (float) back == value)
        return;
    }
}
