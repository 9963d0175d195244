import type { Clock } from "../../board/clock.ts";
import { QUEUE_HARD_BYTES, QUEUE_SOFT_BYTES } from "../../board/limits.ts";
import { CLOSE, encodeQueryAwareness, encodeSaved } from "../../board/wire/protocol.ts";
import { type Rights, rightsOf, type Role } from "../../board/role.ts";
import type { Size } from "../document/board_size.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { ClosingHandshake } from "./closing_handshake.ts";
import type { Cause, Refusals } from "./refusals.ts";
import { ConnectionRateLimiter } from "./connection_rate_limiter.ts";
import type { Membership } from "./membership.ts";
import { Liveness } from "./liveness.ts";
import { PendingPieces } from "./pending_pieces.ts";
import type { Socket } from "./socket.ts";
import { TrafficCounters } from "./traffic_counters.ts";
import { Turns } from "./turns.ts";

const OPEN = 1;

const UNLIMITED: Disposable = { [Symbol.dispose]() {} };

/** The membership of one socket in a room: its rights, its outbound queue and its acknowledgements. */
export class Session {
  #role: Role;
  #rights: Rights;
  readonly visitor: string | undefined;
  readonly link: string | undefined;
  readonly name: string | undefined;
  readonly extended: boolean;
  /** True when another instance forwards this connection's frames. */
  readonly isForwarded: boolean;

  /** Number of update frames received; acknowledgements refer to it. */
  received = 0;
  /** Number of updates with missing dependencies since the last complete difference. */
  gaps = 0;
  /** Size of this peer's last update that did not fit the board; undefined when nothing is refused. */
  refused: Size | undefined;
  /** Pieces of a difference that wait for its last one. */
  readonly held: PendingPieces;
  /** Called when the session starts to withhold frames. */
  onLagging: () => void = () => {};
  /** Called after the rights have changed. */
  onRights: (before: Rights) => void = () => {};
  /** Sends the peer a ping, which it answers at once. */
  onPing: () => void = () => this.#hand(encodeQueryAwareness());

  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #refusals: Refusals | undefined;
  readonly #onFlood: (() => void) | undefined;
  readonly #closing: ClosingHandshake;
  /** Whether the peer is still there. */
  readonly liveness: Liveness;
  readonly acknowledgements = new Acknowledgements();
  readonly rateLimiter: ConnectionRateLimiter;
  readonly #reserve: Membership["reserve"];
  readonly turns: Turns;
  readonly traffic: TrafficCounters;
  /** True once the session was refused or closed from this side. */
  #isClosing = false;
  #lagging = false;
  /** Bytes queued at most: those at the last look, and all sent since. A look at each frame would cost 1 % of a relay. */
  #queuedMax = 0;

  constructor(
    socket: Socket,
    {
      role,
      link,
      visitor,
      name,
      rights = rightsOf(role),
      extended,
      isForwarded = false,
      clock,
      refusals,
      traffic = new TrafficCounters(),
      onFlood,
      terminate,
      reserve,
      scheduler,
    }: Membership,
  ) {
    this.#onFlood = onFlood;
    this.#closing = new ClosingHandshake(socket, {
      clock,
      terminate,
      onBegin: () => {
        this.#isClosing = true;
        this.turns.close();
      },
      onFlood: () => this.#flooded(),
    });
    this.#socket = socket;
    this.#clock = clock;
    this.#refusals = refusals;
    this.traffic = traffic;
    this.rateLimiter = new ConnectionRateLimiter(clock, scheduler?.shared);
    this.#role = role;
    this.#rights = rights;
    [this.link, this.visitor, this.name] = [link, visitor, name];
    [this.extended, this.isForwarded] = [extended, isForwarded];
    this.#reserve = reserve;
    this.turns = new Turns({
      clock,
      scheduler,
      reserve,
      rateLimiter: this.rateLimiter,
      refuse: () => this.refuse(CLOSE.tryAgain, "too much came at once from your network", "flood"),
      stop: () => this.stop(),
      dropped: () => this.#dropped("memory"),
    });
    this.liveness = new Liveness(clock, () => {
      if (this.isOpen) this.onPing();
    });
    this.held = new PendingPieces({ clock, reserve, dropped: (why) => this.#dropped(why) });
  }

  get role(): Role {
    return this.#role;
  }

  get rights(): Rights {
    return this.#rights;
  }

  /** Gives the session other rights while it is open. */
  setRights(rights: Rights, role: Role = this.#role): void {
    const before = this.#rights;
    [this.#rights, this.#role] = [rights, role];
    this.onRights(before);
  }

  get isOpen(): boolean {
    return !this.#isClosing && this.#socket.readyState === OPEN;
  }

  /** True while frames are withheld; the room sends the missing changes once the queue has drained. */
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
   * Sends a frame unless the peer is too slow. Queued frames stay in memory until the peer reads them and cannot be
   * removed, so the limit applies before they are queued.
   */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#isClosing) return;
    if (this.#queuedMax > QUEUE_SOFT_BYTES) this.#queuedMax = this.#socket.bufferedAmount;
    if (this.#queuedMax > QUEUE_HARD_BYTES) return this.tooSlow();
    if (this.#lagging) return;
    if (this.#queuedMax <= QUEUE_SOFT_BYTES) return this.#hand(frame);
    this.#lagging = true;
    this.onLagging();
  }

  /** Sends even while frames are withheld: part of an answer, for which there is `room`, or a small single frame. */
  sendAlways(frame: Uint8Array<ArrayBuffer>): void {
    if (this.isOpen) this.#hand(frame);
  }

  /**
   * Reserves memory for the queue of a slow reader. When a smaller holder needs the memory, the connection is closed.
   *
   * @returns undefined when there is none
   */
  occupy(bytes: number): Disposable | undefined {
    if (!this.#reserve) return UNLIMITED;
    return this.#reserve(bytes, () => this.tooSlow());
  }

  /** Closes the connection because the peer reads too slowly. */
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
    this.traffic.framesOut++;
    this.traffic.bytesOut += frame.length;
    this.#queuedMax += frame.length;
    this.#socket.send(frame);
  }

  /** Closes the session. `reason` is a message for people. */
  close(code: number, reason: string): void {
    if (this.#isClosing) return;
    // The messages of a peer that has left wait too. They would change a room that is unloaded, and keep its memory.
    if (this.#socket.readyState > OPEN) return this.turns.close();
    this.#closing.now(code, reason);
  }

  /** The connection has ended. Calls `released` once all its messages are handled and it holds nothing any more. */
  gone(released: () => void = () => {}): void {
    this.#closing.gone();
    this.liveness.close();
    const release = () => {
      this.held.close();
      released();
    };
    this.turns.drain(release);
  }

  /**
   * Closes the session because of a message of the peer. The session is no longer open, and later messages are dropped,
   * also when the peer closed its side before this one was handled.
   */
  refuse(code: number, reason: string, cause: Cause): void {
    if (!this.isOpen) return this.turns.close();
    this.count(cause);
    this.#closing.whenQuiet(code, reason);
  }

  #dropped(why: "late" | "memory"): void {
    if (why === "late") return this.refuse(CLOSE.tryAgain, "the rest of a difference did not come", "late");
    this.refuse(CLOSE.tryAgain, "the server is short of memory", "memory is short");
  }

  /** True when it is open and its peer answered the ping before the last one. */
  get isSpared(): boolean {
    return this.liveness.isProven && !this.#isClosing;
  }

  /** Terminates the connection of a silent peer, without a close frame: it would not answer one. */
  drop({ isFlood }: { isFlood: boolean }): void {
    this.count("silent");
    if (isFlood) this.#onFlood?.();
    this.#closing.terminate();
  }

  /** Closes a session that sends too much. It does so at once: a flooding peer does not become quiet. */
  stop(): void {
    if (!this.isOpen) return this.turns.close();
    this.#flooded();
    this.#closing.now(CLOSE.tooMany, "too many messages came at once: reload the page", { isFlood: true });
  }

  #flooded(): void {
    this.count("flood");
    this.#onFlood?.();
  }

  /** Counts a refusal of this session. */
  count(cause: Cause): void {
    this.#refusals?.count(cause);
  }

  /**
   * A text, binary or pong frame has been read. Only the runtime sees pongs, so it reports every frame here, before
   * `receive` gets the message.
   */
  frameReceived(): void {
    if (this.rateLimiter.takeFrame()) return;
    if (this.isOpen) this.stop();
    else this.#closing.cut();
  }

  /** Counts a message and charges it to the rate limiter. @returns false when it has to be dropped */
  messageReceived(bytes: number): boolean {
    this.traffic.framesIn++;
    this.traffic.bytesIn += bytes;
    if (this.#isClosing) {
      this.ignored(bytes);
      return false;
    }
    this.liveness.heard();
    if (this.rateLimiter.takeMessage(bytes)) return true;
    this.stop();
    return false;
  }

  /** Drops a message that arrived after the refusal. */
  ignored(bytes: number): void {
    if (this.rateLimiter.takeMessage(bytes)) this.#closing.ignored();
    else this.#closing.cut();
  }
}
