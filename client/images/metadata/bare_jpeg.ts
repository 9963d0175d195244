import { hasAt, viewOf } from "../../../board/asset/header_reader.ts";
import { KeptBytes } from "./kept_bytes.ts";
import { exifOf, orientationIn } from "./orientation.ts";

const RESTART_FIRST = 0xd0;
const RESTART_LAST = 0xd7;
const END = 0xd9;
const SCAN = 0xda;
const APP = 0xe0;
const APP_LAST = 0xef;
const COMMENT = 0xfe;

const EXIF = "Exif\0\0";

/** What decoders need of the segments for applications: pixel shape, colour profile, and the colour model of Adobe. */
const NEEDED: readonly (readonly [marker: number, name: string])[] = [
  [APP, "JFIF\0"],
  [APP + 2, "ICC_PROFILE\0"],
  [APP + 14, "Adobe"],
];

/**
 * A JPEG without EXIF data, XMP, IPTC, comments and previews, and without what follows its end: phones put a film or a
 * second picture with data of its own there.
 */
export function bareJpeg(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new KeptBytes(file);
  kept.add(file.subarray(0, 2));
  let isExifRead = false;
  for (let at = markerAfter(file, 2); at < file.length;) {
    const end = endOfSegment(file, at);
    const segment = file.subarray(at, end);
    if (isNeeded(segment)) kept.add(segment);
    else if (!isExifRead && hasAt(segment, 4, EXIF)) {
      isExifRead = true;
      const orientation = orientationIn(segment.subarray(4 + EXIF.length));
      if (orientation) kept.add(segmentOf(exifOf(orientation)));
    }
    if (segment[1] === END) break;
    at = markerAfter(file, end);
  }
  return kept.bytes;
}

/** Where the next marker is. Decoders pass over everything before it. */
function markerAfter(file: Uint8Array, from: number): number {
  let at = file.indexOf(0xff, from);
  while (at >= 0 && at + 1 < file.length) {
    const next = file[at + 1];
    if (next !== 0 && next !== 0xff) return at;
    at = file.indexOf(0xff, next === 0 ? at + 2 : at + 1);
  }
  return file.length;
}

/** Where a segment ends that begins with a marker. Pixels belong to the header of their scan. */
function endOfSegment(file: Uint8Array, at: number): number {
  const marker = file[at + 1];
  if (marker === END || hasNoLength(marker)) return at + 2;
  if (at + 4 > file.length) return file.length;
  const end = at + 2 + Math.max(2, viewOf(file).getUint16(at + 2));
  return marker === SCAN ? endOfPixels(file, end) : end;
}

function endOfPixels(file: Uint8Array, from: number): number {
  let at = markerAfter(file, from);
  while (at < file.length && isRestart(file[at + 1])) at = markerAfter(file, at + 2);
  return at;
}

function isRestart(marker: number): boolean {
  return marker >= RESTART_FIRST && marker <= RESTART_LAST;
}

function hasNoLength(marker: number): boolean {
  return marker === 1 || isRestart(marker);
}

function isNeeded(segment: Uint8Array): boolean {
  const marker = segment[1];
  if (marker === COMMENT) return false;
  return marker < APP || marker > APP_LAST ||
    NEEDED.some(([known, name]) => marker === known && hasAt(segment, 4, name));
}

function segmentOf(tiff: Uint8Array): number[] {
  const name = [...EXIF].map((letter) => letter.charCodeAt(0));
  return [0xff, APP + 1, 0, 2 + name.length + tiff.length, ...name, ...tiff];
}
