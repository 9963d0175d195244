/**
 * Notes what a struct refers to of other clients.
 *
 * @param needed per client the highest clock so far
 * @param others client and clock in turn; empty afterwards
 * @returns those of `others` that are beyond `needed`; undefined when there is none
 */
export function furtherNeeds(needed: Map<number, number>, others: number[]): number[] | undefined {
  let further: number[] | undefined;
  for (let i = 0; i < others.length; i += 2) {
    const [client, clock] = [others[i], others[i + 1]];
    if (clock <= (needed.get(client) ?? -1)) continue;
    needed.set(client, clock);
    (further ??= []).push(client, clock);
  }
  others.length = 0;
  return further;
}
