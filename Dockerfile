# docker build -t drawbridge . && docker run --restart unless-stopped -p 8000:8000 -v drawbridge:/data drawbridge

FROM denoland/deno:2.9.6 AS build
WORKDIR /app
COPY . .
RUN deno task build
# The server in one file: the last stage needs no packages, and so holds none that only build or test.
RUN deno bundle --platform=deno --sourcemap=inline --output=server.js main.ts

FROM denoland/deno:2.9.6
WORKDIR /app
COPY --from=build /app/server.js ./
COPY --from=build /app/dist/production dist/production
COPY --from=build /app/dist/server dist/server
# All else belongs to root: the server can write here only. Its cache has nowhere to be, and nothing to hold.
RUN mkdir /data && chown deno:deno /data
ENV DENO_DIR=/app/cache DENO_NO_UPDATE_CHECK=1 KV_PATH=/data/drawbridge.sqlite3 PORT=8000
VOLUME /data
EXPOSE 8000
USER deno
# The server saves everything within 4 s of the signal; Docker waits for 10.
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["deno", "eval", "const { ok } = await fetch(`http://127.0.0.1:${Deno.env.get('PORT')}/healthz`); Deno.exit(ok ? 0 : 1)"]
CMD ["run", "--no-config", "--cached-only", "--unstable-kv", "--allow-net", "--allow-env", \
  "--allow-read=dist,/data", "--allow-write=/data", "server.js"]
