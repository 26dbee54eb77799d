// For the tests: meshes as the server packs them.

/** The byte planes of a mesh whose vertices are in the order of their first use. */
export function packed(positions: readonly number[], indices: readonly number[], planes: 2 | 3 = 2): Uint8Array {
  const vertices = positions.length / 3;
  const deltas = [0, 1, 2].map((axis) =>
    Array.from({ length: vertices }, (_, i) => (positions[3 * i + axis]! - (i ? positions[3 * i - 3 + axis]! : 0)) & 0xffff),
  );
  let seen = 0;
  const codes = indices.map((index) => {
    const code = seen - index;
    if (code === 0) seen += 1;
    return code;
  });
  const parts = [0, 8].flatMap((shift) => deltas.map((axis) => axis.map((value) => (value >> shift) & 255)));
  for (let plane = 0; plane < planes; plane += 1) parts.push(codes.map((code) => (code >> (8 * plane)) & 255));
  return Uint8Array.from(parts.flat());
}

export const TETRAHEDRON = {
  positions: [0, 0, 0, 0, 65535, 0, 65535, 0, 0, 0, 0, 65535],
  indices: [0, 1, 2, 0, 2, 3, 0, 3, 1, 2, 1, 3],
};
