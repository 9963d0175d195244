import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import { Peer } from "../../support/peer/peer.ts";
import { AccountClient } from "../../support/server/account_client.ts";
import { InstancePair } from "../../support/server/instance_pair.ts";

Deno.test("who is signed in is the same author at every instance, and so is a device without an account", async () => {
  using kv = await openDatabase(":memory:");
  await using pair = await InstancePair.start(kv);
  const { a, b } = pair;
  const { id, links } = await a.createBoard();
  await using _ann = await Peer.join(a.socketUrl(links.owner));
  const talk = `/api/boards/${links.editor}/talk`;
  const here = await AccountClient.create(a), there = await AccountClient.create(b);
  await here.signUp();
  for (const [name, value] of here.cookies) there.cookies.set(name, value);
  const post = (client: AccountClient, text: string) => client.json(talk, { json: { kind: "post", text } });
  const [first, second] = [await post(here, "one"), await post(there, "two")];
  assert.notEqual(first.author, "");
  assert.equal(second.author, first.author);
  assert.equal(await there.outcome(talk, { json: { kind: "edit", of: first.number, text: "1" } }), "201");
  assert.equal(await there.outcome(`${talk}/read`, { json: { number: 2 } }), "204");
  assert.deepEqual((await here.json(`${talk}?limit=0`)).read, 2);

  const headers = { "drawbridge-key": "a device ".replaceAll(" ", "_").repeat(3) };
  const nobody = async (server: typeof a) => {
    const client = await AccountClient.create(server);
    return (await client.json(`${talk}?limit=0`, { headers })).you;
  };
  assert.match(await nobody(a), /^[0-9a-f]{32}$/);
  assert.equal(await nobody(b), await nobody(a));

  // A client cannot say whose session it has.
  const { author } = await (await fetch(b.origin + talk, {
    method: "POST",
    headers: { "drawbridge-account": (await here.account()).id },
    body: JSON.stringify({ kind: "post", text: "forged" }),
  })).json();
  assert.equal(author, "");
  assert.equal(b.rooms.peek(id), undefined, "the other instance has answered");
});
