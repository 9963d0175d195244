/** Fewer than these are told at the start: with the usual limit of 1,024 some 1,000 connections fill the process. */
export const DESCRIPTORS_LOW = 1_024;

/**
 * How many more files and connections the process may open, counted up to `max`. No API tells the limit, and Deno reads
 * `/proc` only with all permissions; so this opens one file again and again.
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
