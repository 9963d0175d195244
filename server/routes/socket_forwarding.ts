import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import type { SocketAdmission } from "../admission/socket_admission.ts";
import type { InstanceClient, OpenSocket, SocketOptions } from "../http/instance_client.ts";
import type { BoardLeases } from "../instances/board_leases.ts";
import type { Refusals } from "../session/refusals.ts";
import type { BoardId } from "../store/board_store.ts";
import { ForwardedSocket } from "./forwarded_socket.ts";

export interface SocketForwardingOptions {
  readonly leases: Pick<BoardLeases, "claim">;
  readonly client: Pick<InstanceClient, "openSocket">;
  readonly refusals: Refusals;
  readonly clock: Clock;
}

interface Admitted {
  readonly socketAdmission: SocketAdmission;
  /** Everything the connection holds. It is released once, however the connection ends. */
  readonly held: DisposableStack;
}

/** The sockets of this instance whose boards other instances serve. */
export class SocketForwarding {
  readonly #options: SocketForwardingOptions;
  readonly #sockets = new Set<ForwardedSocket>();

  constructor(options: SocketForwardingOptions) {
    this.#options = options;
  }

  /** Number of open sockets: those of clients, and those to other instances that are still closing. */
  get size(): number {
    return this.#sockets.size;
  }

  /**
   * Opens a socket to the instance that serves the board.
   *
   * @returns undefined when the board is served here, because nobody else holds it or the holder is not reachable
   */
  async open(board: BoardId, request: Request, options: SocketOptions): Promise<OpenSocket | "refused" | undefined> {
    const { leases, client } = this.#options;
    const address = await leases.claim(board);
    if (address === undefined) return undefined;
    const opened = await client.openSocket(address, request, options);
    if (opened === undefined) await leases.claim(board, { unreachable: address });
    return opened;
  }

  /** Copies frames between a client's socket and the socket to the other instance, until one of them ends. */
  connect(socket: WebSocket, other: OpenSocket, { socketAdmission, held }: Admitted): void {
    const { clock, refusals } = this.#options;
    const onEnd = () => {
      held.dispose();
      void other.stream.closed.catch(() => {}).then(() => this.#sockets.delete(forwarded));
    };
    const forwarded = new ForwardedSocket(socket, other, { clock, onEnd });
    this.#sockets.add(forwarded);
    socketAdmission.onEvict = () => {
      refusals.count("evicted");
      forwarded.close(CLOSE.tryAgain, "there are too many connections from your network");
    };
  }

  closeSockets(reason: string): void {
    for (const socket of this.#sockets) socket.close(CLOSE.restarting, reason);
  }
}
