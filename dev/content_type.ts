const TYPES: Readonly<Record<string, string>> = {
  bcmap: "application/octet-stream",
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  pfb: "application/octet-stream",
  png: "image/png",
  svg: "image/svg+xml",
  ttf: "font/ttf",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  woff: "font/woff",
  woff2: "font/woff2",
};

/** Extensions of formats that are already compressed. */
const PACKED = new Set(["bcmap", "ico", "pfb", "png", "woff", "woff2"]);

/** @throws {Error} for an unknown extension: browsers would apply a guessed type strictly because of nosniff */
export function contentType(path: string): string {
  const type = TYPES[extension(path)];
  if (type === undefined) throw new Error(`Cannot serve ${path} as its content type is not known`);
  return type;
}

export function isCompressible(path: string): boolean {
  return !PACKED.has(extension(path));
}

function extension(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1).toLowerCase();
}
