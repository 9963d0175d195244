import assert from "node:assert/strict";
import { kvFolder, readConfig } from "../../server/config.ts";

const read = (variables: Record<string, string> = {}) => readConfig((name) => variables[name]);

Deno.test("without a word in the environment the server listens to everybody and keeps boards under data/", () => {
  assert.deepEqual(read(), {
    host: "0.0.0.0",
    port: 8_000,
    kvPath: "data/drawbridge.sqlite3",
    openBoards: false,
    dev: false,
    trustedProxies: new Set(),
    memoryBytes: 1_536 * 1024 * 1024,
  });
});

Deno.test("in development it listens to this machine only, unless told otherwise", () => {
  assert.equal(read({ DEV: "1" }).host, "127.0.0.1");
  assert.equal(read({ DEV: "1", HOST: "0.0.0.0" }).host, "0.0.0.0");
});

Deno.test("on Deno Deploy the platform's database is taken, unless another is named", () => {
  for (const name of ["DENO_DEPLOYMENT_ID", "DENO_DEPLOY"]) {
    assert.equal(read({ [name]: "x" }).kvPath, undefined, name);
    assert.equal(read({ [name]: "x", KV_PATH: "https://kv.example" }).kvPath, "https://kv.example", name);
  }
});

Deno.test("an empty variable is as good as none", () => {
  assert.deepEqual(read({ HOST: "", PORT: "", KV_PATH: "", OPEN_BOARDS: "", DEV: "" }), read());
});

Deno.test("ports are whole numbers from 0 to 65535", () => {
  for (const port of ["0", "1", "8080", "65535"]) assert.equal(read({ PORT: port }).port, Number(port));
  for (const port of ["-1", "65536", "80.5", "http", "NaN", "Infinity"]) {
    assert.throws(() => read({ PORT: port }), new RegExp(`PORT.*${port}`), port);
  }
});

for (const [name, field] of [["OPEN_BOARDS", "openBoards"], ["DEV", "dev"]] as const) {
  Deno.test(`${name} is true or false, and anything else is refused by name`, () => {
    for (const text of ["true", "1"]) assert.equal(read({ [name]: text })[field], true);
    for (const text of ["false", "0"]) assert.equal(read({ [name]: text })[field], false);
    for (const text of ["yes", "TRUE", "2", " "]) assert.throws(() => read({ [name]: text }), new RegExp(name), text);
  });
}

Deno.test("the folder of the database is made only where it is a file", () => {
  assert.equal(kvFolder("data/drawbridge.sqlite3"), "data");
  assert.equal(kvFolder("/srv/a/b.sqlite3"), "/srv/a");
  assert.equal(kvFolder("/b.sqlite3"), "/");
  for (const path of [undefined, ":memory:", "https://kv.example/a/b", "http://127.0.0.1:4512", "b.sqlite3"]) {
    assert.equal(kvFolder(path), undefined, path);
  }
});
