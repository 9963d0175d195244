import assert from "node:assert/strict";
import { readConfig } from "../../../server/process/config.ts";
import { problemsOf } from "../../support/server/config_problems.ts";
import { SECRET, SECRET_BYTES } from "../../support/server/webhook_receivers.ts";

const URL = "https://hooks.example.org/secret-path";

Deno.test("WEBHOOK_URL needs WEBHOOK_SECRET, which may be several while it is changed", () => {
  const both = { WEBHOOK_URL: URL, WEBHOOK_SECRET: `${SECRET} ${SECRET}` };
  assert.deepEqual(readConfig(both).webhooks, {
    operator: { url: URL, secrets: [SECRET_BYTES, SECRET_BYTES] },
    owners: false,
  });
  assert.deepEqual(readConfig({ WEBHOOKS: "owners" }).webhooks, { owners: true });
  assert.equal(readConfig({ WEBHOOKS: "off" }).webhooks, undefined);
});

Deno.test("problems with webhooks are named, and quote neither address nor secret", () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ WEBHOOK_URL: URL }, /^Cannot use WEBHOOK_URL as WEBHOOK_SECRET is not set$/],
    [{ WEBHOOK_SECRET: SECRET }, /^Cannot use WEBHOOK_SECRET as WEBHOOK_URL is not set$/],
    [{ WEBHOOK_URL: "ftp://secret-path", WEBHOOK_SECRET: SECRET }, /^Cannot use WEBHOOK_URL as it is no HTTP URL/],
    [{ WEBHOOK_URL: URL, WEBHOOK_SECRET: "whsec_c2hvcnQ=" }, /^Cannot use WEBHOOK_SECRET as it is not 1 to 4 secrets/],
    [{ WEBHOOK_URL: URL, WEBHOOK_SECRET: Array(5).fill(SECRET).join() }, /^Cannot use WEBHOOK_SECRET as it is not 1/],
    [{ WEBHOOKS: "all" }, /^Cannot use WEBHOOKS as it is neither off nor owners: "all"$/],
  ];
  for (const [variables, expected] of cases) {
    const [problem, ...others] = problemsOf(variables);
    assert.match(problem, expected);
    assert.deepEqual(others, []);
    assert.ok(!/secret-path|c2hvcnQ/.test(problem), problem);
  }
});
