# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# By hand, from the source folder; the kit's are for what no archive holds.
EXTRA_DIST += \
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
