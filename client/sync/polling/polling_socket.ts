import type { Clock } from "../../../board/clock.ts";
import { decodePollAnswer, encodePoll, SESSION_ID_BYTES } from "../../../board/wire/polling.ts";
import { POLL_GATHER_MS, POLL_SOURCES_MAX, POLL_WAIT_MS_MAX } from "../../../board/wire/polling_limits.ts";
import { CLOSE, decodeFrame, encodeSaved, KIND, SYNC } from "../../../board/wire/protocol.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { ClientSocket } from "../client_socket.ts";
import { RequestLimiter } from "./request_limiter.ts";
import { retryAfterMs } from "./retry_after.ts";
import { UpdateQueue } from "./update_queue.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** When a proxy cuts a poll, the wait is halved, down to this, ms. Below it, the page asks regularly instead. */
const WAIT_MS_MIN = 5_000;
/** A poll that fails sooner was not cut by a proxy, ms. */
const CUT_MS_MIN = 1_000;
/** Interval of simple polling, ms, and of any polling while the page is hidden. */
const SIMPLE_MS = 2_000;
const HIDDEN_MS = 60_000;
/** An answer may come this much later than the wait, ms. */
const LATE_MS = 10_000;
/** After a larger answer there is probably more, bytes. */
const LARGE_ANSWER_BYTES = 128 * 1024;

/** How long polls wait, ms: what the proxies on the way allowed so far. */
export interface Pace {
  waitMs: number;
}

export interface PollingSocketOptions {
  /** `/api/boards/<slug>`, or that with a query. */
  readonly address: string;
  readonly clock: Clock;
  /** True: it never waits for news. */
  readonly isSimple?: boolean;
  /** The sockets of a page share it. */
  readonly pace?: Pace;
  readonly isHidden?: () => boolean;
  readonly request?: typeof fetch;
}

/**
 * A connection of requests, for networks that block WebSockets (PROTOCOL.md 15). One poll waits for news. A newer one,
 * with own presence or ink, takes its place: the server then answers the older one.
 */
export class PollingSocket implements ClientSocket {
  binaryType: BinaryType = "arraybuffer";
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly #options: PollingSocketOptions;
  readonly #session = crypto.getRandomValues(new Uint8Array(SESSION_ID_BYTES));
  readonly #updates: UpdateQueue;
  readonly #pace: Pace;
  /** Live ink, cursors and updates together make at most 7 requests a second. */
  readonly #limiter: RequestLimiter;
  /** Frames received from each source, the newest source last. */
  readonly #received = new Map<string, number>();
  #after: number | undefined;
  #outbox: Frame[] = [];
  #isOpen = false;
  #isClosed = false;
  /** The next poll repeats one that was cut. */
  #isRetry = false;
  #polls = 0;
  /** Ends the polls that are in flight. */
  readonly #aborts = new Set<() => void>();
  #cancelPoll: (() => void) | undefined;
  #nextPoll = Infinity;
  #retryAfterMs: number | undefined;
  #refusal: ErrorCode | undefined;

  constructor(options: PollingSocketOptions) {
    this.#options = options;
    this.#pace = options.pace ?? { waitMs: POLL_WAIT_MS_MAX };
    const limiter = this.#limiter = new RequestLimiter(options.clock, POLL_GATHER_MS);
    this.#updates = new UpdateQueue({
      session: this.#session,
      clock: options.clock,
      turn: (begin) => limiter.request(begin),
      post: (body) => this.#post("updates", body, { ms: POLL_WAIT_MS_MAX + LATE_MS }),
      saved: (count) => this.#tell(encodeSaved(count)),
      refused: (response) => this.#refused(response),
    });
    this.#pollIn(0);
  }

  get bufferedAmount(): number {
    return this.#updates.bytes;
  }

  get retryAfterMs(): number | undefined {
    return this.#retryAfterMs;
  }

  get refusal(): ErrorCode | undefined {
    return this.#refusal;
  }

  get isResting(): boolean {
    return this.#options.isHidden?.() ?? false;
  }

  send(frame: Frame): void {
    if (this.#isClosed) return;
    if (frame[0] === KIND.sync && frame[1] !== SYNC.step1) return this.#updates.add(frame);
    this.#outbox.push(frame);
    this.#pollIn(0);
  }

  /** Lets the request with updates finish, and ends the session. Safe to call twice. */
  close(): void {
    if (this.#isClosed) return;
    this.#end();
    this.#updates.close().finally(() => this.#isOpen && this.leave());
  }

  /** Ends the session on the server, also while the page is closed. */
  leave(): void {
    const { request = fetch } = this.#options;
    request(this.#address("poll"), { method: "DELETE", body: this.#session, keepalive: true })
      .then((response) => response.body?.cancel(), () => {});
  }

  /** The page is visible again. */
  wake(): void {
    this.#pollIn(0);
  }

  #end(): void {
    this.#isClosed = true;
    for (const abort of this.#aborts) abort();
    this.#cancelPoll?.();
    this.#cancelPoll = undefined;
    this.#limiter.close();
  }

  /** Polls after this time, when it is its turn. An earlier plan stays. */
  #pollIn(ms: number): void {
    if (this.#isClosed) return;
    const { clock } = this.#options;
    const at = clock.now() + ms;
    if (this.#cancelPoll && this.#nextPoll <= at) return;
    this.#cancelPoll?.();
    this.#nextPoll = at;
    const wait = () => {
      this.#cancelPoll = this.#limiter.request(() => {
        this.#cancelPoll = undefined;
        this.#poll();
      });
    };
    if (ms === 0) wait();
    else this.#cancelPoll = clock.after(ms, wait);
  }

  async #poll(): Promise<void> {
    const { clock } = this.#options;
    const frames = this.#outbox;
    this.#outbox = [];
    const isAsking = frames.some((frame) => frame[0] === KIND.sync);
    const isShort = this.isSimple || this.#isRetry || isAsking || !this.#isOpen || this.isResting;
    this.#isRetry = false;
    const wait = isShort ? 0 : this.#pace.waitMs;
    const start = clock.now();
    const received = [...this.#received].map(([source, frames]) => ({ source, frames })).slice(-POLL_SOURCES_MAX);
    const body = encodePoll({ session: this.#session, waitMs: wait, after: this.#after, received, frames });
    this.#polls++;
    const response = await this.#post("poll", body, { ms: wait + LATE_MS });
    this.#polls--;
    if (this.#isClosed) return void await response?.body?.cancel();
    if (response === undefined || isFromProxy(response)) {
      await response?.body?.cancel();
      return this.#failed(frames, { wait, ms: clock.now() - start });
    }
    if (response.status !== 200 && response.status !== 204) return this.#refused(response);
    const bytes = await response.arrayBuffer().catch(() => undefined);
    if (this.#isClosed) return;
    if (bytes === undefined) return this.#failed(frames, { wait, ms: clock.now() - start });
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.onopen?.(new Event("open"));
    }
    if (bytes.byteLength > 0) this.#hear(new Uint8Array(bytes));
    if (this.#polls === 0 && !this.#isClosed) this.#pollIn(this.#pauseAfter(bytes.byteLength, frames, isAsking));
  }

  /** True while it asks regularly and never waits for news. */
  get isSimple(): boolean {
    return this.#options.isSimple === true || this.#pace.waitMs < WAIT_MS_MIN;
  }

  #pauseAfter(bytes: number, frames: readonly Frame[], isAsking: boolean): number {
    if (bytes > LARGE_ANSWER_BYTES || isAsking) return 0;
    // The server echoes presence a moment later. A page that does not hear it would think that the network is gone.
    const awaitsEcho = frames.some((frame) => frame[0] === KIND.awareness || frame[0] === KIND.queryAwareness);
    if (this.isResting && !awaitsEcho) return HIDDEN_MS;
    if (this.isResting) return SIMPLE_MS;
    return this.isSimple ? SIMPLE_MS : 0;
  }

  /** A held poll that was cut is repeated at once. If that fails too, the network is gone. */
  #failed(frames: readonly Frame[], { wait, ms }: { wait: number; ms: number }): void {
    this.#outbox = [...frames.filter((frame) => frame[0] !== KIND.ink), ...this.#outbox];
    if (this.#polls > 0) return;
    if (wait === 0 || ms < CUT_MS_MIN) return this.#gone(1006, "");
    const { waitMs } = this.#pace;
    this.#pace.waitMs = waitMs > WAIT_MS_MIN ? Math.max(WAIT_MS_MIN, waitMs / 2) : 0;
    this.#isRetry = true;
    this.#pollIn(0);
  }

  #hear(bytes: Frame): void {
    const { source, first, after, frames } = decodePollAnswer(bytes);
    const known = this.#received.get(source) ?? 0;
    // The newest source last.
    this.#received.delete(source);
    this.#received.set(source, Math.max(known, first + frames.length - 1));
    if (after !== undefined) this.#after = after;
    for (const frame of frames.slice(Math.max(0, known + 1 - first))) {
      this.#tell(frame);
      if (frame[0] === KIND.notice) this.#noticed(frame);
    }
  }

  #noticed(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.kind === "notice" && frame.code === "accepted") this.#updates.accepted();
  }

  #tell(frame: Uint8Array): void {
    if (!this.#isClosed) this.onmessage?.(new MessageEvent("message", { data: frame.slice().buffer }));
  }

  async #refused(response: Response): Promise<void> {
    const { error = "", code, close } = await response.json().catch(() => ({}));
    this.#refusal = typeof code === "string" ? code as ErrorCode : undefined;
    this.#retryAfterMs = retryAfterMs(response);
    const closing = typeof close === "number" ? close : CLOSINGS[code] ?? CLOSE.tryAgain;
    this.#gone(closing, String(error));
  }

  #gone(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#end();
    this.#updates.close();
    this.onclose?.(new CloseEvent("close", { code, reason }));
  }

  /** The path comes before the query. */
  #address(path: "poll" | "updates"): string {
    return this.#options.address.replace(/\?|$/, `/${path}$&`);
  }

  /** @returns undefined when there is no answer in time */
  async #post(path: "poll" | "updates", body: Frame, { ms }: { ms: number }): Promise<Response | undefined> {
    const { request = fetch, clock } = this.#options;
    const controller = new AbortController();
    const abort = () => controller.abort();
    const cancel = clock.after(ms, abort);
    if (path === "poll") this.#aborts.add(abort);
    try {
      const init = { method: "POST", body, signal: controller.signal, cache: "no-store" } as const;
      return await request(this.#address(path), init);
    } catch {
      return undefined;
    } finally {
      cancel();
      this.#aborts.delete(abort);
    }
  }
}

/** The closing code that a socket gets where a request gets this error. */
const CLOSINGS: Readonly<Record<string, number>> = {
  noSuchLink: CLOSE.noSuchLink,
  removed: CLOSE.removed,
  waiting: CLOSE.waiting,
};

/** A proxy did not get an answer from the server in time: 502, 504, and 520 to 529 of content delivery networks. */
function isFromProxy({ status }: Response): boolean {
  return status === 502 || status === 504 || (status >= 520 && status < 530);
}
