import type { Picture } from "../controls/icon.tsx";
import { lucide } from "../controls/lucide.ts";

/** Icons of the list of boards, loaded with it. */
export const LIST_ICONS = {
  bin: { d: lucide("trash") },
  folder: { d: lucide("folder") },
  leave: { d: lucide("log-out") },
  talk: { d: lucide("message-circle") },
} as const satisfies Readonly<Record<string, Picture>>;
