/** An S3-compatible bucket. */
export interface BucketConfig {
  /** The address below which objects are, such as `https://s3.eu-central-1.amazonaws.com/boards/pictures/`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Reads `https://key:secret@host/bucket/folder?region=eu-central-1`. Undefined when it is no such address. Without a
 * region it is that of an AWS host, or `us-east-1`, which other services accept.
 */
export function readBucketUrl(text: string): BucketConfig | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname, username, password, searchParams, hash } = new URL(text);
  const names = [...searchParams.keys()];
  if (!/^https?:$/.test(protocol) || hash !== "" || names.some((name) => name !== "region")) return undefined;
  if (username === "" || password === "" || !/^\/[^/]/.test(pathname)) return undefined;
  const region = searchParams.get("region") ?? /^s3[.-]([a-z0-9-]+)\.amazonaws\.com$/.exec(host)?.[1] ?? "us-east-1";
  if (!/^[a-z0-9-]+$/.test(region)) return undefined;
  return {
    url: `${protocol}//${host}${pathname.replace(/\/*$/, "/")}`,
    region,
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
}
