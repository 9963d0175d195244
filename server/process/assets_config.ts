import { type BucketConfig, readBucketUrl } from "../bucket/bucket_config.ts";
import { ASSETS_QUOTA_MB } from "../../board/asset/asset_limits.ts";

/** Pictures on boards. */
export interface AssetsConfig {
  /** The bytes that the assets of one board may have; Infinity: no limit. */
  readonly quotaBytes: number;
  /** Where their bytes are; undefined: in the database. */
  readonly bucket: BucketConfig | undefined;
}

export const ASSET_VARIABLES = ["ASSETS_QUOTA_MB", "ASSETS_URL"];

/** Reads the variables of assets. Problems never quote the address, which contains a secret. */
export function readAssets(env: Readonly<Record<string, string>>, problems: string[]): AssetsConfig {
  const quota = env.ASSETS_QUOTA_MB?.trim() || String(ASSETS_QUOTA_MB);
  if (!/^\d{1,9}$/.test(quota)) {
    problems.push(
      `Cannot use ASSETS_QUOTA_MB as it is neither 0 (no limit) nor a whole number (such as ${ASSETS_QUOTA_MB}): ${
        JSON.stringify(quota)
      }`,
    );
  }
  const url = env.ASSETS_URL?.trim() ?? "";
  const bucket = url === "" ? undefined : readBucketUrl(url);
  if (url !== "" && bucket === undefined) {
    problems.push(
      "Cannot use ASSETS_URL as it is no address of a bucket " +
        "(such as https://key:secret@s3.eu-central-1.amazonaws.com/bucket/folder)",
    );
  }
  return { quotaBytes: Number(quota) * 1024 * 1024 || Infinity, bucket };
}
