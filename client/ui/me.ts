import { COLORS, isColor } from "../../board/palette.ts";
import { readName } from "../../board/presence.ts";
import type { Me } from "../editor/editor.ts";
import { browserMemory, keep, type Memory, recall } from "./memory.ts";

const KEY = "drawbridge.me";

/** Names for those who have not given theirs: people who draw together must be told apart from the first second. */
const NAMES = [
  "Heron",
  "Otter",
  "Wren",
  "Badger",
  "Swift",
  "Lynx",
  "Plover",
  "Marten",
  "Finch",
  "Hare",
  "Crane",
  "Fox",
];

/**
 * Who I was last time in this browser; on the first visit a fresh name and colour, kept so that others meet the same
 * person after a reload. `random` gives numbers in 0…1.
 */
export function recallMe(memory: Memory | undefined = browserMemory(), random: () => number = Math.random): Me {
  const stored = (recall(memory, KEY) ?? {}) as { name?: unknown; color?: unknown };
  const name = readName(stored.name);
  if (name !== "" && isColor(stored.color)) return { name, color: stored.color };
  // Black and grey are left to those who choose them.
  const me = { name: name || pick(NAMES, random), color: pick(COLORS.slice(2), random) };
  keepMe(me, memory);
  return me;
}

export function keepMe(me: Me, memory: Memory | undefined = browserMemory()): boolean {
  return keep(memory, KEY, me);
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.min(from.length - 1, Math.floor(random() * from.length))];
}
