import { type Json, numberOr, record, records, textOr } from "../json.ts";

/** A document may be nested no deeper than people nest lists. */
const DEPTH_MAX = 32;

/** The text of a shape: `text` until 2025, then `richText`, a document of ProseMirror. */
export function plainTextOf(props: Json): string {
  if (typeof props.text === "string" && props.richText === undefined) return props.text;
  return blocksOf(record(props.richText), 0).join("\n");
}

/** What letters have besides what a text shows here: whether they differ, and the pages that they lead to. */
export function marksInText(props: Json): { readonly isLettered: boolean; readonly links: readonly unknown[] } {
  let isLettered = false;
  const links = new Set<unknown>();
  const visit = (node: Json, depth: number) => {
    if (depth > DEPTH_MAX) return;
    if (node.type === "heading") isLettered = true;
    for (const { type, attrs } of records(node.marks)) {
      if (type === "link") links.add(record(attrs).href);
      else isLettered = true;
    }
    for (const child of records(node.content)) visit(child, depth + 1);
  };
  visit(record(props.richText), 0);
  return { isLettered, links: [...links] };
}

/**
 * Blocks that contain letters become lines; blocks that contain blocks, the lines of these. Items of lists begin with
 * their bullet or number, and what else is in them is indented by its width.
 */
function blocksOf(node: Json, depth: number): string[] {
  if (depth > DEPTH_MAX) return [];
  const content = records(node.content);
  const isBlock = node.type === "paragraph" || node.type === "heading" || node.type === "codeBlock" ||
    content.some(isInline);
  if (isBlock) return content.map(inlineText).join("").split("\n");
  const blocks = content.map((child) => blocksOf(child, depth + 1));
  return blocks.flatMap((lines, i) => {
    const mark = markOf(node, i);
    return mark === undefined ? lines : item(mark, lines);
  });
}

/** What an item of a list begins with; undefined for blocks in other blocks. */
function markOf({ type, attrs }: Json, i: number): string | undefined {
  if (type === "bulletList") return "• ";
  return type === "orderedList" ? `${numberOr(record(attrs).start, 1) + i}. ` : undefined;
}

function item(mark: string, [first = "", ...rest]: readonly string[]): string[] {
  return [mark + first, ...rest.map((line) => " ".repeat(mark.length) + line)];
}

function isInline({ type }: Json): boolean {
  return type === "text" || type === "hardBreak";
}

function inlineText(node: Json): string {
  return node.type === "hardBreak" ? "\n" : textOr(node.text, "");
}
