import type { Page } from "playwright-core";

/** An authenticator that the browser only simulates: it confirms everything at once. */
export class VirtualAuthenticator {
  readonly #send: (method: string, parameters: object) => Promise<unknown>;
  readonly #id: string;

  /** Plugs it into the browser of a page. The page may then be reloaded. */
  static async plugIn(page: Page, transport: "internal" | "usb" = "internal"): Promise<VirtualAuthenticator> {
    const session = await page.context().newCDPSession(page);
    const send = session.send.bind(session) as (method: string, parameters: object) => Promise<unknown>;
    await send("WebAuthn.enable", {});
    const options = {
      protocol: "ctap2",
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    };
    const made = await send("WebAuthn.addVirtualAuthenticator", { options }) as { authenticatorId: string };
    return new VirtualAuthenticator(send, made.authenticatorId);
  }

  private constructor(send: (method: string, parameters: object) => Promise<unknown>, id: string) {
    [this.#send, this.#id] = [send, id];
  }

  async unplug(): Promise<void> {
    await this.#send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: this.#id });
  }

  /** Whether the person confirms what the browser asks. */
  async confirm(isUserVerified: boolean): Promise<void> {
    await this.#send("WebAuthn.setUserVerified", { authenticatorId: this.#id, isUserVerified });
  }
}
