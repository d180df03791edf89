# make help lists the targets.

BIN     := bin/backchannel
STORE   ?= kuzu:data/backchannel.kuzu
LISTEN  ?= 127.0.0.1:8080
DATA    ?= ../shared/data
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
GO      := go

export BACKCHANNEL_DATA := $(abspath $(DATA))

.PHONY: help build view run test acceptance bench lint neo4j neo4j-stop clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: view ## bin/backchannel, the browser view inside it
	$(GO) build -trimpath -ldflags "-X main.version=$(VERSION)" -o $(BIN) ./cmd/backchannel

view: ## the browser view, built into web/dist
	@scripts/setup run
	cd web && npm run --silent types && npm run --silent build -- --logLevel warn

run: build ## build, seed the dossier into an empty store, serve
	@mkdir -p data
	$(BIN) serve --store $(STORE) --listen $(LISTEN) --seed dossier

test: build ## every test, on both engines and in a real browser; needs nothing beside this clone
	@scripts/setup test
	$(MAKE) lint
	cd web && npm test
	$(GO) test -race -timeout 20m $$($(GO) list ./... | grep -v /cmd/)
	cd web && npm run e2e
	$(GO) test -timeout 20m ./cmd/... # starts a process for each line of its stories, which -race slows fivefold

acceptance: build ## the suite that reads the public data sets in DATA
	@scripts/setup test
	$(GO) test -tags acceptance -run Acceptance -timeout 20m ./...
	cd web && npm run acceptance

bench: build ## benchmarks; those on public data read DATA
	@scripts/setup test
	$(GO) test -tags acceptance -run '^$$' -bench . -benchtime 3x -timeout 60m ./...
	cd web && npm run bench

lint: ## format, vet, staticcheck, who may import whom; types and style of the view
	@test -z "$$(gofmt -l $$(git ls-files --cached --others --exclude-standard '*.go'))" || { echo "not formatted:"; gofmt -l $$(git ls-files --cached --others --exclude-standard '*.go'); exit 1; }
	$(GO) vet -tags acceptance ./...
	$(GO) tool staticcheck -tags acceptance ./...
	$(GO) test ./internal/layers
	cd web && npm run --silent check

neo4j: ## start a Neo4j for a developer, without a password, on loopback
	@scripts/setup test
	scripts/neo4j start

neo4j-stop: ## stop it
	scripts/neo4j stop

clean: ## remove what was built; data stays
	rm -rf bin web/dist/assets web/dist/index.html
