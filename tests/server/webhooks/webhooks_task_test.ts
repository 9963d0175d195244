import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { RealServer } from "../../support/server/real_server.ts";
import { SECRET, WebhookReceiver } from "../../support/server/webhook_receivers.ts";
import { until } from "../../support/until.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

Deno.test("the task lists deliveries, sends one again, and resumes a webhook that its receiver ended", async () => {
  await using receiver = new WebhookReceiver();
  await using server = await RealServer.start({ WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET });
  const run = async (...args: string[]) => {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", "--config", `${ROOT}deno.json`, "webhooks", ...args],
      env: { KV_PATH: server.kvPath, NO_COLOR: "1" },
    });
    const { code, stdout, stderr } = await command.output();
    return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
  };
  await server.createBoard();
  await receiver.until(4);
  await until("the attempts are in the log", async () => /Waiting: 0/.test((await run()).said));
  const [{ id }] = receiver.received;
  const { said } = await run();
  assert.equal(said.match(/attempt 1 {2}204 {2}delivered/g)?.length, 4, said);
  assert.match(said, new RegExp(`${id} {2}board.created {2}board .* number 1 `));

  assert.equal((await run("resend", id)).code, 0);
  await receiver.until(5);
  assert.equal(receiver.received[4].id, id);
  const unknown = await run("resend", "msg_0");
  assert.equal(unknown.code, 1);
  assert.match(unknown.said, /Cannot send again as the log has no such message: msg_0/);
  assert.equal((await run("resend")).code, 2);

  receiver.status = 410;
  await server.createBoard();
  await until("the webhook has ended", async () => /Ended: its receiver answered 410/.test((await run()).said));
  receiver.status = 204;
  assert.match((await run("resume")).said, /sent to again/);
  const before = receiver.received.length;
  await server.createBoard();
  await receiver.until(before + 4);
  assert.deepEqual(receiver.problems, []);
});
