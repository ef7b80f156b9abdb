# jiaokan: what can be done here. `make help` lists it.

NOTICES := corpus/testdata/chuyi
KIT     ?= ../shared/evalkit
DATA    ?= ../shared/data
FUZZTIME ?= 30s

# From the tag, and no clock: the same commit gives the same bytes.
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.DEFAULT_GOAL := help
.PHONY: help build run test check fuzz bench eval archive archive-large formats scans golden model generate clean packages missing format vet tidy race vuln

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

# -buildvcs=false: git refuses to speak of a tree that another user owns, and
# the build would stop there. -trimpath: no path of this machine in the binary.
build: ## bin/jiaokan
	go build -trimpath -buildvcs=false -ldflags '-X main.version=$(VERSION)' -o bin/jiaokan ./cmd/jiaokan

# Exit status 1 says that something is left for an editor to decide. That is
# what these two notices are for.
run: build ## reconcile the two notices into out/
	bin/jiaokan reconcile -o out $(NOTICES)/*.txt || test $$? -eq 1

test: packages ## every test
	go test ./...
	@$(MAKE) -s missing

# What some tests try the program with: a real browser, LibreOffice, Tesseract.
# Where packages may be installed they are fetched; where not, those tests are
# skipped, and said to be, at the end where it is seen. One by one, so that a
# package that cannot be had does not keep the others.
CHROMIUM = { test -n "$$JIAOKAN_CHROMIUM" || command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
HANFONT  = fc-list :lang=zh 2>/dev/null | grep -q .
OFFICE   = command -v soffice >/dev/null
OCR      = tesseract --list-langs 2>/dev/null | grep -qx chi_sim
SUDO     = $$(test "$$(id -u)" -eq 0 || echo sudo -n)
packages:
	@list=; \
	$(CHROMIUM) || list="$$list chromium"; \
	$(HANFONT)  || list="$$list fontconfig fonts-noto-cjk"; \
	$(OFFICE)   || list="$$list libreoffice-writer-nogui"; \
	$(OCR)      || list="$$list tesseract-ocr tesseract-ocr-chi-sim"; \
	test -z "$$list" || ! command -v apt-get >/dev/null || ! $(SUDO) true 2>/dev/null || { \
		echo "installing for the tests:$$list"; \
		$(SUDO) apt-get update -qq </dev/null; \
		for p in $$list; do \
			DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $$p </dev/null >/dev/null; done; } || true

missing:
	@bar=*******************************************************************; \
	skipped() { printf '%s\n' "$$bar" "SKIPPED: $$1; $$2 is missing" "and could not be installed: apt-get install $$3" "$$bar"; }; \
	$(CHROMIUM) || skipped "the report was not tried in a browser" chromium "chromium fonts-noto-cjk"; \
	$(OFFICE)   || skipped "DOC, WPS, RTF and ODT were not read" LibreOffice libreoffice-writer-nogui; \
	$(OCR)      || skipped "no scan was read" Tesseract "tesseract-ocr tesseract-ocr-chi-sim"; \
	$(HANFONT)  || echo "NOTE: no Chinese font was found; the browser test saw boxes for Han"

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
	go test -race -short -timeout 20m -skip '^TestBrowser$$' ./...

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

# Archives whose families are known: the two notices with 118 damaged copies, a made one,
# the real one. What is made is removed; KEEP=1 leaves it. Exit status 1: a goal was
# missed. Where there are no statutes to learn a language from, a table of
# phrases serves.
ARCHIVES := out/archives
STATUTES := $(DATA)/archive/docs.tar.gz
TEXTS     = $(if $(wildcard $(STATUTES)),-texts $(STATUTES))
MEASURE   = go run ./corpus/measure -program bin/jiaokan -work $(ARCHIVES)/work $(if $(KEEP),-keep)
archive: build ## families found in archives whose truth is known: how right, how fast
	@rm -rf $(ARCHIVES); mkdir -p $(ARCHIVES)
	go run ./corpus/synthetic -n 118 -o $(ARCHIVES)/chuyi $(NOTICES)/*.txt
	go run ./corpus/synthetic -n 10000 $(TEXTS) -o $(ARCHIVES)/10000
	@s=0; for a in $(ARCHIVES)/chuyi $(ARCHIVES)/10000 $(if $(wildcard $(STATUTES)),$(DATA)/archive); do $(MEASURE) $$a || s=1; done; \
	test -f $(STATUTES) || echo "NOT MEASURED: no $(STATUTES)"; \
	test -n "$(KEEP)" || rm -rf $(ARCHIVES); exit $$s

# A million documents are 5.2 GB of text in files of 8 kB of disk, and their archive.
N ?= 100000 1000000
GB := 12
archive-large: build ## the same with 100,000 and 1,000,000 documents; N="5000000" for others
	@mkdir -p out; free=$$(df -Pk out | awk 'NR == 2 {print int($$4 / 1048576)}'); \
	test $$free -ge $(GB) || { echo "NOT MEASURED: $$free GB are free here, $(GB) are needed"; exit 2; }
	@rm -rf $(ARCHIVES); mkdir -p $(ARCHIVES); s=0; for n in $(N); do \
		go run ./corpus/synthetic -n $$n $(TEXTS) -o $(ARCHIVES)/$$n && $(MEASURE) $(ARCHIVES)/$$n || s=1; \
		test -n "$(KEEP)" || rm -rf $(ARCHIVES)/$$n; done; \
	test -n "$(KEEP)" || rm -rf $(ARCHIVES); exit $$s

formats: ## every real file read: characters found, what is lost
	@if test -d $(DATA)/formats; then go run ./extract/formats -data $(DATA); else echo "SKIPPED: no $(DATA)/formats"; fi

# Exit status 1: the goal was missed, half the errors of the best reading.
SCANS ?= $(NOTICES) $(wildcard $(KIT)/notices/5338761.txt $(KIT)/notices/5343832.txt $(KIT)/notices/5345293.txt)
scans: packages ## what comes of documents of which only scans are left
	@if $(OFFICE) && $(OCR); then go run ./extract/scans -v $(SCANS); else echo "SKIPPED: needs LibreOffice, Tesseract and chi_sim"; fi

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
