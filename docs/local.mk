# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

dist_doc_DATA = \
	README.md \
	docs/adding-a-stage.md \
	docs/architecture.md \
	docs/benchmarks.md \
	docs/dsp.md \
	docs/realtime.md
