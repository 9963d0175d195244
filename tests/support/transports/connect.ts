import type { TransportName } from "../../../client/sync/transport_chooser.ts";
import { PolledWire } from "./polled_wire.ts";
import { SocketWire } from "./socket_wire.ts";
import type { SteppedServer } from "./stepped_server.ts";
import type { Wire, WireDelegate } from "./wire.ts";

export const TRANSPORTS: readonly TransportName[] = ["websocket", "long polling", "simple polling"];

export function connect(server: SteppedServer, transport: TransportName, delegate: WireDelegate): Wire {
  if (transport === "websocket") return new SocketWire(server, delegate);
  return new PolledWire(server, delegate, { isSimple: transport === "simple polling" });
}
