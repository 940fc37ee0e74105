/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The sums of dsp/fir.c, included there once for each width of vector: FADE_NAME,
   FADE_VEC, FADE_SPLAT, FADE_ADD (sum + tap x), FADE_TARGET. Written out, for the
   compiler would keep an array of sums in memory; eight of them, two taps and a
   few samples fit into sixteen registers, and hide how long one addition
   takes. */

FADE_TARGET static void
FADE_NAME (const float *h_old, const float *h_new, uint32_t taps,
           const float *x, float *y_old, float *y_new)
{
  FADE_VEC old0 = { 0 }, old1 = { 0 }, old2 = { 0 }, old3 = { 0 };
  FADE_VEC new0 = { 0 }, new1 = { 0 }, new2 = { 0 }, new3 = { 0 };

  for (uint32_t t = 0; t < taps; ++t)
    {
      const FADE_VEC *at = (const FADE_VEC *) (x - t);
      const FADE_VEC before = FADE_SPLAT (h_old[t]);
      const FADE_VEC after = FADE_SPLAT (h_new[t]);
      const FADE_VEC x0 = at[0], x1 = at[1], x2 = at[2], x3 = at[3];

      old0 = FADE_ADD (old0, before, x0);
      old1 = FADE_ADD (old1, before, x1);
      old2 = FADE_ADD (old2, before, x2);
      old3 = FADE_ADD (old3, before, x3);
      new0 = FADE_ADD (new0, after, x0);
      new1 = FADE_ADD (new1, after, x1);
      new2 = FADE_ADD (new2, after, x2);
      new3 = FADE_ADD (new3, after, x3);
    }
  FADE_VEC *to_old = (FADE_VEC *) y_old;
  FADE_VEC *to_new = (FADE_VEC *) y_new;
  to_old[0] = old0;
  to_old[1] = old1;
  to_old[2] = old2;
  to_old[3] = old3;
  to_new[0] = new0;
  to_new[1] = new1;
  to_new[2] = new2;
  to_new[3] = new3;
}

#undef FADE_NAME
#undef FADE_VEC
#undef FADE_SPLAT
#undef FADE_ADD
#undef FADE_TARGET
