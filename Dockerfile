# docker build -t drawbridge . && docker run --restart unless-stopped -p 8000:8000 -v drawbridge:/data drawbridge

# The Deno of this image and of continuous integration.
ARG DENO_VERSION=2.9.6

FROM denoland/deno:${DENO_VERSION} AS build
WORKDIR /app
COPY . .
RUN deno task build
# Bundles the server into one file, so that the last stage contains no packages for building and testing. The source map
# is a file of its own, read at the first error: as a part of the bundle it would take 50 MB of memory.
RUN deno bundle --platform=deno --sourcemap=linked --output=server.js main.ts

FROM denoland/deno:${DENO_VERSION}
WORKDIR /app
COPY --from=build /app/server.js /app/server.js.map ./
COPY --from=build /app/dist/production dist/production
COPY --from=build /app/dist/server dist/server
# The server can write to /data only: everything else belongs to root. DENO_DIR does not exist; nothing is cached there.
RUN mkdir /data && chown deno:deno /data
ENV DENO_DIR=/app/cache DENO_NO_UPDATE_CHECK=1 KV_PATH=/data/drawbridge.sqlite3 PORT=8000
# The C library returns freed buffers to the system, so that they do not count as used memory. V8 keeps 8 MB for new
# objects instead of 64: most of a relay's live shortly.
ENV MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=65536 MALLOC_TRIM_THRESHOLD_=4194304 DENO_V8_FLAGS=--max-semi-space-size=4
VOLUME /data
EXPOSE 8000
USER deno
# The server saves all boards within 4 s of the signal; Docker waits 10 s.
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["deno", "eval", "const { ok } = await fetch(`http://127.0.0.1:${Deno.env.get('PORT')}/healthz`); Deno.exit(ok ? 0 : 1)"]
CMD ["run", "--no-config", "--cached-only", "--unstable-kv", "--unstable-net", "--allow-net", "--allow-env", \
  "--allow-read=dist,/data", "--allow-write=/data", "server.js"]
