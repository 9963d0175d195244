import { lucide } from "./lucide.ts";

/** The icons that all pages use, on a 24 × 24 grid, stroked in the current colour. */
export const ICON_PATHS = {
  search: lucide("search"),
  keep: lucide("pin"),
  pen: lucide("pencil"),
  plus: lucide("plus"),
  close: lucide("x"),
  copy: lucide("copy"),
  check: lucide("check"),
  more: lucide("ellipsis"),
} as const;

export type IconName = keyof typeof ICON_PATHS;

/** The name of an icon above, or other path data. */
export type Picture = IconName | { readonly d: string };

/** A decorative icon. The element around or beside it must have a label. */
export function Icon({ name }: { name: Picture }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={typeof name === "string" ? ICON_PATHS[name] : name.d} />
    </svg>
  );
}

/** The logo: a gate whose lowered bridge is a stroke of ink. Same as static/icon.svg. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path class="is-filled" d="M4 17V4h4v2.5h2.2V4h3.6v2.5H16V4h4v13h-4.5v-3.5a3.5 3.5 0 0 0-7 0V17z" />
      <path class="mark-deck" d="M1.8 20.9c3.6-1.7 6.6.9 10.2 0s6.6-1.5 10.2-.5" />
    </svg>
  );
}
