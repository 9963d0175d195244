import { SIGNAL_BYTES_MAX } from "../../../board/wire/direct_limits.ts";

/** What two pages tell each other through the server to connect (PROTOCOL.md 16.6). */
export interface Signal {
  readonly attempt: number;
  readonly kind: "offer" | "answer" | "candidate";
  /** SDP of an offer or an answer; a candidate as `RTCIceCandidate` writes it. */
  readonly content: string | RTCIceCandidateInit;
}

export function encodeSignal({ attempt, kind, content }: Signal): string {
  return JSON.stringify({ attempt, [kind]: content });
}

/** Reads a foreign signal. @returns undefined when it is malformed, or describes anything but a data channel */
export function readSignal(text: string): Signal | undefined {
  const { attempt, offer, answer, candidate } = Object(parse(text)) as Record<string, unknown>;
  if (!Number.isSafeInteger(attempt)) return undefined;
  const number = attempt as number;
  if (isDescription(offer)) return { attempt: number, kind: "offer", content: offer };
  if (isDescription(answer)) return { attempt: number, kind: "answer", content: answer };
  const content = readCandidate(candidate);
  return content && { attempt: number, kind: "candidate", content };
}

function parse(text: string): unknown {
  try {
    return text.length <= SIGNAL_BYTES_MAX ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** A description with audio or video would make the browser start decoders. */
function isDescription(sdp: unknown): sdp is string {
  if (typeof sdp !== "string") return false;
  const media = sdp.match(/^m=.*$/gm) ?? [];
  return media.length === 1 && media[0].startsWith("m=application ");
}

function readCandidate(value: unknown): RTCIceCandidateInit | undefined {
  const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = Object(value) as Record<string, unknown>;
  if (typeof candidate !== "string") return undefined;
  return {
    candidate,
    sdpMid: typeof sdpMid === "string" ? sdpMid : null,
    sdpMLineIndex: typeof sdpMLineIndex === "number" ? sdpMLineIndex : null,
    ...(typeof usernameFragment === "string" && { usernameFragment }),
  };
}
