import { newSecret } from "../../../board/id.ts";
import type { TalkAction } from "../../../board/talk.ts";
import { browserMemory, keep, type Memory, recall } from "../page/browser_storage.ts";

/** An action that the server has not acknowledged. */
export interface PendingAction {
  readonly id: string;
  readonly action: TalkAction;
  /** The name that its author went by. */
  readonly name: string;
}

/** What this device knows of the conversation on a board. */
export interface BoardRecord {
  readonly slug: string;
  /** Number of the newest event that the person has seen. */
  readonly read: number;
  readonly pending: readonly PendingAction[];
  /** Comments after this event are new to the person, until their threads are seen. */
  readonly newAfter?: number;
  /** The newest words that the person has seen, by thread. */
  readonly seen?: Readonly<Record<number, number>>;
}

export interface TalkRecord {
  readonly key?: string;
  /** The least recently used first. */
  readonly boards: readonly BoardRecord[];
}

export const TALK_KEY = "drawbridge.talk";

export function wholeRecord(memory: Memory | undefined): TalkRecord {
  const { key, boards } = recall(memory, TALK_KEY) as Partial<TalkRecord> ?? {};
  return { key, boards: Array.isArray(boards) ? boards : [] };
}

/** The secret by which the server knows the author. The first call makes it, and the device keeps it. */
export function talkKey(memory: Memory | undefined = browserMemory()): string {
  const { key, boards } = wholeRecord(memory);
  if (typeof key === "string") return key;
  const made = newSecret();
  keep(memory, TALK_KEY, { key: made, boards });
  return made;
}

export function talkRecord(slug: string, memory: Memory | undefined = browserMemory()): BoardRecord {
  const known = wholeRecord(memory).boards.find((board) => board.slug === slug);
  return { slug, read: 0, pending: [], ...known };
}
