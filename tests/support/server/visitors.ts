/** The cookie of a browser, by a name. */
export function cookieOf(name: string): string {
  return `visitor=${name.padEnd(22, "_")}`;
}

/** Speaks to `/api/boards/<slug>/…` as one browser. */
export class Visitor {
  readonly cookie: string;
  readonly #base: string;
  readonly #name: string;

  constructor(origin: string, slug: string, name: string) {
    this.cookie = cookieOf(name);
    this.#name = encodeURIComponent(name);
    this.#base = `${origin}/api/boards/${slug}`;
  }

  async request(method: string, path: string, body?: object): Promise<{ status: number; json: Answer }> {
    const response = await fetch(this.#base + path, {
      method,
      headers: { cookie: this.cookie, "drawbridge-name": this.#name },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, json: text.startsWith("{") ? JSON.parse(text) : {} };
  }

  /** @throws when the server refuses it */
  async moderate(action: string, fields: object = {}): Promise<void> {
    const { status, json } = await this.request("POST", "/moderation", { action, ...fields });
    if (status !== 204) throw new Error(`Cannot ${action} as the server answers ${status} ${json.code}`);
  }
}

// deno-lint-ignore no-explicit-any -- tests compare what they read.
type Answer = Record<string, any>;
