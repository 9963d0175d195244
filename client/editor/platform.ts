/** True when Mod means Cmd. `platform` is `navigator.platform`, which browsers keep for this purpose. */
export function isMac(platform: string = globalThis.navigator?.platform ?? ""): boolean {
  return /^(Mac|iPhone|iPad)/.test(platform);
}
