import assert from "node:assert/strict";
import { readConfig } from "../../../server/process/config.ts";
import { problemsOf } from "../../support/server/config_problems.ts";

Deno.test("pictures have a quota and a bucket, and no problem quotes the secret of the bucket", () => {
  assert.equal(readConfig({ ASSETS_QUOTA_MB: "5" }).assets.quotaBytes, 5 * 1024 * 1024);
  assert.equal(readConfig({ ASSETS_QUOTA_MB: "0" }).assets.quotaBytes, Infinity);
  assert.deepEqual(readConfig({ ASSETS_URL: "https://id:hidden@s3.eu-west-1.amazonaws.com/b" }).assets.bucket, {
    url: "https://s3.eu-west-1.amazonaws.com/b/",
    region: "eu-west-1",
    accessKeyId: "id",
    secretAccessKey: "hidden",
  });
  assert.match(
    problemsOf({ ASSETS_QUOTA_MB: "1 GB" })[0],
    /^Cannot use ASSETS_QUOTA_MB as it is neither 0 .*: "1 GB"$/,
  );
  const [problem, ...others] = problemsOf({ ASSETS_URL: "s3://id:hidden@b" });
  assert.match(problem, /^Cannot use ASSETS_URL as it is no address of a bucket \(such as https:/);
  assert.ok(!problem.includes("hidden"));
  assert.deepEqual(others, []);
});
