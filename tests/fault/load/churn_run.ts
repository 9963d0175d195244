import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { stroke } from "../../support/board/strokes.ts";
import { until } from "../../support/until.ts";

export const CONNECTS = 5;
const AT_ONCE = 20;

const MAIN = fileURLToPath(new URL("churn_server.ts", import.meta.url));

/** A server on which boards are opened and left, and whose memory can be read. */
export class Churn implements AsyncDisposable {
  readonly #server: RealServer;
  readonly #random = seeded(1);

  static async start(env: Readonly<Record<string, string>> = {}): Promise<Churn> {
    return new Churn(await RealServer.start(env, { flags: ["--v8-flags=--expose-gc"], main: MAIN }));
  }

  private constructor(server: RealServer) {
    this.#server = server;
  }

  /** Creates boards; one connection after another joins each of them, draws and leaves. */
  async boards(count: number): Promise<void> {
    let made = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (made++ < count) {
        const { links } = await this.#server.createBoard();
        for (let i = 0; i < CONNECTS; i++) {
          await using peer = await Peer.join(this.#server.socketUrl(links.editor));
          peer.change((board) => board.add(stroke(`s.${i}`, this.#random)));
          await peer.untilSaved();
        }
      }
    }));
  }

  /** The server's memory right after a garbage collection. */
  async memory(): Promise<Deno.MemoryUsage> {
    const path = join(this.#server.folder, "memory.json");
    Deno.kill(this.#server.pid, "SIGUSR1");
    await until("the server has written down its memory", () => Deno.stat(path).then(() => true, () => false));
    const memory = JSON.parse(await Deno.readTextFile(path));
    await Deno.remove(path);
    return memory;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }
}
