import * as Y from "yjs";
import { PIECE_BYTES } from "../../board/limits.ts";
import { encodeSync, SYNC } from "../../board/protocol.ts";
import { pieces } from "../../board/splice.ts";
import { type Scan, scanUpdate } from "../../board/update.ts";
import { assertSound, assertWhole, newPart } from "./soundness.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** The step 2 that says: you have it all. */
const SYNCED = encodeSync(SYNC.step2, new Uint8Array([0, 0]));

/** What was accepted cannot be applied, or only half of it can. */
export class DocumentInDoubt extends Error {
  override name = "DocumentInDoubt";
}

/**
 * The document of a room. Updates are accepted one by one, as they have to be relayed, and integrated in batches, as
 * that is cheaper; between the two only their clocks are known.
 *
 *     accept ──▶ accepted ──integrate──▶ Y.Doc ──▶ unsaved ──takeUnsaved──▶ log
 */
export class LiveDocument {
  #doc = new Y.Doc();
  #clocks = new Map<number, number>();
  #accepted: Scan[] = [];
  #doubt: DocumentInDoubt | undefined;
  #unsaved: Uint8Array[] = [];
  #cache: Encoding | undefined;
  #generation = 0;
  #isDamaged: boolean;

  /** @throws when an update cannot be applied or leaves a hole. */
  constructor(updates: readonly Uint8Array[], { isDamaged = false } = {}) {
    this.#isDamaged = isDamaged;
    this.#replace(documentOf(updates, isDamaged));
  }

  /** Changes with every change of the document. */
  get generation(): number {
    return this.#generation + this.#accepted.length;
  }

  /** Whether the update can be integrated now: "gap" when it builds on what is not here, "known" when it says nothing new. */
  admits({ runs, needs, deletes }: Scan): "new" | "known" | "gap" {
    let isNew = deletes.clients > 0;
    const ends = new Map<number, number>();
    for (const { client, clock, end } of runs) {
      const known = ends.get(client) ?? this.#clocks.get(client) ?? 0;
      if (clock > known) return "gap";
      if (end > known) isNew = true;
      ends.set(client, Math.max(known, end));
    }
    for (const [client, clock] of needs) {
      if (clock >= (ends.get(client) ?? this.#clocks.get(client) ?? 0)) return "gap";
    }
    return isNew ? "new" : "known";
  }

  /**
   * Only what is out of the ordinary is looked at; for the rest there is no way to fail.
   *
   * @returns what of the update is to be accepted
   * @throws when Yjs would stumble over it
   */
  examine(scan: Scan): Scan {
    // In doubt nothing can be examined; whatever is accepted now is examined when the document is rebuilt.
    if (!scan.isOdd || !this.#tryIntegrate()) return scan;
    const part = newPart(this.#doc, scan);
    assertSound(this.#doc, part);
    return part;
  }

  /**
   * @returns false when it must not be relayed, as the document is in doubt. Only what is out of the ordinary is tried
   * at once.
   */
  accept(scan: Scan): boolean {
    this.#accepted.push(scan);
    for (const { client, end } of scan.runs) {
      if (end > (this.#clocks.get(client) ?? 0)) this.#clocks.set(client, end);
    }
    return this.#doubt === undefined && (scan.isPlain || this.#tryIntegrate());
  }

  /** How far the client's structs are known. */
  clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0;
  }

  #tryIntegrate(): boolean {
    try {
      this.integrate();
      return true;
    } catch {
      return false;
    }
  }

  /** Applies what was accepted. @throws {DocumentInDoubt} when that is impossible; then it must be rebuilt. */
  integrate(): void {
    if (this.#doubt) throw this.#doubt;
    const scans = this.#accepted;
    if (scans.length === 0) return;
    this.#accepted = [];
    this.#generation += scans.length;
    try {
      this.#doc.transact(() => {
        for (const { bytes } of scans) Y.applyUpdate(this.#doc, bytes, "session");
      }, "session");
      assertWhole(this.#doc);
    } catch (cause) {
      // Until it is rebuilt nobody may take the document for whole: neither a peer nor the journal.
      this.#accepted = scans;
      throw this.#doubt = new DocumentInDoubt(`Cannot integrate what was accepted: ${(cause as Error).message}`);
    }
  }

  /** What was integrated since the last call, as one update. */
  takeUnsaved(): Uint8Array | undefined {
    this.integrate();
    const updates = this.#unsaved;
    this.#unsaved = [];
    return updates.length > 1 ? Y.mergeUpdates(updates) : updates[0];
  }

  /** Applies entries that another instance has saved already. @throws {DocumentInDoubt} when that is impossible. */
  hear(updates: readonly Uint8Array[], { isDamaged = false } = {}): void {
    this.integrate();
    this.#isDamaged ||= isDamaged;
    try {
      this.#doc.transact(() => {
        for (const update of updates) Y.applyUpdate(this.#doc, update, "bus");
      }, "bus");
      if (this.#isDamaged) forgetPending(this.#doc);
      assertWhole(this.#doc);
    } catch (cause) {
      throw this.#doubt = new DocumentInDoubt(`Cannot integrate what is stored: ${(cause as Error).message}`);
    }
    this.#clocks = Y.decodeStateVector(Y.encodeStateVector(this.#doc));
  }

  stateVector(): Uint8Array {
    this.integrate();
    return Y.encodeStateVector(this.#doc);
  }

  /**
   * What somebody who has `stateVector` lacks, as frames; the last one is the step 2 that ends the handshake.
   * For whoever has nothing the encoding is kept, with the changes since.
   *
   * @throws when the state vector is malformed.
   */
  frames(stateVector: Uint8Array): Frame[] {
    this.integrate();
    if (!isEmpty(stateVector)) {
      const parts = cut(Y.encodeStateAsUpdate(this.#doc, stateVector));
      const last = parts.pop()!;
      return [...parts.map((part) => encodeSync(SYNC.update, part)), encodeSync(SYNC.step2, last)];
    }
    this.#cache ??= new Encoding(this.#doc);
    return [...this.#cache.frames, SYNCED];
  }

  /** The whole board as one update. */
  encode(): Uint8Array<ArrayBuffer> {
    this.integrate();
    return Y.encodeStateAsUpdate(this.#doc) as Uint8Array<ArrayBuffer>;
  }

  /**
   * Starts again from what is stored plus `scans`.
   * @returns what was applied of each; what cannot be applied is left out
   */
  rebuild(stored: readonly Uint8Array[], scans: readonly Scan[], { isDamaged = false } = {}): Map<Scan, Scan> {
    const refused = new Set<Scan>();
    for (;;) {
      const kept = scans.filter((scan) => !refused.has(scan));
      const applied = new Map<Scan, Scan>();
      const doc = documentOf(stored, isDamaged);
      const before = Y.encodeStateVector(doc);
      const culprit = kept.find((scan) => {
        const part = tryApply(doc, scan);
        if (part) applied.set(scan, part);
        return part === undefined;
      });
      if (culprit) {
        // A failed apply may have changed half of it: only a fresh document is beyond doubt.
        refused.add(culprit);
        doc.destroy();
        continue;
      }
      this.#accepted = [];
      this.#doubt = undefined;
      this.#isDamaged = isDamaged;
      this.#unsaved = kept.length > 0 ? [Y.encodeStateAsUpdate(doc, before)] : [];
      this.#replace(doc);
      return applied;
    }
  }

  close(): void {
    this.#doc.destroy();
  }

  #replace(doc: Y.Doc): void {
    this.#doc.destroy();
    this.#doc = doc;
    this.#generation++;
    this.#cache = undefined;
    this.#clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "session") this.#unsaved.push(update);
      else this.#generation++;
      if (this.#cache?.add(update) === false) this.#cache = undefined;
    });
  }
}

/** The whole board as frames, with the changes since it was encoded behind. */
class Encoding {
  static readonly TAIL_FRAMES_MAX = 256;
  /** Beyond it a joiner would pay more for the tail than the room pays for encoding anew. */
  static readonly TAIL_BYTES_MAX = PIECE_BYTES;

  readonly frames: Frame[];
  #tailFrames = 0;
  #tailBytes = 0;

  constructor(doc: Y.Doc) {
    this.frames = cut(Y.encodeStateAsUpdate(doc)).map((part) => encodeSync(SYNC.update, part));
  }

  /** @returns false when it is time to encode anew */
  add(update: Uint8Array): boolean {
    this.#tailFrames++;
    this.#tailBytes += update.length;
    if (this.#tailFrames > Encoding.TAIL_FRAMES_MAX || this.#tailBytes > Encoding.TAIL_BYTES_MAX) return false;
    this.frames.push(encodeSync(SYNC.update, update));
    return true;
  }
}

function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0;
}

function cut(update: Uint8Array): Uint8Array[] {
  if (update.length <= PIECE_BYTES) return [update];
  return pieces(scanUpdate(update, { cutBytes: PIECE_BYTES / 4 }), PIECE_BYTES);
}

function documentOf(updates: readonly Uint8Array[], isDamaged: boolean): Y.Doc {
  return isDamaged ? salvageDocument(updates) : buildDocument(updates);
}

/** One document from updates in order. @throws when one cannot be applied or something is missing. */
export function buildDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, "store");
  }, "store");
  assertWhole(doc);
  return doc;
}

/**
 * What can be had of a board that lost entries: what builds on them is left out, and stays in the store. A peer that
 * has it is asked for it when it joins, as the state vector says that it is missing.
 *
 * @throws when an update cannot be applied
 */
export function salvageDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update, "store");
  forgetPending(doc);
  return doc;
}

function forgetPending({ store }: Y.Doc): void {
  store.pendingStructs = null;
  store.pendingDs = null;
}

/** @returns what was applied of it; undefined when that is impossible, and the document in doubt */
function tryApply(doc: Y.Doc, scan: Scan): Scan | undefined {
  try {
    const part = scan.isOdd ? newPart(doc, scan) : scan;
    assertSound(doc, part);
    Y.applyUpdate(doc, part.bytes, "session");
    assertWhole(doc);
    return part;
  } catch {
    return undefined;
  }
}
