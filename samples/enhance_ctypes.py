#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""The chain from Python, with nothing but its own ctypes.

    enhance_ctypes.py [AUDIOGRAM]

plots the gain that noise of the level of speech gets, 65 dB SPL.
"""

import array
import ctypes
import ctypes.util
import math
import os
import random
import sys

AUDIOGRAM_POINTS = 11
FOR_EAR, FOR_FILE, FOR_LOUDSPEAKER = 0, 1, 2


class Config(ctypes.Structure):
    """enh_config: a library of later versions takes this one by its size."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("sample_rate", ctypes.c_double),
        ("inputs", ctypes.c_uint32),
        ("outputs", ctypes.c_uint32),
        ("delay", ctypes.c_int),
        ("purpose", ctypes.c_int),
        ("alloc", ctypes.c_void_p),
    ]


class ParamInfo(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("unit", ctypes.c_char_p),
        ("minimum", ctypes.c_float),
        ("maximum", ctypes.c_float),
        ("default_ear", ctypes.c_float),
        ("default_file", ctypes.c_float),
        ("is_switch", ctypes.c_int),
        ("meaning", ctypes.c_char_p),
    ]


class Audiogram(ctypes.Structure):
    _fields_ = [("threshold_db_hl", ctypes.c_float * AUDIOGRAM_POINTS * 2)]


class Error(ctypes.Structure):
    _fields_ = [("text", ctypes.c_char * 512)]


def load(path=None):
    """The library with the types of what is used here."""
    lib = ctypes.CDLL(path or os.environ.get("LIBENHANCE")
                      or ctypes.util.find_library("enhance") or "libenhance.so.0")
    handle, status, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    floats = ctypes.POINTER(ctypes.c_float)
    for name, result, *arguments in [
        ("version", text),
        ("strerror", text, status),
        ("param_by_name", ctypes.c_uint32, text),
        ("param_describe", ctypes.POINTER(ParamInfo), ctypes.c_uint32),
        ("audiogram_parse", status, text, ctypes.POINTER(Audiogram),
         ctypes.POINTER(Error)),
        ("chain_create", status, ctypes.POINTER(handle), ctypes.POINTER(Config)),
        ("chain_destroy", None, handle),
        ("chain_set", status, handle, ctypes.c_uint32, ctypes.c_float),
        ("chain_get", ctypes.c_float, handle, ctypes.c_uint32),
        ("chain_set_audiogram", status, handle, ctypes.POINTER(Audiogram)),
        ("chain_process_interleaved", None, handle, floats, floats,
         ctypes.c_uint32),
        ("chain_latency", ctypes.c_uint32, handle),
        ("chain_response", ctypes.c_float, handle, ctypes.c_uint32,
         ctypes.c_float),
        ("chain_save", ctypes.c_size_t, handle, text, text, ctypes.c_size_t),
        ("chain_load", status, handle, text, ctypes.POINTER(Error)),
    ]:
        function = getattr(lib, "enh_" + name)
        function.restype, function.argtypes = result, arguments
    return lib


class Chain:
    """A chain; `with Chain () as chain:` frees it at the end."""

    def __init__(self, rate=48000.0, inputs=1, outputs=1, purpose=FOR_FILE,
                 lib=None):
        self.lib = lib or load()
        self.inputs, self.outputs = inputs, outputs
        self.handle = ctypes.c_void_p()
        config = Config(ctypes.sizeof(Config), rate, inputs, outputs, 0, purpose,
                        None)
        self._check(self.lib.enh_chain_create(self.handle, config))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.lib.enh_chain_destroy(self.handle)
        self.handle = None

    def _check(self, status, error=None):
        if status:
            why = error.text if error and error.text else \
                self.lib.enh_strerror(status)
            raise ValueError(why.decode())

    def __setitem__(self, name, value):
        number = self.lib.enh_param_by_name(name.encode())
        self._check(self.lib.enh_chain_set(self.handle, number, value))

    def __getitem__(self, name):
        number = self.lib.enh_param_by_name(name.encode())
        return self.lib.enh_chain_get(self.handle, number)

    def fit(self, spec):
        audiogram, error = Audiogram(), Error()
        self._check(self.lib.enh_audiogram_parse(spec.encode(), audiogram, error),
                    error)
        self._check(self.lib.enh_chain_set_audiogram(self.handle, audiogram))

    def process(self, samples):
        """An array of floats, interleaved; returns another."""
        frames = len(samples) // self.inputs
        out = array.array("f", bytes(4 * frames * self.outputs))
        floats = ctypes.POINTER(ctypes.c_float)
        self.lib.enh_chain_process_interleaved(
            self.handle,
            ctypes.cast(samples.buffer_info()[0], floats),
            ctypes.cast(out.buffer_info()[0], floats), frames)
        return out

    def response(self, hz, ear=0):
        return self.lib.enh_chain_response(self.handle, ear, hz)

    def save(self, name=""):
        length = self.lib.enh_chain_save(self.handle, name.encode(), None, 0)
        text = ctypes.create_string_buffer(length + 1)
        self.lib.enh_chain_save(self.handle, name.encode(), text, length + 1)
        return text.value.decode()

    def load(self, text):
        error = Error()
        self._check(self.lib.enh_chain_load(self.handle, text.encode(), error),
                    error)


def main():
    with Chain() as chain:
        chain.fit(sys.argv[1] if len(sys.argv) > 1 else "N3")
        chain["noise_reduction"] = 0
        # A full-scale sine is 105 dB SPL, and noise as strong as one of 65.
        level = 10 ** ((65 - chain["mic_full_scale"]) / 20) / math.sqrt(2)
        dice = random.Random(1)
        chain.process(array.array(
            "f", [dice.gauss(0, level) for _ in range(48000)]))
        for step in range(0, 19):
            hz = 125 * 2 ** (step / 3)
            gain = chain.response(hz)
            print(f"{hz:6.0f} Hz {gain:6.1f} dB {'#' * max(0, round(gain))}")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as failure:
        sys.exit(f"enhance_ctypes.py: {failure}")
