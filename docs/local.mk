# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# With their folders, so that their links lead somewhere where they are installed.
nobase_dist_doc_DATA = \
	CHANGELOG.md \
	CONTRIBUTING.md \
	COPYING \
	README.md \
	gui/data/screenshots/listen.png \
	samples/LICENSE.md \
	samples/README.md \
	docs/adding-a-stage.md \
	docs/architecture.md \
	docs/bench-dark.png \
	docs/bench-light.png \
	docs/benchmarks.md \
	docs/control.md \
	docs/dsp.md \
	docs/realtime.md \
	docs/supervisor.md
