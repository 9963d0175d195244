# docker build -t drawbridge . && docker run --restart unless-stopped -p 8000:8000 -v drawbridge:/data drawbridge

# The Deno of this image and of continuous integration.
ARG DENO_VERSION=2.9.6

FROM denoland/deno:${DENO_VERSION} AS build
WORKDIR /app
COPY . .
RUN deno task build
# Bundles the server, so that the last stage contains no packages for building and testing. What few servers need is in
# files of its own. There is no source map: Deno would read it at the start, and it takes 15 MB of memory. Names and
# lines stay as they are, so main.js explains the places that a stack trace names.
RUN deno bundle --platform=deno --code-splitting --outdir=bundle main.ts

FROM denoland/deno:${DENO_VERSION}
WORKDIR /app
COPY --from=build /app/bundle ./
COPY --from=build /app/dist/production dist/production
COPY --from=build /app/dist/server dist/server
# The server can write to /data only; Deno itself also to its cache. Everything else belongs to root.
RUN mkdir /data cache && chown deno:deno /data cache
ENV DENO_DIR=/app/cache DENO_NO_UPDATE_CHECK=1 KV_PATH=/data/drawbridge.sqlite3 PORT=8000
# The C library returns freed buffers to the system, so that they do not count as used memory. V8 keeps 8 MB for new
# objects instead of 64: most of a relay's live shortly. It frees what a burst took after 1 s of rest, not after 8 to 30 s.
ENV MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=32768 MALLOC_TRIM_THRESHOLD_=4194304 \
  DENO_V8_FLAGS=--max-semi-space-size=4,--memory-reducer-delay-ms=1000,--gc-memory-reducer-start-delay-ms=1000
VOLUME /data
EXPOSE 8000
USER deno
# Deno notes what each file imports. Otherwise it would parse all of them at each start, which takes 30 MB.
RUN deno cache --no-config main.js
# The server saves all boards within 4 s of the signal; Docker waits 10 s.
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["deno", "eval", "const { ok } = await fetch(`http://127.0.0.1:${Deno.env.get('PORT')}/healthz`); Deno.exit(ok ? 0 : 1)"]
CMD ["run", "--no-config", "--cached-only", "--unstable-kv", "--unstable-net", "--allow-net", "--allow-env", \
  "--allow-read=dist,/data", "--allow-write=/data", "main.js"]
