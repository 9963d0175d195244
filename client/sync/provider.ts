import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import { uint32 } from "lib0/random";
import * as Y from "yjs";
import { applyUpdate } from "../../board/wire/apply_update.ts";
import type { Origin } from "../../board/document.ts";
import type { Presence } from "../../board/wire/presence.ts";
import { decodeFrame, encodeAwareness, encodeInkFrame, encodeSync, SYNC } from "../../board/wire/protocol.ts";
import type { Frame } from "../../board/wire/protocol.ts";
import { type Refusal, refusalOf } from "../../board/wire/refusal.ts";
import { decodeStrokeNews, encodeStrokeNews, type StrokeNews } from "../../board/wire/live_stroke.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { differenceFrom, idsBeyond } from "./difference.ts";
import { ServerWatch } from "./server_watch.ts";
import { Notices } from "./notices.ts";
import { type Peer, peersOf } from "./peers.ts";
import { Unsaved } from "./unsaved.ts";

/** Receives the events of a provider. */
export interface ProviderDelegate {
  /** Connection, save state or role changed; read the provider's fields. */
  changed(): void;
  peersChanged(peers: readonly Peer[]): void;
  peerLeft(id: number): void;
  ink(news: StrokeNews): void;
  /** An event of the conversation, as JSON. */
  talk(json: string): void;
  refused(refusal: Refusal): void;
}

/**
 * Synchronises a document with the server: sends local changes, applies remote ones, and tracks which changes the
 * server has acknowledged as durable.
 */
export class Provider {
  readonly #doc: Y.Doc;
  readonly #delegate: ProviderDelegate;
  readonly #connection: Connection;
  readonly #awareness: Awareness;
  readonly unsaved: Unsaved;
  readonly notices = new Notices();
  #mine: Presence | undefined;
  /** The presence that was sent last. */
  #told: Presence | undefined;
  /** Parts of the server's answer until the last one arrives. Applying them together takes a tenth of the time. */
  #answer: Uint8Array[] | undefined;
  /**
   * The server's state vector when this connection began. Undefined for viewers, because the server never asks them for
   * updates.
   */
  #theirs: Uint8Array | undefined;
  /** Yjs client ids of the changes that were sent and are not acknowledged. Those of an earlier page load have others. */
  readonly #sentIds = new Set<number>();
  #isSynced = false;
  /** True once a connection could not be opened or was lost, and set while there can be none yet. */
  hasFailed = false;
  /** Yjs client ids whose changes were in flight when a connection was lost; see `readBack`. */
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
      refused: (code) => delegate.refused(refusalOf(code)),
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

  /** Bytes that were not passed to the network yet. */
  get bufferedBytes(): number {
    return this.#connection.bufferedBytes;
  }

  /** The awareness id of this page. */
  get id(): number {
    return this.#awareness.clientID;
  }

  get isAnswering(): boolean {
    return this.#server.isAnswering;
  }

  /** @param url a new URL, also allowed after a refusal */
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

  /** Sends a changed user at once. Sends the cursor only while there are peers; new peers receive the current state. */
  tellPresence(presence: Presence): void {
    this.#mine = presence;
    const told = this.#awareness.getLocalState();
    if (told === null || told.user !== presence.user || this.#awareness.getStates().size > 1) this.#tellMine();
  }

  tellInk(news: Omit<StrokeNews, "author">): void {
    if (!this.#connection.isOpen) return;
    this.#connection.send(encodeInkFrame([encodeStrokeNews({ ...news, author: this.#awareness.clientID })]));
  }

  /** Sends a frame that is no update. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    this.#connection.send(frame);
  }

  /** Sends the content of the local copy when it loads after the handshake. */
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
    if (this.#theirs) {
      this.#sentIds.add(this.#doc.clientID);
      this.#sendUpdate(SYNC.update, update);
    }
    this.#delegate.changed();
  };

  #opened(): void {
    for (const part of [this.unsaved, this.notices]) part.connected();
    this.#answer = [];
    this.#connection.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.#doc)));
    this.#server.asked();
    // A new awareness clock makes this connection replace an older one that the server still considers open.
    this.#tellMine();
    this.#delegate.changed();
  }

  #closed(): void {
    if (this.unsaved.isUnderWay) { for (const id of this.#sentIds) this.doubtful.add(id); }
    this.#sentIds.clear();
    this.#takeNewId();
    this.hasFailed = true;
    this.#isSynced = false;
    this.notices.disconnected();
    this.#answer = undefined;
    this.#theirs = undefined;
    this.unsaved.disconnected();
    this.#server.close();
    const others = [...this.#awareness.getStates().keys()].filter((id) => id !== this.id);
    removeAwarenessStates(this.#awareness, others, "remote");
    // The next connection brings them with the same clock, which would otherwise count as old.
    for (const id of others) this.#awareness.meta.delete(id);
    this.#delegate.changed();
  }

  #received(bytes: Uint8Array): void {
    this.#server.heard();
    let frame: Frame;
    try {
      frame = decodeFrame(bytes);
    } catch {
      return; // a newer server may send frames that this version does not know
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
      case "talk":
        return this.#delegate.talk(frame.json);
      case "saved":
        this.unsaved.saved(frame.count);
        if (!this.unsaved.isAwaited) this.#sentIds.clear();
        this.#server.acknowledged(this.unsaved.isAwaited);
        return this.#delegate.changed();
      case "notice":
        this.notices.hear(frame.code, frame.text);
        if (this.notices.isFrozen) this.#theirs = undefined;
        return this.#delegate.changed();
    }
  }

  #tellMine(): void {
    if (this.#mine) this.#awareness.setLocalState({ ...this.#told = this.#mine });
  }

  #apply(updates: readonly Uint8Array[], isLast: boolean): void {
    const origin: Origin = "remote";
    this.#doc.transact(() => {
      for (const update of updates) applyUpdate(this.#doc, update, origin);
    }, origin);
    if (!isLast || this.#answer === undefined) return;
    this.#answer = undefined;
    this.#isSynced = true;
    this.#delegate.changed();
  }

  /** Sends everything that the server lacks. From then on, each change is sent as it occurs. */
  #sendDifference(stateVector: Uint8Array): void {
    const parts = differenceFrom(this.#doc, stateVector);
    const last = parts.pop()!;
    this.#theirs = stateVector;
    for (const id of idsBeyond(this.#doc, stateVector)) this.#sentIds.add(id);
    for (const part of parts) this.#sendUpdate(SYNC.update, part);
    this.#sendUpdate(SYNC.step2, last);
    this.#delegate.changed();
  }

  #sendUpdate(step: number, update: Uint8Array): void {
    this.#connection.send(encodeSync(step, update));
    this.unsaved.sent();
    this.#server.updateSent();
  }

  /** While the server does not answer, it is unknown which peers are still there. */
  #answeringChanged(): void {
    this.#delegate.peersChanged(this.isAnswering ? peersOf(this.#awareness) : []);
    this.#delegate.changed();
  }

  readonly #onPresence = (
    { added, updated, removed }: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ) => {
    const mine = this.#awareness.clientID;
    // When the server drops an older connection of this page, it removes this presence; send it again so that peers
    // keep it.
    if (origin === "local" || removed.includes(mine)) this.#sendMine();
    const others = (ids: number[]) => ids.filter((id) => id !== mine);
    // New peers have not received the cursor moves that were not sent while alone.
    if (others(added).length > 0 && this.#mine !== this.#told) this.#tellMine();
    for (const id of others(removed)) this.#delegate.peerLeft(id);
    if (this.isAnswering && others([...added, ...updated, ...removed]).length > 0) {
      this.#delegate.peersChanged(peersOf(this.#awareness));
    }
  };

  #sendMine(): void {
    const mine = encodeAwarenessUpdate(this.#awareness, [this.#awareness.clientID]);
    this.#connection.send(encodeAwareness(mine));
    if (this.#connection.isOpen) this.#server.asked();
  }

  /**
   * A peer with write access can write under any Yjs client id that it knows. Everybody then ignores later changes of
   * the id's owner. So changes without a connection use a new random id, and the server binds it to this connection
   * with the first change.
   */
  #takeNewId(): void {
    this.#doc.clientID = uint32();
  }
}
