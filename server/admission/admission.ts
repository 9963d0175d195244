import type { Clock } from "../../board/clock.ts";
import {
  BOARDS_PER_ADDRESS,
  BOARDS_PER_MS,
  BOARDS_PER_NETWORK,
  REQUESTS_MAX,
  REQUESTS_PER_ADDRESS_MAX,
  REQUESTS_PER_NETWORK_MAX,
  SOCKETS_MAX,
  SOCKETS_PER_ADDRESS_MAX,
  SOCKETS_PER_BOARD_MAX,
  UNLOCK_TRIES_PER_ADDRESS,
  UNLOCK_TRIES_PER_MS,
  UNLOCK_TRIES_PER_NETWORK,
} from "../../board/limits.ts";
import {
  ASSET_BYTES_PER_ADDRESS,
  ASSET_BYTES_PER_MS,
  ASSET_BYTES_PER_NETWORK,
} from "../../board/asset/asset_limits.ts";
import { Bans } from "./bans.ts";
import type { MemoryBudget } from "./memory_budget.ts";
import { type Claim, FairLimit, type Holder } from "./fair_limit.ts";
import { IngressLimiter } from "./ingress_limiter.ts";
import { ClientRateLimiter, RateLimiter } from "./rate_limiter.ts";
import { type FullReason, SocketAdmission } from "./socket_admission.ts";
import { ResponsePace } from "./response_pace.ts";
import { Scheduler } from "./scheduler.ts";
import { WorkQueue } from "./work_queue.ts";

export interface ConnectionLimits {
  readonly sockets: number;
  readonly socketsPerAddress: number;
  readonly socketsPerBoard: number;
  readonly requests: number;
  readonly requestsPerAddress: number;
  readonly requestsPerNetwork: number;
}

export interface AdmissionOptions {
  readonly clock: Clock;
  readonly budget: MemoryBudget;
  readonly limits?: Partial<ConnectionLimits>;
  /** Boards that one address may create in ten minutes; Infinity: no limit. */
  readonly boardsPerAddress?: number;
}

/** A lively conversation has a message each 5 s; a network is an office or a school. */
const TALK_PER_ADDRESS = 40;
const TALK_PER_NETWORK = 400;
const TALK_PER_MS = 60_000;
/** To look through the longest conversation takes 125 searches. */
const TALK_SEARCHES_PER_ADDRESS = 150;
const TALK_SEARCHES_PER_NETWORK = 1_000;

/** An owner registers or tests a webhook a few times. Each try sends a request to an address that the owner names. */
const WEBHOOKS_PER_ADDRESS = 10;
const WEBHOOKS_PER_NETWORK = 30;
const WEBHOOKS_PER_MS = 60_000;

/** Pages that the server reads for cards: a person pastes a list of links now and then, a board belongs to a class. */
const UNFURLS_PER_ADDRESS = 40;
const UNFURLS_PER_NETWORK = 200;
const UNFURLS_PER_BOARD = 120;
const UNFURLS_PER_MS = 60_000;

/** A program that writes every 0.2 s; a network has a few of them. */
const PROGRAMS_PER_ADDRESS = 300;
const PROGRAMS_PER_NETWORK = 1_500;
const PROGRAMS_PER_MS = 60_000;

/** A person tries a few times; a network is a school whose pupils sign in together. */
const SIGN_INS_PER_ADDRESS = 60;
const SIGN_INS_PER_NETWORK = 600;
const SIGN_INS_PER_MS = 60_000;

const LIMITS: ConnectionLimits = {
  sockets: SOCKETS_MAX,
  socketsPerAddress: SOCKETS_PER_ADDRESS_MAX,
  socketsPerBoard: SOCKETS_PER_BOARD_MAX,
  requests: REQUESTS_MAX,
  requestsPerAddress: REQUESTS_PER_ADDRESS_MAX,
  requestsPerNetwork: REQUESTS_PER_NETWORK_MAX,
};

/** Admission control for everything that costs memory, processor time or a connection on behalf of a peer. */
export class Admission {
  /** Memory that peers may occupy. */
  readonly budget: MemoryBudget;
  /** Creation of boards. */
  readonly boardRate: ClientRateLimiter;
  /** Attempts to enter a passphrase, for each link. */
  readonly unlockRate: ClientRateLimiter;
  /** Attempts to sign in. */
  readonly signInRate: ClientRateLimiter;
  /** New accounts: as many as boards. */
  readonly signUpRate: ClientRateLimiter;
  /** Events of conversations. */
  readonly talkRate: ClientRateLimiter;
  /** Searches in conversations. */
  readonly talkSearchRate: ClientRateLimiter;
  /** Bytes of assets. */
  readonly assetRate: ClientRateLimiter;
  /** Requests that the server sends for an owner of a board at once. */
  readonly webhookRate: ClientRateLimiter;
  /** Pages that the server reads for cards, by board; see `takeUnfurl`. */
  readonly #unfurlRate: ClientRateLimiter;
  readonly #unfurlBoardRate: RateLimiter;
  /** Requests of programs for the shapes of boards. */
  readonly programRate: ClientRateLimiter;
  /**
   * Derivations of keys from passphrases. One takes a core for 0.1 to 0.3 s, so the last in the queue waits some 5 s.
   */
  readonly derivations: WorkQueue;
  /** Loads of boards. The pauses between them let other work run. */
  readonly loads: WorkQueue;
  /** Loads of small boards: they wait only when very many people open different boards at once. */
  readonly smallLoads: WorkQueue;
  /** Loads and encodings of boards that are not live, for a request. Each holds a board in memory. */
  readonly reads: WorkQueue;
  /** Encoding and compression of boards for a request: at most half of the time of the event loop. */
  readonly encodings: WorkQueue;
  /** Writes of new boards: these requests need no link. */
  readonly creations: WorkQueue;
  /** Pages that are read for cards. A silent one takes some seconds, so the last in the queue waits up to a minute. */
  readonly unfurls: WorkQueue;
  /** Messages that take long. */
  readonly scheduler: Scheduler;
  /** Bytes of large messages. */
  readonly ingress: IngressLimiter;
  /** Bytes of large responses. */
  readonly responses: ResponsePace;
  readonly #sockets: FairLimit;
  readonly #boards: FairLimit;
  readonly #requests: FairLimit;
  readonly #bans: Bans;

  constructor({ clock, budget, limits, boardsPerAddress = BOARDS_PER_ADDRESS }: AdmissionOptions) {
    const max = { ...LIMITS, ...limits };
    this.budget = budget;
    this.#sockets = new FairLimit({ total: max.sockets, address: max.socketsPerAddress });
    this.#boards = new FairLimit({ total: Infinity, board: max.socketsPerBoard });
    this.#requests = new FairLimit({
      total: max.requests,
      address: max.requestsPerAddress,
      network: max.requestsPerNetwork,
    });
    this.#bans = new Bans(clock);
    const networkFactor = BOARDS_PER_NETWORK / BOARDS_PER_ADDRESS;
    this.boardRate = new ClientRateLimiter(clock, {
      address: { count: boardsPerAddress, perMs: BOARDS_PER_MS },
      network: { count: boardsPerAddress * networkFactor, perMs: BOARDS_PER_MS },
    });
    this.unlockRate = new ClientRateLimiter(clock, {
      address: { count: UNLOCK_TRIES_PER_ADDRESS, perMs: UNLOCK_TRIES_PER_MS },
      network: { count: UNLOCK_TRIES_PER_NETWORK, perMs: UNLOCK_TRIES_PER_MS },
    });
    this.signInRate = new ClientRateLimiter(clock, {
      address: { count: SIGN_INS_PER_ADDRESS, perMs: SIGN_INS_PER_MS },
      network: { count: SIGN_INS_PER_NETWORK, perMs: SIGN_INS_PER_MS },
    });
    this.signUpRate = new ClientRateLimiter(clock, {
      address: { count: BOARDS_PER_ADDRESS, perMs: BOARDS_PER_MS },
      network: { count: BOARDS_PER_NETWORK, perMs: BOARDS_PER_MS },
    });
    this.talkRate = new ClientRateLimiter(clock, {
      address: { count: TALK_PER_ADDRESS, perMs: TALK_PER_MS },
      network: { count: TALK_PER_NETWORK, perMs: TALK_PER_MS },
    });
    this.talkSearchRate = new ClientRateLimiter(clock, {
      address: { count: TALK_SEARCHES_PER_ADDRESS, perMs: TALK_PER_MS },
      network: { count: TALK_SEARCHES_PER_NETWORK, perMs: TALK_PER_MS },
    });
    this.assetRate = new ClientRateLimiter(clock, {
      address: { count: ASSET_BYTES_PER_ADDRESS, perMs: ASSET_BYTES_PER_MS },
      network: { count: ASSET_BYTES_PER_NETWORK, perMs: ASSET_BYTES_PER_MS },
    });
    this.webhookRate = new ClientRateLimiter(clock, {
      address: { count: WEBHOOKS_PER_ADDRESS, perMs: WEBHOOKS_PER_MS },
      network: { count: WEBHOOKS_PER_NETWORK, perMs: WEBHOOKS_PER_MS },
    });
    this.#unfurlRate = new ClientRateLimiter(clock, {
      address: { count: UNFURLS_PER_ADDRESS, perMs: UNFURLS_PER_MS },
      network: { count: UNFURLS_PER_NETWORK, perMs: UNFURLS_PER_MS },
    });
    this.#unfurlBoardRate = new RateLimiter(clock, { count: UNFURLS_PER_BOARD, perMs: UNFURLS_PER_MS });
    this.programRate = new ClientRateLimiter(clock, {
      address: { count: PROGRAMS_PER_ADDRESS, perMs: PROGRAMS_PER_MS },
      network: { count: PROGRAMS_PER_NETWORK, perMs: PROGRAMS_PER_MS },
    });
    this.derivations = new WorkQueue({ clock, atOnce: 2, waitingMax: 40 });
    this.loads = new WorkQueue({ clock, atOnce: 2, waitingMax: 1_000, rest: 1 });
    this.smallLoads = new WorkQueue({ clock, atOnce: 16, waitingMax: 1_000 });
    this.reads = new WorkQueue({ clock, atOnce: 4, waitingMax: 200 });
    this.encodings = new WorkQueue({ clock, atOnce: 1, waitingMax: 200, rest: 1 });
    this.creations = new WorkQueue({ clock, atOnce: 1, waitingMax: 200, rest: 1 });
    this.unfurls = new WorkQueue({ clock, atOnce: 8, waitingMax: 100 });
    this.scheduler = new Scheduler(clock);
    this.responses = new ResponsePace(clock);
    this.ingress = new IngressLimiter(clock, { budgetBytes: budget.totalBytes });
  }

  /** Cancels all timers. Call it after everything that was admitted has ended. Safe to call twice. */
  close(): void {
    const { derivations, loads, smallLoads, reads, encodings, creations, unfurls, scheduler, responses } = this;
    for (const queue of [derivations, loads, smallLoads, reads, encodings, creations, unfurls, scheduler, responses]) {
      queue.close();
    }
    this.budget.evictIdle();
  }

  get sockets(): number {
    return this.#sockets.used;
  }

  get requests(): number {
    return this.#requests.used;
  }

  /** Admits a page that the server reads for a card. @returns 0, or the ms to wait before the next attempt */
  takeUnfurl(client: Holder, board: string): number {
    const wait = this.#unfurlRate.take(client);
    if (wait > 0) return wait;
    const boardWait = this.#unfurlBoardRate.take(board);
    if (boardWait > 0) this.#unfurlRate.giveBack(client);
    return boardWait;
  }

  /** Admits a request until its response has been sent. @returns undefined when there are too many */
  enterRequest(client: Holder): Claim | undefined {
    return this.#requests.take(1, client);
  }

  /** Admits a socket before its link is known. */
  enterSocket(client: Holder): SocketAdmission | FullReason {
    return SocketAdmission.take(client, { sockets: this.#sockets, boards: this.#boards, bans: this.#bans });
  }
}
