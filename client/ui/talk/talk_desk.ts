import type { ReadonlySignal } from "@preact/signals";
import { readTalkEvent, type TalkEvent } from "../../../board/talk.ts";
import type { Editor } from "../../editor/editor.ts";
import type { TalkFile } from "../../editor/talk_file.ts";
import { browserMemory, type Memory } from "../page/browser_storage.ts";
import { tabMemory } from "../page/tab_storage.ts";
import { OutboundActions } from "./outbound_actions.ts";
import { TalkApi } from "./talk_api.ts";
import { TalkPictures } from "./talk_pictures.ts";
import { type SeenComments, TalkMemory } from "./talk_memory.ts";
import { sentWords } from "./sent_words.ts";
import { TypedWords } from "./composer/typed_words.ts";

export interface TalkDeskOptions {
  readonly slug: ReadonlySignal<string>;
  readonly memory: TalkMemory;
  /** Keeps what is typed and not sent. */
  readonly tab?: Memory | undefined;
  /** The newest event of the board when the page connected first; undefined until then. */
  readonly began?: () => number | undefined;
  /** Called with each event that this page caused, once the server has it. */
  readonly sent?: (event: TalkEvent) => void;
  readonly request?: typeof fetch;
}

/** The server learns this much later how far the person has read, ms, so that a lively chat costs few requests. */
const READ_MS = 1_000;

/** Opens the desk of this page, with what the browser keeps of it. What the person did is spoken once it is sent. */
export function openDesk(
  slug: ReadonlySignal<string>,
  { said }: Editor,
  began: () => number | undefined,
): TalkDesk {
  const sent = (event: TalkEvent) => {
    const words = sentWords(event);
    if (words) said.value = words;
  };
  return new TalkDesk({ slug, memory: new TalkMemory(browserMemory()), tab: tabMemory(), began, sent });
}

/** This device's part in the talk on a board: what arrives, and what it writes and has not sent yet. */
export class TalkDesk {
  readonly api: TalkApi;
  readonly pictures: TalkPictures;
  readonly outbound: OutboundActions;
  readonly typed: TypedWords;
  readonly #slug: ReadonlySignal<string>;
  readonly #memory: TalkMemory;
  readonly #began: () => number | undefined;
  readonly #sent: (event: TalkEvent) => void;
  #read = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<(event: TalkEvent) => void>();
  readonly #returns = new Set<() => void>();

  constructor({ slug, memory, tab, request, began = () => undefined, sent = () => {} }: TalkDeskOptions) {
    [this.#slug, this.#memory, this.#began, this.#sent] = [slug, memory, began, sent];
    this.typed = new TypedWords(slug.peek(), tab);
    this.api = new TalkApi(() => slug.peek(), memory.key, request);
    this.pictures = new TalkPictures(this.api);
    this.outbound = new OutboundActions({
      api: this.api,
      memory,
      slug: slug.peek(),
      sent: (event) => this.hearSent(event),
    });
  }

  /** Under what author this device's events appear; empty until the server has said it. */
  get you(): ReadonlySignal<string> {
    return this.api.you;
  }

  /** All authors that the person is here: also the one before signing in. */
  get mine(): ReadonlySignal<readonly string[]> {
    return this.api.mine;
  }

  /** Calls `heard` with each event that arrives, in any order, and perhaps twice. @returns a function that ends it */
  onEvent(heard: (event: TalkEvent) => void): () => void {
    this.#listeners.add(heard);
    return () => void this.#listeners.delete(heard);
  }

  /** Calls `returned` whenever the page is connected again: events may be missing. @returns a function that ends it */
  onConnected(returned: () => void): () => void {
    this.#returns.add(returned);
    return () => void this.#returns.delete(returned);
  }

  connected(): void {
    void this.outbound.flush();
    for (const returned of this.#returns) returned();
  }

  /** An event arrived as JSON; one that this version cannot read is ignored. */
  hearJson(json: string): void {
    const event = readTalkEvent(JSON.parse(json));
    if (event) this.hear(event);
  }

  hear(event: TalkEvent): void {
    // It may arrive before the answer to the request that caused it.
    if (event.id !== undefined && event.author === this.you.peek()) this.outbound.drop(event.id);
    for (const listener of this.#listeners) listener(event);
  }

  /** An event that this page caused. It may have arrived before. */
  hearSent(event: TalkEvent): void {
    this.hear(event);
    this.#sent(event);
  }

  /** What arrived since the first visit is new. @param last the newest event of the board now */
  seen(last: number): SeenComments {
    return this.#memory.seen(this.#slug.peek(), this.#began() ?? last);
  }

  keepSeen(seen: SeenComments): void {
    this.#memory.keepSeen(this.#slug.peek(), seen);
  }

  /** Loads what reads and writes the talk of files. @param name the name that the person goes by */
  async file(name: () => string): Promise<TalkFile> {
    const { BoardTalkFile } = await import("./file/board_talk_file.ts");
    return new BoardTalkFile({ api: this.api, name });
  }

  noteRead(number: number): void {
    this.#memory.noteRead(this.#slug.peek(), number);
    if (number <= this.#read) return;
    this.#read = number;
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      void this.api.noteRead(this.#read);
    }, READ_MS);
  }

  close(): void {
    clearTimeout(this.#telling);
    this.outbound.close();
  }
}
