/**
 * `deno task test [option or file …]`: runs the tests in parallel. Also fails when a test leaves an operation, a resource or a
 * file in the temporary folder behind.
 */
import { join } from "node:path";

/** Deno checked for leaks by itself until 2.8. */
const SANITIZERS = { DENO_TEST_SANITIZE_OPS: "1", DENO_TEST_SANITIZE_RESOURCES: "1" };

/** Files that are tested at the same time. Many tests wait for a browser or a server: more than one for each core. */
const JOBS = Deno.env.get("DENO_JOBS") ?? String(Math.ceil(1.5 * navigator.hardwareConcurrency));

const folder = await Deno.makeTempDir({ prefix: "drawbridge_tests_" });
// When the tests run as root, the PostgreSQL of the tests runs as another user, in this folder.
await Deno.chmod(folder, 0o711);
// Signals reach the tests as well: this process waits for them to end, to remove what they leave.
for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => {});
const { code } = await new Deno.Command(Deno.execPath(), {
  args: ["test", "-P=test", "--parallel", ...Deno.args],
  // Browsers play sounds. Without a sound server, their client library leaves a folder for its socket behind.
  env: { ...SANITIZERS, DENO_JOBS: JOBS, TMPDIR: folder, PULSE_SERVER: "unix:/dev/null" },
  stdin: "null",
}).spawn().status;
const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
for (const name of left.sort()) console.error(`The tests left a file in the temporary folder: ${name}`);
for (const name of left) await Deno.remove(join(folder, name), { recursive: true }).catch(() => {});
await Deno.remove(folder, { recursive: true });
Deno.exit(code !== 0 ? code : left.length > 0 ? 1 : 0);
