import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import type { Outlet } from "../outlet.ts";
import { problemText } from "../problem.ts";

/** Import and export: files, clipboard and printer. */
export function outCommands(editor: Editor): readonly Command[] {
  const applies = () => editor.shapes.count.value > 0;
  /** Reports failures. Otherwise people would wait for a download that never comes. */
  const told = (work: (outlet: Outlet) => Promise<void>) => () =>
    void editor.outlet().then(work).catch((error) => editor.problem.value = problemText(error));
  return [
    {
      id: "export",
      label: "Export",
      group: "File",
      keys: ["Mod+Shift+E"],
      applies: () => applies() || editor.hasTalk.value,
      run: () => editor.toggle("export"),
    },
    {
      id: "open",
      label: "Import file…",
      group: "File",
      keys: ["Mod+O"],
      applies: () => editor.canDraw.value,
      run: told((outlet) => outlet.open()),
    },
    {
      id: "copy.png",
      label: "Copy as PNG",
      group: "File",
      keys: ["Shift+Alt+C"],
      applies,
      run: told((outlet) => outlet.copy({})),
    },
    {
      id: "copy.svg",
      label: "Copy as SVG",
      group: "File",
      keys: ["Mod+Shift+C"],
      applies,
      run: told((outlet) => outlet.copy({ format: "svg" })),
    },
    {
      id: "print",
      label: "Print",
      group: "File",
      keys: ["Mod+P"],
      applies,
      run: told((outlet) => outlet.print()),
    },
  ];
}
