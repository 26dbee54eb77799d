// The points without WebGL, on a plain canvas: enough for the few hundred networks of a small space.
import { type PointStyle, RING, SELECTED } from "./points.ts";
import { toScreen, type View } from "./view.ts";

/** As `Points`, whose marks it draws. */
export class FlatPoints {
  private readonly context: CanvasRenderingContext2D;
  private positions = new Float32Array();
  private colours = new Uint8Array();
  private marks = new Uint8Array();
  private order = new Uint32Array();

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("The browser draws no map.");
    this.context = context;
  }

  setPositions(positions: Float32Array): void {
    this.positions = Float32Array.from(positions);
    this.setLook(new Uint8Array(), new Uint8Array(), new Uint32Array()); // none is drawn before it has a look
  }

  setLook(colours: Uint8Array, marks: Uint8Array, order: Uint32Array): void {
    this.colours = Uint8Array.from(colours);
    this.marks = Uint8Array.from(marks);
    this.order = Uint32Array.from(order);
  }

  draw(view: View, style: PointStyle, ratio: number): void {
    const { context } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    const [paper, ink] = [rgb(style.paper), rgb(style.ink)];
    for (const id of this.order) {
      const [x, y] = toScreen(view, [this.positions[2 * id]!, this.positions[2 * id + 1]!]);
      const [r, g, b, alpha] = this.colours.subarray(4 * id, 4 * id + 4);
      const colour = rgb([r!, g!, b!]);
      const [ring, selected] = [(this.marks[id]! & RING) !== 0, (this.marks[id]! & SELECTED) !== 0];
      const radius = style.radius * (ring ? 1.2 : 1);
      context.globalAlpha = (alpha! / 255) * style.faintness;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = ring ? paper : colour;
      context.fill();
      context.lineWidth = selected ? 0.9 : 0.6;
      context.strokeStyle = selected ? ink : paper;
      context.stroke();
      if (!ring) continue;
      context.beginPath();
      context.arc(x, y, radius - 0.9, 0, 2 * Math.PI);
      context.lineWidth = 1.75;
      context.strokeStyle = colour;
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  dispose(): void {
    return; // holds nothing that must be given back
  }
}

function rgb([r, g, b]: readonly [number, number, number]): string {
  return `rgb(${r} ${g} ${b})`;
}
