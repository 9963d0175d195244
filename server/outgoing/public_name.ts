/** A name with a dot whose last part is no number: URLs turn all spellings of IPv4 addresses into four numbers. */
export function isPublicName(host: string): boolean {
  return /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(host);
}
