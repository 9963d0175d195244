import * as Y from "yjs";

/** Everything two copies of a document can be told apart by, as text: every root, whoever made it, item by item. */
export function documentFacts(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return factsOf(doc);
}

/** As `documentFacts`, of a live document: what it holds, not what it would write. */
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
  // Items that stand side by side may have been joined in one copy and not in the other: unit by unit they are the same.
  if (item.content instanceof Y.ContentFormat) {
    return void lines.push(`${path} format ${item.content.key} ${JSON.stringify(item.content.value)}`);
  }
  for (const [i, value] of item.content.getContent().entries()) {
    lines.push(
      `${path} ${item.id.client}.${item.id.clock + i} ${Deno.inspect(value, { depth: 20, iterableLimit: 1e4 })}`,
    );
  }
}
