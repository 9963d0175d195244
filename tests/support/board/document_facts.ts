import * as Y from "yjs";

/** Everything that can distinguish two copies of a document, as text: every root and its author, item by item. */
export function documentFacts(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return factsOf(doc);
}

/** Like `documentFacts`, for a live document: its content and not its encoding. */
export function factsOf(doc: Y.Doc): string {
  const lines: string[] = [];
  for (const [name, type] of [...doc.share].sort(([a], [b]) => a < b ? -1 : 1)) walk(lines, name, type);
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  lines.push(
    `clocks ${clocks.join(" ")}`,
    `waiting ${doc.store.pendingStructs !== null || doc.store.pendingDs !== null}`,
  );
  return lines.join("\n");
}

// deno-lint-ignore no-explicit-any
function walk(lines: string[], path: string, type: Y.AbstractType<any>): void {
  const entries = [...type._map].sort(([a], [b]) => a < b ? -1 : 1);
  for (const [key, item] of entries) if (!item.deleted) note(lines, `${path} > ${key}`, item);
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) note(lines, `${path} []`, item);
}

function note(lines: string[], path: string, item: Y.Item): void {
  if (item.content instanceof Y.ContentType) {
    lines.push(`${path} ${item.id.client}.${item.id.clock} ${item.content.type.constructor.name}`);
    return walk(lines, path, item.content.type);
  }
  // Adjacent items may be merged in one copy and not in the other. Unit by unit they are equal.
  if (item.content instanceof Y.ContentFormat) {
    return void lines.push(`${path} format ${item.content.key} ${JSON.stringify(item.content.value)}`);
  }
  for (const [i, value] of item.content.getContent().entries()) {
    lines.push(
      `${path} ${item.id.client}.${item.id.clock + i} ${Deno.inspect(value, { depth: 20, iterableLimit: 1e4 })}`,
    );
  }
}
