/**
 * A connection that has been upgraded to a WebSocket and does nothing by itself: the test must read, answer and split
 * frames.
 *
 * @param from the client address in `X-Forwarded-For`, as from a trusted proxy
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
  // The first bytes of the response show that the connection was accepted.
  const answer = new Uint8Array(12);
  await connection.read(answer);
  if (new TextDecoder().decode(answer) === "HTTP/1.1 101") return connection;
  connection.close();
  throw new Error("Cannot join as the upgrade is refused");
}
