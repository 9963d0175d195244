import { boardKey } from "../../../server/http/board_key.ts";
import { Balancer } from "../../support/network/balancer.ts";
import { AppServer, freePort } from "../../support/server/app_server.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";
import type { PostgresServer } from "../../support/store/postgres_server.ts";

/** Instances on one PostgreSQL behind nginx, as the README configures them. */
export class Cluster implements AsyncDisposable {
  readonly instances: readonly AppServer[];
  readonly databaseUrl: string;
  readonly #balancer: Balancer;

  static async start(postgres: PostgresServer, count: number): Promise<Cluster> {
    const databaseUrl = postgres.emptyUrl();
    const instances: AppServer[] = [];
    for (let i = 0; i < count; i++) {
      const PORT = String(freePort());
      const env = {
        DATABASE_URL: databaseUrl,
        PORT,
        INSTANCE_ADDRESS: `http://127.0.0.1:${PORT}`,
        INSTANCE_SECRET: "0123456789abcdef0123456789abcdef",
        TRUSTED_PROXIES: "127.0.0.1",
        BOARDS_PER_ADDRESS: "0",
      };
      instances.push(await AppServer.start({ env }));
    }
    const balancer = await Balancer.start("nginx", instances.map(({ origin }) => origin));
    return new Cluster(instances, balancer, databaseUrl);
  }

  private constructor(instances: readonly AppServer[], balancer: Balancer, databaseUrl: string) {
    [this.instances, this.#balancer, this.databaseUrl] = [instances, balancer, databaseUrl];
  }

  createBoard(): Promise<BoardLinks> {
    return this.instances[0].createBoard();
  }

  /** Through the balancer: to the instance that serves the board, if people name its key. */
  socketUrl(slug: string, { board }: { readonly board?: string } = {}): string {
    return this.#balancer.socketUrl(slug) + (board === undefined ? "" : `?b=${boardKey(board)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#balancer[Symbol.asyncDispose]();
    for (const instance of this.instances) await instance[Symbol.asyncDispose]();
  }
}
