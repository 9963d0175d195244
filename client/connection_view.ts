import { type ReadonlySignal, signal } from "@preact/signals-core";
import { encodeQueryAwareness, SUBPROTOCOL } from "../board/wire/protocol.ts";
import { BoardDirect } from "./board_direct.ts";
import type { BoardLink } from "./board_link.ts";
import type { BoardTransports } from "./board_transports.ts";
import type { Editor } from "./editor/editor.ts";
import { every } from "./page_events.ts";
import { FrameRecord } from "./sync/record/frame_record.ts";
import { FrameSummaries } from "./sync/record/frame_summary.ts";
import type { ConnectionState, LiveConnection } from "./ui/connection/connection_port.ts";

/** Interval of looking at the state, and of measuring the round-trip time, ms. */
const LOOK_MS = 500;
const PING_MS = 2_000;

const MASK = "••••••";

/** The connection of a page while somebody looks at it. */
export class ConnectionView implements LiveConnection {
  readonly changes: LiveConnection["changes"];
  readonly frames: LiveConnection["frames"];
  readonly roundTrips: LiveConnection["roundTrips"];
  readonly direct: LiveConnection["direct"];
  readonly state: ReadonlySignal<ConnectionState>;
  readonly #link: BoardLink;
  readonly #transports: BoardTransports;
  readonly #record: FrameRecord;
  readonly #ends: (() => void)[];

  constructor(editor: Editor, link: BoardLink, transports: BoardTransports) {
    this.#link = link;
    this.#transports = transports;
    const { provider, log } = link;
    const peers = () => editor.peers.peek().map(({ id, user: { name } }) => ({ id, name }));
    this.#record = new FrameRecord({
      log,
      summaries: new FrameSummaries(provider.id, peers),
      today: Date.now,
      now: () => performance.now(),
      mask: (text) => text.replaceAll(link.slug.peek(), MASK),
    });
    this.changes = log.changes;
    this.frames = this.#record.frames;
    this.roundTrips = this.#record.roundTrips;
    this.direct = BoardDirect.of(editor, link);
    const state = signal(this.#look());
    this.state = state;
    const look = () => {
      const now = this.#look();
      if (JSON.stringify(now) !== JSON.stringify(state.peek())) state.value = now;
    };
    // The server answers at once.
    const ping = () => provider.send(encodeQueryAwareness());
    this.#ends = [
      log.changes.subscribe(look),
      every(LOOK_MS, look),
      every(PING_MS, () => document.hidden || ping()),
      () => this.#record.close(),
    ];
    ping();
  }

  /** Safe to call twice. */
  close(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  #look(): ConnectionState {
    const { provider, log } = this.#link;
    const { transport, reason } = this.#transports;
    const opened = log.changes.peek().findLast((change) => change.kind === "open");
    const answer = opened?.transport === transport ? opened : undefined;
    const isEncrypted = location.protocol === "https:";
    const isSocket = transport === "websocket";
    const path = isSocket ? `/ws/${MASK}` : `/api/boards/${MASK}/poll`;
    const http = isSocket ? "" : httpVersion();
    return {
      transport,
      reason,
      isOpen: provider.isOpen,
      address: `${isSocket ? isEncrypted ? "wss" : "ws" : isEncrypted ? "https" : "http"}://${location.host}${path}`,
      isEncrypted,
      protocol: answer?.protocol ?? "",
      http,
      handshake: isSocket ? socketHandshake(path, answer) : pollingRequest(path, http),
      unsaved: provider.unsaved.changes,
      bufferedBytes: provider.bufferedBytes,
    };
  }
}

/** A page does not see the other lines, for example the key. */
function socketHandshake(path: string, answer: { protocol: string; extensions: string } | undefined): string[] {
  const lines = [
    `→ GET ${path} HTTP/1.1`,
    `→ Host: ${location.host}`,
    "→ Upgrade: websocket",
    `→ Origin: ${location.origin}`,
    `→ Sec-WebSocket-Protocol: ${SUBPROTOCOL}`,
  ];
  if (answer === undefined) return lines;
  lines.push("← HTTP/1.1 101 Switching Protocols", `← Sec-WebSocket-Protocol: ${answer.protocol}`);
  return answer.extensions ? [...lines, `← Sec-WebSocket-Extensions: ${answer.extensions}`] : lines;
}

function pollingRequest(path: string, http: string): string[] {
  return [`→ POST ${path} ${http}`.trimEnd(), `→ Host: ${location.host}`, `→ Origin: ${location.origin}`];
}

/** The name in the browser's list of requests: "http/1.1", "h2", "h3". */
function httpVersion(): string {
  const requests = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  return requests.findLast(({ name }) => name.endsWith("/poll"))?.nextHopProtocol ?? "";
}
