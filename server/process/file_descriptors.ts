/** The server warns at the start if fewer are free: with the usual limit of 1,024, some 1,000 connections use all. */
export const DESCRIPTORS_LOW = 1_024;

/**
 * The number of files and connections that the process may still open, at most `max`. No API returns the limit, and
 * Deno reads `/proc` only with all permissions, so this opens the file at `path` repeatedly.
 */
export function freeDescriptors(path: string, max: number): number {
  const files: Deno.FsFile[] = [];
  try {
    while (files.length < max) files.push(Deno.openSync(path));
  } catch {
    // The limit is reached.
  }
  for (const file of files) file.close();
  return files.length;
}
