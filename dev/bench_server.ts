import { join } from "node:path";
import { loadAssets } from "../server/assets/assets.ts";
import { buildClient } from "./client_build.ts";
import { PAGES } from "./page.ts";

export interface BenchServerOptions {
  /** The project's root folder. */
  readonly root: string;
  readonly hostname: string;
  /** 0 for any free port. */
  readonly port: number;
  /** False builds it as for development, which takes a tenth of the time. Default: true, as for production. */
  readonly minify?: boolean;
}

export interface BenchServer {
  /** Address of the page. */
  readonly url: string;
  close(): Promise<void>;
}

/** The template of the board page with a different script. */
const PAGE = { ...PAGES.find(({ name }) => name === "board")!, script: "dev/bench_client.ts" };

/** Builds the benchmark page and serves it. */
export async function serveBenchPage(
  { root, hostname, port, minify = true }: BenchServerOptions,
): Promise<BenchServer> {
  const outDir = join(root, "dist/bench");
  await buildClient({ root, outDir, pages: [PAGE], minify });
  const assets = await loadAssets(outDir);
  const server = Deno.serve({ hostname, port, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    const answer = pathname === "/bench.html" ? assets.page(PAGE.name, request) : assets.respond(pathname, request);
    return answer ?? new Response("Not found", { status: 404 });
  });
  return {
    url: `http://${hostname}:${server.addr.port}/bench.html`,
    close: () => server.shutdown(),
  };
}
