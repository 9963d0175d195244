import { Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { isSlug } from "../../../board/id.ts";
import { type AccountPictures, PICTURE_BYTES_MAX, pictureProblem } from "../../accounts/account_pictures.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { readBody } from "../../http/read_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { BrowserSessions } from "./browser_sessions.ts";
import { type AccountEnv, requireSignIn } from "./require_sign_in.ts";

export interface PictureRoutesOptions {
  readonly pictures: AccountPictures;
  readonly browser: BrowserSessions;
  readonly admission: Pick<Admission, "signInRate">;
  readonly clock?: Clock;
}

/** A picture that takes longer is refused, ms. */
const BODY_MS = 30_000;

/**
 * `/api/account/picture`: the person sets and removes the own picture. `/api/account/pictures/<token>` shows one to
 * whoever has its token: the person's browser tells it to the people on a board with the name, and nobody can guess it.
 */
export function pictureRoutes(
  { pictures, browser, admission, clock = systemClock }: PictureRoutesOptions,
): Hono<AccountEnv> {
  const api = new Hono<AccountEnv>();
  const signedIn = requireSignIn(browser);

  api.put("/picture", signedIn, async (c) => {
    const waitMs = admission.signInRate.take(requestInfo(c).client, "picture");
    if (waitMs > 0) return refuse(c, "tooManyTries", { retryAfterMs: waitMs });
    const bytes = await readBody(c.req.raw, { bytes: PICTURE_BYTES_MAX, ms: BODY_MS, clock });
    if ("code" in bytes) return refuse(c, bytes.code);
    const problem = pictureProblem(bytes);
    if (problem) return refuse(c, problem);
    const picture = await pictures.set(c.var.signedIn.account.id, bytes);
    return picture ? c.json({ picture }) : refuse(c, "signInFirst");
  });

  api.delete("/picture", signedIn, async (c) => {
    await pictures.remove(c.var.signedIn.account.id);
    return c.body(null, 204);
  });

  api.get("/pictures/:token", async (c) => {
    const token = c.req.param("token");
    const bytes = isSlug(token) ? await pictures.find(token) : undefined;
    if (bytes === undefined) return refuse(c, "notFound");
    // The picture of a token never changes, so browsers may keep it.
    c.header("cache-control", "private, max-age=31536000, immutable");
    // Whoever opens it by itself sees a picture, and nothing in it can run.
    c.header("content-security-policy", "default-src 'none'; sandbox");
    c.header("content-disposition", 'inline; filename="picture.jpg"');
    c.header("content-type", "image/jpeg");
    return c.body(bytes);
  });

  return api;
}
