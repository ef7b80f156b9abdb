# jiaokan: what can be done here. `make help` lists it.

NOTICES := corpus/testdata/chuyi
KIT     ?= ../shared/evalkit
DATA    ?= ../shared/data
FUZZTIME ?= 30s

# From the tag, and no clock: the same commit gives the same bytes.
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.DEFAULT_GOAL := help
.PHONY: help build run test check fuzz bench eval golden model generate clean browser format vet tidy race vuln

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

# -buildvcs=false: git refuses to speak of a tree that another user owns, and
# the build would stop there. -trimpath: no path of this machine in the binary.
build: ## bin/jiaokan
	go build -trimpath -buildvcs=false -ldflags '-X main.version=$(VERSION)' -o bin/jiaokan ./cmd/jiaokan

# Exit status 1 says that something is left for an editor to decide. That is
# what these two notices are for.
run: build ## reconcile the two notices into out/
	bin/jiaokan reconcile -o out $(NOTICES)/*.txt || test $$? -eq 1

test: browser ## every test
	go test ./...
	@$(MAKE) -s browser-missing

# The page is tested in a real browser. Where packages may be installed it is
# fetched; where not, its test is skipped, and said to be, at the end where it
# is seen.
CHROMIUM = { test -n "$$JIAOKAN_CHROMIUM" || command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
HANFONT  = fc-list :lang=zh 2>/dev/null | grep -q .
SUDO     = $$(test "$$(id -u)" -eq 0 || echo sudo -n)
browser:
	@{ $(CHROMIUM) && $(HANFONT); } || ! command -v apt-get >/dev/null || ! $(SUDO) true 2>/dev/null || { \
		echo "installing chromium and a Chinese font for the browser test"; \
		$(SUDO) apt-get update -qq </dev/null && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends \
			chromium fontconfig fonts-noto-cjk </dev/null >/dev/null; } || true

.PHONY: browser-missing
browser-missing:
	@$(CHROMIUM) || { \
		echo "*******************************************************************"; \
		echo "SKIPPED: the report was not tried in a browser; chromium is missing"; \
		echo "and could not be installed: apt-get install chromium fonts-noto-cjk"; \
		echo "*******************************************************************"; }
	@$(HANFONT) || echo "NOTE: no Chinese font was found; the browser test saw boxes for Han"

check: format vet tidy race vuln ## all that must hold before a commit

format:
	@bad=$$(gofmt -l cmd extract align corpus report); test -z "$$bad" || { echo "not gofmt'ed:"; echo "$$bad"; exit 1; }

# The order in which packages may import each other is a test of cmd/jiaokan.
vet:
	go vet ./...
	go tool staticcheck ./...

tidy:
	go mod tidy -diff

# The browser test has had its turn in `make test`, and no goroutine in it is ours.
race:
	go test -race -short -skip '^TestBrowser$$' ./...

# Its database is on the network, which is not everywhere: that it could not be
# asked is said, and is no failure; 124 is timeout's own.
vuln:
	@timeout 60 go tool govulncheck ./... >.vuln 2>&1; s=$$?; \
	if test $$s -eq 124 || grep -q '^govulncheck: fetching vulnerabilities' .vuln; then \
		echo "SKIPPED: govulncheck could not reach its database"; s=0; \
	else cat .vuln; fi; rm -f .vuln; exit $$s

# One target at a time is all that go test takes.
fuzz: ## each fuzz target for FUZZTIME
	@grep -ro --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | sed 's/:func / /' | while read file name; do \
		echo "$$name in $$(dirname $$file)"; \
		go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5x $$(dirname $$file) || exit 1; done
	JIAOKAN_SEED=random go test -run 'Test(Every|Equal|Order|Nothing|Same)' ./align/reconcile -rapid.checks 2000 -rapid.nofailfile

bench: ## what users wait for: read, align, audit, reconcile, each printer
	go test -run '^$$' -bench . -benchmem ./...

eval: build ## quality on damaged copies whose truth is known
	@rm -rf out/cases
	@if test -f $(KIT)/run.py; then python3 $(KIT)/run.py --keep out/cases; else echo "SKIPPED: no $(KIT)"; fi
	@mkdir -p out/cases; go run ./align/audit/measure -data $(DATA) -o out/reliability.svg $$(find out/cases -mindepth 1 -maxdepth 1 -type d | sort)

# Read the diff like code before you commit it.
golden: ## write the expected output of all tests anew
	@for d in $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -n1 dirname | sort -u | grep -v align/segment); do \
		go test $$d -update || exit 1; done

# The statutes it is trained on are too large to keep here.
model: ## train the language model again
	go run ./align/language/train -archive $(DATA)/archive/docs.tar.gz -truth $(DATA)/archive/truth.tsv -o align/language/model.bin

# The tables of look-alikes and the dictionary; their sources are not kept here
# either.
generate: ## make the embedded tables and the dictionary again
	go generate ./...

clean: ## remove what was made
	rm -rf bin out
