import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { decodeFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import type { Log } from "../../../server/process/log.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { Room } from "../../../server/relay/room.ts";
import { Session } from "../../../server/session/session.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { documentFacts, factsOf } from "../../support/board/document_facts.ts";
import type { FakeClock } from "../../support/fake_clock.ts";
import type { Random } from "../../support/random.ts";
import { SlowStore } from "../../support/store/slow_store.ts";
import { stroke } from "../../support/board/strokes.ts";

/** The server's end of a socket whose peer reads at once. */
class Line {
  readonly bufferedAmount = 0;
  readyState = 1;
  code = 0;
  readonly #hear: (frame: Uint8Array<ArrayBuffer>) => void;

  constructor(hear: (frame: Uint8Array<ArrayBuffer>) => void) {
    this.#hear = hear;
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.readyState === 1) this.#hear(frame);
  }

  close(code: number): void {
    this.code ||= code;
    this.readyState = 3;
  }
}

/** A live board with an honest editor, a viewer, and a sender of hostile frames. */
export class FuzzBoard {
  readonly room: Room;
  readonly store = new SlowStore();
  readonly log: string[] = [];
  readonly honest = new Board();
  readonly #viewer = new Board();
  readonly #clock: FakeClock;
  readonly #honest: Session;
  readonly #honestLine: Line;
  readonly #viewerLine: Line;
  #foe: { session: Session; line: Line } | undefined;
  #drawn = 0;
  /** Updates on which the Yjs of an honest client threw. */
  thrown: string[] = [];
  readonly updates: Uint8Array[] = [];

  constructor(clock: FakeClock, random: Random) {
    this.#clock = clock;
    this.honest.doc.clientID = random.below(2 ** 32);
    this.room = this.#open();
    this.#honestLine = this.#lineTo(this.honest);
    this.#viewerLine = this.#lineTo(this.#viewer);
    this.#honest = this.#join(this.#honestLine, "editor");
    this.#join(this.#viewerLine, "viewer");
    this.honest.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "local") return;
      this.updates.push(update);
      receive(this.room, this.#honest, encodeSync(SYNC.update, update).buffer);
    });
    for (let i = 0; i < 4; i++) this.draw(random);
  }

  draw(random: Random): void {
    this.honest.transact(() => {
      if (this.#drawn > 6 && random.below(3) === 0) this.honest.remove(new Set([`h.${random.below(this.#drawn)}`]));
      else this.honest.add(stroke(`h.${this.#drawn++}`, random, 3));
    }, "local");
  }

  /** @returns whether the sender was disconnected for the frame */
  attack(frame: Uint8Array<ArrayBuffer>): boolean {
    if (!this.#foe?.session.isOpen) {
      if (this.#foe) this.room.leave(this.#foe.session);
      const line = new Line(() => {});
      this.#foe = { line, session: this.#join(line, "editor") };
    }
    receive(this.room, this.#foe.session, frame.buffer);
    return !this.#foe.session.isOpen;
  }

  /** Waits until everything that was accepted is saved. */
  async settle(): Promise<void> {
    await this.room.flush();
    this.#clock.pass(2_000);
    await this.room.flush();
  }

  /** Differences between copies that should be equal; empty when all are. Call `settle` first. */
  differences(): string[] {
    const found = [...this.thrown];
    const stored = documentFacts(this.store.boards.get("b") ?? []);
    const compare = (who: string, facts: string) => {
      if (facts !== stored) found.push(`${who} differs from stored: ${firstDifference(facts, stored)}`);
    };
    compare("live", documentFacts([this.room.encode()]));
    if (this.#honestLine.code) found.push(`the honest peer was disconnected with ${this.#honestLine.code}`);
    else compare("the honest peer", factsOf(this.honest.doc));
    if (this.#viewerLine.code) found.push(`the viewer was disconnected with ${this.#viewerLine.code}`);
    else compare("the viewer", factsOf(this.#viewer.doc));
    return found;
  }

  close(): void {
    this.room.close();
    this.honest.doc.destroy();
    this.#viewer.doc.destroy();
  }

  #open(): Room {
    const log: Log = (_level, event, fields) => void this.log.push(`${event} ${fields?.error ?? ""}`);
    const options = { board: "b", store: this.store, bus: new LocalBus(), clock: this.#clock, log };
    return new Room({ head: EMPTY_HEAD, updates: [] }, options);
  }

  #join(line: Line, role: "editor" | "viewer"): Session {
    const session = new Session(line, { role, extended: true, clock: this.#clock });
    this.room.join(session);
    return session;
  }

  #lineTo({ doc }: Board): Line {
    return new Line((bytes) => {
      const frame = decodeFrame(bytes);
      if (frame.kind === "queryAwareness") this.#honest.liveness.heard();
      if (frame.kind !== "update" && frame.kind !== "step2") return;
      try {
        Y.applyUpdate(doc, frame.update, "remote");
      } catch (error) {
        this.thrown.push(`an honest peer threw: ${(error as Error).message}`);
      }
    });
  }
}

function firstDifference(one: string, other: string): string {
  const [ours, theirs] = [one.split("\n"), other.split("\n")];
  const at = ours.findIndex((line, i) => line !== theirs[i]);
  return `${ours[at]} | ${theirs[at]}`;
}
