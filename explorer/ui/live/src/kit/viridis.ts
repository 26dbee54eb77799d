// A scale of colours that colour-blind readers can read.

export type Rgb = readonly [number, number, number]; // 0 to 255

// Viridis (Smith and van der Walt, CC0) by polynomials of degree 6 in t, one per channel, lowest power first.
const VIRIDIS = [
  [0.2777273272, 0.1050930431, -0.3308618287, -4.6342304989, 6.2282699363, 4.7763849977, -5.4354558559],
  [0.0054073445, 1.4046135298, 0.2148475595, -5.7991009734, 14.1799333669, -13.7451453777, 4.6458526122],
  [0.3340998053, 1.3845901625, 0.095095163, -19.3324409563, 56.6905526007, -65.3530326334, 26.3124352496],
] as const;

/** The colour of k in [0, 1] on the viridis scale. */
export function viridis(k: number): Rgb {
  const t = Math.min(1, Math.max(0, k));
  const channel = (c: readonly number[]) =>
    Math.round(
      255 *
        Math.min(
          1,
          Math.max(
            0,
            c.reduceRight((sum, a) => sum * t + a, 0),
          ),
        ),
    );
  return [channel(VIRIDIS[0]), channel(VIRIDIS[1]), channel(VIRIDIS[2])];
}
