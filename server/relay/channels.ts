import type { Right } from "../../board/role.ts";
import type { Frame } from "../../board/wire/protocol.ts";
import type { Session } from "../session/session.ts";

/** The rights that a peer needs to receive and to send the messages of one kind in a room. */
export interface Channel {
  readonly read: Right;
  readonly write: Right;
}

export type ChannelName = "document" | "liveStrokes" | "presence" | "talk";

/** The channels of a room. */
const CHANNELS: Readonly<Record<ChannelName, Channel>> = {
  document: { read: "view", write: "draw" },
  /** Strokes that are not finished yet. */
  liveStrokes: { read: "view", write: "draw" },
  presence: { read: "view", write: "view" },
  /** An ordered log of events. Peers write to it by HTTP, where each request has an answer. */
  talk: { read: "view", write: "comment" },
};

/** The channel and the effect of each kind of frame from a peer. Other frames are ignored. */
const USES: Partial<Record<Frame["kind"], readonly [channel: ChannelName, use: keyof Channel]>> = {
  step1: ["document", "read"],
  step2: ["document", "write"],
  update: ["document", "write"],
  ink: ["liveStrokes", "write"],
  direct: ["liveStrokes", "write"],
  awareness: ["presence", "write"],
  queryAwareness: ["presence", "read"],
};

/** The right that each kind of frame takes: every frame is checked, so this is looked up once. */
const RIGHT_TO_SEND: Partial<Record<Frame["kind"], Right>> = Object.fromEntries(
  Object.entries(USES).map(([kind, [channel, use]]) => [kind, CHANNELS[channel][use]]),
);

/** True when the session may send a frame of this kind. */
export function maySend({ rights }: Session, kind: Frame["kind"]): boolean {
  const right = RIGHT_TO_SEND[kind];
  return right !== undefined && rights[right];
}

export function mayRead({ rights }: Session, channel: ChannelName): boolean {
  return rights[CHANNELS[channel].read];
}

export function mayWrite({ rights }: Session, channel: ChannelName): boolean {
  return rights[CHANNELS[channel].write];
}
