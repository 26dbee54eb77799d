// Reading values that came from outside: each is checked, and what is wrong is named.

/** A message that cannot be understood. */
export class WireError extends Error {
  override readonly name = "WireError";
}

export type Fields = Readonly<Record<string, unknown>>;

export function fail(problem: string): never {
  throw new WireError(problem);
}

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(`${what} is no object.`);
  return value as Fields;
}

export function parseJson(text: string, what: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    fail(`${what} is no JSON.`);
  }
  return fieldsOf(value, what);
}

export function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : fail(`"${name}" is no text.`);
}

export function number(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === "number" && Number.isFinite(value) ? value : fail(`"${name}" is no number.`);
}

/** A whole number from `low` to `high`. */
export function whole(fields: Fields, name: string, low: number, high = Number.MAX_SAFE_INTEGER): number {
  const value = number(fields, name);
  return Number.isInteger(value) && value >= low && value <= high ? value : fail(`"${name}" is ${value}.`);
}

export function oneOf<T>(fields: Fields, name: string, allowed: readonly T[]): T {
  const value = fields[name];
  const found = allowed.find((one) => one === value);
  return found === undefined ? fail(`"${name}" is ${JSON.stringify(value)}.`) : found;
}

export function list<T>(value: unknown, name: string, read: (item: unknown) => T): T[] {
  return Array.isArray(value) ? value.map(read) : fail(`"${name}" is no list.`);
}

/** Finite numbers; exactly `count` of them if that is given. */
export function numbers(value: unknown, name: string, count?: number): number[] {
  const found = list(value, name, (item) =>
    typeof item === "number" && Number.isFinite(item) ? item : fail(`"${name}" holds something that is no number.`),
  );
  if (count !== undefined && found.length !== count) fail(`"${name}" holds ${found.length} numbers, not ${count}.`);
  return found;
}

export function texts(value: unknown, name: string): string[] {
  return list(value, name, (item) => (typeof item === "string" ? item : fail(`"${name}" holds something that is no text.`)));
}

/** Two numbers. */
export function pair(value: unknown, name: string): [number, number] {
  const [x = 0, y = 0] = numbers(value, name, 2);
  return [x, y];
}
