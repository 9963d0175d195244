import { readName } from "../../../board/name.ts";
import { type Color, isColor } from "../../../board/palette.ts";
import { PREFERENCES_KEY } from "../../editor/settings.ts";
import { tellBoards } from "./tell_boards.ts";
import { keep, type Memory, recall } from "../page/browser_storage.ts";

interface Me {
  readonly name: string;
  readonly color: Color;
  readonly picture?: unknown;
}

interface Kept {
  readonly me?: Partial<Me>;
}

/** Makes name, colour and picture of the account those of this browser, which boards use. */
export function keepMe({ name, color, picture }: Me, memory: Memory | undefined): void {
  const kept = recall(memory, PREFERENCES_KEY) as Kept | undefined;
  keep(memory, PREFERENCES_KEY, { ...kept, me: { name, color, picture }, isColorGiven: false });
}

/** Nobody is signed in: boards do not show the picture of an account any more. */
export function forgetPicture(memory: Memory | undefined): void {
  const kept = recall(memory, PREFERENCES_KEY) as Kept | undefined;
  if (kept?.me?.picture === undefined) return;
  const { picture: _, ...me } = kept.me;
  keep(memory, PREFERENCES_KEY, { ...kept, me });
  tellBoards({ picture: undefined });
}

/** Name and colour that this browser uses on boards. The name is empty when it has been on none yet. */
export function keptMe(memory: Memory | undefined): Me {
  const kept = recall(memory, PREFERENCES_KEY) as Kept | undefined;
  const { name, color } = { ...kept?.me };
  return { name: readName(name), color: isColor(color) ? color : "blue" };
}
