import type { Clock } from "../../board/clock.ts";
import { QUEUE_HARD_BYTES, QUEUE_SOFT_BYTES } from "../../board/limits.ts";
import { CLOSE, encodeQueryAwareness, encodeSaved } from "../../board/protocol.ts";
import { mayDraw, type Role } from "../../board/role.ts";
import type { Reservation } from "../admission/budget.ts";
import type { Size } from "../document/board_size.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { Closing } from "./closing.ts";
import type { Cause, Refusals } from "./refusals.ts";
import { Allowance } from "./allowance.ts";
import { HeldPieces } from "./held_pieces.ts";
import type { Socket } from "./socket.ts";
import { Tally } from "./tally.ts";

const OPEN = 1;

/** A peer on a bad network needs so long to answer. */
const PROOF_MS = 3_000;

export interface Membership {
  readonly role: Role;
  /** True when the peer speaks our own frame kinds, false for a stock y-websocket client. */
  readonly extended: boolean;
  readonly clock: Clock;
  readonly refusals?: Refusals;
  /** Called when the peer sends more than anybody may. */
  readonly onFlood?: () => void;
  /** Ends the connection without waiting for the peer. */
  readonly sever?: () => void;
  /** What all sessions of a process send and hear; one alone counts for itself. */
  readonly tally?: Tally;
  /** See `HeldPieces`. */
  readonly reserve?: (bytes: number, evict: () => void) => Reservation | undefined;
}

const UNLIMITED: Disposable = { [Symbol.dispose]() {} };

/** One socket's membership in a room: what it may do, what it was sent, what of its work is durable. */
export class Session {
  readonly role: Role;
  readonly extended: boolean;
  readonly mayDraw: boolean;

  /** Update frames received; the number acknowledgements count in. */
  received = 0;
  /** Updates that built on what was not there. */
  gaps = 0;
  /** What of this peer the board had no room for last. */
  refused: Size | undefined;
  /** Pieces of a difference that wait for its end. */
  readonly held: HeldPieces;
  /** Called when frames begin to be withheld. */
  onLagging: () => void = () => {};
  /** Asks the peer something that it answers at once. */
  onQuestion: () => void = () => this.#hand(encodeQueryAwareness());

  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #refusals: Refusals | undefined;
  readonly #onFlood: (() => void) | undefined;
  readonly #closing: Closing;
  #cancelProof: (() => void) | undefined;
  readonly acknowledgements = new Acknowledgements();
  readonly allowance: Allowance;
  readonly #reserve: Membership["reserve"];
  readonly tally: Tally;
  #lagging = false;
  /** Messages so far, as far as anybody has to know that there was one … */
  #heard = 0;
  /** … when the peer was last questioned, … */
  #heardBefore: number | undefined;
  #isProven = false;
  /** … and when it was last looked whether it is there. */
  #heardAtLook = 0;
  #isDoubted = false;

  constructor(
    socket: Socket,
    { role, extended, clock, refusals, tally = new Tally(), onFlood, sever, reserve }: Membership,
  ) {
    this.#onFlood = onFlood;
    this.#closing = new Closing(socket, { clock, sever, onFlood: () => this.#flooded() });
    this.#socket = socket;
    this.#clock = clock;
    this.#refusals = refusals;
    this.tally = tally;
    this.allowance = new Allowance(clock);
    this.role = role;
    this.extended = extended;
    this.mayDraw = mayDraw(role);
    this.#reserve = reserve;
    this.held = new HeldPieces({ clock, reserve, dropped: (why) => this.#dropped(why) });
  }

  get isOpen(): boolean {
    return !this.#closing.hasBegun && this.#socket.readyState === OPEN;
  }

  /** True when frames were withheld; the room sends what is missing once the queue has drained. */
  get isLagging(): boolean {
    return this.#lagging;
  }

  get hasDrained(): boolean {
    return this.#socket.bufferedAmount === 0;
  }

  get queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** Bytes that may be sent before the peer has to read. */
  get room(): number {
    return QUEUE_SOFT_BYTES - this.#socket.bufferedAmount;
  }

  /**
   * Sends, unless the peer does not keep up: what is queued for it stays in memory until it reads, and there is no way
   * to take it back, so the bound must act before.
   */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#closing.hasBegun) return;
    const queued = this.#socket.bufferedAmount;
    if (queued > QUEUE_HARD_BYTES) return this.tooSlow();
    if (this.#lagging) return;
    if (queued <= QUEUE_SOFT_BYTES) return this.#hand(frame);
    this.#lagging = true;
    this.onLagging();
  }

  /** Sends also while frames are withheld: part of an answer, for which there is `room`, or a few bytes said once. */
  sendAlways(frame: Uint8Array<ArrayBuffer>): void {
    if (this.isOpen) this.#hand(frame);
  }

  /**
   * Memory for what waits for the peer because it reads slowly. When somebody else needs it more, the connection ends.
   *
   * @returns undefined when there is none
   */
  occupy(bytes: number): Disposable | undefined {
    if (!this.#reserve) return UNLIMITED;
    return this.#reserve(bytes, () => this.tooSlow());
  }

  /** Ends a connection whose peer reads too slowly. */
  tooSlow(): void {
    this.count("slow reader");
    this.close(CLOSE.tryAgain, "this connection does not keep up");
  }

  caughtUp(): void {
    this.#lagging = false;
  }

  /** Tells the peer that its first `count` update frames are durable. */
  acknowledge(count: number): void {
    const told = this.extended && this.isOpen ? this.acknowledgements.next(count) : undefined;
    if (told !== undefined) this.#hand(encodeSaved(told));
  }

  #hand(frame: Uint8Array<ArrayBuffer>): void {
    this.tally.left(frame.length);
    this.#socket.send(frame);
  }

  /** Reasons are for people. */
  close(code: number, reason: string): void {
    if (this.#closing.hasBegun || this.#socket.readyState > OPEN) return;
    this.#closing.now(code, reason);
  }

  /** The connection has ended, whoever ended it: nothing of it is kept for later. */
  gone(): void {
    this.held.close();
    this.#closing.gone();
    this.#cancelProof?.();
  }

  /** Ends the session because of what the peer sent; from here on it is not open, and nothing it sends is used. */
  refuse(code: number, reason: string, cause: Cause): void {
    if (!this.isOpen) return;
    this.count(cause);
    this.#closing.whenQuiet(code, reason);
  }

  #dropped(why: "late" | "memory"): void {
    if (why === "late") return this.refuse(CLOSE.tryAgain, "the rest of a difference did not come", "late");
    this.refuse(CLOSE.tryAgain, "the server is short of memory", "memory is short");
  }

  /** The peer is there. */
  heard(): void {
    this.#heard++;
  }

  /** Asks the peer for a sign of life; any frame is one. */
  prove(onSilence: () => void): void {
    if (this.#cancelProof) return;
    const before = this.#heard;
    this.#ask();
    this.#cancelProof = this.#clock.after(PROOF_MS, () => {
      this.#cancelProof = undefined;
      if (this.#heard === before) onSilence();
    });
  }

  /** Asks for a sign of life as well; `isSilent` says whether there was one. */
  question(): void {
    this.#isProven = this.#heardBefore !== undefined && !this.isSilent;
    this.#heardBefore = this.#heard;
    this.#ask();
  }

  #ask(): void {
    if (this.isOpen) this.onQuestion();
  }

  /** True when it answered the question before the last one: it may be late once, on a machine that is busy. */
  get isProven(): boolean {
    return this.#isProven && !this.#closing.hasBegun;
  }

  /** True when the peer has never sent a whole message: every client sends one when it connects. */
  get isUnheard(): boolean {
    return this.#heard === 0;
  }

  /** True when nothing came since the peer was questioned. */
  get isSilent(): boolean {
    return this.#heard === this.#heardBefore;
  }

  /** Ends a connection from which nothing is to be expected, not even that it would close when it is told to. */
  drop({ isFlood }: { isFlood: boolean }): void {
    this.count("silent");
    if (isFlood) this.#onFlood?.();
    this.#closing.sever();
  }

  /**
   * To be called now and then. Who was silent since is asked for a sign of life, which also keeps proxies from closing
   * the connection.
   *
   * @returns true when there was none since it was asked
   */
  isDead(): boolean {
    const wasDoubted = this.#isDoubted;
    this.#isDoubted = this.#heard === this.#heardAtLook;
    this.#heardAtLook = this.#heard;
    if (this.#isDoubted && !wasDoubted) this.#ask();
    return this.#isDoubted && wasDoubted;
  }

  /** Ends a session that sends too much: at once, as who floods does not become quiet and need not read why. */
  stop(): void {
    if (!this.isOpen) return;
    this.#flooded();
    this.#closing.now(CLOSE.tooMany, "too many messages came at once: reload the page", { isFlood: true });
  }

  #flooded(): void {
    this.count("flood");
    this.#onFlood?.();
  }

  /** Notes that something of this session was refused. */
  count(cause: Cause): void {
    this.#refusals?.count(cause);
  }

  /**
   * A text, binary or pong frame has been read. Only the runtime sees pongs, so it reports every frame here, before the
   * message is given to `receive`.
   */
  arrived(): void {
    if (this.allowance.takeFrame()) return;
    if (this.isOpen) this.stop();
    else this.#closing.cut();
  }

  /** Charges a message to the rate limiter. @returns false when it is exhausted */
  take(bytes: number): boolean {
    return this.allowance.takeMessage(bytes);
  }

  /** Drops a message that came after the end. */
  ignored(bytes: number): void {
    if (this.take(bytes)) this.#closing.ignored();
    else this.#closing.cut();
  }
}
