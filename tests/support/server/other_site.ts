/** A page of another site. Its name differs from that of the board: browsers see two sites. */
export class OtherSite implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor(body: string) {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
      const html = `<!doctype html><title>A wiki</title><body style="margin:0">${body}`;
      return new Response(html, { headers: { "content-type": "text/html" } });
    });
    this.origin = `http://localhost:${this.#server.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

/** Lists a site for the editors' link of a board, as its owner. @returns the id of the link */
export async function listSite(board: string, owner: string, site: string): Promise<string> {
  const address = `${board}/api/boards/${owner}/links`;
  const { links } = await (await fetch(address)).json();
  const { id } = links.find(({ role }: { role: string }) => role === "editor");
  const init = { method: "PATCH", body: JSON.stringify({ sites: [site] }) };
  const { ok } = await fetch(`${address}/${id}`, init);
  if (!ok) throw new Error(`Cannot list site: ${site}`);
  return id;
}
