import assert from "node:assert/strict";
import { likelyTypos, readConfig } from "../../../server/process/config.ts";
import { problemsOf } from "../../support/server/config_problems.ts";

const read = (variables: Record<string, string>) => readConfig(variables);

Deno.test("a header names people only where it is known who may send it", () => {
  const header = { USER_HEADER: "Remote-User" };
  assert.deepEqual(problemsOf(header), [
    'Cannot use USER_HEADER as TRUSTED_PROXIES does not say who may send it: "Remote-User"',
  ]);
  assert.equal(read({ ...header, TRUSTED_PROXIES: "10.0.0.1" }).signIn.userHeader, "remote-user");
  assert.equal(problemsOf({ USER_HEADER: "Remote User", TRUSTED_PROXIES: "10.0.0.1" }).length, 1);
});

Deno.test("providers are told apart by suffixes, need all three values, and no problem quotes a secret", () => {
  const one = { OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "board", OIDC_CLIENT_SECRET: "secret" };
  const two = {
    OIDC_ISSUER_WORK: "https://work.example/realms/x",
    OIDC_CLIENT_ID_WORK: "b",
    OIDC_CLIENT_SECRET_WORK: "s",
    OIDC_ALLOW_WORK: "groups=board, hd=work.example",
    OIDC_NAME_WORK: "Work",
  };
  assert.deepEqual(read({ ...one, ...two }).signIn.providers, [
    { id: "oidc", name: "id.example", issuer: one.OIDC_ISSUER, clientId: "board", clientSecret: "secret", allow: [] },
    {
      id: "work",
      name: "Work",
      issuer: two.OIDC_ISSUER_WORK,
      clientId: "b",
      clientSecret: "s",
      allow: [{ name: "groups", value: "board" }, { name: "hd", value: "work.example" }],
    },
  ]);
  assert.deepEqual(likelyTypos({ ...one, ...two }), []);
  for (const name of Object.keys(one)) {
    const problems = problemsOf({ ...one, [name]: "" });
    assert.deepEqual(problems, [`Cannot sign people in by OpenID as ${name} is not set`]);
  }
  for (const issuer of ["http://id.example", "id.example", "https://id.example?x=1"]) {
    assert.match(problemsOf({ ...one, OIDC_ISSUER: issuer })[0], /^Cannot use OIDC_ISSUER as it is no HTTPS URL/);
  }
  assert.match(problemsOf({ ...one, OIDC_ALLOW: "everybody" })[0], /^Cannot use OIDC_ALLOW/);
});
