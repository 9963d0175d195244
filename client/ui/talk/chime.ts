/** The tones of the chime: pitch, Hz, and start, s. */
const TONES = [[660, 0], [880, 0.12]] as const;
/** Length of a tone, s, and its loudness, 0…1. */
const LENGTH = 0.25, LOUDNESS = 0.08;

/** Plays two short, quiet tones. Silent where the browser has no audio, or allows none before the first press. */
export function playChime(): void {
  if (typeof AudioContext === "undefined") return;
  const context = new AudioContext();
  const volume = context.createGain();
  volume.gain.value = LOUDNESS;
  volume.connect(context.destination);
  let last: OscillatorNode | undefined;
  for (const [pitch, start] of TONES) {
    last = context.createOscillator();
    last.frequency.value = pitch;
    last.connect(volume);
    last.start(context.currentTime + start);
    last.stop(context.currentTime + start + LENGTH);
  }
  last!.onended = () => void context.close();
}
