import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { DIRECT_PEOPLE_MAX, ICE_SERVERS_BYTES_MAX, SIGNAL_BYTES_MAX } from "./direct_limits.ts";
import { malformed } from "./malformed.ts";
import { KIND } from "./protocol.ts";

/** The frames that arrange direct connections between pages (PROTOCOL.md 16). People are named by their awareness ids. */
export type DirectFrame =
  /** To the server: this page wants direct connections. */
  | { readonly step: "join"; readonly id: number }
  /** To the server: it does not any more. */
  | { readonly step: "leave" }
  /** From the server: who connects directly, and the ICE servers as JSON. */
  | { readonly step: "members"; readonly ids: readonly number[]; readonly iceServers: string }
  /** To the server: for this peer. From the server: from this peer. */
  | { readonly step: "signal"; readonly peer: number; readonly text: string };

const STEPS = ["join", "leave", "members", "signal"] as const;

type Bytes = Uint8Array<ArrayBuffer>;

export function encodeDirect(frame: DirectFrame): Bytes {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, KIND.direct);
  encoding.writeVarUint(encoder, STEPS.indexOf(frame.step));
  switch (frame.step) {
    case "join":
      encoding.writeVarUint(encoder, frame.id);
      break;
    case "members":
      encoding.writeVarUint(encoder, frame.ids.length);
      for (const id of frame.ids) encoding.writeVarUint(encoder, id);
      encoding.writeVarString(encoder, frame.iceServers);
      break;
    case "signal":
      encoding.writeVarUint(encoder, frame.peer);
      encoding.writeVarString(encoder, frame.text);
      break;
  }
  return encoding.toUint8Array(encoder) as Bytes;
}

/**
 * @param body the frame without its kind
 * @throws {Malformed}
 */
export function decodeDirect(body: Uint8Array): DirectFrame {
  return malformed(() => {
    const decoder = decoding.createDecoder(body);
    const frame = read(decoder);
    if (decoding.hasContent(decoder)) throw new Error("Cannot read direct frame as bytes follow its end");
    return frame;
  });
}

function read(decoder: decoding.Decoder): DirectFrame {
  const step = STEPS[decoding.readVarUint(decoder)];
  switch (step) {
    case "join":
      return { step, id: decoding.readVarUint(decoder) };
    case "leave":
      return { step };
    case "members": {
      const count = decoding.readVarUint(decoder);
      if (count > DIRECT_PEOPLE_MAX) throw new Error(`Cannot read direct frame as it names too many people: ${count}`);
      const ids = Array.from({ length: count }, () => decoding.readVarUint(decoder));
      return { step, ids, iceServers: readText(decoder, ICE_SERVERS_BYTES_MAX) };
    }
    case "signal":
      return { step, peer: decoding.readVarUint(decoder), text: readText(decoder, SIGNAL_BYTES_MAX) };
    default:
      throw new Error("Cannot read direct frame as its step is unknown");
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function readText(decoder: decoding.Decoder, bytesMax: number): string {
  const bytes = decoding.readVarUint8Array(decoder);
  if (bytes.length > bytesMax) {
    throw new Error(`Cannot read direct frame as its text is too long: ${bytes.length} bytes`);
  }
  return UTF8.decode(bytes);
}
