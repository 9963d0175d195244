/** Saves a file with the browser's download. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser has started the download by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/**
 * A file name for a board. Today's date distinguishes several exports.
 *
 * @param ending with what comes before its dot: "@2x.png"
 */
export function fileName(title: string, ending: string, { now = new Date() } = {}): string {
  // Characters that systems forbid in file names, and leading dots, which hide files.
  const name = title.replace(/[\\/:*?"<>|]/g, " ").replace(/\s+/g, " ").replace(/^[\s.]+|[\s.]+$/g, "");
  return `${name || "board"} ${now.toISOString().slice(0, 10)}${ending}`;
}
