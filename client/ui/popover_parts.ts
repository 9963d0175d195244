import { MeCard } from "./people/me_card.tsx";
import { ToolItems } from "./toolbar/tool_items.tsx";
import { MoreItems } from "./view/more_items.tsx";

/** The contents of the panels that buttons open. One module compresses better than several. */
export const POPOVER_PARTS = { me: MeCard, more: MoreItems, tools: ToolItems };
