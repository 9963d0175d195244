import type { Picture } from "../controls/icon.tsx";
import { lucide } from "../controls/lucide.ts";

/** Icons of comments, loaded with them. */
export const COMMENT_ICONS = {
  previous: { d: lucide("chevron-up") },
  next: { d: lucide("chevron-down") },
} as const satisfies Record<string, Picture>;
