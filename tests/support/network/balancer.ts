import assert from "node:assert/strict";
import { join } from "node:path";
import { freePort } from "../server/app_server.ts";
import { until } from "../until.ts";

const README = new URL("../../../README.md", import.meta.url);
const FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/sbin"];

/** Also the language of its block in the README. */
export type BalancerName = "nginx" | "haproxy" | "caddy";

interface Program {
  /** A complete configuration around the block of the README. */
  configure(block: string, own: number): string;
  args(file: string, folder: string): string[];
}

const PROGRAMS: Record<BalancerName, Program> = {
  nginx: {
    configure: (block, own) => `
      daemon off; pid nginx.pid; error_log stderr crit; worker_processes 1;
      events {}
      http {
        access_log off;
        client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        ${block.replace("listen 80", `listen 127.0.0.1:${own}`)}
      }`,
    args: (file, folder) => ["-p", folder, "-c", file],
  },
  haproxy: {
    configure: (block, own) => `${block.replace("bind :80", `bind 127.0.0.1:${own}`)}\n`,
    args: (file) => ["-db", "-q", "-f", file],
  },
  caddy: {
    configure: (block, own) => {
      const site = block.replace("board.example.org", `http://127.0.0.1:${own}`);
      return `{\nadmin off\nauto_https off\nlog {\nlevel ERROR\n}\n}\n${site}`;
    },
    args: (file) => ["run", "--config", file, "--adapter", "caddyfile"],
  },
};

export const BALANCERS = Object.keys(PROGRAMS) as BalancerName[];

/** Why tests behind this balancer are skipped; false when they run. */
export function noBalancer(name: BalancerName): string | false {
  return find(name) === undefined && `${name} is not installed (apt install ${name})`;
}

/** A real balancer in front of instances, as the README configures it. */
export class Balancer implements AsyncDisposable {
  readonly origin: string;
  readonly #folder: string;
  readonly #process: Deno.ChildProcess;

  /** @param instances their origins */
  static async start(name: BalancerName, instances: readonly string[]): Promise<Balancer> {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_balancer_" });
    const own = freePort();
    const { configure, args } = PROGRAMS[name];
    const file = join(folder, "balancer.conf");
    await Deno.writeTextFile(file, configure(await blockFor(name, instances), own));
    const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const process = new Deno.Command(find(name)!, { args: args(file, folder), cwd: folder, env }).spawn();
    const balancer = new Balancer(`http://127.0.0.1:${own}`, { folder, process });
    await until("the balancer answers", () =>
      fetch(`${balancer.origin}/healthz`).then(async (response) => {
        await response.body?.cancel();
        return response.ok;
      }, () => false));
    return balancer;
  }

  private constructor(origin: string, { folder, process }: { folder: string; process: Deno.ChildProcess }) {
    [this.origin, this.#folder, this.#process] = [origin, folder, process];
  }

  socketUrl(slug: string): string {
    return `${this.origin.replace("http", "ws")}/ws/${slug}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#process.status;
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** The block of the README with the addresses of these instances. */
async function blockFor(name: BalancerName, instances: readonly string[]): Promise<string> {
  const found = new RegExp(`\`\`\`${name}\\n(.*?)\`\`\``, "s").exec(await Deno.readTextFile(README))?.[1];
  assert.ok(found, "the README has the configuration");
  const hosts = instances.map((origin) => new URL(origin).host);
  if (name === "caddy") return found.replace("10.0.0.7:8000 10.0.0.8:8000", hosts.join(" "));
  const lines = found.split("\n").filter((line) => !line.includes("10.0.0.8:8000"));
  return lines.flatMap((line) =>
    line.includes("10.0.0.7:8000")
      ? hosts.map((host, i) => line.replace("10.0.0.7:8000", host).replace("server a ", `server s${i} `))
      : [line]
  ).join("\n");
}

function find(name: BalancerName): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}
