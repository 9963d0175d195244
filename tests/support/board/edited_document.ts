import * as Y from "yjs";
import type { Random } from "../random.ts";

/** A document that uses every kind of content that a Yjs client may send. */
export function editedDocument(random: Random, steps: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const updates: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.clientID = random.below(2 ** 32);
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < steps; i++) edit(doc, random);
  return { doc, updates };
}

export function edit(doc: Y.Doc, random: Random): void {
  const map = doc.getMap("shapes");
  const text = doc.getText("text");
  const list = doc.getArray("list");
  const actions = [
    () =>
      map.set(`k${random.below(8)}`, {
        x: random.float(),
        n: random.below(9),
        ink: new Uint8Array(5),
        deep: [{ a: null }],
      }),
    () => map.delete(`k${random.below(8)}`),
    () => map.set(`t${random.below(4)}`, new Y.Map([["a", true], ["b", undefined]])),
    () => text.insert(random.below(text.length + 1), random.pick(["a", "é", "𝄞x", "漢字"])),
    () => text.length > 0 && text.delete(random.below(text.length), 1),
    () => text.length > 0 && text.format(0, 1, { bold: random.below(2) === 0 || null }),
    () => text.insertEmbed(0, { image: "x" }),
    () => list.insert(random.below(list.length + 1), [1, "two", -0.5, new Uint8Array([1, 2]), false]),
    () => list.length > 0 && list.delete(random.below(list.length), 1),
    () => doc.getXmlFragment("xml").insert(0, [new Y.XmlElement("p"), new Y.XmlText("hi")]),
  ];
  random.pick(actions)();
}
