// The points, drawn by WebGL2: one vertex a network, its mark made in the fragment shader. 20,000 of them take the
// processor alone (SwiftShader) less than a frame; canvas 2D took eight.
import type { View } from "./view.ts";

/** How a point looks, as bits of its mark. */
export const RING = 1; // hollow: a held-out network
export const SELECTED = 2;

export interface PointStyle {
  radius: number; // CSS px
  paper: readonly [number, number, number]; // 0 to 255
  ink: readonly [number, number, number];
  faintness: number; // factor of all alphas
}

// All that is the same in a whole point is worked out once per point: on the processor that halves the time.
const VERTEX = `#version 300 es
in vec2 place;
in vec4 colour;
in float mark;
uniform vec4 view; // centre, map to clip space
uniform float radius; // device px
uniform float stroke; // device px per CSS px
uniform float faintness;
uniform vec3 paper;
uniform vec3 ink;
flat out vec4 fill;
flat out vec4 rim; // colour and weight of the line around it
flat out vec4 edges; // the point's size; its radius; the hole's; the line's; each half a pixel softer
void main() {
  int bits = int(mark + 0.5);
  bool ring = (bits & ${RING}) != 0;
  bool selected = (bits & ${SELECTED}) != 0;
  float r = radius * (ring ? 1.2 : 1.0);
  float line = r + (selected ? 0.9 : 0.6) * stroke;
  float size = 2.0 * (line + 0.5);
  gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0);
  gl_PointSize = size;
  fill = vec4(colour.rgb, colour.a * faintness);
  // around every mark a thin line of the paper's colour, so that neighbours stay apart; around a selected one, ink
  rim = selected ? vec4(ink, 0.8) : vec4(paper, 0.55);
  edges = vec4(size, r + 0.5, ring ? r - 1.75 * stroke - 0.5 : -1.0e3, line + 0.5);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 fill;
flat in vec4 rim;
flat in vec4 edges;
uniform vec3 paper;
out vec4 result;
void main() {
  float d = length(gl_PointCoord - 0.5) * edges.x;
  vec3 k = clamp(vec3(edges.y - d, d - edges.z, edges.w - d), 0.0, 1.0); // in the disc, outside the hole, in the line
  float a = max(k.x, k.z * rim.a) * fill.a;
  result = vec4(mix(rim.rgb, mix(paper, fill.rgb, k.y), k.x) * a, a);
}`;

interface Drawing {
  places: WebGLBuffer;
  colours: WebGLBuffer;
  marks: WebGLBuffer;
  order: WebGLBuffer;
  uniforms: Record<"view" | "radius" | "paper" | "ink" | "stroke" | "faintness", WebGLUniformLocation | null>;
}

export class Points {
  private drawing: Drawing | null = null;
  private positions: Float32Array = new Float32Array();
  private colours: Uint8Array = new Uint8Array();
  private marks: Uint8Array = new Uint8Array();
  private order: Uint32Array = new Uint32Array();

  /** What the points are drawn with; null without WebGL 2. */
  static contextOf(canvas: HTMLCanvasElement): WebGL2RenderingContext | null {
    return canvas.getContext("webgl2", { antialias: false, depth: false, premultipliedAlpha: true });
  }

  /**
   * @param gl of this canvas
   * @param again called when the points must be drawn again because the graphics card forgot them
   */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly gl: WebGL2RenderingContext,
    again: () => void,
  ) {
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      this.drawing = null;
    });
    canvas.addEventListener("webglcontextrestored", () => {
      this.build();
      again();
    });
    this.build();
  }

  /** New points: x, y in turn. */
  setPositions(positions: Float32Array): void {
    this.positions = positions;
    this.setLook(new Uint8Array(), new Uint8Array(), new Uint32Array()); // none is drawn before it has a look
  }

  /**
   * @param colours red, green, blue, alpha of each point
   * @param marks RING and SELECTED of each point
   * @param order ids of the points to draw, the last on top
   */
  setLook(colours: Uint8Array, marks: Uint8Array, order: Uint32Array): void {
    this.colours = colours;
    this.marks = marks;
    this.order = order;
    this.fill();
  }

  /** Draws at the canvas's present size in device pixels; `ratio` of these make one CSS pixel. */
  draw(view: View, style: PointStyle, ratio: number): void {
    const { gl, drawing } = this;
    if (!drawing) return; // the card has lost it; `again` will follow
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (this.order.length === 0) return;
    const u = drawing.uniforms;
    gl.uniform4f(u.view, view.x, view.y, 1 / view.half, view.width / (view.half * view.height));
    gl.uniform1f(u.radius, style.radius * ratio);
    gl.uniform1f(u.stroke, ratio);
    gl.uniform1f(u.faintness, style.faintness);
    gl.uniform3f(u.paper, style.paper[0] / 255, style.paper[1] / 255, style.paper[2] / 255);
    gl.uniform3f(u.ink, style.ink[0] / 255, style.ink[1] / 255, style.ink[2] / 255);
    gl.drawElements(gl.POINTS, this.order.length, gl.UNSIGNED_INT, 0);
  }

  dispose(): void {
    this.drawing = null;
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  /** Program and buffers; again after the context was lost. */
  private build(): void {
    const { gl } = this;
    if (gl.isContextLost()) return;
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, VERTEX],
      [gl.FRAGMENT_SHADER, FRAGMENT],
    ] as const) {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(`The map's points cannot be drawn: ${gl.getProgramInfoLog(program) ?? ""}`);
    }
    gl.useProgram(program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const attribute = (name: string, size: number, type: number, normalized: boolean) => {
      const buffer = gl.createBuffer();
      const place = gl.getAttribLocation(program, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, size, type, normalized, 0, 0);
      return buffer;
    };
    const at = (name: string) => gl.getUniformLocation(program, name);
    this.drawing = {
      places: attribute("place", 2, gl.FLOAT, false),
      colours: attribute("colour", 4, gl.UNSIGNED_BYTE, true),
      marks: attribute("mark", 1, gl.UNSIGNED_BYTE, false),
      order: gl.createBuffer(),
      uniforms: {
        view: at("view"),
        radius: at("radius"),
        paper: at("paper"),
        ink: at("ink"),
        stroke: at("stroke"),
        faintness: at("faintness"),
      },
    };
    this.fill();
  }

  private fill(): void {
    const { gl, drawing } = this;
    if (!drawing) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, drawing.places);
    gl.bufferData(gl.ARRAY_BUFFER, this.positions, gl.STATIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, drawing.colours);
    gl.bufferData(gl.ARRAY_BUFFER, this.colours, gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, drawing.marks);
    gl.bufferData(gl.ARRAY_BUFFER, this.marks, gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, drawing.order);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, this.order, gl.DYNAMIC_DRAW);
  }
}
