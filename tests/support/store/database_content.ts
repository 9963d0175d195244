/** The whole content of a database as text: equal texts mean equal content, byte for byte. */
export async function everything(kv: Deno.Kv): Promise<string> {
  const lines: string[] = [];
  for await (const { key, value, versionstamp } of kv.list({ prefix: [] })) {
    lines.push(
      Deno.inspect([key, versionstamp, value], { depth: 20, iterableLimit: Infinity, strAbbreviateSize: Infinity }),
    );
  }
  return lines.join("\n");
}
