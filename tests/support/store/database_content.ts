import { type Database, entries } from "../../../server/database/database.ts";

/** The whole content of a database as text: equal texts mean equal content, byte for byte. */
export async function everything(kv: Database): Promise<string> {
  const lines: string[] = [];
  for await (const { key, value, version } of entries(kv, { prefix: [] })) {
    lines.push(
      Deno.inspect([key, version, value], { depth: 20, iterableLimit: Infinity, strAbbreviateSize: Infinity }),
    );
  }
  return lines.join("\n");
}
