import type { VNode } from "preact";
import type { Dash, Fill } from "../../../board/style.ts";

function Line({ dash }: { dash?: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 12h18" stroke-dasharray={dash} />
    </svg>
  );
}

export const DASH_FACES: Readonly<Record<Dash, VNode>> = {
  solid: <Line />,
  dashed: <Line dash="5 4" />,
  dotted: <Line dash="0.1 4" />,
};

/** A square with the given fill. */
function Square({ fill }: { fill: Fill }) {
  return (
    <svg class={`icon face-${fill}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 4h16v16H4z" />
      {fill === "hatch" && <path d="M4 11 11 4M4 18 18 4M7 20 20 7M14 20l6-6" />}
    </svg>
  );
}

export const FILL_FACES: Readonly<Record<Fill, VNode>> = {
  none: <Square fill="none" />,
  semi: <Square fill="semi" />,
  solid: <Square fill="solid" />,
  hatch: <Square fill="hatch" />,
};
