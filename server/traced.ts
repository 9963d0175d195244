import { trace } from "@opentelemetry/api";
import { withoutSecrets } from "./log.ts";

/** The runtime writes a request's address into its trace, and the secret of a link is in it: it is taken out again. */
export function hideAddress(request: Request): void {
  const span = trace.getActiveSpan();
  if (span === undefined) return;
  const { origin, pathname } = new URL(request.url);
  const path = withoutSecrets(pathname);
  span.setAttributes({ "url.full": origin + path, "url.path": path, "url.query": "" });
}
