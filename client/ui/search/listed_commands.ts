import { type Command, inLanguage } from "../../editor/command.ts";
import { formCommands } from "../../editor/commands/form_commands.ts";
import type { Editor } from "../../editor/editor.ts";
import { placeCommands } from "../links/place_commands.ts";
import type { PageLinks } from "../links/page_links.ts";
import {
  type ConnectionChoice,
  connectionCommands,
  type ConnectionSetting,
} from "../connection/connection_commands.ts";
import { pageCommands } from "../page/page_commands.ts";

/** What the commands of a board page act on. */
export interface BoardOnPage {
  readonly editor: Editor;
  readonly links: PageLinks;
  readonly connection?: ConnectionSetting<ConnectionChoice>;
}

/** Commands that have neither keys nor a button. They are loaded with the lists that show them. */
export function listedCommands({ editor, links, connection }: BoardOnPage): readonly Command[] {
  // Async, so that it rejects where there is no clipboard API: outside a secure context.
  const copy = async (text: string) => await navigator.clipboard.writeText(text);
  return inLanguage([
    ...formCommands(editor),
    ...pageCommands(editor),
    ...placeCommands(editor, { links, origin: location.origin, copy }),
    ...connection ? connectionCommands(connection) : [],
  ]);
}
