import type { ProviderConfig } from "./provider_config.ts";

/** Who may and who must sign in. */
export type SignInMode = "off" | "optional" | "required-to-create";

export const SIGN_IN_MODES: readonly SignInMode[] = ["off", "optional", "required-to-create"];

export interface SignInConfig {
  readonly mode: SignInMode;
  /** The origin at which people reach this server; undefined: that of each request. */
  readonly publicOrigin: string | undefined;
  /** The header in which a trusted proxy names the person; undefined: none does. */
  readonly userHeader: string | undefined;
  readonly providers: readonly ProviderConfig[];
}
