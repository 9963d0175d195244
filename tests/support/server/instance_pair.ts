import { Commit, type Database } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { TestServer, type TestServerOptions } from "./test_server.ts";

/** The secret that the instances share. */
export const SECRET = "a secret of the instances, 0123456789";

/** Two instances on one database. */
export class InstancePair implements AsyncDisposable {
  readonly a: TestServer;
  readonly b: TestServer;

  static async start(kv: Database, options: TestServerOptions = {}): Promise<InstancePair> {
    const start = () => TestServer.start({ ...options, kv, instanceSecret: SECRET });
    return new InstancePair(await start(), await start());
  }

  private constructor(a: TestServer, b: TestServer) {
    [this.a, this.b] = [a, b];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.b[Symbol.asyncDispose]();
    await this.a[Symbol.asyncDispose]();
  }
}

/** Gives the lease of a board to a living instance at an address where nobody listens. */
export async function giveLeaseAway(kv: Database, board: string, address = "http://127.0.0.1:1"): Promise<void> {
  const record = { address, until: Date.now() + 3_600_000 };
  await kv.commit(new Commit().set(KEY.instance("gone"), record).set(KEY.lease(board), { instance: "gone" }));
}
