import type { Picture } from "../controls/icon.tsx";

/** Icons of comments, loaded with them. From Lucide, like those in `icon.tsx`. */
export const COMMENT_ICONS = {
  previous: { d: "m18 15-6-6-6 6" },
  next: { d: "m6 9 6 6 6-6" },
} as const satisfies Record<string, Picture>;
