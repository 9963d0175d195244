import { isConnector, isPolyline } from "../../../board/kinds/kinds.ts";
import { changesOf } from "../../../board/figure/transform.ts";
import { lineWithout } from "../../../board/figure/line/line_middles.ts";
import type { ArrowShape, LineShape } from "../../../board/shape.ts";
import { type Route, ROUTES } from "../../../board/style.ts";
import { ARRANGING } from "../arrange/arranging.ts";
import { withCode } from "../late_code.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";

const ROUTE_LABELS: Record<Route, string> = {
  straight: "Straight arrows",
  curve: "Curved arrows",
  elbow: "Arrows with right angles",
};

/** Change how lines and arrows run: those selected, and the next ones. */
export function lineCommands(editor: Editor): readonly Command[] {
  const { styling, selection, shapes, writer, canDraw } = editor;
  const has = (property: "route" | "smooth") => () => canDraw.value && property in styling.styled.value.values;
  const chosen = () => [...selection.ids.value].map((id) => shapes.get(id));
  const arrows = () => chosen().filter((shape): shape is ArrowShape => isConnector(shape) && !shape.locked);
  const command = (
    id: string,
    label: string,
    keys: readonly string[],
    rest: Pick<Command, "applies" | "run"> & Partial<Pick<Command, "group" | "endsGesture">>,
  ): Command => ({ id, label, group: "Style", keys, ...rest });
  return [
    // Listed before "delete", which has the same keys and deletes the whole line.
    command("line.point.delete", "Delete the chosen point of the line", ["Delete", "Backspace"], {
      group: "Edit",
      endsGesture: "dropped",
      applies: () => canDraw.value && withoutChosen(editor) !== undefined,
      run: () => {
        const [line, less] = withoutChosen(editor) ?? [];
        if (line && less) writer.change(new Map([[line.id, changesOf(line, less)]]));
        selection.point.value = undefined;
      },
    }),
    ...ROUTES.map((route) =>
      command(`route.${route}`, ROUTE_LABELS[route], [], {
        applies: has("route"),
        run: () => styling.set("route", route),
      })
    ),
    command("route.next", "Next arrow route", ["Shift+A"], {
      applies: has("route"),
      run: () => {
        const at = ROUTES.indexOf(styling.styled.peek().values.route as Route);
        styling.set("route", ROUTES[(at + 1) % ROUTES.length]);
      },
    }),
    command("arrow.swap", "Swap the ends of arrows", ["Shift+X"], {
      applies: () => canDraw.value && arrows().length > 0,
      run: () => {
        const shapes = arrows();
        withCode(editor, ARRANGING, ({ swapped }) => writer.change(swapped(shapes)));
      },
    }),
    command("line.smooth", "Smooth lines", ["Shift+S"], {
      applies: has("smooth"),
      run: () => styling.set("smooth", styling.styled.peek().values.smooth !== true),
    }),
  ];
}

function withoutChosen({ selection, shapes }: Editor): [line: LineShape, less: LineShape] | undefined {
  const index = selection.point.value;
  const [id] = selection.ids.value;
  const line = shapes.get(id);
  if (index === undefined || !isPolyline(line) || line.locked) return undefined;
  const less = lineWithout(line, index);
  return less && [line, less];
}
