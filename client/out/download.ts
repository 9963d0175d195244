/** Saves a file with the browser's download. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser has started the download by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** A file name for a board. Today's date distinguishes several exports. */
export function fileName(ending: string, now: Date = new Date()): string {
  return `board ${now.toISOString().slice(0, 10)}.${ending}`;
}
