import { prepare, type Prepared, type PreparedRequest } from "./scaling.ts";
import { SCALER_URL } from "./scaler_url.ts";

/** What the worker answers: a picture, or the name of the error. */
type Answer = { readonly prepared: Prepared } | { readonly problem: string };

/** The worker ends after this long without work, ms. Its memory is freed then. */
const IDLE_MS = 10_000;

/**
 * Prepares pictures in a worker, one after the other, so that the page goes on and only one decoded picture is in
 * memory. Where the worker does not start, as without a
 * network, it does so on the page.
 */
export class Scaler {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** @throws when the picture cannot be decoded, as `prepare` */
  prepare(request: PreparedRequest): Promise<Prepared> {
    const result = this.#last.then(() => this.#run(request));
    this.#last = result.catch(() => {});
    return result;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #run(request: PreparedRequest): Promise<Prepared> {
    clearTimeout(this.#idle);
    const answer = await this.#ask(request).catch(() => undefined);
    this.#idle = setTimeout(() => this.close(), IDLE_MS);
    if (answer === undefined) return await prepare(request);
    if ("prepared" in answer) return answer.prepared;
    throw Object.assign(new Error(`Cannot prepare the picture: ${answer.problem}`), { name: answer.problem });
  }

  /** @throws when the worker does not run */
  #ask(request: PreparedRequest): Promise<Answer> {
    const worker = this.#worker ??= new Worker(SCALER_URL, { type: "module" });
    return new Promise<Answer>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.close();
        reject(new Error(event.message));
      };
      worker.postMessage(request);
    });
  }
}
