import { createHash } from "node:crypto";
import { join } from "node:path";
import { type AssetEntry, CLIENT_DIR, type Manifest } from "../../../server/assets/assets.ts";

/** What a build is that differs from the one before in its version only. */
const NEXT = "0123456789abcdef";

/**
 * Puts the next build into the folder of a stopped server: its pages name another version, and so does its worker.
 *
 * @returns the versions before and now
 */
export async function putNextBuild(folder: string): Promise<{ readonly before: string; readonly now: string }> {
  const dir = join(folder, CLIENT_DIR.production);
  await copyLinked(dir);
  const manifest: Manifest = JSON.parse(await Deno.readTextFile(join(dir, "manifest.json")));
  const read = (file: string) => Deno.readTextFile(join(dir, manifest.build, file));
  const assets = { ...manifest.assets }, pages = { ...manifest.pages };
  const write = async (entry: AssetEntry, text: string): Promise<AssetEntry> => {
    await Deno.writeTextFile(join(dir, manifest.build, entry.file), text);
    return { ...entry, bytes: new TextEncoder().encode(text).length, etag: `${entry.etag}-next`, codings: [] };
  };
  const before = /name="version" content="(\w+)"/.exec(await read(pages.board.file))![1];
  let worker = (await read(assets["/offline_worker.js"].file)).replaceAll(before, NEXT);
  for (const name of ["index", "board"]) {
    const text = await read(pages[name].file), next = text.replace(before, NEXT);
    const shell = Object.keys(assets).find((path) => path.startsWith(`/assets/${name}-`) && path.endsWith(".html"))!;
    const moved = shell.replace(/-\w+\.html$/, `-${NEXT}.html`);
    pages[name] = await write(pages[name], next);
    assets[moved] = { ...pages[name], immutable: true };
    delete assets[shell];
    worker = worker.replaceAll(shell, moved).replaceAll(hash(text), hash(next));
  }
  assets["/offline_worker.js"] = await write(assets["/offline_worker.js"], worker);
  await Deno.writeTextFile(join(dir, "manifest.json"), JSON.stringify({ ...manifest, pages, assets }));
  return { before, now: NEXT };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** Replaces the link to a folder by a copy of that folder. */
async function copyLinked(link: string): Promise<void> {
  const linked = await Deno.realPath(link);
  await Deno.remove(link);
  await copyFolder(linked, link);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    await (isDirectory ? copyFolder : Deno.copyFile)(join(from, name), join(to, name));
  }
}
