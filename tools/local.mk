# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# By hand, from the source folder; the kit's are for what no archive holds.
EXTRA_DIST += \
	tools/check-packages.sh \
	tools/constants.sh \
	tools/halts.py \
	tools/kit/peer_file.c \
	tools/kit/peer_file.h \
	tools/kit/peer_file_speex.c \
	tools/kit/peer_file_webrtc.cc \
	tools/kit/quality.py \
	tools/kit/quality.sh \
	tools/kit/sweep.sh \
	tools/mutate.sh

# Debian's packages, and what builds and tries them.
EXTRA_DIST += \
	debian/changelog \
	debian/control \
	debian/copyright \
	debian/enhance-doc.install \
	debian/enhance-lv2.install \
	debian/enhance.install \
	debian/libenhance-dev.install \
	debian/libenhance-io0.install \
	debian/libenhance-io0.symbols \
	debian/libenhance0.install \
	debian/libenhance0.symbols \
	debian/personal-listener.install \
	debian/rules \
	debian/source/format \
	debian/tests/control \
	debian/tests/enhance-a-file \
	debian/tests/link-a-program

check-packages:
	$(BASH_PROGRAM) $(srcdir)/tools/check-packages.sh

.PHONY: check-packages

