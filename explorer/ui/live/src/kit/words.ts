// Small words that every part of the screen says. Pure: no DOM.

export type Namer = (id: number) => string;

/** "87.3". */
export function points(percent: number): string {
  return percent.toFixed(1);
}

/** A number with so many digits after the point; what is nothing to these has no sign: "0.00", never "-0.00". */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export function networks(count: number): string {
  return count === 1 ? "1 network" : `${count.toLocaleString("en")} networks`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
