/**
 * A connection that has been upgraded to a WebSocket and on which nothing happens by itself: what a real WebSocket reads,
 * answers and splits is left to the test.
 *
 * @param from the address that a trusted proxy would name
 * @throws when the upgrade is refused
 */
export async function upgraded(
  origin: string,
  slug: string,
  { protocol, from }: { protocol?: string; from?: string } = {},
): Promise<Deno.TcpConn> {
  const { hostname, port, host } = new URL(origin);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const request = [
    `GET /ws/${slug} HTTP/1.1`,
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...from ? [`X-Forwarded-For: ${from}`] : [],
    ...protocol ? [`Sec-WebSocket-Protocol: ${protocol}`] : [],
  ];
  await connection.write(new TextEncoder().encode(request.join("\r\n") + "\r\n\r\n"));
  // The answer's first bytes say that it is in.
  const answer = new Uint8Array(12);
  await connection.read(answer);
  if (new TextDecoder().decode(answer) === "HTTP/1.1 101") return connection;
  connection.close();
  throw new Error("Cannot join as the upgrade is refused");
}
