import type { Answer, Target, TargetRequest } from "./target.ts";

/** The operator's own address, which may be anywhere. */
export class OperatorTarget implements Target {
  async post(url: string, { headers, body, signal }: TargetRequest): Promise<Answer> {
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    await response.body?.cancel();
    return { status: response.status, retryAfter: response.headers.get("retry-after") ?? undefined };
  }
}
