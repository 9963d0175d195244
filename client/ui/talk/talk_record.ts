import { browserMemory, type Memory, recall } from "../page/browser_storage.ts";

/** A message that the server has not acknowledged. */
export interface PendingMessage {
  readonly id: string;
  readonly text: string;
  readonly name: string;
}

/** What this device knows of the conversation on a board. */
export interface BoardRecord {
  readonly slug: string;
  /** Number of the newest event that the person has seen. */
  readonly read: number;
  readonly pending: readonly PendingMessage[];
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

export function talkRecord(slug: string, memory: Memory | undefined = browserMemory()): BoardRecord {
  const known = wholeRecord(memory).boards.find((board) => board.slug === slug);
  return { slug, read: 0, pending: [], ...known };
}
