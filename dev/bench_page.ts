/** `deno task bench:page`: serves the board page for benchmarks; see `bench_client.ts`. */
import { serveBenchPage } from "./bench_server.ts";

const port = Number(Deno.env.get("PORT") ?? 8090);
const server = await serveBenchPage({ root: Deno.cwd(), hostname: "127.0.0.1", port });
console.log(`The page to measure is at ${server.url}`);
