import { styledPart } from "./controls/lazy_part.tsx";

const parts = () => import("./popover_parts.ts").then(({ POPOVER_PARTS }) => POPOVER_PARTS);

/** The contents of the panels that buttons open. */
export const ME_CARD = styledPart(() => parts().then(({ me }) => me));
export const PEOPLE_LIST = styledPart(() =>
  import("./people/together_parts.ts").then(({ TOGETHER_PARTS }) => TOGETHER_PARTS.list)
);
export const MORE_ITEMS = styledPart(() => parts().then(({ more }) => more));
export const TOOL_ITEMS = styledPart(() => parts().then(({ tools }) => tools));
