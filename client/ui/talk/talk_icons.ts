import type { Picture } from "../controls/icon.tsx";
import { lucide } from "../controls/lucide.ts";

/** Icons of the conversation, loaded with it. */
export const TALK_ICONS = {
  send: { d: lucide("send") },
  react: { d: lucide("smile") },
} as const satisfies Record<string, Picture>;
