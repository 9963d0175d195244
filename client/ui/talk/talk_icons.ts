import type { Picture } from "../controls/icon.tsx";

/** Icons of the conversation, loaded with it. From Lucide, like those in `icon.tsx`. */
export const TALK_ICONS = {
  send: {
    d: "M14.536 21.686a.5.5 0 0 0 .937-.024l6.5-19a.496.496 0 0 0-.635-.635l-19 6.5a.5.5 0 0 0-.024.937l7.93 3.18a2 2 0 0 1 1.112 1.11zM21.854 2.147l-10.94 10.939",
  },
  react: { d: "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0ZM8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01" },
} as const satisfies Record<string, Picture>;
