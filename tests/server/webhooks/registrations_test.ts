import assert from "node:assert/strict";
import { readWebhookTypes } from "../../../board/wire/webhook_types.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { WrappedDatabase } from "../../../server/database/wrapped_database.ts";
import { readRegistration, type Registration } from "../../../server/webhooks/registration.ts";
import { Registrations } from "../../../server/webhooks/registrations.ts";
import { newWebhookSecret } from "../../../server/webhooks/webhook_secret.ts";

function registration(given: Partial<Registration> = {}): Registration {
  return { id: "w", url: "https://hooks.example.org/", created: 0, secret: newWebhookSecret(), ...given };
}

Deno.test("a webhook that is registered while the boards are read counts at once", async () => {
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  const database = new WrappedDatabase(new MemoryDatabase(), async (run, operation) => {
    const result = await run();
    if (isHeld && operation === "list") await held.promise;
    return result;
  });
  const registrations = new Registrations(database, () => 0);
  await registrations.refresh();
  await registrations.add("a", registration());
  isHeld = true;
  const refreshing = registrations.refresh();
  await registrations.add("b", registration());
  held.resolve();
  await refreshing;
  assert.deepEqual(["a", "b", "c"].map((board) => registrations.mayHave(board)), [true, true, false]);
});

Deno.test("a registration of a file keeps its events and its pause, and malformed ones are refused", () => {
  const some = registration({ events: ["person.joined"], isPaused: true });
  assert.deepEqual(readRegistration(JSON.parse(JSON.stringify(some))), some);
  assert.deepEqual(readRegistration({ ...some, events: ["nothing"] }), undefined);
  assert.deepEqual(readWebhookTypes(["link.created", "board.changed", "link.created"]), [
    "board.changed",
    "link.created",
  ]);
  for (const bad of [[], "board.changed", [1], ["constructor"], {}]) assert.equal(readWebhookTypes(bad), undefined);
});
