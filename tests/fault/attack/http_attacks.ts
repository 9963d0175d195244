import { again, ask, atOnce, type Attack, headersOf, ownBoard, pause } from "./attack.ts";

/** Connections that never send a request. */
const idle: Attack = async ({ origin }, goesOn) => {
  const { hostname, port } = new URL(origin);
  const connections: Deno.TcpConn[] = [];
  while (goesOn()) {
    const connection = connections.length < 3_000
      ? await Deno.connect({ hostname, port: Number(port) }).catch(() => undefined)
      : undefined;
    if (connection) connections.push(connection);
    else await pause(50);
  }
  for (const connection of connections) connection.close();
  return connections.length;
};

/** HEAD requests for both pictures, whose content is never requested. */
const heads: Attack = atOnce(
  4,
  again((target, n) => ask(target, `/api/boards/${target.viewer}/board.${n % 2 ? "svg" : "json"}`, { method: "HEAD" })),
);

/** Attempts to enter a passphrase from very many networks. */
const unlocks: Attack = async (target, goesOn) => {
  const links = await ownBoard(target);
  const response = await fetch(`${target.origin}/api/boards/${links?.owner}/links`, {
    method: "POST",
    headers: { ...headersOf(target), "content-type": "application/json" },
    body: JSON.stringify({ role: "viewer", passphrase: "correct horse" }),
  });
  const slug = response.ok ? (await response.json()).slug : (await response.body?.cancel(), target.viewer);
  const one = again((_, n) => {
    const group = () => Math.floor(Math.random() * 65_536).toString(16);
    return ask({ ...target, from: `2001:${group()}:${group()}:${group()}::${n}` }, `/api/boards/${slug}/unlock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ passphrase: `wrong ${n}` }),
    });
  });
  return await atOnce(8, one)(target, goesOn);
};

/** A page of another site whose name points to this server. */
const foreign: Attack = again(async ({ origin, from }) => {
  const { hostname, port } = new URL(origin);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = [
    "POST /api/boards HTTP/1.1",
    "Host: evil.example",
    "Origin: http://evil.example",
    "Content-Length: 0",
    ...from ? [`X-Forwarded-For: ${from}`] : [],
    "Connection: close",
  ];
  await connection.write(new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n"));
  while (await connection.read(new Uint8Array(4_096)) !== null);
});

export const HTTP_ATTACKS: ReadonlyMap<string, Attack> = new Map([
  ["no descriptors left", idle],
  ["four HEADs", heads],
  ["unlock tries", unlocks],
  ["POST boards", atOnce(8, again((target) => ask(target, "/api/boards", { method: "POST" })))],
  ["foreign Host", atOnce(4, foreign)],
]);
