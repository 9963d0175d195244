/** The traffic of all sockets of the process since its start. */
export class Tally {
  framesIn = 0;
  framesOut = 0;
  bytesIn = 0;
  bytesOut = 0;

  came(bytes: number): void {
    this.framesIn++;
    this.bytesIn += bytes;
  }

  left(bytes: number): void {
    this.framesOut++;
    this.bytesOut += bytes;
  }
}
