import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import type { Outlet } from "../outlet.ts";
import { problemText } from "../problem.ts";

/** Import and export: files, clipboard and printer. */
export function outCommands(editor: Editor): readonly Command[] {
  const applies = () => editor.shapes.count.value > 0;
  /** Reports failures. Otherwise people would wait for a download that never comes. */
  const told = (work: Promise<void>) => void work.catch((error) => editor.problem.value = problemText(error));
  const withOutlet = (work: (outlet: Outlet) => Promise<void>) => () => told(editor.outlet().then(work));
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
      run: () => told(import("../file_import.ts").then(({ chooseFiles }) => chooseFiles(editor))),
    },
    {
      id: "copy.png",
      label: "Copy as PNG",
      group: "File",
      keys: ["Shift+Alt+C"],
      applies,
      run: withOutlet((outlet) => outlet.copy({})),
    },
    {
      id: "copy.svg",
      label: "Copy as SVG",
      group: "File",
      keys: ["Mod+Shift+C"],
      applies,
      run: withOutlet((outlet) => outlet.copy({ format: "svg" })),
    },
    {
      id: "print",
      label: "Print",
      group: "File",
      keys: ["Mod+P"],
      applies,
      run: withOutlet((outlet) => outlet.print()),
    },
  ];
}
