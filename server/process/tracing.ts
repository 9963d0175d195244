import { trace } from "@opentelemetry/api";

/**
 * The runtime's traces contain the URL of every request, and it cannot be removed from them: their readers could open
 * every board.
 *
 * @throws an error with a message for people when tracing is on
 */
export function refuseTracing(): void {
  if (!trace.getTracer("drawbridge").startSpan("probe").isRecording()) return;
  throw new Error(
    "Cannot use OTEL_DENO as traces would hold the secrets of links (metrics and logs only: OTEL_DENO_TRACING=false)",
  );
}
