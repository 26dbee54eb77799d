// A small view in a corner. It is drawn when it changes, kept as a picture, and laid over the large view.

import {
  Color, FramebufferTexture, LinearFilter, Mesh, OrthographicCamera, PerspectiveCamera, PlaneGeometry, Scene, ShaderMaterial,
  Vector2, type WebGLRenderer,
} from "three";
import type { Theme } from "../../types.ts";
import type { Orbit } from "./orbit.ts";
import { FIELD } from "./orbit.ts";
import { Stage } from "./stage.ts";
import type { ShapeFrame } from "./types.ts";

const SHADOW_SIZE = 256;
const ENOUGH = 64; // samples per axis
const CORNER = 10; // CSS pixels
const FLAT = new OrthographicCamera(0, 1, 1, 0, -1, 1);

/** CSS pixels, from the lower left. */
export interface Box {
  x: number;
  y: number;
  size: number;
}

export class Inset {
  readonly stage = new Stage(SHADOW_SIZE, false);
  private readonly eye = new PerspectiveCamera(FIELD, 1, 0.5, 40);
  private readonly material = new ShaderMaterial({
    uniforms: { picture: { value: null }, size: { value: 1 }, corner: { value: 1 } },
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  private readonly scene = new Scene();
  private readonly quad = new Mesh(new PlaneGeometry(), this.material);
  private picture: FramebufferTexture | null = null;
  private current = false;
  private drafted = false; // the picture is a draft
  private readonly paper = new Color();

  constructor() {
    this.quad.frustumCulled = false;
    this.scene.add(this.quad);
  }

  /** Shows a frame; where it already shows this place a finer one would be lost in so small a picture. */
  show(frame: ShapeFrame | null): void {
    const { wanted } = this.stage;
    if (frame === wanted) return;
    if (frame && wanted && wanted.resolution >= ENOUGH && JSON.stringify(frame.place) === JSON.stringify(wanted.place)) return;
    this.stage.show(frame);
    this.invalidate();
  }

  /** Whether the picture shows what it should. */
  get right(): boolean {
    return this.current;
  }

  /** The picture is no longer right. */
  invalidate(): void {
    this.current = false;
  }

  setTheme(theme: Theme): void {
    this.paper.set(theme.panel);
    this.stage.setTheme({ ...theme, paper: theme.panel });
    this.invalidate();
  }

  /** Draws the picture if it is not right. Uses the lower left corner of the canvas: call it before the large view. */
  refresh(renderer: WebGLRenderer, orbit: Orbit, size: number, draft: boolean): void {
    const pixels = Math.floor(size * renderer.getPixelRatio());
    if (this.picture?.image.width !== pixels) {
      this.picture?.dispose();
      this.picture = new FramebufferTexture(pixels, pixels);
      this.picture.magFilter = this.picture.minFilter = LinearFilter;
      this.material.uniforms.picture!.value = this.picture;
      this.current = false;
    }
    if (this.current && (draft || !this.drafted)) return;
    this.current = true;
    this.drafted = draft;
    orbit.follow(this.eye);
    this.stage.prepare(this.eye, draft, 0);
    renderer.setViewport(0, 0, size, size);
    renderer.setScissor(0, 0, size, size);
    const behind = renderer.getClearColor(new Color());
    renderer.setClearColor(this.paper);
    renderer.clear();
    renderer.setClearColor(behind);
    renderer.render(this.stage.scene, this.eye);
    renderer.copyFramebufferToTexture(this.picture, new Vector2(0, 0));
  }

  /** Lays the picture over what is drawn. */
  draw(renderer: WebGLRenderer, { x, y, size }: Box): void {
    this.material.uniforms.size!.value = size;
    this.material.uniforms.corner!.value = CORNER;
    renderer.setViewport(x, y, size, size);
    renderer.setScissor(x, y, size, size);
    renderer.render(this.scene, FLAT);
  }

  dispose(): void {
    this.stage.dispose();
    this.picture?.dispose();
    this.material.dispose();
    this.quad.geometry.dispose();
  }
}

const VERTEX = /* glsl */ `
varying vec2 spot;
void main() {
  spot = uv;
  gl_Position = vec4( position.xy * 2.0, 0.0, 1.0 );
}
`;

// The picture holds what the screen showed, so it is not converted again.
const FRAGMENT = /* glsl */ `
uniform sampler2D picture;
uniform float size;
uniform float corner;
varying vec2 spot;
void main() {
  vec2 inside = abs( spot - 0.5 ) * size - ( 0.5 * size - corner );
  float beyond = length( max( inside, 0.0 ) ) - corner;
  gl_FragColor = vec4( texture2D( picture, spot ).rgb, clamp( 0.5 - beyond, 0.0, 1.0 ) );
}
`;
