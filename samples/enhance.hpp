// SPDX-FileCopyrightText: 2026 The libenhance authors
// SPDX-License-Identifier: MIT

// The chain as an object of C++11 or later. Copy it into your program: it is a
// sample, and no part of the library's interface.

#ifndef SAMPLES_ENHANCE_HPP
#define SAMPLES_ENHANCE_HPP

#include <enhance/enhance.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace enhance {

// What a call of the library said.
class error : public std::runtime_error
{
public:
  explicit error (enh_status status, const std::string &what = "")
    : std::runtime_error (what.empty () ? enh_strerror (status) : what),
      status_ (status)
  {
  }

  enh_status
  status () const
  {
    return status_;
  }

private:
  enh_status status_;
};

inline void
check (enh_status status, const enh_error *why = nullptr)
{
  if (status != ENH_OK)
    throw error (status, why ? why->text : "");
}

// Moves, and does not copy. All but process, process_interleaved and reset may be
// called while the audio thread is in one of these.
class chain
{
public:
  explicit chain (const enh_config &config)
  {
    enh_chain *made = nullptr;
    check (enh_chain_create (&made, &config));
    handle_.reset (made);
  }

  void
  set (enh_param id, float value)
  {
    check (enh_chain_set (handle_.get (), id, value));
  }

  float
  get (enh_param id) const
  {
    return enh_chain_get (handle_.get (), id);
  }

  void
  fit (const std::string &audiogram)
  {
    enh_audiogram parsed;
    enh_error why;
    check (enh_audiogram_parse (audiogram.c_str (), &parsed, &why), &why);
    check (enh_chain_set_audiogram (handle_.get (), &parsed));
  }

  std::string
  save (const std::string &name = "") const
  {
    std::string text (enh_chain_save (handle_.get (), name.c_str (), nullptr, 0),
                      '\0');
    enh_chain_save (handle_.get (), name.c_str (), &text[0], text.size () + 1);
    return text;
  }

  void
  load (const std::string &text)
  {
    enh_error why;
    check (enh_chain_load (handle_.get (), text.c_str (), &why), &why);
  }

  void
  process (const float *const *in, float *const *out, uint32_t frames) noexcept
  {
    enh_chain_process (handle_.get (), in, out, frames);
  }

  void
  process_interleaved (const float *in, float *out, uint32_t frames) noexcept
  {
    enh_chain_process_interleaved (handle_.get (), in, out, frames);
  }

  void
  reset () noexcept
  {
    enh_chain_reset (handle_.get ());
  }

  uint32_t
  latency () const noexcept
  {
    return enh_chain_latency (handle_.get ());
  }

  float
  response (uint32_t ear, float hz) const noexcept
  {
    return enh_chain_response (handle_.get (), ear, hz);
  }

  // For calls that are not here.
  enh_chain *
  handle () noexcept
  {
    return handle_.get ();
  }

private:
  struct destroyer {
    void
    operator() (enh_chain *chain) const noexcept
    {
      enh_chain_destroy (chain);
    }
  };
  std::unique_ptr<enh_chain, destroyer> handle_;
};

} // namespace enhance

#endif
