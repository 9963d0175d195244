/**
 * The icons that all pages use: path data from Lucide (https://lucide.dev, ISC License, © Lucide Contributors; parts © Cole Bemis,
 * MIT License, from Feather). On a 24 × 24 grid, stroked in the current colour.
 */
export const ICON_PATHS = {
  search: "m21 21-4.34-4.34M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0Z",
  keep:
    "M12 17v5M9 10.76a2 2 0 0 1-1.11 1.79l-1.78.9A2 2 0 0 0 5 15.24V16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-.76a2 2 0 0 0-1.11-1.79l-1.78-.9A2 2 0 0 1 15 10.76V7a1 1 0 0 1 1-1 2 2 0 0 0 0-4H8a2 2 0 0 0 0 4 1 1 0 0 1 1 1z",
  pen:
    "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4",
  plus: "M5 12h14M12 5v14",
  close: "M18 6 6 18M6 6l12 12",
  copy:
    "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2ZM4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2",
  check: "M20 6 9 17l-5-5",
  more: "M13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM20 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM6 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z",
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
