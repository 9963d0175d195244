import type { Cell } from "./cell.ts";
import { linkIn } from "./label_text.ts";
import type { Style } from "./style.ts";

const COLORS = ["strokeColor", "fillColor", "fontColor", "gradientColor", "swimlaneFillColor"];
const LANES = /^(swimlane|table|tableRow)$/;
/** Cells may be nested in a cycle. */
const DEPTH_MAX = 100;

type Ancestors = (cell: Cell) => readonly Cell[];

/** The cells with the words and colours that they have from cells around them. */
export function inheriting(cells: readonly Cell[]): Cell[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const ancestors: Ancestors = (cell) => {
    const found: Cell[] = [];
    for (let each: Cell | undefined = cell; each && found.length < DEPTH_MAX; each = byId.get(each.parent ?? "")) {
      found.push(each);
    }
    return found;
  };
  return cells.map((cell) => {
    const isFilledIn = cell.properties.placeholders === "1";
    const style = colored(cell, ancestors), label = isFilledIn ? filledIn(cell, ancestors) : cell.label;
    const link = cell.link || (style.is("html") ? linkIn(label) : undefined);
    return style === cell.style && label === cell.label && link === cell.link ? cell : { ...cell, style, label, link };
  });
}

/** `%name%` stands for a property of the cell, or of the nearest cell around it that has it. */
function filledIn(cell: Cell, ancestors: Ancestors): string {
  const owners = ancestors(cell);
  return cell.label.replace(/%([^%{} "'=;]{1,60})%/g, (all, name) => {
    const owner = owners.find(({ properties }) => Object.hasOwn(properties, name));
    return owner ? owner.properties[name] : all;
  });
}

/** `inherit` stands for the colour of the cell around it, `swimlane` for the fill of the lane that it is in. */
function colored(cell: Cell, ancestors: Ancestors): Style {
  return COLORS.reduce((style, key) => {
    const value = style.text(key);
    if (value === "inherit") {
      const owner = ancestors(cell).find((each) => each.style.text(key) !== "inherit");
      return style.with(key, owner?.style.has(key) ? owner.style.text(key) : undefined);
    }
    if (value !== "swimlane") return style;
    const lane = ancestors(cell).find((each) => LANES.test(each.style.text("shape")));
    const fill = lane?.style.text("fillColor");
    return style.with(key, fill === "" || fill === "swimlane" ? undefined : fill);
  }, cell.style);
}
