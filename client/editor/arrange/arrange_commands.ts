import { computed, signal } from "@preact/signals-core";
import { copiesOf, uncarried } from "../../../board/copies.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import type { Shape } from "../../../board/shape.ts";
import { intersects } from "../../geometry/box.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import type { Changes } from "../shapes/shape_writer.ts";
import type { Edge } from "./align.ts";
import { withCode } from "../late_code.ts";
import { type Arrangements, ARRANGING } from "./arranging.ts";
import { merged } from "./merged.ts";
import { movedBy } from "./movement.ts";
import type { Step } from "./z_order.ts";
import { EDITING } from "../../messages/en/editing/editing.ts";

/** Distance between a shape and its copy, and step of the arrow keys, board units. */
const COPY_OFFSET = 16;
const NUDGE = { small: 1, large: 10 };

const EDGE_COMMANDS: readonly (readonly [Edge, label: string, key: string])[] = [
  ["left", "Align left", "Alt+A"],
  ["center", "Align horizontal centres", "Alt+H"],
  ["right", "Align right", "Alt+D"],
  ["top", "Align top", "Alt+W"],
  ["middle", "Align vertical centres", "Alt+V"],
  ["bottom", "Align bottom", "Alt+S"],
];

const STEP_COMMANDS: readonly (readonly [Step, label: string, keys: readonly string[]])[] = [
  ["front", "Bring to front", ["Mod+Shift+]", "]"]],
  ["forward", "Bring forward", ["Mod+]", "Alt+]"]],
  ["backward", "Send backward", ["Mod+[", "Alt+["]],
  ["back", "Send to back", ["Mod+Shift+[", "["]],
];

const NUDGES: readonly (readonly [name: string, key: string, dx: number, dy: number])[] = [
  ["left", "ArrowLeft", -1, 0],
  ["right", "ArrowRight", 1, 0],
  ["up", "ArrowUp", 0, -1],
  ["down", "ArrowDown", 0, 1],
];

/** The commands that change the selection. */
export function arrangeCommands(editor: Editor): readonly Command[] {
  const { selection, shapes, writer, canDraw } = editor;
  /** As it was when its style was copied. */
  const styleSource = signal<Shape | undefined>(undefined);
  const chosen = () => selection.shapes();
  // Cached, since many buttons ask for it after each change of a selection that may be a whole large board.
  const unlocked = computed(() => chosen().filter(({ locked }) => !locked));
  const free = () => unlocked.value;
  const atLeast = (count: number) => () => canDraw.value && free().length >= count;
  const command = (
    id: string,
    label: string,
    keys: readonly string[],
    { count = 1, group = "Arrange", applies = atLeast(count), ...rest }:
      & { count?: number }
      & Pick<Command, "run">
      & Partial<Pick<Command, "group" | "repeats" | "applies" | "endsGesture">>,
  ): Command => ({ id, label, group, keys, applies, ...rest });
  const change = (changes: Changes) => writer.change(changes);
  const isThere = (id: string) => shapes.get(id) !== undefined;
  /** The contents of a frame are moved, flipped and copied with it. */
  const withContents = (some: readonly Shape[]) =>
    [...shapes.frames.withContents(some.map(({ id }) => id))].flatMap((id) => shapes.get(id) ?? [])
      .filter(({ locked }) => !locked);
  /** Changes what is selected at the time of the call, even if the code for it loads only then. */
  const arrange = (
    arranged: (code: Arrangements, shapes: readonly Shape[]) => Changes,
    shapesOf: () => readonly Shape[] = free,
  ) =>
  () => {
    const shapes = shapesOf();
    withCode(editor, ARRANGING, (code) => change(arranged(code, shapes)));
  };

  return [
    command("delete", "Delete", ["Delete", "Backspace"], {
      group: "Edit",
      endsGesture: "dropped",
      run: () => writer.remove(selection.ids.peek()),
    }),
    command("select.all", "Select all", ["Mod+A"], {
      group: "Edit",
      endsGesture: "kept",
      applies: () => shapes.count.value > 0,
      run: () => {
        editor.tool.value = "select";
        selection.set([...shapes.all()].filter(({ locked }) => !locked).map(({ id }) => id));
      },
    }),
    command("select.none", "Deselect all", [], {
      group: "Edit",
      applies: () => selection.ids.value.size > 0,
      run: () => selection.set([]),
    }),
    command("duplicate", "Duplicate", ["Mod+D"], {
      group: "Edit",
      endsGesture: "kept",
      run: () => {
        const copies = copiesOf(withContents(free()), {
          newId: editor.newShapeId,
          above: shapes.topOrder,
          dx: COPY_OFFSET,
          dy: COPY_OFFSET,
          hasFrame: isThere,
        });
        writer.add(copies);
        selection.set(uncarried(copies));
      },
    }),
    command("style.copy", "Copy style", ["Mod+Alt+C"], {
      group: "Edit",
      applies: () => selection.ids.value.size === 1,
      run: () => {
        styleSource.value = chosen()[0];
        editor.done.value = EDITING.styleCopied;
      },
    }),
    command("style.paste", "Paste style", ["Mod+Alt+V"], {
      group: "Edit",
      applies: () => styleSource.value !== undefined && atLeast(1)(),
      run: arrange(({ styled, styleOf }, shapes) => {
        const source = styleSource.peek();
        return source ? styled(shapes, styleOf(source)) : new Map();
      }, chosen),
    }),
    ...EDGE_COMMANDS.map(([edge, label, key]) =>
      command(`align.${edge}`, label, [key], {
        count: 2,
        run: arrange(({ aligned, unitsOf }, shapes) => aligned(unitsOf(shapes, withContents), edge)),
      })
    ),
    command("distribute.across", "Distribute horizontally", ["Alt+Shift+H"], {
      count: 3,
      run: arrange(({ distributed, unitsOf }, shapes) => distributed(unitsOf(shapes, withContents), "across")),
    }),
    command("distribute.down", "Distribute vertically", ["Alt+Shift+V"], {
      count: 3,
      run: arrange(({ distributed, unitsOf }, shapes) => distributed(unitsOf(shapes, withContents), "down")),
    }),
    command("flip.across", "Flip horizontal", ["Shift+H"], {
      run: arrange(({ flipped }, shapes) => flipped(withContents(shapes), "across", isThere)),
    }),
    command("flip.down", "Flip vertical", ["Shift+V"], {
      run: arrange(({ flipped }, shapes) => flipped(withContents(shapes), "down", isThere)),
    }),
    command("group", "Group", ["Mod+G"], {
      count: 2,
      run: arrange(({ grouped }, shapes) => grouped(shapes, editor.newShapeId())),
    }),
    command("ungroup", "Ungroup", ["Mod+Shift+G"], {
      applies: () => canDraw.value && free().some(({ groups = [] }) => groups.length > 0),
      run: arrange(({ ungrouped }, shapes) => ungrouped(shapes), chosen),
    }),
    command("lock", "Lock", ["Shift+L", "Mod+Shift+L"], {
      applies: () => canDraw.value && free().length > 0,
      run: () => change(new Map(free().map(({ id }) => [id, { locked: true }]))),
    }),
    command("unlock", "Unlock", ["Shift+L", "Mod+Shift+L"], {
      applies: () => canDraw.value && free().length === 0 && chosen().length > 0,
      run: () => change(new Map(chosen().map(({ id }) => [id, { locked: null }]))),
    }),
    ...STEP_COMMANDS.map(([step, label, keys]) =>
      command(`order.${step}`, label, keys, {
        run: arrange(({ reordered }, moving) =>
          reordered(shapes.all(), new Set(moving.map(({ id }) => id)), {
            step,
            overlaps: (a, b) => intersects(uprightOf(a), uprightOf(b)),
          })
        ),
      })
    ),
    ...NUDGES.flatMap(([name, key, dx, dy]) =>
      (["small", "large"] as const).map((size) =>
        command(
          `nudge.${name}.${size}`,
          size === "small" ? `Move ${name}` : `Move far ${name}`,
          [size === "small" ? key : `Shift+${key}`],
          {
            repeats: true,
            run: () =>
              change(merged(withContents(free()).map((each) => movedBy(each, dx * NUDGE[size], dy * NUDGE[size])))),
          },
        )
      )
    ),
  ];
}
