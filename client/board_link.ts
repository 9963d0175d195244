import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { applyUpdate } from "../board/wire/apply_update.ts";
import { systemClock } from "../board/clock.ts";
import type { Origin } from "../board/document.ts";
import type { Refusal } from "../board/wire/refusal.ts";
import { mayDraw, type Role } from "../board/role.ts";
import { learnState } from "./board_moderation.ts";
import { BoardPeople } from "./board_people.ts";
import { boardStatus, losesPictures, waitingChanges } from "./board_status.ts";
import type { BoardTransports } from "./board_transports.ts";
import type { Editor } from "./editor/editor.ts";
import type { Status } from "./editor/status.ts";
import { LocalCopy } from "./sync/local_copy.ts";
import { MyPresence } from "./sync/my_presence.ts";
import { Provider } from "./sync/provider.ts";
import { readBack } from "./sync/read_back.ts";
import { IdleTimeout } from "./sync/idle_timeout.ts";
import { type BoardSlugs, socketAddress } from "./sync/board_address.ts";
import { fetchFirstState, fetchState } from "./sync/state.ts";
import { Unsaved } from "./sync/unsaved.ts";
import { ConnectionLog } from "./sync/record/connection_log.ts";
import { every, on } from "./page_events.ts";
import { PAGE } from "./messages/en/page.ts";

/** The socket connects after this long without progress of the HTTP fetch, ms. It sends the board as well. */
const STATE_PATIENCE_MS = 1_500;

/** Interval between checks for expired strokes of peers, ms. */
const EXPIRY_MS = 5_000;

/** Connects an editor to the server and to the local copy, and reports the save status to it. */
export class BoardLink {
  readonly #editor: Editor;
  readonly #slugs: BoardSlugs;
  readonly #slug: Signal<string>;
  readonly #provider: Provider;
  readonly #presence: MyPresence;
  readonly #copy: LocalCopy;
  readonly #unsaved = new Unsaved();
  readonly #transports: BoardTransports;
  readonly #ends: (() => void)[] = [];
  readonly #progress = signal<number | undefined>(undefined);
  #refused: Refusal | "binned" | undefined;
  /** The link that needs a passphrase now. */
  #locked: string | undefined;
  #isFull = false;
  /** True once part of the board has loaded, or the server is known to be unreachable. */
  #isSettled = false;
  #noted = 0;
  #isReadingBack = false;
  #isClosed = false;

  readonly people: BoardPeople;
  readonly log = new ConnectionLog(Date.now);
  /** The loaded part of the board, 0…1; undefined while unknown. */
  readonly progress: ReadonlySignal<number | undefined> = this.#progress;
  /** The link that opens the board now. */
  readonly slug: ReadonlySignal<string>;

  constructor(editor: Editor, slugs: BoardSlugs, transports: BoardTransports) {
    this.#transports = transports;
    this.#editor = editor;
    this.#slugs = slugs;
    this.slug = this.#slug = signal(slugs.slug);
    const { doc } = editor.board;
    this.#copy = new LocalCopy(doc, { clock: systemClock, changed: () => this.#copyChanged() });
    this.#provider = new Provider(doc, {
      changed: () => this.#look(),
      peersChanged: (peers) => this.people.changed(peers),
      peerLeft: (id) => editor.live.endOf(id),
      ink: (news) => (this.people.direct ?? this.people).hearInk(news),
      talk: (json) => editor.hearTalk(json),
      refused: (refusal) => {
        if (refusal === "noSuchLink" || refusal === "withdrawn") this.#refuseLink(refusal);
        else this.#refuse(refusal);
      },
    }, {
      url: socketAddress(slugs.slug),
      clock: systemClock,
      random: Math.random,
      makeSocket: (url, protocol) => transports.makeSocket(url, protocol),
      carrier: transports,
      log: this.log,
      unsaved: this.#unsaved,
    });
    this.#provider.notices.linkChanged = (json) => editor.tell({ kind: "link", json });
    this.people = new BoardPeople(editor, this.#provider.id);
    const presence = this.#presence = new MyPresence(editor.me.peek(), (mine) => this.#provider.tellPresence(mine));
    editor.outbox = {
      tell: (news) => this.#provider.tellInk(news),
      pointAt: (cursor) => presence.pointAt(cursor),
      typeAt: (typing) => presence.typeAt(typing),
      hold: (held) => presence.hold(held),
      talk: (part) => presence.talk(part),
      together: (part) => presence.together(part),
      myId: () => this.#provider.id,
    };
    this.#ends.push(
      effect(() => presence.introduce(editor.me.value)),
      editor.uploads.subscribe(() => this.#look()),
      every(EXPIRY_MS, () => editor.live.expire()),
      ...this.#followPage(),
    );
    this.#open();
  }

  /** For those who look at the connection. */
  get provider(): Provider {
    return this.#provider;
  }

  /** Connects again, with another transport if one was chosen. */
  reconnect(): void {
    this.#provider.lost();
  }

  /**
   * Continues with a link that opens the board: the one that a passphrase unlocked, or the same one when the board was
   * restored or the person was let in.
   */
  goOn(slug: string): void {
    this.#slug.value = slug;
    this.#locked = this.#refused = undefined;
    this.#provider.connect(socketAddress(slug));
    this.#look();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const end of this.#ends.splice(0)) end();
    this.people.close();
    this.#presence.close();
    this.#provider.close();
    this.#transports.close();
    this.#copy.close();
  }

  async #open(): Promise<void> {
    const slug = this.#slug.peek(), { begun } = this.#slugs;
    const kept = this.#copy.open(this.#slugs.lasting).then((changes) => {
      this.#unsaved.found(changes);
      this.#provider.tellCopy();
      if (this.#editor.shapes.count.peek() > 0) this.#isSettled = true;
      this.#look();
    });
    if (begun) {
      this.#isSettled = this.#provider.hasFailed = true;
      this.#learnRole("owner");
      await begun;
      await kept;
    }
    const silence = new IdleTimeout(STATE_PATIENCE_MS);
    this.#ends.push(() => silence.close());
    const onPart = (part: number) => {
      if (this.#isClosed) return;
      this.#progress.value = part;
      silence.end();
    };
    const fetched = fetchFirstState(this.#slugs, onPart).then((state) => {
      if (state === "absent") return this.#refuseLink("noSuchLink");
      if (state === "locked") return this.#lock(slug);
      if (state === "removed" || state === "waiting" || state === "binned") return this.#refuse(state);
      if (state === undefined) return void (this.#isSettled = true);
      if (state.role) this.#learnRole(state.role);
      const origin: Origin = "remote";
      applyUpdate(this.#editor.board.doc, state.update, origin);
      this.#isSettled = true;
    });
    await Promise.race([Promise.allSettled([kept, fetched]), silence.come]);
    silence.close();
    await this.#transports.ready;
    // `goOn` may have replaced the link meanwhile.
    if (this.#isClosed || this.#slug.peek() !== slug) return;
    if (this.#refused === undefined && this.#locked === undefined) this.#provider.connect();
    this.#look();
  }

  /**
   * Everybody may draw until the role is known. Strokes of a viewer are undone then, because nobody else would see
   * them. A stroke in progress when the role changes stays on this device; the server ends what others see of it.
   */
  #learnRole(role: Role): void {
    const { role: known, history, finishGesture } = this.#editor;
    const before = known.peek();
    if (before !== role && !mayDraw(role)) {
      if (before) finishGesture();
      else history.takeBackAll();
    }
    known.value = role;
  }

  /**
   * Setting a passphrase on a link closes its sockets as if the link were revoked, so this asks for the passphrase. If
   * another known link still opens the board, the page continues with that link.
   */
  async #refuseLink(refusal: Refusal): Promise<void> {
    const { lasting, address } = this.#slugs;
    const before = this.#slug.peek();
    for (const slug of new Set([before, lasting, address])) {
      const state = await fetchState(slug);
      if (this.#isClosed) return;
      if (state === "locked") return this.#lock(slug);
      if (state === "binned") return this.#refuse(state);
      if (typeof state === "object" && slug !== before) return this.goOn(slug);
    }
    this.#refuse(refusal);
  }

  #lock(slug: string): void {
    this.#editor.finishGesture();
    this.#slug.value = this.#locked = slug;
    this.#look();
  }

  #copyChanged(): void {
    if (this.#copy.isFull && !this.#isFull) this.#editor.problem.value = PAGE.noRoom;
    this.#isFull = this.#copy.isFull;
    this.#look();
  }

  /** A stroke in progress is finished before drawing stops: it stays on this device. */
  #refuse(refusal: Refusal | "binned"): void {
    this.#editor.finishGesture();
    this.#refused ??= refusal;
    this.#look();
  }

  /** Updates the status and the number of unsaved changes from the provider. */
  #look(): void {
    const { status } = this.#editor;
    const { role } = this.#provider.notices;
    if (role) this.#learnRole(role);
    learnState(this.#editor, this.#provider);
    const now = this.#status();
    if (JSON.stringify(now) !== JSON.stringify(status.peek())) status.value = now;
    const { changes } = this.#unsaved;
    if (changes !== this.#noted && this.#copy.isKept) this.#copy.noteUnsaved(this.#noted = changes);
    if (this.#unsaved.isNone && this.#provider.doubtful.size > 0) this.#readBack();
  }

  /**
   * Checks whether changes that were in flight when the connection was lost reached the server, and restores lost ones.
   */
  async #readBack(): Promise<void> {
    if (this.#isReadingBack) return;
    this.#isReadingBack = true;
    try {
      const ids = new Set(this.#provider.doubtful);
      const state = await fetchState(this.#slug.peek());
      if (typeof state !== "object" || this.#isClosed) return;
      for (const id of ids) this.#provider.doubtful.delete(id);
      readBack(this.#editor.board, state.update, { ids, newShapeId: this.#editor.newShapeId });
    } finally {
      this.#isReadingBack = false;
    }
  }

  #status(): Status {
    const facts = {
      provider: this.#provider,
      unsaved: this.#unsaved,
      uploads: this.#editor.uploads.peek(),
      isKept: this.#copy.isKept,
      isSettled: this.#isSettled,
    };
    if (this.#refused) return { kind: "refused", reason: this.#refused, ...waitingChanges(facts) };
    if (this.#locked) return { kind: "locked", slug: this.#locked, ...waitingChanges(facts) };
    return boardStatus(facts);
  }

  /** Follows network and page events. @returns the functions that remove the listeners */
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
      on(globalThis, "offline", () => this.#provider.lost()),
      on(globalThis, "pageshow", nudge),
      on(globalThis, "pagehide", () => {
        this.#copy.flush();
        this.#transports.leave();
      }),
      on(globalThis, "beforeunload", (event) => {
        // What is kept on this device is sent next time; warn only about what would be lost.
        const isLost = this.#unsaved.changes > 0 && !this.#copy.isKept;
        if (isLost || losesPictures(this.#editor.uploads.peek())) event.preventDefault();
      }),
    ];
  }
}
