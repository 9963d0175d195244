import { trace } from "@opentelemetry/api";

/**
 * The runtime's traces hold the address of every request, and nothing takes it out of them again: whoever reads them
 * could open every board.
 *
 * @throws with a message for people when traces are written
 */
export function refuseTracing(): void {
  if (!trace.getTracer("drawbridge").startSpan("probe").isRecording()) return;
  throw new Error(
    "Cannot use OTEL_DENO as traces would hold the secrets of links (metrics and logs only: OTEL_DENO_TRACING=false)",
  );
}
