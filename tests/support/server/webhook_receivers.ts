import { Webhook } from "standardwebhooks";
import type { Answer, Target, TargetRequest } from "../../../server/webhooks/target.ts";
import { readWebhookSecret } from "../../../server/webhooks/webhook_secret.ts";
import { until } from "../until.ts";

export const SECRET = "whsec_" + btoa("a secret of 32 bytes for webhooks");
export const SECRET_BYTES = readWebhookSecret(SECRET)!;

/** The body of a request. */
export interface Told {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface Received {
  readonly url: string;
  readonly id: string;
  readonly signature: string;
  readonly told: Told;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Answering = (received: Received) => Answer | Promise<Answer>;

/** Stands in for the network: it records every request, and a function answers. */
export class ScriptedTarget implements Target {
  readonly received: Received[] = [];
  answer: Answering;

  constructor(answer: Answering = () => ({ status: 200 })) {
    this.answer = answer;
  }

  async post(url: string, { headers, body, signal }: TargetRequest): Promise<Answer> {
    const received = {
      url,
      id: headers["webhook-id"],
      signature: headers["webhook-signature"],
      told: JSON.parse(body),
      headers,
    };
    this.received.push(received);
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    return await Promise.race([this.answer(received), aborted.promise]).finally(() => {
      signal.removeEventListener("abort", abort);
    });
  }

  /** What was received since the last look. */
  take(): Received[] {
    return this.received.splice(0);
  }
}

/** A receiver on this machine that verifies every signature with the library of Standard Webhooks. */
export class WebhookReceiver implements AsyncDisposable {
  readonly received: Received[] = [];
  /** What was wrong with requests. */
  readonly problems: string[] = [];
  readonly url: string;
  /** The status of answers. */
  status = 204;
  readonly #server: Deno.HttpServer;

  constructor({ secret = SECRET, port = 0 }: { readonly secret?: string; readonly port?: number } = {}) {
    const webhook = new Webhook(secret);
    this.#server = Deno.serve({ hostname: "127.0.0.1", port, onListen() {} }, async (request) => {
      const body = await request.text();
      const headers = Object.fromEntries(request.headers);
      try {
        const told = webhook.verify(body, headers) as Told;
        const [id, signature] = [headers["webhook-id"], headers["webhook-signature"]];
        this.received.push({ url: request.url, id, signature, told });
      } catch (error) {
        this.problems.push(`${error}: ${body}`);
      }
      return new Response(null, { status: this.status });
    });
    this.url = `http://127.0.0.1:${(this.#server.addr as Deno.NetAddr).port}/hook`;
  }

  /** Resolves with all messages once there are as many as this. */
  async until(count: number): Promise<Told[]> {
    await until(`${count} messages have come`, () => this.received.length >= count);
    return this.received.map(({ told }) => told);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}
