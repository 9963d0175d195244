import { readName } from "../../../board/name.ts";
import { type Color, isColor } from "../../../board/palette.ts";
import { PREFERENCES_KEY } from "../../editor/settings.ts";
import { keep, type Memory, recall } from "../page/browser_storage.ts";

interface Me {
  readonly name: string;
  readonly color: Color;
}

/** Makes name and colour of the account those of this browser, which boards use. */
export function keepMe({ name, color }: Me, memory: Memory | undefined): void {
  const kept = recall(memory, PREFERENCES_KEY);
  keep(memory, PREFERENCES_KEY, { ...(kept as object | undefined), me: { name, color }, isColorGiven: false });
}

/** Name and colour that this browser uses on boards. The name is empty when it has been on none yet. */
export function keptMe(memory: Memory | undefined): Me {
  const kept = recall(memory, PREFERENCES_KEY) as { readonly me?: Partial<Me> } | undefined;
  const { name, color } = { ...kept?.me };
  return { name: readName(name), color: isColor(color) ? color : "blue" };
}
