import { effect } from "@preact/signals";
import { render } from "preact";
import { Board } from "../board/document.ts";
import { BoardLink } from "./board_link.ts";
import { commandsFor } from "./editor/commands.ts";
import { Editor } from "./editor/editor.ts";
import { readPreferences, rememberPreferences } from "./editor/preferences.ts";
import { EditorToolContext } from "./editor/tool_context.ts";
import { attachInput } from "./input/attach.ts";
import { Stage } from "./render/stage.ts";
import { toolBox } from "./tools/tool_box.ts";
import { Chrome } from "./ui/chrome.tsx";
import { slugOfPath } from "./ui/link.ts";
import { browserMemory } from "./ui/memory.ts";
import { followTheme } from "./ui/theme.ts";
import { linksFor, rememberVisit } from "./ui/visits.ts";

/** The board page: puts the parts together, in the order in which a person can use them. */
const slug = slugOfPath(location.pathname) ?? "";
const memory = browserMemory();
const preferences = readPreferences(memory);
const editor = new Editor(new Board(), preferences.me);
rememberPreferences(editor, preferences, memory);
followTheme(editor.theme);

const surface = document.getElementById("canvas")!;
new Stage(editor, surface);
const commands = commandsFor(editor);
attachInput(editor, surface, { tools: toolBox(new EditorToolContext(editor)), commands });
showWhatIsThere(editor);
new BoardLink(editor, slug);
render(
  <Chrome editor={editor} commands={commands} slug={slug} links={linksFor(slug)} />,
  document.getElementById("chrome")!,
);

// Noted once it is known that the link opens something.
effect(() => {
  const role = editor.role.value;
  if (role) rememberVisit({ slug, role, at: Date.now() });
});

/** Who opens a board sees what is on it, on a screen of any size; what comes later does not move the view. */
function showWhatIsThere({ camera, shapes, status }: Editor): void {
  let isDone = false;
  effect(() => {
    if (isDone) return;
    const isEmpty = shapes.count.value === 0;
    isDone = !isEmpty || status.value.kind !== "loading";
    const bounds = isDone ? shapes.bounds() : undefined;
    if (bounds) camera.show(bounds);
  });
}
