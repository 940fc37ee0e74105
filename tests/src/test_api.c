/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What programs that link the library reach for: versions, constants, getters,
   interleaved blocks, buffers that are the same or missing, the gain for a
   plot. */

#include "lib/check.h"
#include "lib/drive.h"

#include "base/param.h"

CHECK_CASE (the_version_of_the_headers_is_that_of_the_library)
{
  char version[40];

  snprintf (version, sizeof version, "%d.%d.%d", ENH_VERSION_MAJOR,
            ENH_VERSION_MINOR, ENH_VERSION_PATCH);
  CHECK_STRING (version, enh_version (), "macros and enh_version");
}

CHECK_CASE (at_least_compares_three_numbers)
{
  enum { A = ENH_VERSION_MAJOR, B = ENH_VERSION_MINOR, C = ENH_VERSION_PATCH };

  CHECK (ENH_VERSION_AT_LEAST (A, B, C), "itself");
  CHECK (!ENH_VERSION_AT_LEAST (A, B, C + 1), "a later patch");
  CHECK (!ENH_VERSION_AT_LEAST (A, B + 1, 0), "a later minor");
  CHECK (!ENH_VERSION_AT_LEAST (A + 1, 0, 0), "a later major");
  CHECK (ENH_VERSION_AT_LEAST (A - 1, B + 9, C + 9), "an earlier major");
  CHECK (ENH_VERSION_AT_LEAST (A, B - 1, C + 9), "an earlier minor");
#if !ENH_VERSION_AT_LEAST(0, 0, 1)
  CHECK (0, "of use in #if");
#endif
}

CHECK_CASE (constants_are_in_the_order_of_the_table)
{
  static const struct {
    enh_param id;
    const char *name;
  } constants[] = {
    { ENH_PARAM_BYPASS, "bypass" },
    { ENH_PARAM_NOISE_REDUCTION, "noise_reduction" },
    { ENH_PARAM_VOLUME, "volume" },
    { ENH_PARAM_TONE, "tone" },
    { ENH_PARAM_BALANCE, "balance" },
    { ENH_PARAM_COMPRESSION, "compression" },
    { ENH_PARAM_ATTACK, "attack" },
    { ENH_PARAM_RELEASE, "release" },
    { ENH_PARAM_CLATTER_GUARD, "clatter_guard" },
    { ENH_PARAM_HOWL_GUARD, "howl_guard" },
    { ENH_PARAM_CEILING, "ceiling" },
    { ENH_PARAM_MIC_FULL_SCALE, "mic_full_scale" },
    { ENH_PARAM_EAR_FULL_SCALE, "ear_full_scale" },
    { ENH_PARAM_PRESCRIPTION, "prescription" },
  };
  const size_t count = sizeof constants / sizeof *constants;

  for (enh_param id = 0; id < count; ++id)
    {
      CHECK_INT (constants[id].id, ==, id, "%s", constants[id].name);
      CHECK_STRING (enh_param_describe (id)->name, constants[id].name,
                    "parameter %u", id);
      CHECK_INT (enh_param_by_name (constants[id].name), ==, id, "by name");
    }
  CHECK (!enh_param_describe ((enh_param) count),
         "%s has no constant in enhance/param.h",
         enh_param_describe ((enh_param) count)->name);
}

CHECK_CASE (null_harms_no_call_of_the_chain)
{
  float in[8] = { 0.5f }, out[8] = { 7.0f };
  const float *const from[1] = { in };
  float *const to[1] = { out };
  enh_audiogram audiogram;
  enh_config config = ENH_CONFIG_INIT;
  enh_meters meters = ENH_METERS_INIT;
  enh_error error;
  char text[8] = "before";

  enh_chain_process (NULL, from, to, 8);
  enh_chain_process (NULL, NULL, NULL, 8);
  enh_chain_process_interleaved (NULL, in, out, 8);
  CHECK_REAL (out[0], ==, 7.0, "no chain: out is unchanged");
  enh_chain_reset (NULL);
  enh_chain_mute (NULL, 1);
  enh_chain_mark_gap (NULL);
  enh_chain_mark_loss (NULL, 480);
  enh_chain_meters (NULL, &meters);
  CHECK_REAL (meters.noise_db, ==, -200.0, "meters of no chain");
  CHECK_INT (enh_chain_muted (NULL), ==, 0, "muted");
  CHECK_INT (enh_chain_set_dose (NULL, 1.0f), ==, ENH_ERR_NULL, "set_dose");
  CHECK_REAL (enh_chain_response (NULL, 0, 1000.0f), ==, 0.0, "response");
  CHECK_INT (enh_chain_get_audiogram (NULL, &audiogram), ==, ENH_ERR_NULL,
             "get_audiogram");
  CHECK_INT (enh_chain_get_config (NULL, &config), ==, ENH_ERR_NULL,
             "get_config");
  CHECK_INT (enh_chain_save (NULL, "x", text, sizeof text), ==, 0, "save");
  CHECK_STRING (text, "", "save of no chain");
  CHECK_INT (enh_chain_load (NULL, "[Parameters]", &error), ==, ENH_ERR_NULL,
             "load");
  CHECK_INT (enh_param_by_name (NULL), ==, ENH_PARAM_NONE, "by_name");
  CHECK_INT (enh_hearing_by_name (NULL), ==, ENH_HEARING_NONE, "by_name");
  CHECK_INT (enh_audiogram_parse (NULL, &audiogram, NULL), ==, ENH_ERR_NULL,
             "parse no text");
  CHECK_INT (enh_audiogram_parse ("N3", NULL, NULL), ==, ENH_ERR_NULL,
             "parse into nothing");
  CHECK_REAL (enh_audiogram_nal_r (NULL, 0, 1000.0f), ==, 0.0, "nal_r");
  CHECK_INT (enh_compare_next (NULL, 0, 0, NULL), ==, ENH_ERR_NULL, "compare");

  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  enh_chain_meters (chain, NULL);
  CHECK_INT (enh_chain_get_audiogram (chain, NULL), ==, ENH_ERR_NULL,
             "audiogram into nothing");
  CHECK_INT (enh_chain_get_config (chain, NULL), ==, ENH_ERR_NULL,
             "configuration into nothing");
  CHECK_INT (enh_chain_load (chain, NULL, NULL), ==, ENH_ERR_NULL, "no text");
  enh_chain_destroy (chain);
}

CHECK_CASE (a_block_that_lacks_a_buffer_is_silence)
{
  const drive_shape shape = { 48000.0, 2, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  float sound[64], left[64], right[64];
  const float *const whole_in[2] = { sound, sound };
  const float *const half_in[2] = { sound, NULL };
  float *const whole_out[2] = { left, right };
  float *const half_out[2] = { NULL, right };
  enh_chain *chain = drive_create (&shape);

  for (size_t i = 0; i < 64; ++i)
    sound[i] = 0.25f;
  memset (left, 1, sizeof left);
  memset (right, 1, sizeof right);
  enh_chain_process (chain, half_in, whole_out, 64);
  CHECK_WITHIN (left, 64, 0.0, "an input is missing: left");
  CHECK_WITHIN (right, 64, 0.0, "an input is missing: right");
  memset (right, 1, sizeof right);
  enh_chain_process (chain, whole_in, half_out, 64);
  CHECK_WITHIN (right, 64, 0.0, "an output is missing");
  memset (right, 1, sizeof right);
  enh_chain_process (chain, NULL, whole_out, 64);
  CHECK_WITHIN (right, 64, 0.0, "no inputs at all");
  enh_chain_process (chain, whole_in, NULL, 64);
  enh_chain_process (chain, NULL, NULL, 0);
  memset (left, 1, sizeof left);
  enh_chain_process_interleaved (chain, NULL, left, 32);
  CHECK_WITHIN (left, 64, 0.0, "interleaved, no input");
  enh_chain_process_interleaved (chain, left, NULL, 32);
  CHECK_INT (drive_meters (chain).frames, ==, 0, "none of them was processed");
  enh_chain_destroy (chain);
}

enum { FRAMES = 24000 };

/* What a chain makes of two channels of noise, planar, into own buffers. */
static void
two_channels (float *sound[2], float *wanted[2], const drive_shape *shape)
{
  sig_random random = { check_seed () };

  for (size_t c = 0; c < 2; ++c)
    {
      sound[c] = sig_buffer (FRAMES);
      wanted[c] = sig_buffer (FRAMES);
      sig_speech (&random, sound[c], FRAMES, shape->rate, 0.1);
    }
  enh_chain *chain = drive_create (shape);
  drive_audiogram (chain, "N3");
  drive_run_ears (chain, (const float *const[2]){ sound[0], sound[1] }, wanted,
                  FRAMES, 480);
  enh_chain_destroy (chain);
}

static void
free_channels (float *sound[2], float *wanted[2])
{
  for (size_t c = 0; c < 2; ++c)
    {
      free (sound[c]);
      free (wanted[c]);
    }
}

CHECK_CASE (outputs_may_be_the_inputs_of_either_channel)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (int swapped = 0; swapped < 2; ++swapped)
      {
        const drive_shape shape = { 48000.0, drive_layouts[l][0],
                                    drive_layouts[l][1], ENH_DELAY_DEFAULT,
                                    ENH_FOR_EAR };
        float *sound[2], *wanted[2];
        two_channels (sound, wanted, &shape);
        /* Mono to two ears: the input is either ear's buffer. */
        const float *const in[2] = { sound[0], sound[1] };
        float *const out[2] = { sound[swapped], sound[!swapped] };
        enh_chain *chain = drive_create (&shape);
        drive_audiogram (chain, "N3");
        drive_run_ears (chain, in, out, FRAMES, 700);
        for (uint32_t e = 0; e < shape.outputs; ++e)
          CHECK_SAMES (out[e], wanted[e], FRAMES, "layout %zu, swapped %d, %u",
                       l, swapped, e);
        enh_chain_destroy (chain);
        free_channels (sound, wanted);
      }
}

/* `in` may be `out`. */
static void
run_interleaved (const drive_shape *shape, const float *in, float *out)
{
  static const uint32_t blocks[] = { 1, 480, 0, 127, 128, 129, 4096, 3 };
  enh_chain *chain = drive_create (shape);
  size_t done = 0;

  drive_audiogram (chain, "N3");
  for (size_t b = 0; done < FRAMES; ++b)
    {
      uint32_t count = blocks[b % (sizeof blocks / sizeof *blocks)];
      if (count > FRAMES - done)
        count = (uint32_t) (FRAMES - done);
      enh_chain_process_interleaved (chain, in + done * shape->inputs,
                                     out + done * shape->outputs, count);
      done += count;
    }
  CHECK_INT (drive_meters (chain).frames, ==, FRAMES, "frames counted");
  enh_chain_destroy (chain);
}

CHECK_CASE (interleaved_blocks_give_the_same_sound)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    {
      const drive_shape shape = { 48000.0, drive_layouts[l][0],
                                  drive_layouts[l][1], ENH_DELAY_DEFAULT,
                                  ENH_FOR_EAR };
      float *sound[2], *wanted[2];
      float *in = sig_buffer (2 * FRAMES), *out = sig_buffer (2 * FRAMES);
      float *want = sig_buffer (2 * FRAMES);
      two_channels (sound, wanted, &shape);
      for (size_t i = 0; i < FRAMES; ++i)
        {
          for (uint32_t c = 0; c < shape.inputs; ++c)
            in[i * shape.inputs + c] = sound[c][i];
          for (uint32_t e = 0; e < shape.outputs; ++e)
            want[i * shape.outputs + e] = wanted[e][i];
        }
      run_interleaved (&shape, in, out);
      CHECK_SAMES (out, want, (size_t) FRAMES * shape.outputs, "layout %zu", l);
      if (shape.inputs == shape.outputs)
        {
          run_interleaved (&shape, in, in);
          CHECK_SAMES (in, want, (size_t) FRAMES * shape.outputs,
                       "layout %zu, in place", l);
        }
      free (in);
      free (out);
      free (want);
      free_channels (sound, wanted);
    }
}

CHECK_CASE (the_configuration_comes_back)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_config found = ENH_CONFIG_INIT;
  enh_chain *chain;

  config.sample_rate = 44100.0;
  config.outputs = 2;
  config.delay = ENH_DELAY_LOW;
  config.purpose = ENH_FOR_FILE;
  CHECK_INT (enh_chain_create (&chain, &config), ==, ENH_OK, "create");
  CHECK_INT (enh_chain_get_config (chain, &found), ==, ENH_OK, "get");
  CHECK_INT (found.size, ==, sizeof found, "size");
  CHECK_REAL (found.sample_rate, ==, 44100.0, "rate");
  CHECK_INT (found.inputs, ==, 1, "inputs");
  CHECK_INT (found.outputs, ==, 2, "outputs");
  CHECK_INT (found.delay, ==, ENH_DELAY_LOW, "delay");
  CHECK_INT (found.purpose, ==, ENH_FOR_FILE, "purpose");
  CHECK (found.alloc && found.alloc->allocate && found.alloc->release,
         "the allocator in use");

  /* A program of before: no more is written than it has room for. */
  memset (&found, 0x55, sizeof found);
  found.size = offsetof (enh_config, inputs);
  CHECK_INT (enh_chain_get_config (chain, &found), ==, ENH_OK, "shorter");
  CHECK_INT (found.size, ==, offsetof (enh_config, inputs), "its size");
  CHECK_REAL (found.sample_rate, ==, 44100.0, "its rate");
  CHECK_INT (found.inputs, ==, 0x55555555, "behind it");
  found.size = 3;
  CHECK_INT (enh_chain_get_config (chain, &found), ==, ENH_ERR_CONFIG,
             "a size that cannot be");
  enh_chain_destroy (chain);
}

CHECK_CASE (the_audiogram_comes_back)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  enh_audiogram given, found;

  CHECK_INT (enh_chain_get_audiogram (chain, &found), ==, ENH_ERR_STATE,
             "none yet");
  CHECK_INT (enh_audiogram_parse ("L:S2;R:N5", &given, NULL), ==, ENH_OK, "-");
  CHECK_INT (enh_chain_set_audiogram (chain, &given), ==, ENH_OK, "set");
  CHECK_INT (enh_chain_get_audiogram (chain, &found), ==, ENH_OK, "get");
  CHECK (!memcmp (&given, &found, sizeof given), "the same thresholds");
  given.threshold_db_hl[0][0] = 500.0f;
  CHECK_INT (enh_chain_set_audiogram (chain, &given), ==, ENH_ERR_RANGE, "bad");
  CHECK_INT (enh_chain_get_audiogram (chain, &given), ==, ENH_OK, "get");
  CHECK (!memcmp (&given, &found, sizeof given), "one that is refused");
  CHECK_INT (enh_chain_set_audiogram (chain, NULL), ==, ENH_OK, "remove");
  CHECK_INT (enh_chain_get_audiogram (chain, &found), ==, ENH_ERR_STATE,
             "removed");
  enh_chain_destroy (chain);
}

/* The gain that a sine has, dB, over the last 50 ms. */
static double
sine_gain (enh_chain *chain, double hz)
{
  float *in = sig_buffer (FRAMES), *out = sig_buffer (FRAMES);
  double power_in = 0.0, power_out = 0.0;

  sig_add_tone (in, FRAMES, 48000.0, hz, 0.02);
  drive_run (chain, in, out, FRAMES, 480);
  for (size_t i = FRAMES - 2400; i < FRAMES; ++i)
    {
      power_in += (double) in[i] * (double) in[i];
      power_out += (double) out[i] * (double) out[i];
    }
  free (in);
  free (out);
  return 10.0 * log10 (power_out / power_in);
}

/* Measured with sines, for each delay: with noise reduction at what it does to a
   steady sine, and without. */
CHECK_CASE (the_response_is_the_gain_that_a_sine_has)
{
  static const double hz[]
    = { 250.0, 500.0, 1000.0, 1700.0, 3000.0, 4000.0, 6000.0 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    for (int noise_reduction = 0; noise_reduction < 2; ++noise_reduction)
      for (size_t f = 0; f < sizeof hz / sizeof *hz; ++f)
        {
          enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
          drive_audiogram (chain, "N3");
          drive_set (chain, "noise_reduction", noise_reduction ? 80.0 : 0.0);
          drive_set (chain, "tone", 0.5);
          /* It takes a steady sine for a howl. */
          drive_set (chain, "howl_guard", 0.0);
          drive_set (chain, "volume", -4.0);
          const double wanted = sine_gain (chain, hz[f]);
          const double told
            = (double) enh_chain_response (chain, 0, (float) hz[f]);
          CHECK_NEAR (told, wanted, noise_reduction ? 2.5 : 1.0,
                      "delay %zu, noise reduction %d, %g Hz", d,
                      noise_reduction, hz[f]);
          enh_chain_destroy (chain);
        }
}

CHECK_CASE (the_response_is_each_ears_own)
{
  const drive_shape shape = { 48000.0, 1, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  float *sound[2], *wanted[2];
  float *out[2] = { sig_buffer (FRAMES), sig_buffer (FRAMES) };
  enh_chain *chain = drive_create (&shape);

  two_channels (sound, wanted, &shape);
  CHECK_REAL (enh_chain_response (chain, 0, 4000.0f), ==, 0.0, "before sound");
  drive_audiogram (chain, "N3");
  drive_run_ears (chain, (const float *const[2]){ sound[0], NULL }, out, FRAMES,
                  480);
  const float same = enh_chain_response (chain, 0, 4000.0f);
  CHECK_REAL (same, >, 5.0, "N3 at 4 kHz");
  CHECK_REAL (enh_chain_response (chain, 1, 4000.0f), ==, same,
              "one response for both");
  drive_audiogram (chain, "L:N1;R:N4");
  drive_run_ears (chain, (const float *const[2]){ sound[0], NULL }, out, FRAMES,
                  480);
  CHECK_REAL (enh_chain_response (chain, 1, 1000.0f), >,
              enh_chain_response (chain, 0, 1000.0f) + 5.0f, "N4 beside N1");
  drive_set (chain, "bypass", 1.0);
  drive_run_ears (chain, (const float *const[2]){ sound[0], NULL }, out, FRAMES,
                  480);
  CHECK_NEAR (enh_chain_response (chain, 1, 1000.0f), 0.0, 0.01, "bypass");
  CHECK_REAL (enh_chain_response (chain, 2, 1000.0f), ==, 0.0, "no third ear");
  drive_set (chain, "bypass", 0.0);
  drive_run_ears (chain, (const float *const[2]){ sound[0], NULL }, out, FRAMES,
                  480);
  CHECK_REAL (enh_chain_response (chain, 1, 1000.0f), !=, 0.0, "and again");
  static const float outside[]
    = { -1.0f, 24001.0f, 1e30f, (float) NAN, (float) INFINITY };
  for (size_t i = 0; i < sizeof outside / sizeof *outside; ++i)
    CHECK_REAL (enh_chain_response (chain, 1, outside[i]), ==, 0.0, "%g Hz",
                (double) outside[i]);
  CHECK (isfinite (enh_chain_response (chain, 1, 24000.0f)), "the last bin");
  CHECK (isfinite (enh_chain_response (chain, 1, 0.0f)), "the first bin");
  enh_chain_destroy (chain);
  free_channels (sound, wanted);
  free (out[0]);
  free (out[1]);
}
