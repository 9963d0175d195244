import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { PostgresDatabase } from "../../../server/database/postgres_database.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { contents } from "../../support/board/strokes.ts";
import { ReturningPeer } from "../../support/peer/returning_peer.ts";
import { type Random, seeded } from "../../support/random.ts";
import type { PostgresServer } from "../../support/store/postgres_server.ts";
import { until } from "../../support/until.ts";
import { Cluster } from "./cluster.ts";
import { delayOfNews } from "./news_delay.ts";

export interface ClusterKillsOptions {
  readonly postgres: PostgresServer;
  readonly kills: number;
  readonly seed: number;
  readonly report?: (counts: ClusterCounts) => void;
}

export interface ClusterCounts {
  /** Kills of instances, and of the database server. */
  kills: number;
  databaseKills: number;
  /** Changes that were acknowledged as durable, and those of them that were missing after a kill. */
  confirmed: number;
  lost: number;
  /** Longest time from a kill until everybody's next change was durable, ms. */
  returnMs: number;
  databaseReturnMs: number;
  /** Times until presence and live ink were at people on other connections, ms, ascending. */
  delays: number[];
}

const INSTANCES = 3;
const BOARDS = 2;
/** People on each board. The last of them does not name the board's key, so the balancer sends them anywhere. */
const PEOPLE = 3;
/** Boards grow with every kill, so new ones keep the run fast. */
const KILLS_PER_BOARD = 10;
/** The database server is killed once in so many kills of instances. */
const DATABASE_EVERY = 6;
const DRAW_EVERY_MS = 150;
/** Longest time from a kill of the database server to its start, ms. */
const DATABASE_GONE_MS = 1_000;
const PATIENCE_MS = 60_000;

/** Kills instances behind a balancer, and their database server, at random while people draw on all instances. */
export async function clusterKills({ postgres, kills, seed, report }: ClusterKillsOptions): Promise<ClusterCounts> {
  const counts: ClusterCounts = {
    kills: 0,
    databaseKills: 0,
    confirmed: 0,
    lost: 0,
    returnMs: 0,
    databaseReturnMs: 0,
    delays: [],
  };
  await using cluster = await Cluster.start(postgres, INSTANCES);
  const run = new Run({ cluster, postgres, random: seeded(seed), counts });
  while (counts.kills < kills) {
    await run.draw(Math.min(KILLS_PER_BOARD, kills - counts.kills), report);
  }
  await run.close();
  counts.delays.sort((one, other) => one - other);
  return counts;
}

interface RunOptions {
  readonly cluster: Cluster;
  readonly postgres: PostgresServer;
  readonly random: Random;
  readonly counts: ClusterCounts;
}

interface Group {
  readonly board: string;
  readonly people: readonly ReturningPeer[];
}

class Run {
  readonly #options: RunOptions;
  #database: PostgresDatabase | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** People draw on new boards during these kills; afterwards all copies are equal. */
  async draw(kills: number, report: ClusterKillsOptions["report"]): Promise<void> {
    const { counts } = this.#options;
    await using all = new AsyncDisposableStack();
    const groups: Group[] = [];
    for (let i = 0; i < BOARDS; i++) groups.push(await this.#join(all));
    const people = groups.flatMap((group) => group.people);
    const before = counts.confirmed;
    const timer = setInterval(() => people.forEach((person) => person.draw()), DRAW_EVERY_MS);
    try {
      await until("everybody has drawn", () => people.every(({ confirmed }) => confirmed.size > 0));
      for (let i = 0; i < kills; i++) {
        for (const group of groups) counts.delays.push(...await delayOfNews(group.people));
        await this.#killOnce(groups);
        counts.confirmed = before + people.reduce((sum, { confirmed }) => sum + confirmed.size, 0);
        report?.(counts);
      }
    } finally {
      clearInterval(timer);
    }
    await until("everything is saved", () => people.every(({ isSaved }) => isSaved), { patienceMs: PATIENCE_MS });
    counts.lost += await this.#missing(groups);
    for (const { board, people } of groups) {
      const stored = contents(await this.#stored(board));
      await until("all copies are equal", () => people.every((person) => person.board.shapes.size === stored.size));
      for (const person of people) assert.deepEqual(contents(person.board), stored);
    }
  }

  async close(): Promise<void> {
    this.#database?.close();
    await this.#database?.ended;
  }

  async #join(all: AsyncDisposableStack): Promise<Group> {
    const { cluster, random } = this.#options;
    const { id: board, links } = await cluster.createBoard();
    const people = Array.from({ length: PEOPLE }, (_, i) => {
      const url = () => cluster.socketUrl(links.editor, i < PEOPLE - 1 ? { board } : {});
      return all.use(new ReturningPeer({ name: `p${i}`, url, random }));
    });
    return { board, people };
  }

  async #killOnce(groups: readonly Group[]): Promise<void> {
    const { cluster, postgres, random, counts } = this.#options;
    await new Promise((resolve) => setTimeout(resolve, random.float() * 500));
    if (counts.kills % DATABASE_EVERY === 1) {
      const from = performance.now();
      await postgres.kill();
      await new Promise((resolve) => setTimeout(resolve, random.float() * DATABASE_GONE_MS));
      await postgres.start();
      counts.databaseKills++;
      counts.lost += await this.#missing(groups);
      counts.databaseReturnMs = Math.max(counts.databaseReturnMs, await this.#returned(groups, from));
    }
    const victim = cluster.instances[random.below(cluster.instances.length)];
    const from = performance.now();
    await victim.kill9();
    counts.kills++;
    counts.lost += await this.#missing(groups);
    counts.returnMs = Math.max(counts.returnMs, await this.#returned(groups, from));
    await victim.restart();
  }

  /** @returns the time from `from` until everybody's next change was durable, ms */
  async #returned(groups: readonly Group[], from: number): Promise<number> {
    const people = groups.flatMap((group) => group.people);
    const next = people.map((person) => person.draw());
    const areDurable = () => people.every((person, i) => person.confirmed.has(next[i]));
    await until("everybody is back", areDurable, { patienceMs: PATIENCE_MS });
    return performance.now() - from;
  }

  /** @returns how many acknowledged changes the database does not have */
  async #missing(groups: readonly Group[]): Promise<number> {
    let missing = 0;
    for (const { board, people } of groups) {
      const confirmed = people.flatMap((person) => [...person.confirmed]);
      const { shapes } = await this.#stored(board);
      missing += confirmed.filter((id) => !shapes.has(id)).length;
    }
    return missing;
  }

  async #stored(id: string): Promise<Board> {
    const database = this.#database ??= await PostgresDatabase.open(this.#options.cluster.databaseUrl);
    const stored = await new KvBoardStore(database).load(id);
    const board = new Board();
    for (const update of stored?.updates ?? []) Y.applyUpdate(board.doc, update);
    return board;
  }
}
