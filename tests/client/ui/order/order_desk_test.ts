import assert from "node:assert/strict";
import { OrderDesk } from "../../../../client/ui/order/order_desk.ts";

/** A desk whose requests are recorded and answered with these statuses, 200 for all others. */
function desk(statuses: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const request = (url: string | URL | Request, init?: RequestInit) => {
    const line = `${init?.method} ${url}`;
    if (init?.method !== "GET") asked.push(line);
    const status = statuses[line] ?? 200;
    return Promise.resolve(Response.json(status === 200 ? { entries: [] } : { code: "noSuchPerson" }, { status }));
  };
  return { asked, desk: new OrderDesk("s", () => "Ada", request) };
}

Deno.test("the outcome of an action is what the server lists of it", async () => {
  const entries: object[] = [];
  const muted = { number: 1, at: 0, name: "Ada", action: "mute", about: "Bo" };
  const request = (_url: string | URL | Request, init?: RequestInit) => {
    if (init?.method === "POST" && entries.length === 0) entries.unshift(muted);
    return Promise.resolve(Response.json({ entries: [...entries] }));
  };
  const desk = new OrderDesk("s", () => "Ada", request);
  await desk.visitor("mute", "v");
  assert.deepEqual(desk.outcome.value, muted);
  await desk.visitor("mute", "v");
  assert.equal(desk.outcome.value, undefined, "nothing new is listed");
});

Deno.test("the link of a person is revoked, or else the role of the person's account", async () => {
  const link = desk({});
  await link.desk.revoke("l");
  assert.deepEqual([link.asked, link.desk.problem.value], [["DELETE /api/boards/s/links/l"], ""]);
  const role = desk({ "DELETE /api/boards/s/links/l": 404 });
  await role.desk.revoke("l");
  assert.deepEqual(role.asked, ["DELETE /api/boards/s/links/l", "DELETE /api/boards/s/people/l"]);
  assert.equal(role.desk.problem.value, "");
  const none = desk({ "DELETE /api/boards/s/links/l": 404, "DELETE /api/boards/s/people/l": 404 });
  await none.desk.revoke("l");
  assert.equal(none.desk.problem.value, "This person is not here any more.");
});
