/**
 * Files from outside that wait for a board: shared by another app, or opened with this one by the system. They stay in a
 * cache of the browser until a board takes them, and nothing of them leaves the device before.
 */

const CACHE = "drawbridge-inbox";
/** Keys below this path. No server has it. */
const FOLDER = "/inbox/";
const NAME = "drawbridge-name";
/** What another app may put here at a time. */
export const INBOX_FILES_MAX = 50;
export const INBOX_BYTES_MAX = 200_000_000;

type Caches = Pick<CacheStorage, "open" | "delete">;

/** Replaces what waits: a later share is what the person wants now. Files beyond the limits are left out. */
export async function putIntoInbox(files: readonly File[], caches: Caches): Promise<void> {
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  let room = INBOX_BYTES_MAX;
  for (const [i, file] of files.slice(0, INBOX_FILES_MAX).entries()) {
    if ((room -= file.size) < 0) break;
    const headers = { "content-type": file.type, [NAME]: encodeURIComponent(file.name) };
    await cache.put(FOLDER + i, new Response(file, { headers }));
  }
}

/** The names of the files that wait. */
export async function inboxNames(caches: Caches): Promise<string[]> {
  return (await readInbox(caches)).map(({ name }) => name);
}

/** Takes the files out. A second tab gets none. */
export async function takeFromInbox(caches: Caches): Promise<File[]> {
  const files = await readInbox(caches);
  return await caches.delete(CACHE) ? files : [];
}

export async function emptyInbox(caches: Caches): Promise<void> {
  await caches.delete(CACHE);
}

async function readInbox(caches: Caches): Promise<File[]> {
  const cache = await caches.open(CACHE);
  const files: File[] = [];
  for (const key of await cache.keys()) {
    const kept = await cache.match(key);
    if (kept === undefined) continue;
    const name = decodeURIComponent(kept.headers.get(NAME) ?? ""), type = kept.headers.get("content-type") ?? "";
    files.push(new File([await kept.blob()], name, { type }));
  }
  return files;
}

/**
 * The files of a form that another app sent. Shared words become a text file, which a board takes as notes.
 */
export function filesOfForm(form: FormData): File[] {
  const files = form.getAll("files").filter((each) => each instanceof File && each.size > 0) as File[];
  const words = ["title", "text", "url"].map((name) => form.get(name)).filter((each) =>
    typeof each === "string" && each
  );
  const text = [...new Set(words)].join("\n");
  return text === "" ? files : [...files, new File([text], "shared.txt", { type: "text/plain" })];
}
