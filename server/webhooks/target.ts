/** Where messages are sent. */
export interface Target {
  /** Sends one request. Rejects when there is no answer. A redirect is an answer and is not followed. */
  post(url: string, request: TargetRequest): Promise<Answer>;
}

export interface TargetRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter?: string | undefined;
  /** The beginning of the body, where the target reads it. */
  readonly text?: string;
}

/** Time for an answer, ms. Standard Webhooks recommends 15 to 30 s. */
export const ANSWER_MS = 15_000;
