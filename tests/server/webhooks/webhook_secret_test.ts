import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { newWebhookSecret, readWebhookSecret, signedHeaders } from "../../../server/webhooks/webhook_secret.ts";

const message = {
  id: "msg_1",
  seconds: Math.floor(Date.now() / 1_000),
  body: '{"type":"board.created","data":{"ü":1}}',
};

Deno.test("signatures are those of the library of Standard Webhooks", () => {
  for (let i = 0; i < 20; i++) {
    const secret = newWebhookSecret();
    const headers = signedHeaders([readWebhookSecret(secret)!], message);
    const oracle = new Webhook(secret).sign(message.id, new Date(message.seconds * 1_000), message.body);
    assert.equal(headers["webhook-signature"], oracle);
    assert.throws(() => new Webhook(newWebhookSecret()).verify(message.body, headers));
    assert.throws(() => new Webhook(secret).verify(message.body + " ", headers));
  }
});

Deno.test("while a secret is changed, receivers with either of them accept a message", () => {
  const secrets = [newWebhookSecret(), newWebhookSecret()];
  const headers = signedHeaders(secrets.map((secret) => readWebhookSecret(secret)!), message);
  for (const secret of secrets) new Webhook(secret).verify(message.body, headers);
});

Deno.test("a secret is whsec_ and 24 to 64 bytes in base64", () => {
  const of = (bytes: number) => "whsec_" + btoa("x".repeat(bytes));
  for (const good of [of(24), of(64), newWebhookSecret()]) assert.ok(readWebhookSecret(good), good);
  for (const bad of ["", "whsec_", of(23), of(65), of(32).slice(6), of(32) + "!", "whsec_" + "?".repeat(40)]) {
    assert.equal(readWebhookSecret(bad), undefined, bad);
  }
});
