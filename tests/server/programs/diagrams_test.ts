import assert from "node:assert/strict";
import { systemClock } from "../../../board/clock.ts";
import { type Diagram, Diagrams } from "../../../server/programs/diagrams.ts";
import { findWorkerFile } from "../../../server/worker/worker_file.ts";

const HOLDER = { address: "a", network: "n" };
const TEXTS = [
  "flowchart LR\n  A[Ask] -->|yes| B(Build)\n  subgraph S\n    B --> C{{Check}}\n  end",
  "sequenceDiagram\n  Ann->>Bo: hello\n  Note over Bo: thinks",
  "classDiagram\n  Animal <|-- Duck\n  Animal : +int age",
  "stateDiagram-v2\n  [*] --> Still\n  Still --> [*]",
  "erDiagram\n  CUSTOMER ||--o{ ORDER : places",
  "mindmap\n  root\n    one\n    two",
];

Deno.test("diagrams of all six kinds are read in a worker as on the event loop", async () => {
  using one = new Diagrams({ clock: systemClock, file: findWorkerFile() });
  using other = new Diagrams({ clock: systemClock });
  for (const text of TEXTS) {
    const diagram = await one.read(text, HOLDER);
    assert.deepEqual(diagram, await other.read(text, HOLDER), text);
    assert.ok((diagram as Diagram).shapes.length > 2, text);
  }
});

Deno.test("a diagram that cannot be drawn is refused, and the next one is read", async () => {
  using diagrams = new Diagrams({ clock: systemClock, file: findWorkerFile() });
  const bad = ["", "hello", "flowchart TD", `flowchart TD\n${"a-->b\n".repeat(50_000)}`];
  const refusals = await Promise.all(bad.map((text) => diagrams.read(text, HOLDER)));
  assert.deepEqual(refusals, ["unknown", "unknown", "empty", "tooLarge"]);
  assert.ok(typeof await diagrams.read(TEXTS[0], HOLDER) === "object");
});
