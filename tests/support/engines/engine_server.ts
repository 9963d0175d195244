import { AppServer, freePort } from "../server/app_server.ts";
import { CLIENT, OpenIdProvider } from "../server/openid_provider.ts";

/** The name of the provider on the button that signs people in. */
export const PROVIDER_NAME = "Harbour";

/** A server where people sign in at a provider: not every engine has a virtual authenticator for passkeys. */
export class EngineServer implements AsyncDisposable {
  readonly app: AppServer;
  readonly #provider: OpenIdProvider;

  static async start(): Promise<EngineServer> {
    const port = String(freePort());
    const provider = await OpenIdProvider.start([`http://127.0.0.1:${port}/api/account/sign-in/callback`]);
    const env = {
      PORT: port,
      OIDC_ISSUER: provider.origin,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: PROVIDER_NAME,
    };
    return new EngineServer(await AppServer.start({ env }), provider);
  }

  private constructor(app: AppServer, provider: OpenIdProvider) {
    this.app = app;
    this.#provider = provider;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app[Symbol.asyncDispose]();
    await this.#provider[Symbol.asyncDispose]();
  }
}
