import { FindBar } from "./search/find_bar.tsx";
import { Palette } from "./search/palette.tsx";
import { CursorChat } from "./talk/cursor_chat.tsx";
import { ContextMenu } from "./view/context_menu.tsx";

/** The parts that a key or the secondary button opens. One module compresses better than several. */
export const ASKED_PARTS = { find: FindBar, menu: ContextMenu, palette: Palette, cursorChat: CursorChat };
