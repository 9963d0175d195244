/**
 * `deno task soak:idle [seconds]`: idle stock y-websocket clients, two on a board and one alone, for two minutes of
 * real time. A stock client that receives nothing for 30 s reconnects; here none may have to.
 */
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { RealServer } from "../../support/server/real_server.ts";

const seconds = Number(Deno.args[0] ?? 120);

await using server = await RealServer.start();
const [shared, lone] = [await server.createBoard(), await server.createBoard()];
const clients = [
  { who: "one of two", slug: shared.links.owner },
  { who: "two of two", slug: shared.links.editor },
  { who: "alone", slug: lone.links.owner },
].map(({ who, slug }) => {
  const url = `${server.origin.replace("http", "ws")}/ws`;
  const client = { who, closes: 0, provider: new WebsocketProvider(url, slug, new Y.Doc(), { disableBc: true }) };
  client.provider.on("connection-close", () => client.closes++);
  return client;
});
await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

let isCalm = true;
for (const { who, closes, provider } of clients) {
  console.log(`${who}: ${closes} reconnects in ${seconds} s, ${provider.synced ? "synced" : "not synced"}`);
  isCalm &&= closes === 0 && provider.synced;
  provider.destroy();
}
await server[Symbol.asyncDispose]();
Deno.exit(isCalm ? 0 : 1);
