import { type Claims, SoftwareAuthenticator } from "./software_authenticator.ts";
import type { TestServer } from "./test_server.ts";

/** A browser of a person: it keeps cookies and shows a passkey. Requests reach the server under `origin`. */
export class AccountClient {
  readonly server: TestServer;
  readonly origin: string;
  readonly key: SoftwareAuthenticator;
  readonly cookies = new Map<string, string>();
  /** The last `set-cookie` headers. */
  given: string[] = [];
  /** Sent with each request. */
  headers: Record<string, string> = {};
  /** The address that requests come from. */
  remote = "127.0.0.1";

  static async create(server: TestServer, origin = "https://board.example"): Promise<AccountClient> {
    return new AccountClient(server, origin, await SoftwareAuthenticator.create());
  }

  private constructor(server: TestServer, origin: string, key: SoftwareAuthenticator) {
    [this.server, this.origin, this.key] = [server, origin, key];
  }

  get claims(): Claims {
    return { origin: this.origin, rpId: new URL(this.origin).hostname };
  }

  async ask(
    path: string,
    { method = "GET", json, body = json === undefined ? undefined : JSON.stringify(json), headers = {} }: {
      method?: string;
      json?: unknown;
      body?: BodyInit;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Response> {
    const request = new Request(this.origin + path, {
      method: body === undefined ? method : method === "GET" ? "POST" : method,
      body,
      redirect: "manual",
      headers: {
        ...this.cookies.size > 0 && { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...this.headers,
        ...headers,
      },
    });
    const remoteAddr = { transport: "tcp", hostname: this.remote, port: 1 } as const;
    const response = await this.server.server.fetch(request, { remoteAddr });
    this.given = response.headers.getSetCookie();
    for (const cookie of this.given) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/max-age=0/i.test(cookie) || value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** The status of a request, and its code when it failed. */
  async outcome(path: string, init?: Parameters<AccountClient["ask"]>[1]): Promise<string> {
    const response = await this.ask(path, init);
    const text = await response.text();
    const code = text.startsWith("{") ? JSON.parse(text).code : undefined;
    return code === undefined ? String(response.status) : `${response.status} ${code}`;
  }

  async json(path: string, init?: Parameters<AccountClient["ask"]>[1]) {
    return await (await this.ask(path, init)).json();
  }

  /** Makes an account with the passkey of this client. */
  async signUp({ name = "Ada", color = "green", claims = this.claims } = {}): Promise<string> {
    const options = await this.json("/api/account/passkeys/options", { json: { name, color } });
    const response = await this.key.register(options, claims);
    return await this.outcome("/api/account/passkeys", { json: { response, passkeyName: "Laptop" } });
  }

  async signIn(claims: Claims = this.claims): Promise<string> {
    const options = await this.json("/api/account/sign-in/options", { method: "POST" });
    const response = await this.key.signIn(options, claims);
    return await this.outcome("/api/account/sign-in", { json: { response } });
  }

  /** Adds a passkey to the account. */
  async add(key: SoftwareAuthenticator, passkeyName = "Phone"): Promise<string> {
    const asked = await this.ask("/api/account/passkeys/options", { json: {} });
    const options = await asked.json();
    if (asked.status !== 200) return `${asked.status} ${options.code}`;
    const response = await key.register(options, this.claims);
    return await this.outcome("/api/account/passkeys", { json: { response, passkeyName } });
  }

  async account() {
    return (await this.json("/api/account")).account;
  }
}
