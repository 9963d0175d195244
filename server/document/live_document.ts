import * as Y from "yjs";
import { PIECE_BYTES, TURN_STRUCTS } from "../../board/limits.ts";
import { encodeSync, SYNC } from "../../board/wire/protocol.ts";
import { splice } from "../../board/wire/update_merge.ts";
import { type Run, type Scan, scanOwnUpdate } from "../../board/wire/update.ts";
import { BoardEncoding, cut } from "./board_encoding.ts";
import { BoardSize, measured } from "./board_size.ts";
import { isEmpty, NOTHING, StructClocks } from "./struct_clocks.ts";
import { deletesMore } from "./deletions.ts";
import { encodedLength } from "./encoded_parts.ts";
import { DocumentInDoubt } from "./document_in_doubt.ts";
import { rebuilt } from "./rebuilding.ts";
import { assertSound, assertWhole, newPart } from "./integrity.ts";
import { applyAll, bytesOf, documentOf, forgetPending, newDocument } from "./stored_document.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** An empty step 2: the peer has everything. */
const SYNCED = encodeSync(SYNC.step2, new Uint8Array([0, 0]));

/** Limits of the updates outside the document: they take memory, and the next reader of the document has to wait. */
const BEHIND_MAX = 256;
const BEHIND_BYTES_MAX = PIECE_BYTES;
/** The same for structs: integrating them takes some 5 ms, which is charged to the sender of the last one. */
const PENDING_STRUCTS_MAX = TURN_STRUCTS;

export interface LiveDocumentOptions {
  readonly isDamaged?: boolean;
  readonly built?: { readonly doc: Y.Doc; readonly encoding: BoardEncoding };
}

/**
 * The document of a room. Drawn updates are relayed and saved as they arrive. They are integrated when the document
 * is needed or many of them are pending; their clocks are recorded at once. Other updates are integrated on arrival.
 *
 *     accept ─┬─ drawn ──▶ ahead ──▶ behind ──integrate──▶ Y.Doc
 *             │              └─────▶ unsaved ──takeUnsaved──▶ log
 *             └─ other ──integrate──▶ Y.Doc ──what is new──▶ unsaved
 */
export class LiveDocument {
  #doc = newDocument();
  #clocks = new StructClocks(this.#doc);
  #size = new BoardSize(measured(this.#doc, 0));
  /** Drawn updates since the last `#settle`. */
  #ahead: Scan[] = [];
  /** Settled drawn updates that are not yet in the document. */
  #behind: Uint8Array[] = [];
  #behindBytes = 0;
  /** Structs in `#ahead` and `#behind`. */
  #pendingStructs = 0;
  #doubt: DocumentInDoubt | undefined;
  #unsaved: Uint8Array[] = [];
  #cache: BoardEncoding | undefined;
  #generation = 0;
  #isDamaged: boolean;

  /** @throws when an update cannot be applied or, unless `isDamaged`, leaves a gap */
  constructor(updates: readonly Uint8Array[], { isDamaged = false, built }: LiveDocumentOptions = {}) {
    this.#isDamaged = isDamaged;
    this.#replace(built?.doc ?? documentOf(updates, isDamaged), bytesOf(updates));
    this.#cache = built?.encoding;
  }

  /** Changes with every change of the document. */
  get generation(): number {
    return this.#generation;
  }

  /** See `StructClocks.admits`. */
  admits(scan: Scan): "new" | "known" | "gap" {
    return this.#clocks.admits(scan);
  }

  get isInDoubt(): boolean {
    return this.#doubt !== undefined;
  }

  get size(): BoardSize {
    return this.#size;
  }

  /** Estimated memory of the board, bytes. Structs of drawn updates that are not yet integrated are few. */
  memoryBytes(storedBytes: number): number {
    return this.#size.memoryBytes(this.#doc, storedBytes);
  }

  /** Measures the size of the board, for example after deletions. Costs an encoding. @throws {DocumentInDoubt} */
  measure(): void {
    this.#integrate();
    this.#size = new BoardSize(measured(this.#doc, encodedLength(this.#doc)));
  }

  /** See `deletesMore`. @throws {DocumentInDoubt} */
  isShrunkBy(scan: Scan): boolean {
    this.#integrate();
    return deletesMore(this.#doc, scan);
  }

  /**
   * Examines an odd update; others cannot fail.
   *
   * @returns the part of the update to accept
   * @throws {Malformed} when Yjs could not integrate it consistently
   */
  examine(scan: Scan): Scan {
    // A document in doubt cannot be used for this; the update is examined when the document is rebuilt.
    if (!succeeds(() => this.#integrate())) return scan;
    const part = newPart(this.#doc, scan);
    assertSound(this.#doc, part);
    return part;
  }

  /**
   * @param isDrawing the peer makes this change now; false for a difference, which may repeat earlier changes
   * @returns false when the update must not be relayed because the document is in doubt
   */
  accept(scan: Scan, isDrawing: boolean): boolean {
    const run: Run | undefined = scan.runs[0];
    const isDrawn = isDrawing && scan.isPlain && run !== undefined && run.clock === this.clockOf(run.client);
    this.#generation++;
    this.#clocks.advance(scan.runs);
    this.#size.add(scan);
    if (this.#doubt) return false;
    if (!isDrawn) return succeeds(() => this.#apply(scan.bytes));
    this.#ahead.push(scan);
    this.#pendingStructs += scan.structs;
    return this.#pendingStructs <= PENDING_STRUCTS_MAX || succeeds(() => this.#integrate());
  }

  /** The clock up to which the client's structs are known. */
  clockOf(client: number): number {
    return this.#clocks.of(client);
  }

  /** Integrates all pending updates. @throws {DocumentInDoubt} when that fails; then the document must be rebuilt */
  #integrate(): void {
    this.#settle();
    if (this.#behind.length === 0) return;
    const updates = this.#behind;
    this.#behind = [];
    this.#behindBytes = this.#pendingStructs = 0;
    this.#change("accepted", () => applyAll(this.#doc, updates, "session"));
  }

  /** Applies an update and queues its new part for saving. @throws {DocumentInDoubt} when it cannot be applied */
  #apply(update: Uint8Array): void {
    this.#integrate();
    const note = (change: Uint8Array) => {
      this.#unsaved.push(change);
      this.#encoded(change);
    };
    this.#doc.on("update", note);
    try {
      this.#change("accepted", () => Y.applyUpdate(this.#doc, update, "session"));
    } finally {
      this.#doc.off("update", note);
    }
  }

  /** Puts the document in doubt if the change fails: neither peers nor the journal may use a partial change. */
  #change(what: string, change: () => void): void {
    try {
      change();
      if (this.#isDamaged && what === "stored") forgetPending(this.#doc);
      assertWhole(this.#doc);
    } catch (cause) {
      throw this.#doubt = new DocumentInDoubt(`Cannot integrate what is ${what}: ${(cause as Error).message}`);
    }
  }

  /** Merges the drawn updates into one. @throws {DocumentInDoubt} */
  #settle(): void {
    if (this.#doubt) throw this.#doubt;
    if (this.#ahead.length === 0) return;
    const update = splice(this.#ahead);
    this.#ahead = [];
    this.#behind.push(update);
    this.#behindBytes += update.length;
    this.#unsaved.push(update);
    this.#encoded(update);
  }

  #encoded(change: Uint8Array): void {
    if (this.#cache?.add(change) === false) this.#cache = undefined;
  }

  /** Everything accepted since the last call, as one update. @throws {DocumentInDoubt} */
  takeUnsaved(): Uint8Array | undefined {
    this.#settle();
    if (this.#behind.length > BEHIND_MAX || this.#behindBytes > BEHIND_BYTES_MAX) this.#integrate();
    const updates = this.#unsaved;
    this.#unsaved = [];
    return updates.length > 1 ? splice(updates.map((update) => scanOwnUpdate(update))) : updates[0];
  }

  /**
   * Applies entries that another instance has saved.
   *
   * @returns the updates to relay
   * @throws {DocumentInDoubt} when they cannot be applied
   */
  hear(updates: readonly Uint8Array[], { isDamaged = false } = {}): Scan[] {
    this.#integrate();
    this.#generation++;
    this.#isDamaged ||= isDamaged;
    this.#change("stored", () => applyAll(this.#doc, updates, "bus"));
    for (const update of updates) this.#encoded(update);
    this.#clocks = new StructClocks(this.#doc);
    const scans = updates.map((update) => scanOwnUpdate(update));
    for (const scan of scans) this.#size.add(scan);
    return scans;
  }

  /** Forces a rebuild: an error of ours may have left the document partly changed. */
  doubt(cause: unknown): void {
    this.#doubt ??= new DocumentInDoubt("Cannot trust the document as something in its room failed", { cause });
  }

  /** @throws {DocumentInDoubt} */
  stateVector(): Uint8Array {
    if (this.#doubt) throw this.#doubt;
    return this.#clocks.stateVector();
  }

  /** The state vector of a peer that was sent everything except `scans`; `NOTHING` while the document is in doubt. */
  stateVectorWithout(scans: Iterable<Scan>): Uint8Array {
    return this.#doubt ? NOTHING : this.#clocks.stateVectorWithout(scans);
  }

  /**
   * Everything that a peer with `stateVector` lacks, as frames. The last one is the step 2 that ends the handshake. For
   * peers that have nothing, the encoding and the changes since then are cached.
   *
   * @throws when the state vector is malformed
   */
  frames(stateVector: Uint8Array): Frame[] {
    this.#settle();
    if (!isEmpty(stateVector)) {
      this.#integrate();
      const parts = cut(Y.encodeStateAsUpdate(this.#doc, stateVector));
      const last = parts.pop()!;
      return [...parts.map((part) => encodeSync(SYNC.update, part)), encodeSync(SYNC.step2, last)];
    }
    return [...this.#encoding().frames, SYNCED];
  }

  #encoding(): BoardEncoding {
    if (this.#cache === undefined) this.#integrate();
    return this.#cache ??= BoardEncoding.of(this.#doc);
  }

  /** Size of the cached encoding of the whole board. @throws {DocumentInDoubt} */
  get encodedBytes(): number {
    return this.#encoding().bytes;
  }

  /** The whole board as one update, or what a copy with this state vector lacks. */
  encode(stateVector?: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#integrate();
    return Y.encodeStateAsUpdate(this.#doc, stateVector) as Uint8Array<ArrayBuffer>;
  }

  /**
   * Rebuilds the document from the stored updates and `scans`.
   * @returns the applied part of each scan; scans that cannot be applied are left out
   */
  rebuild(stored: readonly Uint8Array[], scans: readonly Scan[], { isDamaged = false } = {}): Map<Scan, Scan> {
    const { doc, applied, unsaved } = rebuilt(stored, scans, { isDamaged });
    this.#ahead = [];
    this.#behind = [];
    this.#behindBytes = this.#pendingStructs = 0;
    this.#doubt = undefined;
    this.#isDamaged = isDamaged;
    this.#unsaved = unsaved;
    this.#replace(doc, bytesOf([...stored, ...unsaved]));
    return applied;
  }

  close(): void {
    this.#doc.destroy();
  }

  #replace(doc: Y.Doc, bytes: number): void {
    this.#doc.destroy();
    this.#doc = doc;
    this.#generation++;
    this.#cache = undefined;
    this.#clocks = new StructClocks(doc);
    this.#size = new BoardSize(measured(doc, bytes));
  }
}

function succeeds(change: () => void): boolean {
  try {
    change();
    return true;
  } catch {
    return false;
  }
}
