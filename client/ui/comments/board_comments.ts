import { effect } from "@preact/signals";
import { CommentPins, placeAt } from "../../editor/comments/comment_pins.ts";
import type { CommentThread } from "../../../board/comment_thread.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { TalkAction } from "../../../board/talk.ts";
import type { Mention } from "../../../board/talk/mention.ts";
import type { Editor } from "../../editor/editor.ts";
import { WIDE } from "../page/use_media.ts";
import { mentionable, type Writer } from "../talk/composer/mentionable.ts";
import type { Talk } from "../talk/talk.ts";
import type { Draft } from "../talk/composer/typed_words.ts";
import { Comments } from "./comments.ts";
import { ThreadLogs } from "./thread_logs.ts";

/** Distance from the edges of the view within which a comment counts as out of view, CSS pixels. */
const EDGE = { side: 48, top: 80, bottom: 110 };

/** The comments of one page, and where they are on its board. */
export class BoardComments {
  readonly comments: Comments;
  readonly pins: CommentPins;
  readonly logs: ThreadLogs;
  readonly #editor: Editor;
  readonly #stop: () => void;

  constructor(editor: Editor, comments: Comments, talk: Pick<Talk, "hasNewComments" | "concerns">) {
    this.#editor = editor;
    this.#stop = effect(() => {
      const threads = comments.threads.value;
      talk.hasNewComments.value = threads.some((thread) => comments.isNew(thread));
      // A mention in a thread that the person has looked at is read, whether or not the chat was open.
      const read = new Set(threads.flatMap((thread) => readIn(thread, comments.seenIn(thread))));
      const concerns = talk.concerns.value.filter((number) => !read.has(number));
      if (concerns.length < talk.concerns.value.length) talk.concerns.value = concerns;
    });
    this.comments = comments;
    this.logs = new ThreadLogs(comments);
    this.pins = new CommentPins(editor, (of, place) => void this.send({ kind: "move", of, place }));
  }

  /** @returns the id of the event that it causes */
  send(action: TalkAction): string {
    return this.comments.send(action, this.#editor.me.peek().name);
  }

  /** Begins a thread. It stays open while it is on its way. */
  begin(at: Point, { text, mentions }: Draft): void {
    const place = placeAt(this.#editor, at);
    const pending = this.send({ kind: "comment", text, place, ...(mentions.length > 0 && { mentions }) });
    this.#editor.comment.value = { pending };
  }

  reply(of: number, { text, mentions }: Draft): void {
    this.send({ kind: "reply", of, text, ...(mentions.length > 0 && { mentions }) });
  }

  /** Whom a comment can mention: the people who are here, and those who wrote in the thread, or in any. */
  people(thread: readonly Writer[] = this.comments.threads.peek()): readonly Mention[] {
    return mentionable(this.#editor, thread, this.comments.desk.you.peek());
  }

  move(thread: CommentThread, at: Point): void {
    this.send({ kind: "move", of: thread.number, place: placeAt(this.#editor, at) });
  }

  /** Opens a thread at some of its words, once it is loaded. */
  async find(number: number, words: number): Promise<void> {
    await this.comments.load();
    if (!this.comments.get(number)) await this.comments.find(number);
    const thread = this.comments.get(number);
    if (thread) this.goTo(thread, { words });
    else this.#editor.comment.value = { thread: number };
  }

  /** Opens a thread and brings it into view. `how`: see `OpenComment` */
  goTo(thread: CommentThread, how: { readonly words?: number; readonly isListed?: boolean } = {}): void {
    const { camera, comment, panel } = this.#editor;
    const isWide = matchMedia(WIDE).matches;
    // On phones panel and thread would cover each other.
    if (!isWide) panel.value = undefined;
    comment.value = { thread: thread.number, ...how };
    const at = this.pins.pointOf(thread);
    const { width, height } = camera.viewport.peek(), { x, y, zoom } = camera;
    const beside = isWide && panel.peek() ? document.querySelector(".side-panel")?.clientWidth ?? 0 : 0;
    const seen = { x: (at.x - x) * zoom, y: (at.y - y) * zoom };
    const room = isWide ? height : height / 2;
    const isSeen = seen.x > EDGE.side && seen.x < width - beside - EDGE.side && seen.y > EDGE.top &&
      seen.y < room - EDGE.bottom * (isWide ? 1 : 0);
    if (!isSeen) camera.centreOn({ x: at.x + beside / 2 / zoom, y: at.y + (height - room) / 2 / zoom });
  }

  close(): void {
    this.#stop();
    this.pins.close();
    this.logs.close();
    this.comments.close();
  }
}

/** The numbers of a thread's comment and replies, up to and including `upTo`. */
function readIn({ number, replies }: CommentThread, upTo: number): readonly number[] {
  return upTo === 0 ? [] : [number, ...replies].filter((each) => each <= upTo);
}

const opened = new WeakMap<Talk, Promise<BoardComments>>();

/** Opens the comments of a page, once for all parts of the interface. */
export function openComments(talk: Talk, editor: Editor): Promise<BoardComments> {
  const known = opened.get(talk);
  if (known) return known;
  const opening = talk.desk().then((desk) => {
    const comments = new Comments(desk);
    void comments.load();
    return new BoardComments(editor, comments, talk);
  });
  opened.set(talk, opening);
  opening.catch(() => opened.delete(talk));
  talk.hasComments.value = true;
  return opening;
}

/** Call when the page ends. */
export function closeComments(talk: Talk): void {
  void opened.get(talk)?.then((all) => all.close(), () => {});
  opened.delete(talk);
}
