/** An OpenID provider where people may sign in. */
export interface ProviderConfig {
  /** In the addresses of this server. */
  readonly id: string;
  /** Shown to people. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claims of which a person must have one. Empty: everybody may sign in who has an account there. */
  readonly allow: readonly Claim[];
}

export interface Claim {
  readonly name: string;
  readonly value: string;
}

/** A variable of a provider, with the suffix that tells several providers apart. */
export const PROVIDER_VARIABLE = /^OIDC_(ISSUER|CLIENT_ID|CLIENT_SECRET|ALLOW|NAME)(?:_([A-Z0-9_]+))?$/;

/** Reads `OIDC_ISSUER` and its companions, and the same with suffixes. Problems never quote a secret. */
export function readProviders(env: Readonly<Record<string, string>>, problems: string[]): ProviderConfig[] {
  const suffixes = new Set<string>();
  for (const name in env) {
    const match = PROVIDER_VARIABLE.exec(name);
    if (match && env[name].trim() !== "") suffixes.add(match[2] ?? "");
  }
  return [...suffixes].sort().flatMap((suffix) => readProvider(env, suffix, problems) ?? []);
}

function readProvider(
  env: Readonly<Record<string, string>>,
  suffix: string,
  problems: string[],
): ProviderConfig | undefined {
  const nameOf = (part: string) => suffix === "" ? `OIDC_${part}` : `OIDC_${part}_${suffix}`;
  const read = (part: string) => env[nameOf(part)]?.trim() ?? "";
  const before = problems.length;
  for (const part of ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"]) {
    if (read(part) === "") problems.push(`Cannot sign people in by OpenID as ${nameOf(part)} is not set`);
  }
  const [issuer, text] = [read("ISSUER"), read("ALLOW")];
  if (issuer !== "" && !isIssuer(issuer)) {
    problems.push(
      `Cannot use ${nameOf("ISSUER")} as it is no HTTPS URL (such as https://id.example.org): ${
        JSON.stringify(issuer)
      }`,
    );
  }
  const allow = readClaims(text);
  if (allow === undefined) {
    problems.push(
      `Cannot use ${nameOf("ALLOW")} as it is no list of claim=value (such as groups=board): ${JSON.stringify(text)}`,
    );
  }
  if (problems.length > before) return undefined;
  return {
    id: suffix === "" ? "oidc" : suffix.toLowerCase(),
    name: read("NAME") || new URL(issuer).hostname,
    issuer,
    clientId: read("CLIENT_ID"),
    clientSecret: read("CLIENT_SECRET"),
    allow: allow!,
  };
}

/** Without HTTPS only on this machine, for tests. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const isLocal = protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return (protocol === "https:" || isLocal) && search === "" && hash === "";
}

function readClaims(text: string): Claim[] | undefined {
  const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
  const claims = parts.map((part) => /^([^=\s]+)=(.+)$/.exec(part));
  if (claims.some((claim) => claim === null)) return undefined;
  return claims.map((claim) => ({ name: claim![1], value: claim![2] }));
}
