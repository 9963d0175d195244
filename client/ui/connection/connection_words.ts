import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { CONNECTION } from "../../messages/en/connection/connection.ts";
import { languageTag } from "../../messages/messages.ts";
import type { ConnectionState, FrameEntry, StateChange, TransportName } from "./connection_port.ts";

export function transportWord(transport: TransportName | "automatic"): string {
  switch (transport) {
    case "automatic":
      return CONNECTION.automatic;
    case "websocket":
      return CONNECTION.websocket;
    case "long polling":
      return CONNECTION.longPolling;
    case "simple polling":
      return CONNECTION.simplePolling;
  }
}

export function changeWords({ kind, transport = "websocket", code = 0, isOwn, refusal }: StateChange): string {
  const values = { transport: transportWord(transport) };
  switch (kind) {
    case "connecting":
      return CONNECTION.connecting(values);
    case "open":
      return CONNECTION.opened(values);
    case "replaced":
      return CONNECTION.replaced(values);
    case "closed":
      if (isOwn) return CONNECTION.closedByPage;
      return CONNECTION.closed({ code: String(code), reason: refusalReason(refusal) ?? closeReason(code) });
  }
}

/** What the server answered to a request. Undefined where the close code says as much. */
function refusalReason(refusal: ErrorCode | undefined): string | undefined {
  switch (refusal) {
    case "banned":
      return CONNECTION.refusedBanned;
    case "boardFull":
      return CONNECTION.refusedBoardFull;
    case "busy":
    case "unavailable":
      return CONNECTION.refusedBusy;
    case "outOfStep":
      return CONNECTION.refusedOutOfStep;
    case "tooLarge":
      return CONNECTION.refusedTooLarge;
    case "tooManyConnections":
      return CONNECTION.refusedConnections;
    case "viewOnly":
      return CONNECTION.refusedViewOnly;
  }
}

/** The close codes of PROTOCOL.md. */
function closeReason(code: number): string {
  switch (code) {
    case 1000:
    case 1001:
      return CONNECTION.closeNormal;
    case 1006:
      return CONNECTION.closeLost;
    case 1011:
      return CONNECTION.closeError;
    case 1012:
      return CONNECTION.closeRestart;
    case 1013:
      return CONNECTION.closeTryAgain;
    case 4400:
      return CONNECTION.closeMalformed;
    case 4404:
      return CONNECTION.closeNoLink;
    case 4410:
      return CONNECTION.closeWithdrawn;
    case 4411:
      return CONNECTION.closeDeleted;
    case 4413:
    case 4429:
      return CONNECTION.closeTooMuch;
    default:
      return CONNECTION.closeOther;
  }
}

const KINDS = {
  step1: "kindStep1",
  step2: "kindStep2",
  update: "kindUpdate",
  awareness: "kindAwareness",
  denied: "kindDenied",
  queryAwareness: "kindQueryAwareness",
  ink: "kindInk",
  saved: "kindSaved",
  notice: "kindNotice",
  talk: "kindTalk",
  direct: "kindDirect",
  malformed: "kindMalformed",
} as const;

export function kindWord(kind: string): string {
  return CONNECTION[Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : "kindUnknown"];
}

export function directionWord({ direction }: Pick<FrameEntry, "direction">): string {
  return CONNECTION[direction];
}

export function waitingWords({ unsaved, bufferedBytes }: ConnectionState): string {
  if (unsaved === 0 && bufferedBytes === 0) return CONNECTION.nothingWaits;
  const changes = CONNECTION.changes({ count: unsaved });
  if (bufferedBytes === 0) return changes;
  return CONNECTION.changesAndBytes({ changes, bytes: CONNECTION.bytes({ count: bufferedBytes }) });
}

/** "14:02:07.250" */
export function timeOfDay(at: number): string {
  const time = new Intl.DateTimeFormat(languageTag(), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  });
  return time.format(at);
}

/** One line of copied text. */
export function frameLine(frame: FrameEntry): string {
  return [
    timeOfDay(frame.at),
    directionWord(frame),
    kindWord(frame.kind),
    CONNECTION.bytes({ count: frame.bytes }),
    frame.summary,
  ].join("\t");
}
