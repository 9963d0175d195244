import type { ErrorCode } from "../../../board/wire/error_code.ts";

/**
 * The code in the body of a failed response; undefined when there is none, as in the response of a proxy or without a
 * response. A code of a later server matches none of the known ones.
 */
export async function errorCodeOf(response: Response | undefined): Promise<ErrorCode | undefined> {
  const body = await response?.json().catch(() => undefined);
  return body?.code;
}
