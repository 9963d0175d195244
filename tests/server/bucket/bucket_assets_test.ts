import assert from "node:assert/strict";
import { BucketAssets } from "../../../server/bucket/bucket_assets.ts";
import { readBucketUrl } from "../../../server/bucket/bucket_config.ts";
import { bytesOf, inPieces } from "../../support/asset/asset_kinds.ts";
import { png, sha256 } from "../../support/asset/pictures.ts";
import { S3Server } from "../../support/asset/s3_server.ts";

const PNG = png(3, 3, { filler: 90_000 });

const written = (started: () => void = () => {}) => ({
  sha256: sha256(PNG),
  type: () => "image/png" as const,
  start: () => Promise.resolve(started()),
});

Deno.test("objects are written, read and deleted with signed requests, also when the bucket fails now and then", async () => {
  await using s3 = new S3Server();
  const bucket = new BucketAssets(readBucketUrl(s3.url)!);
  s3.failing = 2;
  const blob = await bucket.write("some-id", inPieces(PNG), written());
  assert.deepEqual([...s3.objects], [["/pictures/boards/some-id", { bytes: PNG, type: "image/png" }]]);
  s3.failing = 1;
  assert.deepEqual(await bytesOf(bucket.read(blob, { start: 70_000, end: 70_100 })), PNG.subarray(70_000, 70_100));
  await bucket.delete(blob);
  await bucket.delete(blob);
  assert.deepEqual([s3.objects.size, s3.refused], [0, []]);
  await assert.rejects(bytesOf(bucket.read(blob, { start: 0, end: 1 })), /the bucket as it answers 404/);
});

Deno.test("a wrong secret, other bytes and a bucket that stays away are errors", async () => {
  await using s3 = new S3Server();
  const config = readBucketUrl(s3.url)!;
  const stranger = new BucketAssets({ ...config, secretAccessKey: "another" });
  await assert.rejects(stranger.write("id", inPieces(PNG), written()), /the bucket as it answers 403/);
  const bucket = new BucketAssets(config);
  await assert.rejects(bucket.write("id", inPieces(PNG.subarray(1)), written()), /the bucket as it answers 400/);
  s3.failing = 100;
  await assert.rejects(bucket.write("id", inPieces(PNG), written()), /the bucket as it answers 503/);
  assert.deepEqual([s3.objects.size, s3.refused], [0, ["SignatureDoesNotMatch", "XAmzContentSHA256Mismatch"]]);
});

Deno.test("nothing is sent to the bucket before all pieces have come, and nothing if they break off", async () => {
  await using s3 = new S3Server();
  const bucket = new BucketAssets(readBucketUrl(s3.url)!);
  let hasStarted = false;
  const pieces = (async function* () {
    yield PNG;
    throw new Error("broken off");
  })();
  await assert.rejects(bucket.write("id", pieces, written(() => void (hasStarted = true))), /broken off/);
  assert.equal(hasStarted, false);
});

Deno.test("the address of a bucket names its account, and its region where that matters", () => {
  const config = { accessKeyId: "key", secretAccessKey: "a/b" };
  const good: readonly [text: string, url: string, region: string][] = [
    [
      "https://key:a%2Fb@s3.eu-central-1.amazonaws.com/bucket",
      "https://s3.eu-central-1.amazonaws.com/bucket/",
      "eu-central-1",
    ],
    ["http://key:a%2Fb@10.0.0.9:9000/bucket/folder/?region=eu", "http://10.0.0.9:9000/bucket/folder/", "eu"],
    ["https://key:a%2Fb@minio.example.org/b", "https://minio.example.org/b/", "us-east-1"],
  ];
  for (const [text, url, region] of good) assert.deepEqual(readBucketUrl(text), { ...config, url, region }, text);
  const bad = [
    ...["", "bucket", "s3://key:secret@bucket", "https://host/bucket", "https://key@host/bucket"],
    ...["https://key:secret@host", "https://key:secret@host/", "https://key:secret@host/b?endpoint=x"],
    ...["https://key:secret@host/b?region=", "https://key:secret@host/b#c"],
  ];
  for (const text of bad) assert.equal(readBucketUrl(text), undefined, text);
});
