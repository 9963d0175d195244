import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Editor } from "../../editor/editor.ts";
import type { Conversation } from "./conversation.ts";
import type { TalkDesk } from "./talk_desk.ts";
import { talkKey, talkRecord } from "./talk_record.ts";

let deskModule: typeof import("./talk_desk.ts") | undefined;

/** Loads the code of what sends the person's actions. */
export async function loadDesk(): Promise<typeof import("./talk_desk.ts")> {
  return deskModule ??= await import("./talk_desk.ts");
}

interface Said {
  readonly author: string;
  readonly number: number;
}

/**
 * What the page knows of the conversation before somebody opens it: whether there is something new. The conversation
 * itself is loaded when it is opened, or when messages wait to be sent.
 */
export class Talk {
  /** Whether somebody else wrote in the chat since the person looked at it. */
  readonly hasUnread: ReadonlySignal<boolean>;
  /** The same for comments, once they are loaded. */
  readonly hasNewComments: Signal<boolean> = signal(false);
  /** True once the board may have comments that are not resolved, or the person looks at comments. */
  readonly hasComments: Signal<boolean>;
  /** The numbers of mentions of the person and of replies that were not read. */
  readonly concerns: Signal<readonly number[]> = signal<readonly number[]>([]);
  readonly #slug: ReadonlySignal<string>;
  readonly #editor: Editor;
  readonly #key = talkKey();
  /** The authors that the person is on this board. */
  #mine: readonly string[] = [];
  /** The number of the newest message of somebody else. */
  readonly #others: Signal<number> = signal(0);
  /** Messages that arrived before the authors that the person is were known. */
  #early: Said[] = [];
  /** The number of the newest event that was read. */
  readonly #read: Signal<number> = signal(0);
  readonly #stop: () => void;
  /** The newest event of the board when the page connected first. */
  #began: number | undefined;
  #conversation: Promise<Conversation> | undefined;
  #desk: Promise<TalkDesk> | undefined;

  constructor(editor: Editor, slug: ReadonlySignal<string>) {
    this.#slug = slug;
    this.#editor = editor;
    this.hasComments = signal(talkRecord(slug.peek()).pending.length > 0);
    this.hasUnread = computed(() => this.#others.value > this.#read.value);
    editor.hearTalk = (json) => this.#hear(json, editor);
    editor.talkFile = () => this.desk().then((desk) => desk.file(() => editor.me.peek().name));
    const isOnline = computed(() => !["loading", "offline", "locked", "refused"].includes(editor.status.value.kind));
    this.#stop = effect(() => {
      if (isOnline.value) void this.#connected();
    });
  }

  /** Number of the newest event that the person has read. */
  get read(): number {
    return this.#read.peek();
  }

  /** Loads the conversation once. */
  conversation(): Promise<Conversation> {
    return this.#conversation ??= Promise.all([this.desk(), import("./conversation.ts")]).then(
      async ([desk, { Conversation }]) => {
        const conversation = new Conversation(desk, (number) => this.#noteRead(number));
        await conversation.catchUp();
        desk.onConnected(() => void conversation.catchUp());
        return conversation;
      },
    ).catch((error) => {
      this.#conversation = undefined;
      throw error;
    });
  }

  /** Loads what sends the person's actions once. */
  desk(): Promise<TalkDesk> {
    return this.#desk ??= this.#openDesk().catch((error) => {
      this.#desk = undefined;
      throw error;
    });
  }

  close(): void {
    this.#stop();
    void this.#desk?.then((desk) => desk.close(), () => {});
  }

  /** Opens it before the next frame if its code is loaded. */
  async #openDesk(): Promise<TalkDesk> {
    const desk = (deskModule ?? await loadDesk()).openDesk(this.#slug, this.#editor, () => this.#began);
    void desk.outbound.flush();
    return desk;
  }

  #noteRead(number: number): void {
    this.#read.value = Math.max(this.#read.peek(), number);
    if (this.concerns.peek().length > 0) this.concerns.value = [];
    this.#noteLast(number);
  }

  /** @param number of the newest event on the board */
  #noteLast(number: number): void {
    if (number > 0) this.#editor.hasTalk.value = true;
  }

  /** One's own words are never new to oneself. */
  #noteWords(said: readonly Said[]): void {
    const numbers = said.filter(({ author }) => !this.#mine.includes(author)).map(({ number }) => Number(number) || 0);
    this.#others.value = Math.max(this.#others.peek(), ...numbers);
  }

  async #connected(): Promise<void> {
    const slug = this.#slug.peek();
    const { read, pending } = talkRecord(slug);
    this.#read.value = Math.max(this.#read.peek(), read);
    if (pending.length > 0) void this.desk().catch(() => {});
    void this.#desk?.then((desk) => desk.connected(), () => {});
    const headers = { "drawbridge-key": this.#key };
    const response = await fetch(`/api/boards/${slug}/talk?limit=0&read=${read}`, { headers }).catch(() => undefined);
    const page = response?.ok && await response.json().catch(() => undefined);
    this.#noteLast(Number(page?.last) || 0);
    if (page?.threads?.open > 0) this.hasComments.value = true;
    if (!page?.you) return;
    this.#began ??= Number(page.last) || 0;
    this.#mine = [page.you, ...page.formerly ?? []];
    // An earlier server does not tell who wrote.
    this.#noteWords([{ author: "", number: page.others ?? page.last }, ...this.#early]);
    this.#early = [];
    this.#read.value = Math.max(this.#read.peek(), Number(page.read) || 0);
    this.concerns.value = page.concerns ?? [];
    this.#editor.outbox.talk({ author: page.you });
  }

  #hear(json: string, editor: Editor): void {
    try {
      const { kind, author, number, thread } = JSON.parse(json);
      this.#noteLast(Number(number) || 0);
      if (kind === "post" && this.#mine.length > 0) this.#noteWords([{ author, number }]);
      else if (kind === "post") this.#early.push({ author, number });
      if (thread) this.hasComments.value = true;
    } catch {
      return; // of a newer server
    }
    const { showsMessages, soundsMessages } = editor.settings.peek();
    const isOpen = editor.panel.peek() !== undefined || editor.comment.peek() !== undefined;
    if (showsMessages || soundsMessages || isOpen || this.#mine.some((author) => json.includes(author))) {
      void import("./message_notice.ts").then(({ noticeMessage }) => {
        const concern = noticeMessage(json, { editor, mine: this.#mine });
        if (concern) this.concerns.value = [...this.concerns.peek(), concern];
      }, () => {});
    }
    void this.#desk?.then((desk) => desk.hearJson(json), () => {});
  }
}
