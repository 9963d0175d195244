import { fileURLToPath } from "node:url";

/** Set in the process that runs in the namespace. */
const INSIDE = "DRAWBRIDGE_PRIVATE_NETWORK";

/** Loopback, and a cable whose two ends are here: Chromium makes no direct connections without a default route. */
const NETWORK = [
  "ip link set lo up",
  "ip link add eth0 type veth peer name eth1",
  "ip addr add 192.0.2.1/24 dev eth0",
  "ip link set eth0 up",
  "ip link set eth1 up",
  "ip route add default dev eth0",
];

/** True in a process that `runPrivately` started. */
export const isPrivate: boolean = Deno.env.get(INSIDE) === "1";

/** Whether this system lets an ordinary user make a network namespace. */
export async function canBePrivate(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  try {
    return (await privately(["true"]).output()).success;
  } catch {
    return false;
  }
}

/** Runs a test file again in a network namespace without a way out. @throws when a test of it fails */
export async function runPrivately(testUrl: string): Promise<void> {
  const command = [Deno.execPath(), "test", "-P=test", "--no-check", fileURLToPath(testUrl)];
  const { success, stdout, stderr } = await privately(command).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${decoder.decode(stdout)}\n${decoder.decode(stderr)}`);
}

function privately(command: readonly string[]): Deno.Command {
  return new Deno.Command("unshare", {
    args: ["--user", "--map-root-user", "--net", "sh", "-c", `${NETWORK.join(" && ")} && exec "$0" "$@"`, ...command],
    env: { [INSIDE]: "1", NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
}
