import type { Clock } from "../../board/clock.ts";
import {
  GAPS_MAX,
  PIECE_BYTES,
  TIGHT_BOARD_BYTES_MAX,
  TIGHT_PIECE_BYTES_MAX,
  TURN_STRUCTS,
} from "../../board/limits.ts";
import { CLOSE, encodeDenied, encodeNotice } from "../../board/wire/protocol.ts";
import { type Run, type Scan, scanOwnUpdate } from "../../board/wire/update.ts";
import { NO_SIZE, sizeOf } from "../document/board_size.ts";
import type { LiveDocument } from "../document/live_document.ts";
import { slicesOf } from "../document/update_slices.ts";
import type { RoomFanout } from "./room_fanout.ts";
import type { Journal } from "./journal.ts";
import { BOARD_FULL } from "./notices.ts";
import type { PresenceTable } from "./presence_table.ts";
import type { DocumentRepair } from "./document_repair.ts";
import type { Session } from "../session/session.ts";
import type { Steps } from "../session/steps.ts";
import type { ClientIdOwners } from "./client_id_owners.ts";

type Frame = Uint8Array<ArrayBuffer>;

/**
 * Minimum interval between measurements while the board is full, ms: measuring a large board takes a tenth of a second.
 */
const MEASURE_MS = 1_000;
/** Pause after a measurement, as a multiple of the time it took. */
const MEASURE_PAUSE = 20;

export interface UpdateOptions {
  readonly isDifference: boolean;
  readonly frame?: Frame | undefined;
  /** See `Arrival`. */
  readonly now?: number | undefined;
}

interface Taking extends UpdateOptions {
  /** False for changes that the peer may have made earlier. */
  readonly isDrawing: boolean;
  /** Number of the update frame that ends with this update; undefined when more of it follows. */
  readonly count?: number | undefined;
}

export interface UpdateIntakeOptions {
  readonly clock: Clock;
  readonly sessions: ReadonlySet<Session>;
  readonly document: LiveDocument;
  readonly idOwners: ClientIdOwners<Session>;
  readonly fanout: RoomFanout;
  readonly journal: Journal;
  /** Knows the session whose presence uses a Yjs client id. */
  readonly presence: Pick<PresenceTable<Session>, "ownerOf">;
  readonly repair: Pick<DocumentRepair, "accepted">;
  /** True while memory is short. */
  readonly isTight?: () => boolean;
  /** Asks the peer for everything that the room lacks. */
  readonly ask: (session: Session) => void;
  /** Asks the holder of a client id for a sign of life. */
  readonly dispute: (holder: Session) => void;
}

/** Decides about the updates of peers: each is accepted, kept for later, or refused. */
export class UpdateIntake {
  readonly #options: UpdateIntakeOptions;
  #measureNotBefore = -Infinity;
  /** Generation of the document at the last measurement. */
  #measuredGeneration = -1;
  #cancelLook: (() => void) | undefined;

  constructor(options: UpdateIntakeOptions) {
    this.#options = options;
  }

  /**
   * Takes one update frame of a peer that may draw, a large one in slices. `frame` is the whole sync frame if it can be
   * relayed unchanged.
   *
   * @returns the rest of the work; undefined when it is done
   * @throws {Malformed} when it has structs that no Yjs client writes
   */
  update(session: Session, scan: Scan, options: UpdateOptions): Steps | undefined {
    const count = ++session.received;
    const { isDifference } = options;
    const taken = session.held.take(scan, isDifference);
    if (taken === "more") return;
    if (taken === "overflow") {
      session.refuse(CLOSE.tooLarge, "the difference is too large", "too large");
      return;
    }
    if (taken !== scan && "next" in taken) return this.#joined(session, taken, { isDifference }, count);
    return this.#decide(session, taken, options, count);
  }

  *#joined(session: Session, joining: Generator<void, Scan>, options: UpdateOptions, count: number): Steps {
    const rest = this.#decide(session, yield* joining, options, count);
    if (rest) yield* rest;
  }

  #decide(session: Session, whole: Scan, options: UpdateOptions, count: number): Steps | undefined {
    const { isDifference, frame, now } = options;
    // Stock clients also send changes from earlier visits as updates, in many runs. A single run is current drawing.
    const isDrawing = !isDifference && whole.runs.length === 1;
    const writer = this.#foreignWriter(session, whole.runs, isDrawing);
    if (writer) this.#gap(session, whole, writer);
    else if (whole.structs > TURN_STRUCTS) return this.#inSlices(session, whole, { isDrawing, isDifference, count });
    else this.#take(session, whole, { isDrawing, isDifference, count, frame, now });
  }

  *#inSlices(session: Session, { bytes }: Scan, { count, ...options }: Taking): Steps {
    let slice: Uint8Array | undefined;
    for (const next of slicesOf(bytes, { bytes: PIECE_BYTES, structs: TURN_STRUCTS })) {
      yield;
      if (next === undefined) continue;
      if (slice && !this.#take(session, scanOwnUpdate(slice), options)) return;
      slice = next;
    }
    this.#take(session, scanOwnUpdate(slice!), { ...options, count });
  }

  /** Accepts an update or refuses it. @returns false when it was not accepted */
  #take(session: Session, scan: Scan, { isDrawing, isDifference, count, frame, now }: Taking): boolean {
    const { document, journal, idOwners, fanout, repair } = this.#options;
    const news = document.admits(scan);
    if (news === "gap") {
      if (session.refused) this.#behindRefused(session, scan);
      else this.#gap(session, scan);
      return false;
    }
    if (news === "new" && this.#isTooMuch(scan)) {
      session.refuse(CLOSE.tryAgain, "the server is short of memory", "memory is short");
      return false;
    }
    if (news === "new" && !document.size.fits(scan) && !this.#fitsAnyway(scan)) {
      this.#full(session, scan);
      return false;
    }
    if (isDifference && count !== undefined) this.#complete(session);
    if (news === "known") {
      journal.add(session, count, NO_SIZE);
      return true;
    }
    const part = scan.isOdd ? document.examine(scan) : scan;
    if (isDrawing) idOwners.claim(session, scan.runs[0].client);
    const isRelayed = document.accept(part, isDrawing);
    repair.accepted({ from: session, scan: part, isRelayed });
    if (isRelayed) fanout.update(session, part, { frame: part === scan ? frame : undefined, now });
    journal.add(session, count, { bytes: part.bytes.length });
    if (part.deletes.clients > 0) this.#lookForRoom();
    return true;
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancelLook?.();
  }

  /** Another connected session that owns the client id of one of the runs. */
  #foreignWriter(session: Session, runs: readonly Run[], isDrawing: boolean): Session | undefined {
    const { document, idOwners, presence } = this.#options;
    // Without an iterator, which would cost a tenth of the whole update.
    for (let i = 0; i < runs.length; i++) {
      const { client, end } = runs[i];
      const owner = idOwners.ownerOf(client) ?? presence.ownerOf(client);
      if (owner === undefined || owner === session) continue;
      if (isDrawing || end > document.clockOf(client)) return owner;
    }
  }

  /**
   * The update depends on missing structs, or continues the client id of a connected writer. An honest peer does the
   * latter in two cases: it repeats changes it received elsewhere (a second tab) and the writer's own frame is on its
   * way, or it wrote them on a connection whose end is not noticed yet. So the update is kept, the peer is asked for
   * everything, and nothing is final.
   */
  #gap(session: Session, scan: Scan, writer?: Session): void {
    if (writer) this.#options.dispute(writer);
    if (++session.gaps > GAPS_MAX) {
      return writer
        ? session.refuse(CLOSE.tryAgain, "somebody else writes under the same id", "foreign id")
        : session.refuse(CLOSE.malformed, "updates came that build on what was never sent", "gaps");
    }
    if (session.held.start(scan)) this.#options.ask(session);
  }

  /** The room has everything that the peer has. */
  #complete(session: Session): void {
    session.gaps = 0;
    if (session.refused) return;
    if (session.acknowledgements.release() && session.extended) session.sendAlways(encodeNotice("accepted", ""));
  }

  /** While memory is short, a large board refuses large updates. The client keeps them and sends them again later. */
  #isTooMuch({ bytes }: Scan): boolean {
    const { isTight, journal } = this.#options;
    return bytes.length > TIGHT_PIECE_BYTES_MAX && journal.bytes > TIGHT_BOARD_BYTES_MAX && isTight?.() === true;
  }

  /** True when the update fits after a measurement, or makes the board smaller. */
  #fitsAnyway(scan: Scan): boolean {
    const { document, clock } = this.#options;
    if (document.isInDoubt) return false;
    if (clock.now() >= this.#measureNotBefore) {
      this.#measure();
      if (document.size.fits(scan)) return true;
    }
    return scan.deletes.clients > 0 && document.isShrunkBy(scan);
  }

  /** Measures the document, unless it has not changed. Large documents are measured less often. */
  #measure(): void {
    const { document, clock } = this.#options;
    if (document.generation === this.#measuredGeneration) return;
    this.#measuredGeneration = document.generation;
    const start = clock.now();
    document.measure();
    const end = clock.now();
    this.#measureNotBefore = end + Math.max(MEASURE_MS, (end - start) * MEASURE_PAUSE);
  }

  /** Refuses an update because the board is full. The peer keeps and shows its changes. */
  #full(session: Session, scan: Scan): void {
    session.count("board is too large");
    if (!session.refused) {
      session.sendAlways(session.extended ? encodeNotice("full", BOARD_FULL) : encodeDenied(BOARD_FULL));
    }
    session.refused = sizeOf(scan);
    session.acknowledgements.withholdFrom(session.received);
    this.#lookForRoom();
  }

  /** The update depends on a refused one. If it deletes part of that, the rest may fit. */
  #behindRefused(session: Session, scan: Scan): void {
    if (scan.deletes.clients === 0) return;
    session.refused = NO_SIZE;
    this.#lookForRoom();
  }

  /** Schedules another attempt: refused updates may fit after a deletion or a new measurement. */
  #lookForRoom(): void {
    const { clock, sessions, document, ask } = this.#options;
    if (this.#cancelLook || ![...sessions].some(({ refused }) => refused)) return;
    this.#cancelLook = clock.after(Math.max(MEASURE_MS, this.#measureNotBefore - clock.now()), () => {
      this.#cancelLook = undefined;
      if (document.isInDoubt) return;
      this.#measure();
      for (const session of sessions) {
        if (!session.refused || !document.size.fitsMore(session.refused)) continue;
        session.refused = undefined;
        ask(session);
      }
    });
  }
}
