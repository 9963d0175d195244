import assert from "node:assert/strict";
import { kvFolder, likelyTypos, readConfig } from "../../../server/process/config.ts";
import { problemsOf } from "../../support/server/config_problems.ts";
import { RealServer } from "../../support/server/real_server.ts";

const read = (variables: Record<string, string> = {}) => readConfig(variables);

Deno.test("without any variables the server listens on all addresses and keeps boards under data/", () => {
  const { trustedProxies, ...config } = read();
  assert.equal(trustedProxies.has("127.0.0.1"), false);
  assert.deepEqual(config, {
    host: "0.0.0.0",
    port: 8_000,
    database: "data/drawbridge.sqlite3",
    openBoards: false,
    allowedHosts: [],
    boardsPerAddress: 120,
    dev: false,
    isHosted: false,
    memoryBytes: 1_536 * 1024 * 1024,
    logLevel: "info",
    signIn: { mode: "optional", publicOrigin: undefined, providers: [], userHeader: undefined },
    instance: undefined,
    iceServers: [],
    unfurl: false,
    assets: { quotaBytes: 1024 ** 3, bucket: undefined },
    webhooks: undefined,
  });
});

Deno.test("instances need both an address and a secret, and no problem quotes the secret", () => {
  const [address, secret] = ["http://10.0.0.7:8000", "0123456789abcdef0123456789abcdef"];
  const both = { INSTANCE_ADDRESS: `${address}/`, INSTANCE_SECRET: secret };
  assert.deepEqual(read(both).instance, { address, secret });
  assert.deepEqual(problemsOf({ INSTANCE_ADDRESS: address }), [
    "Cannot use INSTANCE_ADDRESS as INSTANCE_SECRET is not set",
  ]);
  assert.deepEqual(problemsOf({ INSTANCE_SECRET: secret }), [
    "Cannot use INSTANCE_SECRET as INSTANCE_ADDRESS is not set",
  ]);
  assert.deepEqual(problemsOf({ ...both, INSTANCE_SECRET: secret.slice(1) }), [
    "Cannot use INSTANCE_SECRET as it is shorter than 32 characters",
  ]);
  for (const bad of ["10.0.0.7:8000", "ftp://a", "http://a/path", "http://u:p@a", "http://a?b", "nonsense"]) {
    const problems = problemsOf({ ...both, INSTANCE_ADDRESS: bad });
    assert.equal(problems.length, 1, bad);
    assert.match(problems[0], /^Cannot use INSTANCE_ADDRESS as it is no origin \(such as http:\/\/10\.0\.0\.7:8000\)/);
  }
});

Deno.test("ICE_SERVERS takes STUN servers, and TURN servers with credentials, and no problem quotes a password", () => {
  const text =
    "stun:stun.example.org:3478, turns:ada:p%40ss%2C1@turn.example.org?transport=tcp,TURN:u:p@[2001:db8::1]:1";
  assert.deepEqual(read({ ICE_SERVERS: text }).iceServers, [
    { urls: "stun:stun.example.org:3478" },
    { urls: "turns:turn.example.org?transport=tcp", username: "ada", credential: "p@ss,1" },
    { urls: "turn:[2001:db8::1]:1", username: "u", credential: "p" },
  ]);
  const bad = [
    ...["stun.example.org", "http://stun.example.org", "stun:", "stun://a", "stun:a:0", "stun:a:65536", "stun:a b"],
    ...["stun:u:p@a", "stun:a?transport=udp", "turn:a", "turn:secret@a", "turn::secret@a", "turn:u:secret:x@a"],
    ...["turn:u:secret@a?transport=sctp", "turn:u:secret%@a", "turn:u:secret@a?b", "stun:a,,turn:u@b", "stun:a;stun:b"],
    Array.from({ length: 9 }, (_, i) => `stun:s${i}.example.org`).join(),
    `turn:u:${"secret".repeat(2_000)}@a`,
  ];
  for (const each of bad) {
    const problems = problemsOf({ ICE_SERVERS: each });
    assert.equal(problems.length, 1, each);
    assert.match(problems[0], /^Cannot use ICE_SERVERS as it is no list of STUN and TURN servers \(such as stun:/);
    assert.doesNotMatch(problems[0], /secret/);
  }
});

Deno.test("in development it listens on this machine only, unless configured otherwise", () => {
  assert.equal(read({ DEV: "1" }).host, "127.0.0.1");
  assert.equal(read({ DEV: "1", HOST: "0.0.0.0" }).host, "0.0.0.0");
});

Deno.test("on Deno Deploy the platform's database is used, unless another one is named", () => {
  for (const name of ["DENO_DEPLOYMENT_ID", "DENO_DEPLOY"]) {
    assert.equal(read({ [name]: "x" }).database, undefined, name);
    assert.equal(read({ [name]: "x", KV_PATH: ":memory:" }).database, ":memory:", name);
  }
});

Deno.test("an empty variable counts as unset", () => {
  const names = ["HOST", "PORT", "KV_PATH", "OPEN_BOARDS", "DEV", "MEMORY_MB", "TRUSTED_PROXIES", "LOG_LEVEL"];
  for (const nothing of ["", "  "]) {
    const { trustedProxies: _, ...config } = read(Object.fromEntries(names.map((name) => [name, nothing])));
    const { trustedProxies: __, ...usual } = read();
    assert.deepEqual(config, usual);
  }
});

const cases: readonly { name: string; good: readonly string[]; bad: readonly string[]; says: RegExp }[] = [
  {
    name: "HOST",
    good: ["0.0.0.0", "::", "::1", "localhost", "boards.example.org", "box-1"],
    bad: ["http://localhost", "localhost:80", "1.2.3", "1.2.3.256", "a b", "-x", "a..b"],
    says: /such as 0\.0\.0\.0/,
  },
  {
    name: "PORT",
    good: ["0", "1", "8080", "65535"],
    bad: ["-1", "65536", "80.5", "http", "NaN", "Infinity", "0x50", "1e3", "8000 8001"],
    says: /0 to 65535 \(such as 8000\)/,
  },
  {
    name: "KV_PATH",
    good: ["data/x.sqlite3", "/srv/x", "x.db", ":memory:", "C:\\boards\\x.db", "d:/boards/x.db", "c:x.db"],
    bad: ["postgres://db/x", "file:///srv/x", "ftp:x", "http://", "data/", "C:\\boards\\", "C:\\", "C:"],
    says: /file/,
  },
  {
    name: "DATABASE_URL",
    good: ["postgres://db.example.org/x", "postgresql://user:secret@127.0.0.1:6432/x?sslmode=require"],
    bad: ["mysql://db/x", "db.example.org", "https://db.example.org", "postgres:x", "postgres://[/x"],
    says: /such as postgres:/,
  },
  { name: "UNFURL", good: ["true", "false"], bad: ["yes"], says: /true nor false/ },
  { name: "OPEN_BOARDS", good: ["true", "false", "1", "0"], bad: ["yes", "TRUE", "2"], says: /true nor false/ },
  {
    name: "SIGN_IN",
    good: ["off", "optional", "required-to-create"],
    bad: ["on", "OFF", "required"],
    says: /none of off/,
  },
  {
    name: "PUBLIC_ORIGIN",
    good: ["https://board.example.org", "http://localhost:8000/"],
    bad: ["board.example.org", "https://board.example.org/b", "ftp://a"],
    says: /such as https:/,
  },
  { name: "DEV", good: ["true", "false"], bad: ["on"], says: /true nor false/ },
  { name: "MEMORY_MB", good: ["0", "200", "640"], bad: ["1", "199", "-640", "640MB", "1e3"], says: /such as 1536/ },
  {
    name: "TRUSTED_PROXIES",
    good: ["10.0.0.1", "10.0.0.0/8, fd00::/8", "::1,", "0.0.0.0/0"],
    bad: ["proxy", "10.0.0.0/33", "10.0.0.1/", "10.0.0.1/8/8", "fd00::/129", "10.0.0.1 10.0.0.2"],
    says: /such as 10\.0\.0\.1, fd00::\/8/,
  },
  {
    name: "LOG_LEVEL",
    good: ["debug", "info", "warn", "error"],
    bad: ["INFO", "trace", "0"],
    says: /debug, info, warn, error/,
  },
];

for (const { name, good, bad, says } of cases) {
  Deno.test(`${name}: an invalid value is refused with the name, the value and an example`, () => {
    for (const text of good) assert.deepEqual(problemsOf({ [name]: text }), [], text);
    for (const text of bad) {
      const problems = problemsOf({ [name]: text });
      assert.equal(problems.length, 1, text);
      assert.ok(problems[0].startsWith(`Cannot use ${name} as `), problems[0]);
      assert.ok(problems[0].endsWith(JSON.stringify(text)), problems[0]);
      assert.match(problems[0], says);
    }
  });
}

Deno.test("a database URL needs its token", () => {
  const KV_PATH = "https://kv.example.org";
  assert.match(problemsOf({ KV_PATH })[0], /DENO_KV_ACCESS_TOKEN/);
  assert.equal(read({ KV_PATH, DENO_KV_ACCESS_TOKEN: "t" }).database, KV_PATH);
});

Deno.test("PostgreSQL is used where DATABASE_URL names one, also beside KV_PATH and on Deno Deploy", () => {
  const DATABASE_URL = "postgres://db.example.org/boards";
  for (const [name, value] of [["PORT", "80"], ["KV_PATH", "data/x.sqlite3"], ["DENO_DEPLOY", "1"]]) {
    assert.equal(read({ DATABASE_URL, [name]: value }).database, DATABASE_URL);
  }
});

Deno.test("a password in a URL is not shown", () => {
  const [problem] = problemsOf({ KV_PATH: "postgres://admin:hunter2@db/boards" });
  assert.ok(problem.includes("db/boards"), problem);
  assert.ok(!problem.includes("hunter2"), problem);
});

Deno.test("variables that resemble ours are reported, others are not", () => {
  const meant = (...names: string[]) =>
    likelyTypos(Object.fromEntries(names.map((name) => [name, "x"]))).map(({ name, meant }) => `${name}: ${meant}`);
  assert.deepEqual(meant("OPEN_BOARD", "KVPATH", "TRUSTED_PROXY", "LOGLEVEL", "DRAWBRIDGE_PORT", "memory_mb"), [
    "OPEN_BOARD: OPEN_BOARDS",
    "KVPATH: KV_PATH",
    "TRUSTED_PROXY: TRUSTED_PROXIES",
    "LOGLEVEL: LOG_LEVEL",
    "DRAWBRIDGE_PORT: PORT",
    "memory_mb: MEMORY_MB",
  ]);
  assert.deepEqual(meant("HOST", "PORT", "HOME", "PATH", "HOSTNAME", "MEMORY_MAX", "PWD", "LANG", "SHELL", "USER"), []);
});

Deno.test("a folder is created only for a database file", () => {
  assert.equal(kvFolder("data/drawbridge.sqlite3"), "data");
  assert.equal(kvFolder("/srv/a/b.sqlite3"), "/srv/a");
  assert.equal(kvFolder("/b.sqlite3"), "/");
  assert.equal(kvFolder("b.sqlite3"), ".");
  assert.equal(kvFolder("C:\\boards\\b.sqlite3"), "C:\\boards");
  assert.equal(kvFolder("c:/b.sqlite3"), "c:/");
  for (const path of [undefined, ":memory:", "https://kv.example/a/b", "http://127.0.0.1:4512"]) {
    assert.equal(kvFolder(path), undefined, path);
  }
});

/** The output of a server that does not start. */
async function refusal(env: Record<string, string>): Promise<string> {
  try {
    await using server = await RealServer.start(env);
    throw new Error(`it started at ${server.origin}`);
  } catch (error) {
    return (error as Error).message.replace(/^Cannot start the server as it says: /, "").trim();
  }
}

Deno.test("a server that cannot start reports all problems at once, without a stack", async () => {
  const said = await refusal({ PORT: "http", OPEN_BOARDS: "yes", LOG_LEVEL: "loud" });
  assert.deepEqual(said.split("\n").map((line) => line.match(/^Cannot use (\w+) as /)?.[1]), [
    "PORT",
    "OPEN_BOARDS",
    "LOG_LEVEL",
  ]);
});

Deno.test("a server does not start if traces would reveal the secrets of links", async () => {
  const OTEL = { OTEL_DENO: "true", OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" };
  assert.match(await refusal(OTEL), /^Cannot use OTEL_DENO as .*OTEL_DENO_TRACING=false/);
});

Deno.test("a server on Deno Deploy without a database does not start, and names the remedy", async () => {
  const said = await refusal({ DENO_DEPLOYMENT_ID: "1", KV_PATH: "" });
  assert.equal(
    said,
    "Cannot open the platform's database as none is attached to this app: attach a Deno KV database in the dashboard, " +
      "then deploy again",
  );
});

Deno.test("a database that does not open and a port in use are reported", async () => {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_" });
  const said = await refusal({ KV_PATH: `${folder}/boards.sqlite3` });
  assert.match(
    said,
    /^Cannot open KV_PATH "\S+boards\.sqlite3" as the server may use files under data\/ only/,
  );
  await Deno.remove(folder, { recursive: true });

  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr as Deno.NetAddr;
  const heard = await refusal({ PORT: String(port), LOG_LEVEL: "error" });
  assert.equal(heard.split("\n").length, 1, heard);
  assert.match(heard, new RegExp(`^Cannot listen on HOST 127.0.0.1, PORT ${port} as something else listens there`));
});

Deno.test("allowed host names are listed without scheme and port", () => {
  assert.deepEqual(read({ ALLOWED_HOSTS: " board.example.org, wiki.lan " }).allowedHosts, [
    "board.example.org",
    "wiki.lan",
  ]);
  for (const text of ["https://board.example.org", "board.example.org:8000", "a b", "-x"]) {
    assert.match(problemsOf({ ALLOWED_HOSTS: text }).join(), /ALLOWED_HOSTS.*without scheme and port/, text);
  }
});

Deno.test("the number of boards that an address may create in ten minutes is configurable, and 0 is no limit", () => {
  assert.equal(read({ BOARDS_PER_ADDRESS: "500" }).boardsPerAddress, 500);
  assert.equal(read({ BOARDS_PER_ADDRESS: "0" }).boardsPerAddress, Infinity);
  assert.match(problemsOf({ BOARDS_PER_ADDRESS: "many" }).join(), /BOARDS_PER_ADDRESS/);
});
