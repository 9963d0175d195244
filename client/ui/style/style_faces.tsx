import type { VNode } from "preact";
import type { Dash, Fill, Font, Head, Route } from "../../../board/style.ts";
import { FONT_LETTERS } from "./font_letters.ts";

/** An icon from lines, some of them filled. Not a component: a panel shows two dozen, which would take longer. */
function face({ lines, filled, dash, look = "" }: { lines?: string; filled?: string; dash?: string; look?: string }) {
  return (
    <svg class={`icon ${look}`} viewBox="0 0 24 24" aria-hidden="true">
      {lines && <path d={lines} stroke-dasharray={dash} />}
      {filled && <path class="is-filled" d={filled} />}
    </svg>
  );
}

export const DASH_FACES: Readonly<Record<Dash, VNode>> = {
  solid: face({ lines: "M3 12h18" }),
  dashed: face({ lines: "M3 12h18", dash: "5 4" }),
  dotted: face({ lines: "M3 12h18", dash: "0.1 4" }),
};

const SQUARE = "M4 4h16v16H4z", HATCH = "M4 11 11 4M4 18 18 4M7 20 20 7M14 20l6-6";

export const FILL_FACES: Readonly<Record<Fill, VNode>> = {
  none: face({ lines: SQUARE }),
  semi: face({ lines: SQUARE, look: "face-semi" }),
  solid: face({ filled: SQUARE }),
  hatch: face({ lines: `${SQUARE}${HATCH}` }),
  "cross-hatch": face({ lines: `${SQUARE}${HATCH}M13 4l7 7M6 4l14 14M4 7l13 13M4 14l6 6` }),
};

export const ROUTE_FACES: Readonly<Record<Route, VNode>> = {
  straight: face({ lines: "M4 20 20 4M11 4h9v9" }),
  curve: face({ lines: "M4 20C4 11 9 8 20 8M15 3l5 5-5 5" }),
  elbow: face({ lines: "M4 20V8h16M15 3l5 5-5 5" }),
};

const HEADS: Readonly<Record<string, { readonly lines: string; readonly filled?: string }>> = {
  none: { lines: "M3 12h18" },
  arrow: { lines: "M3 12h18M14 5l7 7-7 7" },
  triangle: { lines: "M3 12h9", filled: "M12 6l9 6-9 6z" },
  dot: { lines: "M3 12h9", filled: "M12 12a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0z" },
  bar: { lines: "M3 12h17M20 6v12" },
  diamond: { lines: "M3 12h6", filled: "M9 12l6-5.5 6 5.5-6 5.5z" },
};

/** The end of an arrow on the right, or its start on the left. */
export function HeadFace({ head, isStart }: { head: Head; isStart: boolean }) {
  return face({ ...HEADS[head], look: isStart ? "face-start" : "" });
}

/** Two letters in the font. They are drawn, as text would load four fonts when the panel opens. */
export function FontFace({ font }: { font: Font }) {
  return (
    <svg class="face-font" viewBox="0 0 24 24" aria-hidden="true">
      <path d={FONT_LETTERS[font]} />
    </svg>
  );
}

export function SizeFace({ letters }: { letters: string }) {
  return <span class="letters" aria-hidden="true">{letters}</span>;
}
