const MANNERS = ["Bright", "Calm", "Clever", "Gentle", "Happy", "Kind", "Lively", "Merry", "Nimble", "Quiet", "Swift"];

const ANIMALS = ["Badger", "Beaver", "Crane", "Finch", "Fox", "Hare", "Heron", "Lynx", "Otter", "Owl", "Robin", "Seal"];

/** A random name for a guest who gave none, as "Quiet Otter". */
export function guestName(random: () => number = Math.random): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)];
  return `${pick(MANNERS)} ${pick(ANIMALS)}`;
}
