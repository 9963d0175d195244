/**
 * `deno task dev`: builds the client, serves it, and rebuilds or restarts when sources change, until Ctrl-C.
 * `deno task dev --offline` also keeps the client on the device, as production does.
 */
import { DevLoop } from "./dev_loop.ts";

const hostname = Deno.env.get("HOST") ?? "127.0.0.1";
const port = Number(Deno.env.get("PORT") ?? 8000);

refuseTakenPort();

const loop = new DevLoop({
  root: Deno.cwd(),
  hostname,
  port,
  offline: Deno.args.includes("--offline"),
  print: (line) => console.log(line),
});
let asked = false;
for (const signal of Deno.build.os === "windows" ? ["SIGINT"] as const : ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => {
    // A second signal exits at once, without waiting for the server to save.
    if (asked) Deno.exit(130);
    asked = true;
    loop.close();
  });
}
await loop.run();
Deno.exit(0);

/** Checks the port before the build, because the server would fail only after it. */
function refuseTakenPort(): void {
  try {
    Deno.listen({ hostname, port }).close();
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    console.error(`Cannot start as port ${port} is taken: choose another, as in PORT=${port + 1} deno task dev`);
    Deno.exit(1);
  }
}
