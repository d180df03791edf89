# syntax=docker/dockerfile:1

# The browser view, which becomes part of the binary.
FROM node:22-bookworm-slim AS view
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-fund --no-audit
COPY web ./
COPY server/testdata/openapi.json /src/server/testdata/openapi.json
RUN npm run types && npm run build

# The embedded engine is a C++ library that comes inside its Go module, so the
# binary is built with cgo and the library shipped beside it.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=view /src/web/dist web/dist
ARG VERSION=dev
ENV CGO_ENABLED=1
RUN CGO_LDFLAGS='-Wl,-rpath,$ORIGIN/../lib' \
    go build -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /out/bin/backchannel ./cmd/backchannel \
 && install -D -m 644 -t /out/lib \
    "$(go list -m -f '{{.Dir}}' github.com/kuzudb/go-kuzu)/lib/dynamic/linux-$(go env GOARCH)/libkuzu.so" \
 && /out/bin/backchannel --help > /dev/null \
 && mkdir -p /out/data

# The C++ runtime and certificates, no shell.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /out/bin/backchannel /usr/local/bin/backchannel
COPY --from=build /out/lib/libkuzu.so /usr/local/lib/libkuzu.so
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV BACKCHANNEL_STORE=kuzu:/data/graph.kuzu \
    BACKCHANNEL_LISTEN=0.0.0.0:8080
EXPOSE 8080
# Listening beyond loopback needs a token: BACKCHANNEL_TOKEN or, better, BACKCHANNEL_TOKEN_FILE.
ENTRYPOINT ["/usr/local/bin/backchannel"]
CMD ["serve", "--seed", "dossier"]
