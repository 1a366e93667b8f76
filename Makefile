# The verbs of the project. Each installs what it lacks first; CONTRIBUTING.md says more.

.DEFAULT_GOAL := help
.PHONY: help run build test sanitize sanitize-generators soak fuzz docs examples lint format check bench bench-generators bench-feeds bench-stores bench-trading clean

# Data and programs that are not part of the project. Tests that need them skip, and say so, where they are missing.
ifneq ($(wildcard ../shared/data),)
export TICKLINE_REAL_DATA ?= $(abspath ../shared/data)
endif
ifneq ($(wildcard ../shared/conformance/traces.jsonl),)
export TICKLINE_TRACES ?= $(abspath ../shared/conformance/traces.jsonl)
endif
ifneq ($(wildcard ../shared/oracle),)
export TICKLINE_ORACLE ?= $(abspath ../shared/oracle)
endif

SWIFT_FILES = $(wildcard Sources Tests Benchmarks Fuzzing/Sources Snippets Examples Package.swift)

help: ## show this list
	@echo "make VERB"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-20s %s\n", $$1, $$2 }' Makefile

run: build ## build, and run the bot on a simulated market: make run ARGS="--ticks 100"
	@.build/release/tickline run $(ARGS)

# Build messages go to standard error, so that the output of `make run` is the program's.
build: ## build tickline in release: .build/release/tickline
	@Scripts/bootstrap run
	@swift build -c release --product tickline >&2

test: ## run every test, and list what was skipped
	@Scripts/bootstrap test
	@Scripts/test release debug

sanitize: ## run every test under the address and the thread sanitizer
	@Scripts/bootstrap test
	@Scripts/test address thread

sanitize-generators: ## the same, the tests of Generators alone
	@Scripts/bootstrap test
	@Scripts/test generators-address generators-thread

soak: ## run random generators on several threads for ten minutes: make soak SECONDS=60
	@Scripts/bootstrap test
	TICKLINE_SOAK_SECONDS=$(or $(SECONDS),600) swift test -c release --disable-testable-imports --disable-xctest --filter SoakTests

fuzz: ## try each parser with random bytes for a minute: make fuzz SECONDS=600 FORMATS=csv
	@Scripts/bootstrap test
	@Fuzzing/run $(or $(SECONDS),60) $(FORMATS)

docs: ## build the documentation of Generators: .build/docs
	@Scripts/bootstrap run
	@Scripts/docs

examples: ## build the packages in Examples, and run a bot of one's own
	@Scripts/bootstrap run
	@swift run --package-path Examples/MyBot MyBot run --seed 1 --walk --dip 3
	@swift run --package-path Examples/MyBot MyBot backtest --seed 1 --walk --dip 3

lint: ## check the format of the Swift files, and that README.md shows the snippets
	@Scripts/bootstrap test
	@swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	@Scripts/readme --check

format: ## format the Swift files in place
	@Scripts/bootstrap run
	@swift format format --in-place --recursive --parallel $(SWIFT_FILES)

check: lint docs test sanitize fuzz ## lint, document, test, sanitize and fuzz

bench: ## compare speed and memory with CPython: make bench ARGS="--rows 1000000"
	@Scripts/bootstrap bench
	@Benchmarks/run $(ARGS)

bench-generators: ## compare generators with C++20, boost.context, CPython, Lua, Node: ARGS=--readme writes the table
	@Scripts/bootstrap bench
	@Benchmarks/generators $(ARGS)

bench-feeds: ## compare the feeds with polars, CPython, zcat: make bench-feeds ARGS="--rounds 3"
	@Scripts/bootstrap bench
	@Benchmarks/feeds $(ARGS)

bench-trading: ## compare a backtest with backtrader and hftbacktest
	@Scripts/bootstrap bench
	@Benchmarks/trading $(ARGS)

bench-stores: ## compare databases and logs with sqlite3, psql and grep: ARGS="--rows 10000000 --megabytes 5000"
	@Scripts/bootstrap bench
	@Benchmarks/stores $(ARGS)

clean: ## remove what was built
	rm -rf .build .build-* Benchmarks/.build Examples/*/.build
