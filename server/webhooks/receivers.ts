import type { Clock } from "../../board/clock.ts";
import { OPERATOR, type Outcome, readRetryAfter } from "./delivery.ts";
import type { Leased } from "./delivery_queue.ts";
import type { Registration } from "./registration.ts";
import type { Registrations } from "./registrations.ts";
import { type Answer, ANSWER_MS, type Target } from "./target.ts";
import { bodyOf, type Message } from "./webhook_event.ts";
import { readWebhookSecret, signedHeaders } from "./webhook_secret.ts";

/** The operator's address and the secrets that sign: several while they are changed. */
export interface OperatorWebhook {
  readonly url: string;
  readonly secrets: readonly Uint8Array[];
}

/** Where the messages of a webhook go. */
export interface Receiver extends OperatorWebhook {
  readonly target: Target;
  /** Its owner has paused it. */
  readonly isPaused?: boolean;
}

export interface ReceiversOptions {
  readonly operator: OperatorWebhook | undefined;
  /** Undefined: owners may not register webhooks. */
  readonly registrations: Registrations | undefined;
  readonly targets: { readonly operator: Target; readonly owner: Target };
  readonly clock: Clock;
  readonly today: () => number;
}

/** Knows where the messages of a webhook go, and sends them there. */
export class Receivers {
  readonly #options: ReceiversOptions;

  constructor(options: ReceiversOptions) {
    this.#options = options;
  }

  /** Undefined when the webhook does not exist any more. */
  async of({ webhook, state }: Leased): Promise<Receiver | undefined> {
    const { operator, registrations, targets } = this.#options;
    if (webhook === OPERATOR) return operator && { ...operator, target: targets.operator };
    const { board, last } = state;
    if (registrations === undefined || board === undefined) return undefined;
    const known = last ?? (await registrations.list(board)).find(({ id }) => webhook === `${board}.${id}`);
    return known && this.ofOwner(known);
  }

  ofOwner({ url, secret, previous, isPaused = false }: Registration): Receiver {
    const isPreviousUsed = previous !== undefined && previous.until > this.#options.today();
    const texts = [secret, ...(isPreviousUsed ? [previous.secret] : [])];
    return {
      url,
      isPaused,
      secrets: texts.flatMap((text) => readWebhookSecret(text) ?? []),
      target: this.#options.targets.owner,
    };
  }

  async send(receiver: Receiver, message: Message, signal?: AbortSignal): Promise<Outcome> {
    const answer = await this.answer(receiver, message, signal);
    if (answer === undefined) return {};
    return { status: answer.status, retryAfter: readRetryAfter(answer.retryAfter, this.#options.today()) };
  }

  /** Undefined when there is no answer within `ANSWER_MS`. */
  async answer({ url, secrets, target }: Receiver, message: Message, stop?: AbortSignal): Promise<Answer | undefined> {
    const { clock, today } = this.#options;
    const timeout = new AbortController();
    const cancel = clock.after(ANSWER_MS, () => timeout.abort(new Error("Cannot wait longer for an answer")));
    const signal = stop ? AbortSignal.any([stop, timeout.signal]) : timeout.signal;
    const body = bodyOf(message);
    const headers = signedHeaders(secrets, { id: message.id, seconds: Math.floor(today() / 1_000), body });
    try {
      return await target.post(url, { headers, body, signal });
    } catch {
      // Why a stranger's address does not answer is nobody's business.
      return undefined;
    } finally {
      cancel();
    }
  }
}
