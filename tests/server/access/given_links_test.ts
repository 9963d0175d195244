import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import { Peer } from "../../support/peer/peer.ts";
import { AccountClient } from "../../support/server/account_client.ts";
import { type Case, CASES, nextAddress, prepare, refusal, world } from "../../support/server/rights_cases.ts";

type Worlds = Awaited<ReturnType<typeof world>>;

const PAGES = { page: (name: string) => new Response(`the page ${name}`), respond: () => undefined };

/** A request by the browser of the case. @returns the status, and the code of a refusal */
async function ask({ asked }: Worlds, { cookie }: Case, path: string, body?: object) {
  const headers = { cookie, "x-forwarded-for": nextAddress(), "sec-fetch-dest": "document" };
  const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const response = await fetch(asked.origin + path, { headers, ...init });
  const text = await response.text();
  return { status: response.status, code: text.startsWith("{") ? JSON.parse(text).code as string : undefined, text };
}

for (const instances of [1, 2]) {
  const where = instances === 1 ? "one instance" : "two instances";

  Deno.test(`links that a request names: every role in every state, on ${where}`, async () => {
    await using servers = await world(instances, { pages: PAGES });
    const { home, asked } = servers;
    const wrong: string[] = [];
    await Promise.all(CASES.map(async ({ role, state }) => {
      const one = await prepare(home, role, state);
      const expect = (what: string, got: unknown, wanted: unknown) => {
        if (got !== wanted) wrong.push(`${role} ${state} ${what}: ${got} instead of ${wanted}`);
      };

      // The pictures and the conversation of a board are for those who may see it, also as a copy.
      const own = newSecret();
      await home.server.stores.links.createBoard(newSecret(), [{ slug: own, role: "owner" }]);
      await using _owner = await Peer.connect(home.socketUrl(own));
      const mayView = refusal(role, state, "view") === undefined;
      for (const what of ["assets", "talk"]) {
        const { code } = await ask(servers, one, `/api/boards/${own}/${what}/copy`, { from: one.slug });
        expect(`${what}/copy`, code, mayView ? undefined : "noSuchLink");
      }
      const copied = JSON.parse((await ask(servers, one, `/api/boards/${own}/talk`)).text);
      expect("copied talk", copied.events.length, mayView ? 1 : 0);

      // An account keeps a link and never adds to what it opens.
      const person = await AccountClient.create(asked);
      person.remote = nextAddress();
      await person.signUp();
      const isGood = refusal(role, state, undefined) === undefined;
      const name = `b${newSecret().toLowerCase().replace(/[^a-z0-9]/g, "")}`;
      const named = await person.outcome("/api/account/names", { json: { slug: one.slug, name } });
      expect("names", named, role === "owner" && isGood ? "200" : "404 noSuchLink");
      const visit = { slug: one.slug, title: "", at: 1 };
      const { known, boards } = await person.json("/api/account/boards", { json: { boards: [visit] } });
      expect("known", known[0], isGood || state === "binned" ? one.board : null);
      // The role of a person is no other person's.
      const isKept = isGood && state !== "invited";
      expect("listed", boards.length, isKept ? 1 : 0);
      const given = await person.json(`/api/account/boards/${one.board}/open`, { method: "POST" });
      expect("given", typeof given.slug, isKept ? "string" : "undefined");
      const { slugs: [again] } = await person.json("/api/account/boards/open", { json: { boards: [one.board] } });
      expect("given again", typeof again === "string", isKept);
      if (isKept) {
        const rights = ["/state", "/talk", "/links"].map((path) => `/api/boards/${given.slug}${path}`);
        for (const [i, right] of (["view", "view", "manage"] as const).entries()) {
          const { code } = await ask(servers, one, rights[i]);
          expect(`given ${rights[i].slice(-6)}`, code, refusal(role, state, right));
        }
      }

      // Pages are the same for every link, and what wikis ask tells nothing of the board.
      for (const path of ["/b/", "/embed/"]) {
        const { status, text } = await ask(servers, one, path + one.slug);
        expect(path, `${status} ${text}`, "200 the page board");
      }
      const { code, text } = await ask(
        servers,
        one,
        `/oembed?url=${encodeURIComponent(`${asked.origin}/b/${one.slug}`)}`,
      );
      expect("oembed", code === "notFound" || code === "noSites", true);
      expect("oembed of a link that ended", ["revoked", "expired", "uninvited"].includes(state), code === "notFound");
      expect("oembed tells", text.includes(one.board) || text.includes("iframe"), false);
    }));
    assert.deepEqual(wrong, []);
  });
}
