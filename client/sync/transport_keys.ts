/** Where a browser keeps what it knows of transports: the first two for the device, the last one for a tab. */
export const TRANSPORT_KEYS = {
  choice: "drawbridge.transport",
  socketWorked: "drawbridge.socket-worked",
  pollingUntil: "drawbridge.polling-until",
} as const;
