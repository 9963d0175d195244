import assert from "node:assert/strict";
import { PeopleDesk } from "../../../../client/ui/boards/people_desk.ts";

const BO = { id: "b", name: "bo@example.org", known: "Bo", role: "editor", isOwn: false } as const;

Deno.test("a change of a role is told when the list shows it, and what is done again is told again", async () => {
  const told: string[] = [];
  let listed = 0;
  const desk = new PeopleDesk("s", () => "Ada", (url, init) => {
    if (init?.method === "GET") listed++;
    return Promise.resolve(Response.json(url === "/api/account" ? {} : { people: [BO], mayInvite: true }));
  });
  desk.notice.subscribe((words) => words && told.push(`${listed}: ${words}`));
  await desk.changeRole(BO, "commenter");
  await desk.changeRole(BO, "commenter");
  await desk.remove(BO);
  const now = "Role of Bo now: Can comment.";
  assert.deepEqual(told, [`1: ${now}`, `2: ${now}`, "3: Bo has no role on this board any more."]);
});

Deno.test("a chosen role is shown at once, and the role before when the server refuses", async () => {
  const shown: string[] = [];
  const desk = new PeopleDesk("s", () => "Ada", (_url, init) => {
    const isRefused = init?.method === "PATCH";
    return Promise.resolve(Response.json(isRefused ? { code: "tooManyTries" } : { people: [BO], mayInvite: true }, {
      status: isRefused ? 429 : 200,
    }));
  });
  await desk.load();
  desk.view.subscribe((view) => shown.push(view!.people[0].role));
  await desk.changeRole(BO, "viewer");
  assert.deepEqual(shown, ["editor", "viewer", "editor"]);
  assert.match(desk.problem.value, /Too many tries/);
});
