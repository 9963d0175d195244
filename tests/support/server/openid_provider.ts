import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** The properties of Koa's context that this file uses. The package has no types. */
interface KoaContext {
  readonly path: string;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

export const CLIENT = { id: "board", secret: "a secret of the client" };

/** A real OpenID provider in this process. It signs everybody in at once, as the person that `subject` names. */
export class OpenIdProvider implements AsyncDisposable {
  readonly origin: string;
  subject = "ada";
  /** Whether it says that it has verified the mail address of the person. */
  isMailVerified = true;
  readonly #server: Server;

  /** @param redirectUris the addresses to which it may send people back */
  static async start(redirectUris: readonly string[]): Promise<OpenIdProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new OpenIdProvider(server, redirectUris);
  }

  private constructor(server: Server, redirectUris: readonly string[]) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(this.origin, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [...redirectUris] }],
      claims: {
        openid: ["sub"],
        profile: ["name", "preferred_username", "groups"],
        email: ["email", "email_verified"],
      },
      findAccount: (_context: unknown, accountId: string) => ({
        accountId,
        claims: () => ({
          sub: accountId,
          name: `Person ${accountId}`,
          groups: ["staff", `group of ${accountId}`],
          preferred_username: `user-${accountId}`,
          email: `${accountId}@directory.example`,
          email_verified: this.isMailVerified,
        }),
      }),
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      features: { devInteractions: { enabled: false } },
    });
    provider.use(async (context: KoaContext, next: () => Promise<void>) => {
      if (!context.path.startsWith("/interaction/")) return await next();
      const { prompt, params, session } = await provider.interactionDetails(context.req, context.res);
      if (prompt.name === "login") {
        const result = { login: { accountId: this.subject } };
        return await provider.interactionFinished(context.req, context.res, result);
      }
      const grant = new provider.Grant({ accountId: session!.accountId, clientId: String(params.client_id) });
      grant.addOIDCScope("openid profile email");
      const result = { consent: { grantId: await grant.save() } };
      await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: true });
    });
    server.on("request", provider.callback());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
