/** The traffic of all sockets of the process since its start. */
export class TrafficCounters {
  framesIn = 0;
  framesOut = 0;
  bytesIn = 0;
  bytesOut = 0;
}
