import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import { uint32 } from "lib0/random";
import * as Y from "yjs";
import type { Origin } from "../../board/document.ts";
import { type Presence, readPresence } from "../../board/presence.ts";
import { decodeFrame, encodeAwareness, encodeInkFrame, encodeSync, type Frame, SYNC } from "../../board/protocol.ts";
import { decodeStrokeNews, encodeStrokeNews, type StrokeNews } from "../../board/stroke_news.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { differenceFrom } from "./difference.ts";
import { ServerWatch } from "./server_watch.ts";
import { Notices } from "./notices.ts";
import { Unsaved } from "./unsaved.ts";

/** What the page is told. */
export interface ProviderDelegate {
  /** Connection, saving or role changed: look at the provider's fields. */
  changed(): void;
  peersChanged(peers: readonly { readonly id: number; readonly presence: Presence }[]): void;
  peerLeft(id: number): void;
  ink(news: StrokeNews): void;
  refused(reason: string, code: number): void;
}

/**
 * A board's link to the server: sends what changes here, takes what changes elsewhere, and knows what the server has
 * confirmed to be durable.
 */
export class Provider {
  readonly #doc: Y.Doc;
  readonly #delegate: ProviderDelegate;
  readonly #connection: Connection;
  readonly #awareness: Awareness;
  readonly unsaved: Unsaved;
  readonly notices = new Notices();
  #mine: Presence | undefined;
  /** What of me was told last. */
  #told: Presence | undefined;
  /** Updates of the server's answer, until its last piece is here: applied at once they cost a tenth. */
  #answer: Uint8Array[] | undefined;
  /** What the server had when this connection began; unknown to those it wants nothing from. */
  #theirs: Uint8Array | undefined;
  #isSynced = false;
  #hasFailed = false;
  /** Yjs client ids under which changes were on their way when a connection was lost: see `readBack`. */
  readonly doubtful = new Set<number>();
  readonly #server: ServerWatch;

  constructor(doc: Y.Doc, delegate: ProviderDelegate, options: ConnectionOptions & { unsaved: Unsaved }) {
    this.#doc = doc;
    this.#delegate = delegate;
    this.unsaved = options.unsaved;
    this.#awareness = new Awareness(doc);
    this.#awareness.setLocalState(null);
    this.#takeNewId();
    this.#server = new ServerWatch({
      clock: options.clock,
      bufferedBytes: () => this.#connection.bufferedBytes,
      changed: () => this.#answeringChanged(),
    });
    this.#connection = new Connection({
      opened: () => this.#opened(),
      received: (bytes) => this.#received(bytes),
      closed: () => this.#closed(),
      refused: (code, reason) => delegate.refused(reason || "The server refused this link.", code),
    }, options);
    doc.on("update", this.#onUpdate);
    this.#awareness.on("update", this.#onPresence);
  }

  /** True once the server's answer to the handshake has been applied on this connection. */
  get isSynced(): boolean {
    return this.#isSynced;
  }

  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  /** My awareness id. */
  get id(): number {
    return this.#awareness.clientID;
  }

  get isAnswering(): boolean {
    return this.#server.isAnswering;
  }

  /** True once a connection could not be made or was lost. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** @param url another one than before, also after a refusal */
  connect(url?: string): void {
    if (url === undefined) this.#connection.start();
    else this.#connection.goTo(url);
  }

  /** See `Connection.nudge`. */
  nudge(): void {
    if (!this.isAnswering) this.#connection.lost();
    this.#connection.nudge();
  }

  lost(): void {
    this.#connection.lost();
  }

  /** Who I am is told at once; where my cursor is only while somebody else is there, and to whoever comes. */
  tellPresence(presence: Presence): void {
    this.#mine = presence;
    const told = this.#awareness.getLocalState();
    if (told === null || told.user !== presence.user || this.#awareness.getStates().size > 1) this.#tellMine();
  }

  tellInk(news: Omit<StrokeNews, "author">): void {
    if (!this.#connection.isOpen) return;
    this.#connection.send(encodeInkFrame([encodeStrokeNews({ ...news, author: this.#awareness.clientID })]));
  }

  /** This device's copy came later than the handshake: what it holds has to be told as well. */
  tellCopy(): void {
    if (this.#theirs) this.#sendDifference(this.#theirs);
  }

  close(): void {
    this.#doc.off("update", this.#onUpdate);
    this.#awareness.destroy();
    this.#server.close();
    this.#connection.close();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === ("remote" satisfies Origin) || origin === ("cache" satisfies Origin)) return;
    this.unsaved.changed();
    if (this.#theirs) this.#sendUpdate(SYNC.update, update);
    this.#delegate.changed();
  };

  #opened(): void {
    this.unsaved.connected();
    this.#answer = [];
    this.#connection.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.#doc)));
    this.#server.asked();
    // A clock of its own lets the new connection take my presence over from one the server still believes in.
    this.#tellMine();
    this.#delegate.changed();
  }

  #closed(): void {
    if (this.unsaved.isUnderWay) this.doubtful.add(this.#doc.clientID);
    this.#takeNewId();
    this.#hasFailed = true;
    this.#isSynced = false;
    this.notices.disconnected();
    this.#answer = undefined;
    this.#theirs = undefined;
    this.unsaved.disconnected();
    this.#server.close();
    const others = [...this.#awareness.getStates().keys()].filter((id) => id !== this.id);
    removeAwarenessStates(this.#awareness, others, "remote");
    this.#delegate.changed();
  }

  #received(bytes: Uint8Array): void {
    this.#server.heard();
    let frame: Frame;
    try {
      frame = decodeFrame(bytes);
    } catch {
      return; // a newer server may say what this version does not understand
    }
    switch (frame.kind) {
      case "step1":
        return this.#sendDifference(frame.stateVector);
      case "step2":
        return this.#apply([...this.#answer ?? [], frame.update], true);
      case "update":
        return this.#answer ? void this.#answer.push(frame.update) : this.#apply([frame.update], false);
      case "awareness":
        return applyAwarenessUpdate(this.#awareness, frame.body, "remote");
      case "queryAwareness":
        return this.#sendMine();
      case "ink":
        for (const entry of frame.entries) {
          const news = decodeStrokeNews(entry);
          if (news && news.author !== this.#awareness.clientID) this.#delegate.ink(news);
        }
        return;
      case "saved":
        this.unsaved.saved(frame.count);
        this.#server.acknowledged(this.unsaved.isAwaited);
        return this.#delegate.changed();
      case "notice":
        this.notices.hear(frame.code, frame.text);
        return this.#delegate.changed();
    }
  }

  #tellMine(): void {
    if (this.#mine) this.#awareness.setLocalState({ ...this.#told = this.#mine });
  }

  #apply(updates: readonly Uint8Array[], isLast: boolean): void {
    const origin: Origin = "remote";
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update, origin);
    }, origin);
    if (!isLast || this.#answer === undefined) return;
    this.#answer = undefined;
    this.#isSynced = true;
    this.#delegate.changed();
  }

  /** All that the server lacks; from here on changes are sent one by one. */
  #sendDifference(stateVector: Uint8Array): void {
    const parts = differenceFrom(this.#doc, stateVector);
    const last = parts.pop()!;
    this.#theirs = stateVector;
    for (const part of parts) this.#sendUpdate(SYNC.update, part);
    this.#sendUpdate(SYNC.step2, last);
    this.#delegate.changed();
  }

  #sendUpdate(step: number, update: Uint8Array): void {
    this.#connection.send(encodeSync(step, update));
    this.unsaved.sent();
    this.#server.updateSent();
  }

  /** Nobody knows whether the others are still there while the server does not answer. */
  #answeringChanged(): void {
    this.#delegate.peersChanged(this.isAnswering ? this.#peers() : []);
    this.#delegate.changed();
  }

  readonly #onPresence = (
    { added, updated, removed }: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ) => {
    const mine = this.#awareness.clientID;
    // The server removes me with a connection of mine that it takes for dead: whoever sees me must see me again.
    if (origin === "local" || removed.includes(mine)) this.#sendMine();
    const others = (ids: number[]) => ids.filter((id) => id !== mine);
    // What moved while I was alone is news to them.
    if (others(added).length > 0 && this.#mine !== this.#told) this.#tellMine();
    for (const id of others(removed)) this.#delegate.peerLeft(id);
    if (this.isAnswering && others([...added, ...updated, ...removed]).length > 0) {
      this.#delegate.peersChanged(this.#peers());
    }
  };

  #sendMine(): void {
    const mine = encodeAwarenessUpdate(this.#awareness, [this.#awareness.clientID]);
    this.#connection.send(encodeAwareness(mine));
    if (this.#connection.isOpen) this.#server.asked();
  }

  /**
   * Whoever may draw can write under any Yjs client id they know, and what its owner writes there later is then ignored
   * by everybody. So what is drawn without a connection is drawn under an id that nobody can know yet; with the first
   * change that is sent the server makes it this connection's.
   */
  #takeNewId(): void {
    this.#doc.clientID = uint32();
  }

  #peers(): { id: number; presence: Presence }[] {
    const peers: { id: number; presence: Presence }[] = [];
    for (const [id, state] of this.#awareness.getStates()) {
      const presence = id === this.id ? undefined : readPresence(state);
      if (presence) peers.push({ id, presence });
    }
    return peers;
  }
}
