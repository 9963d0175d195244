import { type Clock, systemClock } from "../../../../board/clock.ts";
import { newSecret, type ShapeId } from "../../../../board/id.ts";
import { TALK_PAGE_MAX, type TalkEvent } from "../../../../board/talk.ts";
import { placeAmong, type PortableWords, toPortableTalk } from "../../../../board/talk/portable_talk.ts";
import { TALK_IMPORT_MAX, type TalkImportItem } from "../../../../board/talk/talk_import.ts";
import type { ExportWork } from "../../../editor/outlet.ts";
import { Problem } from "../../../editor/problem.ts";
import type { TalkFile } from "../../../editor/talk_file.ts";
import { FILES } from "../../../messages/en/export.ts";
import type { TalkApi, TalkFailure } from "../talk_api.ts";

/** Attempts of one request, and the pause between them when the server states none, ms. */
const ATTEMPTS = 5, RETRY_MS = 2_000;

interface Options {
  readonly api: Pick<TalkApi, "read" | "import">;
  /** The name that the person goes by. */
  readonly name: () => string;
  readonly clock?: Clock;
}

/** The talk of the board on this page, into a file and out of it. */
export class BoardTalkFile implements TalkFile {
  readonly #options: Options;
  readonly #clock: Clock;

  constructor(options: Options) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async read({ signal, progress }: ExportWork = {}): Promise<readonly PortableWords[]> {
    const events: TalkEvent[] = [];
    for (;;) {
      const query = { after: events.at(-1)?.number ?? 0, limit: TALK_PAGE_MAX };
      const page = await this.#attempt(() => this.#options.api.read(query));
      signal?.throwIfAborted();
      if ("isTemporary" in page) throw new Problem(FILES.talkNotLoaded);
      events.push(...page.events);
      const { number = page.last } = events.at(-1) ?? {};
      progress?.(number / Math.max(1, page.last));
      if (number >= page.last || page.events.length === 0) return toPortableTalk(events);
    }
  }

  /** Comments come before replies, because these name their comment by the number that it gets here. */
  async add(words: readonly PortableWords[], ids: ReadonlyMap<ShapeId, ShapeId>): Promise<void> {
    const numbers = new Map<number, number>();
    let done = 0;
    const send = async (items: readonly TalkImportItem[], note: (item: number, number: number) => void) => {
      for (let from = 0; from < items.length; from += TALK_IMPORT_MAX) {
        const part = items.slice(from, from + TALK_IMPORT_MAX), id = newSecret();
        const name = this.#options.name();
        const answer = await this.#attempt(() => this.#options.api.import(part, { name, id }));
        if ("isTemporary" in answer) throw new Problem(problemOf(answer, { done, all: words.length }));
        answer.numbers.forEach((number, i) => note(from + i, number));
        done += part.filter(({ imported }) => imported).length;
      }
    };
    const first = words.filter((each) => each.kind !== "reply");
    await send(first.map((each) => itemOf(each, ids)), (item, number) => {
      const each = first[item];
      if (each.kind === "comment") numbers.set(each.number, number);
    });
    const replies = words.filter((each) => each.kind === "reply" && numbers.has(each.of));
    await send(replies.map((each) => itemOf(each, ids, numbers)), () => {});
    const ended = first.flatMap((each) => each.kind === "comment" && each.resolved ? [numbers.get(each.number)!] : []);
    await send(ended.map((of) => ({ action: { kind: "resolve", of } })), () => {});
  }

  async #attempt<T extends object>(request: () => Promise<T | TalkFailure>): Promise<T | TalkFailure> {
    for (let attempt = 1;; attempt++) {
      const answer = await request();
      if (!("isTemporary" in answer) || !answer.isTemporary || attempt === ATTEMPTS) return answer;
      await new Promise<void>((resolve) => this.#clock.after(answer.waitMs ?? RETRY_MS, resolve));
    }
  }
}

function itemOf(
  words: PortableWords,
  ids: ReadonlyMap<ShapeId, ShapeId>,
  numbers?: ReadonlyMap<number, number>,
): TalkImportItem {
  const { text, name, at } = words, imported = { name, at };
  switch (words.kind) {
    case "post":
      return { action: { kind: "post", text }, imported };
    case "comment":
      return { action: { kind: "comment", text, place: placeAmong(words.place, ids) }, imported };
    case "reply":
      return { action: { kind: "reply", of: numbers!.get(words.of)!, text }, imported };
  }
}

function problemOf({ code, isTemporary }: TalkFailure, counts: { done: number; all: number }): string {
  if (isTemporary) return FILES.talkInPart(counts);
  return code === "talkFull" ? FILES.talkFull(counts) : FILES.talkRefused(counts);
}
