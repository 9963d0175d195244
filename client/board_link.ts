import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import * as Y from "yjs";
import { systemClock } from "../board/clock.ts";
import type { Origin } from "../board/document.ts";
import { mayDraw, type Role } from "../board/role.ts";
import type { Editor } from "./editor/editor.ts";
import { LOCKED, type Status } from "./editor/status.ts";
import { LocalCopy } from "./sync/local_copy.ts";
import { MyPresence } from "./sync/my_presence.ts";
import { Provider } from "./sync/provider.ts";
import { readBack } from "./sync/read_back.ts";
import { fetchState } from "./sync/state.ts";
import { Unsaved } from "./sync/unsaved.ts";

/** The socket waits for the board's state unless nothing of it comes for this long, ms: it brings the board as well. */
const STATE_PATIENCE_MS = 1_500;

/** How often strokes nobody speaks of any more are looked for, ms. */
const EXPIRY_MS = 5_000;

/** Ties an editor to the server and to this device's copy, and tells it how safe the work is. */
export class BoardLink {
  readonly #editor: Editor;
  readonly #slug: string;
  readonly #provider: Provider;
  readonly #presence: MyPresence;
  readonly #copy: LocalCopy;
  readonly #unsaved = new Unsaved();
  readonly #ends: (() => void)[] = [];
  readonly #progress = signal<number | undefined>(undefined);
  #refused: string | undefined;
  /** Something of the board, or the knowledge that the server cannot be reached, is here. */
  #isSettled = false;
  #noted = 0;
  #isReadingBack = false;

  /** How much of the board has come, 0…1; undefined while that is not known. */
  readonly progress: ReadonlySignal<number | undefined> = this.#progress;

  constructor(editor: Editor, slug: string) {
    this.#editor = editor;
    this.#slug = slug;
    const { doc } = editor.board;
    this.#copy = new LocalCopy(doc, () => this.#look());
    this.#provider = new Provider(doc, {
      changed: () => this.#look(),
      peersChanged: (peers) => void (editor.peers.value = peers.map(({ id, presence }) => ({ id, ...presence }))),
      peerLeft: (id) => editor.live.endOf(id),
      ink: (news) => editor.live.hear(news, (id) => editor.shapes.get(id) !== undefined),
      refused: (reason) => this.#refuse(reason),
    }, {
      url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/${slug}`,
      clock: systemClock,
      random: Math.random,
      makeSocket: (url, protocol) => new WebSocket(url, protocol),
      unsaved: this.#unsaved,
    });
    const presence = this.#presence = new MyPresence(editor.me.peek(), (mine) => this.#provider.tellPresence(mine));
    editor.outbox = {
      tell: (news) => this.#provider.tellInk(news),
      pointAt: (cursor) => presence.pointAt(cursor),
      typeAt: (typing) => presence.typeAt(typing),
      hold: (held) => presence.hold(held),
    };
    this.#ends.push(
      effect(() => presence.introduce(editor.me.value)),
      every(EXPIRY_MS, () => editor.live.expire()),
      ...this.#followPage(),
    );
    this.#open(slug);
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#presence.close();
    this.#provider.close();
    this.#copy.close();
  }

  async #open(slug: string): Promise<void> {
    const kept = this.#copy.open(slug).then((changes) => {
      this.#unsaved.found(changes);
      this.#provider.tellCopy();
      if (this.#editor.shapes.count.peek() > 0) this.#isSettled = true;
    });
    const silence = new Silence(STATE_PATIENCE_MS);
    const onPart = (part: number) => {
      this.#progress.value = part;
      silence.end();
    };
    const fetched = fetchState(slug, { onPart }).then((state) => {
      if (state === "absent") return this.#refuse("This link does not open a board.");
      if (state === "locked") return this.#refuse(LOCKED);
      if (state === undefined) return void (this.#isSettled = true);
      if (state.role) this.#learnRole(state.role);
      const origin: Origin = "remote";
      Y.applyUpdate(this.#editor.board.doc, state.update, origin);
      this.#isSettled = true;
    });
    await Promise.race([Promise.allSettled([kept, fetched]), silence.come]);
    silence.close();
    if (this.#refused === undefined) this.#provider.connect();
    this.#look();
  }

  /** Until the role is known anybody may draw; who may not, it turns out, would be left with strokes that nobody else sees. */
  #learnRole(role: Role): void {
    const { history } = this.#editor;
    if (this.#editor.role.peek() === undefined && !mayDraw(role)) history.takeBackAll();
    this.#editor.role.value = role;
  }

  #refuse(reason: string): void {
    this.#refused ??= reason;
    this.#look();
  }

  /** Says how things stand. */
  #look(): void {
    const { status } = this.#editor;
    if (this.#provider.role) this.#learnRole(this.#provider.role);
    const now = this.#status();
    if (JSON.stringify(now) !== JSON.stringify(status.peek())) status.value = now;
    const { changes } = this.#unsaved;
    if (changes !== this.#noted) this.#copy.noteUnsaved(this.#noted = changes);
    if (this.#unsaved.isNone && this.#provider.doubtful.size > 0) this.#readBack();
  }

  /** What was on its way when the connection was lost is confirmed: whether it is there is worth a look. */
  async #readBack(): Promise<void> {
    if (this.#isReadingBack) return;
    this.#isReadingBack = true;
    const ids = new Set(this.#provider.doubtful);
    const state = await fetchState(this.#slug);
    if (typeof state === "object") {
      for (const id of ids) this.#provider.doubtful.delete(id);
      readBack(this.#editor.board, state.update, { ids, newShapeId: this.#editor.newShapeId });
    }
    this.#isReadingBack = false;
  }

  #status(): Status {
    if (this.#refused !== undefined) return { kind: "refused", reason: this.#refused };
    const { isOpen, isSynced, trouble, damage } = this.#provider;
    if (isOpen && isSynced) {
      if (trouble !== undefined) return { kind: "unsaved", reason: trouble };
      return this.#unsaved.isNone ? { kind: "saved", damage } : { kind: "saving" };
    }
    if (isOpen || !this.#isSettled || !this.#provider.hasFailed) return { kind: "loading" };
    return { kind: "offline", changes: this.#unsaved.changes, kept: this.#copy.isKept };
  }

  /** The network or the page comes back, or the page goes away. */
  #followPage(): (() => void)[] {
    const nudge = () => this.#provider.nudge();
    this.#presence.hide(document.hidden);
    return [
      on(document, "visibilitychange", () => {
        this.#presence.hide(document.hidden);
        if (document.hidden) this.#copy.flush();
        else nudge();
      }),
      on(globalThis, "online", nudge),
      on(globalThis, "pageshow", nudge),
      on(globalThis, "pagehide", () => this.#copy.flush()),
      on(globalThis, "beforeunload", (event) => {
        // What is kept on this device will be sent the next time; only what would be lost is worth a question.
        if (this.#unsaved.changes > 0 && !this.#copy.isKept) event.preventDefault();
      }),
    ];
  }
}

function on(target: EventTarget, type: string, listen: (event: Event) => void): () => void {
  target.addEventListener(type, listen);
  return () => target.removeEventListener(type, listen);
}

function every(ms: number, run: () => void): () => void {
  const id = setInterval(run, ms);
  return () => clearInterval(id);
}

/** Waits until nothing has been heard for so long. */
class Silence {
  readonly come: Promise<void>;
  readonly #ms: number;
  #comes!: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number) {
    this.#ms = ms;
    this.come = new Promise((resolve) => this.#comes = resolve);
    this.end();
  }

  /** Something was heard. */
  end(): void {
    this.close();
    this.#timer = setTimeout(this.#comes, this.#ms);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
