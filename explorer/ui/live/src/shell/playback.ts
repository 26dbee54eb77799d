// Where a playing path is at a moment. Pure.

const LEG_SECONDS = 5; // of one leg at speed 1
const REST_SECONDS = 0.7; // at an end, so that it can be seen
const GRID = 512; // places that playback stops at: a second time round, they are held already

export interface Playback {
  readonly t: number;
  readonly direction: 1 | -1;
  readonly resting: number; // seconds that it still stays at an end
  readonly done: boolean;
}

/** Seconds from one end to the other; a tour of many legs goes faster on each. */
export function playSeconds(legs: number, speed: number): number {
  return (LEG_SECONDS * Math.max(legs, 1) ** 0.8) / speed;
}

export function startPlayback(t: number): Playback {
  return t >= 1 ? { t: 0, direction: 1, resting: REST_SECONDS, done: false } : { t, direction: 1, resting: 0, done: false };
}

/** The next moment. Speed falls towards both ends, as a hand would do it. */
export function advance(now: Playback, seconds: number, whole: number, loop: boolean): Playback {
  if (now.done) return now;
  if (now.resting > 0) return { ...now, resting: Math.max(now.resting - seconds, 0) };
  const t = now.t + (now.direction * seconds * pace(now.t)) / whole;
  if (t > 0 && t < 1) return { ...now, t };
  if (loop) return { t: t >= 1 ? 1 : 0, direction: t >= 1 ? -1 : 1, resting: REST_SECONDS, done: false };
  return { t: t >= 1 ? 1 : 0, direction: now.direction, resting: 0, done: true };
}

/** t where playback will be after so many seconds, if nothing happens until then. */
export function ahead(now: Playback, seconds: number, whole: number): number {
  if (now.done || now.resting > seconds) return now.t;
  return Math.min(Math.max(now.t + (now.direction * (seconds - now.resting) * pace(now.t)) / whole, 0), 1);
}

/** The nearest of the places that playback shows. */
export function onGrid(t: number): number {
  return Math.round(t * GRID) / GRID;
}

/** Speed at t over the mean one: smooth, 0.35 of the middle's at the ends. */
function pace(t: number): number {
  const edge = Math.min(t, 1 - t, 0.25) / 0.25;
  const smooth = edge * edge * (3 - 2 * edge);
  return 0.4 + 0.75 * smooth;
}
