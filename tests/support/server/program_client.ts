/** A program that changes a board by requests. */
export class ProgramClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(origin: string, slug: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = `${origin}/api/boards/${slug}/shapes`;
    this.#headers = headers;
  }

  post(body: unknown, { key }: { readonly key?: string } = {}): Promise<Response> {
    const headers = { ...this.#headers, ...(key !== undefined && { "idempotency-key": key }) };
    return fetch(this.#url, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async statusOf(body: unknown, options?: { readonly key?: string }): Promise<number> {
    const response = await this.post(body, options);
    await response.body?.cancel();
    return response.status;
  }

  /** @throws when it is refused */
  // deno-lint-ignore no-explicit-any -- the tests say what they expect
  async write(body: unknown, options: { readonly key?: string } = {}): Promise<any> {
    const response = await this.post(body, options);
    const text = await response.text();
    if (!response.ok) throw new Error(`Cannot write shapes: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  // deno-lint-ignore no-explicit-any -- as above
  async read(query = ""): Promise<any> {
    const response = await fetch(this.#url + query, { headers: this.#headers });
    return await response.json();
  }

  async ids(query = ""): Promise<string[]> {
    return (await this.read(query)).shapes.map(({ id }: { id: string }) => id);
  }
}
