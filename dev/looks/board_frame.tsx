import { useMemo } from "preact/hooks";
import { Board } from "../../board/document.ts";
import type { Theme } from "../../board/palette.ts";
import { commandsFor } from "../../client/editor/commands.ts";
import { Editor } from "../../client/editor/editor.ts";
import type { Status } from "../../client/editor/status.ts";
import "../../client/tools/tools.ts";
import { Chrome } from "../../client/ui/chrome.tsx";
import { PageLinks } from "../../client/ui/links/page_links.ts";
import { Refused } from "../../client/ui/status/refused.tsx";
import { StatusLine } from "../../client/ui/status/status_line.tsx";
import { Cell } from "./foundations.tsx";

const STATUSES: readonly Status[] = [
  { kind: "loading" },
  { kind: "saved" },
  { kind: "saving" },
  { kind: "offline", changes: 0, kept: true },
  { kind: "offline", changes: 3, kept: true },
  { kind: "offline", changes: 3, kept: false },
  { kind: "unsaved" },
  { kind: "full" },
];

/** The interface around a board with a selected shape, the status in all words, and a refused link. */
export function BoardFrame({ theme }: { theme: Theme }) {
  const { editor, commands } = useMemo(() => openBoard(theme), []);
  const links = useMemo(
    () => new PageLinks("own", { links: { owner: "own", editor: "edit", viewer: "view" }, made: [] }),
    [],
  );
  return (
    <>
      <h2>Status</h2>
      <div class="looks-row">
        {STATUSES.map((status, i) => {
          const shown = new Editor(new Board(), { name: "Ada", color: "blue" });
          shown.status.value = status;
          shown.role.value = "owner";
          return <Cell key={i} label={status.kind}>{<StatusLine editor={shown} />}</Cell>;
        })}
      </div>
      <h2>Around the board</h2>
      <div class="looks-frame">
        <Chrome editor={editor} commands={commands} links={links} />
      </div>
      <h2>A refused link</h2>
      <div class="looks-frame">
        <Refused
          slug="AAAAAAAAAAAAAAAAAAAAAA"
          reason="noSuchLink"
          name="Ada"
          waiting={{ changes: 1, kept: true }}
          reopen={() => {}}
        />
      </div>
    </>
  );
}

function openBoard(theme: Theme) {
  const editor = new Editor(new Board(), { name: "Ada Lovelace", color: "blue" });
  editor.role.value = "owner";
  editor.status.value = { kind: "saved" };
  editor.theme.value = theme;
  editor.board.transact(() =>
    editor.board.add({
      id: "box",
      kind: "geo",
      form: "rectangle",
      order: "a0",
      x: 40,
      y: 40,
      w: 120,
      h: 80,
      color: "blue",
      width: 4,
      text: "Harbour",
    }), "local");
  editor.selection.set(["box"]);
  editor.problem.value = "The file could not be opened";
  return { editor, commands: commandsFor(editor) };
}
