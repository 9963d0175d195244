import assert from "node:assert/strict";
import { BOARD_TOOLS } from "../../../server/programs/board_tools.ts";
import { geoOf } from "../../support/board/figures.ts";
import { contents } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { newSecret } from "../../../board/id.ts";
import { type Case, CASES, nextAddress, prepare, refusal, world } from "../../support/server/rights_cases.ts";

/** One input for each tool that changes the board: a new tool without one makes the test fail. */
const CHANGES: Readonly<Record<string, (id: string) => object>> = {
  add_notes: () => ({ notes: [{ text: "hi" }] }),
  add_shapes: () => ({ shapes: [{ kind: "geo", x: 0, y: 0, form: "ellipse" }] }),
  add_diagram: () => ({ mermaid: "flowchart TD\n  A --> B" }),
  connect_shapes: () => ({ connections: [{ from: "a", to: "b" }] }),
  move_shapes: () => ({ ids: ["a"], dx: 10, dy: 0 }),
  write_texts: (id) => ({ texts: [{ id: "a", text: id }] }),
  change_shapes: (id) => ({ changes: [{ id: "a", w: 100 + id.charCodeAt(0) + id.charCodeAt(1) }] }),
  delete_shapes: () => ({ ids: ["b"] }),
};

/** An assistant that speaks JSON-RPC by hand, as the browser of the case. */
class Assistant {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(origin: string, { slug, cookie }: Case) {
    this.#url = `${origin}/mcp/${slug}`;
    this.#headers = {
      cookie,
      "x-forwarded-for": nextAddress(),
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
    };
  }

  /** @returns the code with which a request was refused, or the result */
  async ask(method: string, params: object): Promise<{ code?: string; result?: { isError?: boolean } }> {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(this.#url, { method: "POST", headers: this.#headers, body });
    const session = response.headers.get("mcp-session-id");
    if (session !== null) this.#headers["mcp-session-id"] = session;
    return JSON.parse((await response.text()).replace(/^[^{]*/, ""));
  }

  async sit() {
    const client = { name: "Claude", version: "1" };
    return await this.ask("initialize", { protocolVersion: "2025-03-26", capabilities: {}, clientInfo: client });
  }

  use = (name: string, input: object) => this.ask("tools/call", { name, arguments: input });
}

for (const instances of [1, 2]) {
  const where = instances === 1 ? "one instance" : "two instances";

  Deno.test(`rights of assistants: every role and tool in every state, on ${where}`, async () => {
    const changing = BOARD_TOOLS.filter(({ change }) => change).map(({ name }) => name);
    assert.deepEqual(Object.keys(CHANGES).sort(), changing.sort(), "each tool that changes the board has an input");
    await using servers = await world(instances);
    const { home, asked } = servers;
    const wrong: string[] = [];
    await Promise.all(CASES.map(async ({ role, state }) => {
      const one = await prepare(home, role, state);
      const owner = newSecret();
      await home.server.stores.links.create(one.board, { slug: owner, role: "owner" });
      const expect = (what: string, got: unknown, wanted: unknown) => {
        if (got !== wanted) wrong.push(`${role} ${state} ${what}: ${got} instead of ${wanted}`);
      };
      const assistant = new Assistant(asked.origin, one);
      const { code } = await assistant.sit();
      const refused = refusal(role, state, "view");
      expect("sits", code, refused);
      if (refused !== undefined) return;
      await using witness = await Peer.join(home.socketUrl(owner), { headers: { "x-forwarded-for": nextAddress() } });
      witness.change((board) => ["a", "b"].forEach((id) => board.add(geoOf(id))));
      await witness.untilSaved();
      const seen = async () => {
        await witness.untilRead();
        return JSON.stringify(
          [...contents(witness.board)],
          (_, value) => value instanceof Uint8Array ? [...value] : value,
        );
      };
      const mayDraw = refusal(role, state, "draw") === undefined;
      for (const { name, read } of BOARD_TOOLS) {
        const before = await seen();
        const { result } = await assistant.use(name, CHANGES[name]?.(newSecret()) ?? {});
        expect(name, result?.isError ?? false, read === undefined && !mayDraw);
        expect(`${name} has changed the board`, before !== await seen(), read === undefined && mayDraw);
      }
      // What an owner does counts at once for an assistant that sits already.
      await home.server.stores.moderation.setBoard(one.board, "openLobby", { name: "Olga", link: "" }, []);
      expect("a lobby", (await assistant.use("read_board", {})).code, role === "owner" ? undefined : "waiting");
      await home.server.stores.bin.put(one.board);
      expect("the bin", (await assistant.use("read_board", {})).code, "noSuchLink");
    }));
    assert.deepEqual(wrong, []);
  });
}
