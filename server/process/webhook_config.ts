import { readWebhookSecret } from "../webhooks/webhook_secret.ts";
import type { WebhooksConfig } from "../webhooks/webhooks.ts";

export const WEBHOOK_VARIABLES = ["WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOKS"];

const SECRETS_MAX = 4;

/** Reads the variables of webhooks. Undefined: nobody wants any. Problems never quote an address or a secret. */
export function readWebhooks(env: Readonly<Record<string, string>>, problems: string[]): WebhooksConfig | undefined {
  const [url, secret, mode] = WEBHOOK_VARIABLES.map((name) => env[name]?.trim() ?? "");
  const problem = (text: string) => void problems.push(text);
  if (url !== "" && !isHttpUrl(url)) {
    problem("Cannot use WEBHOOK_URL as it is no HTTP URL (such as https://hooks.example.org/drawbridge)");
  }
  const texts = secret.split(/[\s,]+/).filter(Boolean);
  const secrets = texts.flatMap((text) => readWebhookSecret(text) ?? []);
  if (secrets.length < texts.length || secrets.length > SECRETS_MAX) {
    problem(
      `Cannot use WEBHOOK_SECRET as it is not 1 to ${SECRETS_MAX} secrets, each whsec_ and 24 to 64 bytes in base64 ` +
        "(one: echo whsec_$(openssl rand -base64 32))",
    );
  }
  if (url !== "" && secret === "") problem("Cannot use WEBHOOK_URL as WEBHOOK_SECRET is not set");
  if (url === "" && secret !== "") problem("Cannot use WEBHOOK_SECRET as WEBHOOK_URL is not set");
  if (!["", "off", "owners"].includes(mode)) {
    problem(`Cannot use WEBHOOKS as it is neither off nor owners: ${JSON.stringify(mode)}`);
  }
  const owners = mode === "owners";
  return url === "" && !owners ? undefined : { ...(url !== "" && { operator: { url, secrets } }), owners };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
