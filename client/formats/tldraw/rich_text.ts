import { type Json, record, records, textOr } from "../json.ts";

/** A document may be nested no deeper than people nest lists. */
const DEPTH_MAX = 32;

/** The text of a shape: `text` until 2025, then `richText`, a document of ProseMirror. */
export function plainTextOf(props: Json): string {
  if (typeof props.text === "string" && props.richText === undefined) return props.text;
  return blocksOf(record(props.richText), 0).join("\n");
}

/** Blocks that contain letters become lines; blocks that contain blocks, such as lists, the lines of these. */
function blocksOf(node: Json, depth: number): string[] {
  if (depth > DEPTH_MAX) return [];
  const content = records(node.content);
  const isBlock = node.type === "paragraph" || node.type === "heading" || node.type === "codeBlock" ||
    content.some(isInline);
  return isBlock ? [content.map(inlineText).join("")] : content.flatMap((child) => blocksOf(child, depth + 1));
}

function isInline({ type }: Json): boolean {
  return type === "text" || type === "hardBreak";
}

function inlineText(node: Json): string {
  return node.type === "hardBreak" ? "\n" : textOr(node.text, "");
}
