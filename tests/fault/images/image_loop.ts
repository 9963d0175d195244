import assert from "node:assert/strict";
import { entries } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import type { AssetRecord } from "../../../server/store/assets/asset_record.ts";
import { png, sha256 } from "../../support/asset/pictures.ts";
import { type Random, seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";
import type { PostgresServer } from "../../support/store/postgres_server.ts";

export interface ImageLoopOptions {
  readonly images: number;
  readonly kills: number;
  readonly seed: number;
  /** The server keeps its boards there. */
  readonly postgres?: PostgresServer;
  readonly report?: (counts: ImageCounts) => void;
}

export interface ImageCounts {
  kills: number;
  /** Pictures that the server said to have saved. */
  saved: number;
  /** Those of them that a restarted server did not have, or not as they were sent. */
  lost: number;
  /** Uploads that a kill cut off; they were repeated. */
  cutOff: number;
}

const PEOPLE = 5;
/** Some pictures fit into one chunk, others take several commits. */
const FILLERS = [0, 20_000, 200_000, 900_000, 2_000_000];
/** The longest time from the last answer to a kill, ms: the uploads that are under way then take about as long. */
const MOMENT_MS = 40;

/**
 * Five people send pictures to a board, repeatedly until the server says that they are saved, and the server is killed
 * again and again. Losses are counted and not thrown, so that a long run reports their number.
 */
export async function imageLoop({ images, kills, seed, postgres, report }: ImageLoopOptions): Promise<ImageCounts> {
  const random = seeded(seed);
  const counts: ImageCounts = { kills: 0, saved: 0, lost: 0, cutOff: 0 };
  const url = postgres?.emptyUrl();
  await using server = await RealServer.start(url ? { DATABASE_URL: url } : {});
  const board = await server.createBoard();
  const album = new Album(server, board, { images, random, counts });
  const people = Promise.all(Array.from({ length: PEOPLE }, () => album.send()));
  for (let kill = 1; kill <= kills; kill++) {
    // Kills are spread evenly, so pictures are still sent after the last one.
    await album.hasSaved(Math.floor(images * kill / (kills + 1)));
    await new Promise((resolve) => setTimeout(resolve, random.float() * MOMENT_MS));
    album.pause();
    await server.kill();
    if (url === undefined) await server.copyDatabase();
    await server.start();
    counts.kills++;
    await album.compare("HEAD");
    album.goOn();
    report?.(counts);
  }
  await people;
  await server.kill();
  await requireFound(url ?? server.kvPath);
  await server.start();
  await album.compare("GET");
  return counts;
}

/** Pictures that people still have to send, and those that the server has. */
class Album {
  readonly #server: RealServer;
  readonly #links: BoardLinks["links"];
  readonly #counts: ImageCounts;
  /** Each makes its picture when it is sent: together they would take more memory than the server. */
  readonly #left: (() => Uint8Array<ArrayBuffer>)[];
  /** Their numbers of bytes. */
  readonly #saved = new Map<string, number>();
  #isUp = Promise.withResolvers<void>();
  #changed = Promise.withResolvers<void>();

  constructor(
    server: RealServer,
    { links }: BoardLinks,
    { images, random, counts }: { readonly images: number; readonly random: Random; readonly counts: ImageCounts },
  ) {
    [this.#server, this.#links, this.#counts] = [server, links, counts];
    this.#left = Array.from({ length: images }, (_, i) => {
      const [filler, width, height] = [FILLERS[random.below(FILLERS.length)], random.below(4_000), random.below(4_000)];
      return () => png(1 + width, 1 + height, { filler, seed: i + 1 });
    });
    this.#isUp.resolve();
  }

  /** One person sends pictures until none is left. */
  async send(): Promise<void> {
    for (let make = this.#left.pop(); make; make = this.#left.pop()) {
      const bytes = make();
      const id = sha256(bytes);
      for (;;) {
        await this.#isUp.promise;
        const status = await this.#put(id, bytes).catch(() => undefined);
        if (status === 200 || status === 201) break;
        // Any other answer would never become a good one.
        assert.ok(status === undefined || status === 503, `the server answers ${status}`);
        this.#counts.cutOff++;
      }
      this.#saved.set(id, bytes.length);
      this.#counts.saved = this.#saved.size;
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    }
  }

  async hasSaved(count: number): Promise<void> {
    while (this.#saved.size < count) await this.#changed.promise;
  }

  /** The server is about to go: people wait until it is back. */
  pause(): void {
    this.#isUp = Promise.withResolvers();
  }

  goOn(): void {
    this.#isUp.resolve();
  }

  /** Compares what the server has with what it said to have saved. */
  async compare(method: "HEAD" | "GET"): Promise<void> {
    for (const [id, length] of this.#saved) {
      const answer = await this.#ask(method, id);
      const isThere = answer.status === 200 && Number(answer.headers.get("content-length")) === length;
      if (!isThere || method === "GET" && sha256(await answer.bytes()) !== id) this.#counts.lost++;
      if (!answer.bodyUsed) await answer.body?.cancel();
    }
  }

  async #put(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
    const answer = await this.#ask("PUT", id, bytes);
    await answer.body?.cancel();
    return answer.status;
  }

  #ask(method: string, id: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    const slug = method === "PUT" ? this.#links.editor : this.#links.viewer;
    return fetch(`${this.#server.origin}/api/boards/${slug}/assets/${id}`, { method, ...(body && { body }) });
  }
}

/** All bytes belong to an asset, or are in the list of those that the sweep deletes. */
async function requireFound(path: string): Promise<void> {
  using database = await openDatabase(path);
  const known = new Set<string>();
  for await (const { value } of entries<AssetRecord>(database, { prefix: KEY.assets("").slice(0, 1) })) {
    known.add(value.blob.id);
  }
  for await (const { key } of entries(database, { prefix: KEY.assetWastes() })) known.add(String(key.at(-1)));
  for await (const { key } of entries(database, { prefix: KEY.assetChunks("").slice(0, 1) }, { pageSize: 50 })) {
    assert.ok(known.has(String(key[1])), "bytes that nobody would find");
  }
}
