import { deflated } from "./drawio_files.ts";

/** Under which Excalidraw keeps a scene in a picture. */
export const SCENE_KEYWORD = "application/vnd.excalidraw+json";

export function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export function binaryOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** A scene as Excalidraw packs it into a picture. */
export async function sceneEnvelope(json: string): Promise<string> {
  const encoded = binaryOf(await deflated(json, "deflate"));
  return JSON.stringify({ version: "1", encoding: "bstring", compressed: true, encoded });
}

/** A PNG of chunks, whose checksums no reader of scenes looks at. */
export function pngOf(...chunks: readonly (readonly [type: string, content: string])[]): Uint8Array<ArrayBuffer> {
  const parts = chunks.map(([type, content]) => {
    const length = binaryOf(new Uint8Array(new Uint32Array([content.length]).buffer).reverse());
    return `${length}${type}${content}\0\0\0\0`;
  });
  return bytesOf(`\x89PNG\r\n\x1a\n${parts.join("")}`);
}

/** An SVG of Excalidraw. @param version of how the payload is packed */
export function sceneSvg(version: string, payload: string): string {
  return `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><metadata>
    <!-- payload-type:${SCENE_KEYWORD} --><!-- payload-version:${version} --><!-- payload-start -->${btoa(payload)}
    <!-- payload-end --></metadata></svg>`;
}
