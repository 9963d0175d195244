import { fileURLToPath } from "node:url";

/** Set in the process that runs in the namespace. */
const INSIDE = "DRAWBRIDGE_ONLY_LOOPBACK";

/** True in a process that `runOnLoopback` started. */
export const isOnLoopback: boolean = Deno.env.get(INSIDE) === "1";

/** Whether this system lets an ordinary user make a network namespace. */
export async function canIsolate(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  try {
    return (await isolated(["true"]).output()).success;
  } catch {
    return false;
  }
}

/** Runs a test file again in a network namespace that has only loopback. @throws when a test of it fails */
export async function runOnLoopback(testUrl: string): Promise<void> {
  const command = [Deno.execPath(), "test", "-P=test", "--no-check", fileURLToPath(testUrl)];
  const { success, stdout, stderr } = await isolated(command).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${decoder.decode(stdout)}\n${decoder.decode(stderr)}`);
}

function isolated(command: readonly string[]): Deno.Command {
  return new Deno.Command("unshare", {
    args: ["--user", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$0" "$@"', ...command],
    env: { [INSIDE]: "1", NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
}
