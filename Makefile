# Every habit of this project is one word here; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
TIMEFORMAT := %0lR
export TIMEFORMAT
# Two builds share the cores and the lock, and tests made late fail.
.NOTPARALLEL:

.PHONY: help man setup setup-test setup-bench run demo test build-tests test-most test-program test-browser test-relays test-long reliability sanitize build build-bench bench instructions adversary deliverability screenshots pages systemd format lint

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the system packages that a build needs
	@scripts/setup.sh build

setup-test: ## Install what the tests need as well
	@scripts/setup.sh test

setup-bench: ## Install what the comparison needs as well
	@scripts/setup.sh bench

run: setup ## Build, then start the demo: API, citizen's page, relay and inbox page, until Ctrl-C
	@swift build --product postduif
	@exec .build/debug/postduif demo

demo: setup ## Build, issue eight mails in four languages, redeem and verify, print the table
	@swift build --product postduif
	@time .build/debug/postduif demo --once

# What waits for something does so for seconds, and a thousand tests at once would make each other late: few run at one time, of the built
# program's fewer, and those with a browser one by one. The relay matrix holds innocent messages to two seconds, and what keeps both cores busy for minutes comes last: each apart.
few := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH
busy := SimulationTests|FuzzTests|SameWorkTests|AskTimeTests|BatchRouteTests|RoleMatrixTests|ReceivedMailTests

test: test-most test-program test-browser test-relays test-long ## Every test, in five steps; with --keep-going the others run where one fails

build-tests: setup-test ## Build the tests, and run none
	@rm -f .build/failed-tests.txt
	@swift build --build-tests

test-most: build-tests ## The tests that start no program
	@time $(few)=8 scripts/tests.sh --skip 'PostduifTests|ScenarioTests|$(busy)'

test-program: build-tests ## The tests of the built program
	@time $(few)=4 scripts/tests.sh --filter PostduifTests --skip 'ReceivedMailTests|BrowserTests'

test-browser: build-tests ## The tests in a browser
	@time $(few)=1 scripts/tests.sh --filter BrowserTests

test-relays: build-tests ## The relay matrix, MATRIX_PATIENCE_SECONDS=2 for what stands beside a fault
	@time MATRIX_PATIENCE_SECONDS=$${MATRIX_PATIENCE_SECONDS:-2} scripts/tests.sh --filter ScenarioTests

test-long: build-tests ## SIMULATION_SEEDS=2000 stories, and what else keeps both cores busy
	@time SIMULATION_SEEDS=$${SIMULATION_SEEDS:-2000} scripts/tests.sh --filter '$(busy)'

reliability: build-tests ## Play SIMULATION_SEEDS stories and FUZZ_RUNS inputs, time TIMING_SAMPLES=10200 refusals, then kill the service at every point, CRASH_RUNS=25 times each
	@time SIMULATION_SEEDS=$${SIMULATION_SEEDS:-20000} FUZZ_RUNS=$${FUZZ_RUNS:-500000} \
		scripts/tests.sh --filter 'SimulationTests|FuzzTests'
	@time TIMING_SAMPLES=$${TIMING_SAMPLES:-10200} scripts/tests.sh --filter 'SameWorkTests|AskTimeTests'
	@rm -f .build/crash-table.md
	@time CRASH_RUNS=$${CRASH_RUNS:-25} CRASH_TABLE=.build/crash-table.md scripts/tests.sh --filter CrashMatrixTests
	@cat .build/crash-table.md

sanitize: setup-test ## The suites that share memory between threads or read octets, with the thread and the address sanitizer
	@for sanitizer in thread address; do time scripts/sanitize.sh $$sanitizer; done

adversary: setup-test ## Hold a running service to openapi.yaml with schemathesis, EXAMPLES=60 for each operation, then probe it
	@swift build --product postduif
	@time scripts/adversary.sh $${EXAMPLES:-60}

deliverability: ## Judge every mail with SpamAssassin and rspamd, and print the table of docs/deliverability.md
	@scripts/setup.sh deliverability
	@swift build --product postduif
	@time scripts/deliverability.sh

systemd: ## Start the unit under a systemd of its own, in namespaces, as root: ready, user, log, reload, SIGKILL, watchdog, stop
	@swift build --product postduif
	@time scripts/systemd.sh

screenshots: ## Draw every mail with Chromium at 375 and 700 points, light and dark, into .build/screenshots, and for docs/ two of them and the pictures of the officer guide
	@scripts/setup.sh screenshots
	@swift build --product postduif
	@time scripts/screenshots.sh

# With Swift's libraries inside: what is built runs where no Swift is, and calls into them take no detour.
build: setup ## The release product: .build/release/postduif
	@swift build -c release --static-swift-stdlib --product postduif

build-bench: setup-bench build ## The release product and the tool of the benchmarks
	@swift build -c release --static-swift-stdlib --product postduif-bench

bench: build-bench ## The comparison table: (a) to (g), side by side with Postfix, (h) rendering, (i) the instructions; BENCH_PARTS=abe for some (Benchmarks/run.sh)
	@Benchmarks/run.sh

instructions: build-bench ## Count the instructions of the hot paths; fails when one takes over 3 % more than Benchmarks/instructions.txt says
	@Benchmarks/instructions.sh

pages: setup-test ## Open every page of every role in Chromium, and print the table of docs/pages.md: what each weighs, and when it is painted
	@swift build --build-tests
	@rm -f .build/pages-table.md
	@time $(few)=1 PAGES_TABLE=.build/pages-table.md scripts/tests.sh --filter PageBrowserTests
	@cat .build/pages-table.md

man: setup ## Write the manual page, deploy/man/postduif.1, from what the commands say of themselves
	@swift build --product postduif
	@.build/debug/postduif --experimental-dump-help | scripts/manual.py > deploy/man/postduif.1

format: ## Format Sources, Tests and Benchmarks in place
	@swift format --in-place --recursive Sources Tests Benchmarks/Sources

lint: ## Check the format of Sources, Tests and Benchmarks
	@swift format lint --strict --recursive Sources Tests Benchmarks/Sources
