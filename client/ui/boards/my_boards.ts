import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { START } from "../../messages/en/start.ts";
import { ask } from "../account/account_api.ts";
import {
  everySlugOf,
  forgetVisit,
  listVisits,
  noteOnVisit,
  rememberVisit,
  restoreVisit,
  type Visit,
} from "../links/visits.ts";
import type { BoardDesk } from "../start/board_desk.ts";
import { pinWords, shownTitle } from "../start/board_list.ts";
import { joinBoards, type JoinedBoards, linksTo } from "../start/joined_boards.ts";
import { boardProblem } from "./board_problem.ts";
import { type BoardEntry, entriesOf } from "./board_entry.ts";

export interface MyBoardsOptions {
  readonly account: string;
  readonly visits: Signal<readonly Visit[]>;
  readonly desk: BoardDesk;
  /** Called when a board left the list for good, to delete its local copies. */
  readonly forgotten: (slugs: readonly string[]) => void;
  /** Ms since 1970. */
  readonly now: () => number;
  readonly clock?: Clock;
}

/** Until then a person can take back that a board was left, ms: the server could not give a role back. */
export const UNDO_MS = 10_000;

interface Leaving {
  readonly entry: BoardEntry;
  readonly undo: () => void;
  readonly cancel: () => void;
}

export interface Notice {
  readonly text: string;
  readonly undo?: () => void;
}

/** The boards of a person who is signed in, and what the person does with them. */
export class MyBoards {
  readonly entries: ReadonlySignal<readonly BoardEntry[]>;
  readonly notice: Signal<Notice | undefined> = signal(undefined);
  /** "failed": only the boards of this browser are known. */
  readonly state: Signal<"loading" | "loaded" | "failed"> = signal("loading");
  readonly #options: MyBoardsOptions;
  readonly #joined: Signal<JoinedBoards | undefined> = signal(undefined);
  readonly #links: Signal<ReadonlyMap<string, string>> = signal(new Map());
  /** What the person leaves unless it is taken back. */
  readonly #leaving: Signal<Leaving | undefined> = signal(undefined);

  constructor(options: MyBoardsOptions) {
    this.#options = options;
    this.entries = computed(() => {
      const left = this.#leaving.value?.entry.visit.slug;
      const all = entriesOf(options.visits.value, this.#joined.value, this.#links.value);
      return all.filter(({ visit }) => visit.slug !== left);
    });
  }

  titleOf(visit: Visit): string {
    return shownTitle(visit, this.#options.now());
  }

  async load(): Promise<void> {
    const { account, visits } = this.#options;
    const joined = await joinBoards(visits.peek(), { account });
    if (joined === undefined) return void (this.state.value = "failed");
    if (joined.hasForgotten) visits.value = listVisits();
    const opened = new Set(visits.peek().map(({ slug }) => joined.boardOf.get(slug)));
    const others = joined.boards.map(({ board }) => board).filter((board) => !opened.has(board));
    this.#links.value = await linksTo(others, { account });
    this.#joined.value = joined;
    this.state.value = "loaded";
  }

  async rename({ visit, account }: BoardEntry, title: string): Promise<string | undefined> {
    const problem = await this.#options.desk.rename(slugOf(visit), title);
    if (problem !== undefined) return problem;
    noteOnVisit(visit.slug, { title });
    // The board has the new title; the list of other devices learns it when they open the board.
    if (account) await this.#arrange(account.board, { title });
    this.#refresh();
    this.notice.value = { text: START.renamed({ title: this.titleOf({ ...visit, title }) }) };
    await this.load();
  }

  async duplicate({ visit }: BoardEntry, { withTalk }: { withTalk: boolean }): Promise<string | undefined> {
    const { desk, now } = this.#options;
    const title = START.copyOf({ title: this.titleOf(visit) });
    this.notice.value = { text: START.duplicating({ board: this.titleOf(visit) }) };
    const created = await desk.duplicate(slugOf(visit), title);
    if ("problem" in created) {
      this.notice.value = undefined;
      return created.problem;
    }
    const { links } = created;
    const isStored = rememberVisit({ slug: links.owner, role: "owner", links, at: now() }) &&
      noteOnVisit(links.owner, { title });
    const hasTalk = !withTalk ||
      await this.#send(`${links.owner}/talk/copy`, "POST", { from: slugOf(visit) }) === undefined;
    this.#refresh();
    const text = !isStored ? START.notStored : hasTalk ? START.duplicated({ title }) : BOARDS.noTalk;
    this.notice.value = { text };
    await this.load();
  }

  async pin({ visit, account, isVisited }: BoardEntry): Promise<void> {
    const pinned = visit.pinned ? undefined : true;
    if (isVisited) noteOnVisit(visit.slug, { pinned });
    const problem = account && await this.#arrange(account.board, { pinned: pinned ?? false });
    this.notice.value = { text: problem ?? pinWords(this.titleOf(visit), pinned) };
    this.#refresh();
    await this.load();
  }

  async putInFolder({ visit, account }: BoardEntry, folder: string): Promise<void> {
    const board = this.titleOf(visit);
    const problem = account && await this.#arrange(account.board, { folder });
    const done = folder === "" ? BOARDS.inNoFolder({ board }) : BOARDS.inFolder({ board, folder });
    this.notice.value = { text: problem ?? done };
    await this.load();
  }

  async moveToBin(entry: BoardEntry): Promise<void> {
    const board = this.titleOf(entry.visit);
    const problem = await this.#send(`${slugOf(entry.visit)}/bin`, "POST");
    const undo = () => void this.restore(entry);
    this.notice.value = problem === undefined ? { text: BOARDS.inBin({ board }), undo } : { text: problem };
    await this.load();
  }

  async restore({ visit }: BoardEntry): Promise<void> {
    const problem = await this.#send(`${slugOf(visit)}/bin/restore`, "POST");
    this.notice.value = { text: problem ?? BOARDS.restored({ board: this.titleOf(visit) }) };
    await this.load();
  }

  async deleteNow(entry: BoardEntry): Promise<void> {
    const { visit } = entry;
    const problem = await this.#send(`${slugOf(visit)}/bin`, "DELETE");
    if (problem === undefined) this.#forget(entry);
    this.notice.value = { text: problem ?? BOARDS.deleted({ board: this.titleOf(visit) }) };
    await this.load();
  }

  /** The board leaves the list, and a moment later its links are forgotten here and in the account. */
  async leave(entry: BoardEntry): Promise<void> {
    await this.finishLeaving();
    const { clock = systemClock } = this.#options;
    const board = this.titleOf(entry.visit);
    const cancel = clock.after(UNDO_MS, () => void this.finishLeaving());
    const undo = () => {
      cancel();
      this.#leaving.value = undefined;
      this.notice.value = { text: BOARDS.notLeft({ board }) };
    };
    this.#leaving.value = { entry, undo, cancel };
    this.notice.value = { text: BOARDS.left({ board }), undo };
  }

  /** What was left cannot be taken back any more. Also works while the page is closed. */
  async finishLeaving(): Promise<void> {
    const leaving = this.#leaving.peek();
    if (leaving === undefined) return;
    const { entry: { account, visit, isVisited }, undo, cancel } = leaving;
    cancel();
    // At once, as the page may be closing. The next page would join the board again.
    if (isVisited) forgetVisit(visit.slug);
    const send: typeof fetch = (url, init) => fetch(url, { ...init, keepalive: true });
    const sent = account && ask(`/boards/${encodeURIComponent(account.board)}`, "DELETE", undefined, send);
    const notice = this.notice.peek();
    if (notice?.undo === undo) this.notice.value = { text: notice.text };
    const response = await sent;
    if (account === undefined || response?.ok) this.#options.forgotten(everySlugOf(visit));
    else {
      if (isVisited) restoreVisit(visit);
      this.notice.value = { text: await boardProblem(response) };
    }
    this.#refresh();
    if (this.#leaving.peek() === leaving) this.#leaving.value = undefined;
    await this.load();
  }

  #forget({ visit, isVisited }: BoardEntry): void {
    if (isVisited) forgetVisit(visit.slug);
    this.#refresh();
    this.#options.forgotten(everySlugOf(visit));
  }

  /** Resolves to a problem, if there was one. */
  async #arrange(
    board: string,
    body: { title?: string; pinned?: boolean; folder?: string },
  ): Promise<string | undefined> {
    const response = await ask(`/boards/${encodeURIComponent(board)}`, "PATCH", body);
    return response?.ok ? undefined : await boardProblem(response);
  }

  /** Resolves to a problem, if there was one. */
  async #send(path: string, method: string, body?: object): Promise<string | undefined> {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`/api/boards/${path}`, init).catch(() => undefined);
    return response?.ok ? undefined : await boardProblem(response);
  }

  #refresh(): void {
    this.#options.visits.value = listVisits();
  }
}

function slugOf({ key, slug }: Visit): string {
  return key ?? slug;
}
