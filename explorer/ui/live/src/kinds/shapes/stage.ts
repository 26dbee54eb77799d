// One shape on its floor under its lights: what one view shows.

import {
  BufferGeometry, type Camera, Color, DirectionalLight, Float32BufferAttribute, LineBasicMaterial,
  LineLoop, LineSegments, Mesh, Plane, RingGeometry, Scene, Vector3,
} from "three";
import type { Theme } from "../../types.ts";
import { coarsened } from "./coarse.ts";
import { FLOOR_RADIUS, FloorMaterial, lineMaterial, ShapeMaterial } from "./materials.ts";
import { bounds } from "./shade.ts";
import { Surface } from "./surface.ts";
import type { MeshData, ShapeFrame } from "./types.ts";

const KEY = new Vector3(-0.3, 0.84, 0.6).normalize(); // to the light: from the left, so that the shadow is seen
const KEY_DISTANCE = 4;
const SHADOW_REACH = 1.6; // half the edge of what the key light sees
const SHADOW_BLUR = 0.0026; // of the edge of the shadow on the shape, as a share of the map
const SLANT = { x: -KEY.x / KEY.y, z: -KEY.z / KEY.y };
const RIM = new Vector3(0.75, 0.45, -1); // as seen by the eye: from behind, from the right
const FLOOR = -0.87; // where there is no shape
const CUT_MARGIN = 0.08; // of the frame around a cut
const HEAVY = 40_000; // faces; more than these are slow where a processor draws

/** Lights and shades on a light and on a dark screen. */
const MOODS = {
  light: {
    sky: 0.41, ground: ["#9c9186", 0.41], key: 0.65, fill: 0.1, rim: 0.11, sheen: 0.075,
    contact: 0.46, shadow: 0.27, pool: ["#b4bcc8", 0.26], dark: "#2a303a",
  },
  dark: {
    sky: 0.27, ground: ["#7d736b", 0.27], key: 0.7, fill: 0.08, rim: 0.29, sheen: 0.085,
    contact: 0.85, shadow: 0.6, pool: ["#8fa3bd", 0.15], dark: "#000000",
  },
} as const;
const KEY_COLOUR = "#fff3e2";
const RIM_COLOUR = "#cfe0ff";

export interface StageLook {
  wireframe: boolean;
  section: number | null;
  shadow: boolean;
}

export class Stage {
  readonly scene = new Scene();
  private surface = new Surface();
  private spare = new Surface(); // a lighter mesh of the same place, if `spareFits`
  private spareFits = false;
  private readonly material = new ShapeMaterial();
  private readonly lineMaterial = lineMaterial();
  private readonly floorMaterial = new FloorMaterial();
  private readonly shape = new Mesh(this.surface.geometry, this.material);
  private readonly lines = new LineSegments(this.surface.edges, this.lineMaterial);
  private readonly floor = new Mesh(new RingGeometry(0, FLOOR_RADIUS, 64, 12), this.floorMaterial);
  private readonly key = new DirectionalLight(); // throws the shadow of the shape on itself
  private readonly cutFrame = new LineLoop(squareGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.55 }));
  private readonly plane = new Plane(new Vector3(-1, 0, 0), 0);
  private next: ShapeFrame | null = null;
  private current: ShapeFrame | null = null;
  private look: StageLook = { wireframe: false, section: null, shadow: true };
  private strengths = { contact: 0, shadow: 0 };
  private shadeNeeded = true;
  private shadowNeeded = true;
  private shadowAge = 0; // pictures since it was drawn

  /** `shadowSize`: edge of the shadow map in pixels. `second`: drawn in the theme's other material. */
  constructor(
    shadowSize: number,
    private readonly second: boolean,
  ) {
    for (const object of [this.shape, this.lines]) {
      object.scale.setScalar(2); // from the unit cube of the quantised positions
      object.position.setScalar(-1);
      object.frustumCulled = false;
      object.matrixAutoUpdate = false;
      object.updateMatrix();
    }
    this.shape.castShadow = true;
    // By then three.js has drawn the shadow map.
    this.shape.onBeforeRender = () => {
      const { shadow } = this.key;
      this.material.setShadow(this.key.castShadow ? (shadow.map?.depthTexture ?? null) : null, shadow.matrix, SHADOW_BLUR);
    };
    this.floor.rotation.x = -Math.PI / 2;
    this.floor.renderOrder = 1; // after the shape: what it hides need not be painted
    this.lines.visible = this.cutFrame.visible = false;
    this.setUpKey(shadowSize);
    this.scene.add(this.key, this.key.target, this.shape, this.floor, this.lines, this.cutFrame);
  }

  /** What is drawn: the last frame that `prepare` took. */
  get frame(): ShapeFrame | null {
    return this.current;
  }

  /** What the next picture will show. */
  get wanted(): ShapeFrame | null {
    return this.next;
  }

  /** Whether there is a frame, but nothing to see in it. */
  get empty(): boolean {
    return this.next !== null && this.next.content.mesh.indices.length === 0;
  }

  show(frame: ShapeFrame | null): void {
    this.next = frame;
  }

  setLook(look: StageLook): void {
    const { section } = look;
    const refill = look.wireframe !== this.look.wireframe && this.current !== null;
    this.look = look;
    if (refill) this.fill();
    this.spareFits &&= !look.wireframe;
    this.plane.constant = section ?? 0;
    const plane = section === null ? null : this.plane;
    this.material.setSection(plane);
    this.lineMaterial.clippingPlanes = plane ? [plane] : [];
    this.cutFrame.visible = section !== null;
    this.key.castShadow = look.shadow;
    this.showLines();
    this.shadeNeeded = true;
    this.shadowNeeded = true;
  }

  setTheme(theme: Theme): void {
    const mood = theme.dark ? MOODS.dark : MOODS.light;
    const paper = new Color(theme.paper);
    const base = new Color(this.second ? theme.otherMaterial : theme.material);
    const cut = base.clone().lerp(new Color("#ffffff"), theme.dark ? 0.15 : 0.3);
    this.material.setColours(base, cut, base.clone().multiplyScalar(0.42), {
      sky: new Color("#ffffff").multiplyScalar(mood.sky),
      ground: new Color(mood.ground[0]).multiplyScalar(mood.ground[1]),
      key: new Color(KEY_COLOUR).multiplyScalar(mood.key),
      fill: new Color("#ffffff").multiplyScalar(mood.fill),
      rim: new Color(RIM_COLOUR).multiplyScalar(mood.rim),
      sheen: mood.sheen,
    });
    this.lineMaterial.color.set(theme.dark ? theme.paper : theme.ink);
    this.cutFrame.material.color.set(theme.primary);
    this.floorMaterial.setColours(paper, paper.clone().lerp(new Color(mood.pool[0]), mood.pool[1]), new Color(mood.dark));
    this.strengths = { contact: mood.contact, shadow: mood.shadow };
    this.shadeNeeded = true;
  }

  /**
   * Takes the wanted frame to the card.
   *
   * @param draft Things move and the machine is slow: less light, fewer faces.
   * @param stale How many pictures old the shadow of the shape on itself may be.
   */
  prepare(eye: Camera, draft: boolean, stale: number): void {
    if (this.next !== this.current) this.take(this.next);
    const surface = draft && this.spareFits ? this.spare : this.surface;
    if (this.lines.visible) surface.drawEdges();
    this.shape.geometry = surface.geometry;
    this.lines.geometry = surface.edges;
    this.material.setDraft(draft);
    this.floorMaterial.setDraft(draft);
    this.material.setDirections(KEY, RIM.clone().transformDirection(eye.matrixWorld));
    if (this.shadeNeeded) this.shadeFloor();
    this.shadowAge += 1;
    if (!this.shadowNeeded || this.shadowAge <= stale) return;
    this.key.shadow.needsUpdate = true;
    this.shadowNeeded = false;
    this.shadowAge = 0;
  }

  dispose(): void {
    this.surface.dispose();
    this.spare.dispose();
    this.material.dispose();
    this.lineMaterial.dispose();
    this.floorMaterial.dispose();
    this.floor.geometry.dispose();
    this.cutFrame.geometry.dispose();
    this.cutFrame.material.dispose();
    this.key.dispose();
    this.key.shadow.map?.depthTexture?.dispose();
  }

  private take(frame: ShapeFrame | null): void {
    const before = this.current;
    this.current = frame;
    // The lighter mesh of the same place stays, for when the eye moves.
    const finer = before && frame && isHeavy(frame) && samePlace(before, frame);
    if (finer && !isHeavy(before)) {
      [this.spare, this.surface] = [this.surface, this.spare];
      this.spareFits = !this.look.wireframe;
    } else if (!finer) this.spareFits = false;
    this.fill();
    this.shape.visible = !this.surface.empty;
    this.showLines();
    this.shadeNeeded = true;
    this.shadowNeeded = true;
  }

  /** The mesh of the frame; of a wireframe a coarser one. */
  private fill(): void {
    const mesh = this.current?.content.mesh ?? null;
    this.surface.set(mesh && this.look.wireframe ? coarsened(mesh) : mesh);
  }

  private setUpKey(size: number): void {
    const { shadow } = this.key;
    shadow.mapSize.set(size, size);
    shadow.autoUpdate = false;
    const { camera } = shadow;
    camera.left = camera.bottom = -SHADOW_REACH;
    camera.right = camera.top = SHADOW_REACH;
    camera.near = 1;
    camera.far = 2 * KEY_DISTANCE;
    this.key.position.copy(KEY).setLength(KEY_DISTANCE);
    this.key.castShadow = true;
    this.key.target.position.set(0, -0.35, 0);
    this.key.position.add(this.key.target.position);
  }

  private showLines(): void {
    this.lines.visible = this.look.wireframe && !this.surface.empty;
  }

  /** The frame around the cut, as large as the shape is. */
  private frameCut(mesh: MeshData): void {
    const [low, high] = bounds(mesh);
    const { position, scale } = this.cutFrame;
    position.set(this.look.section ?? 0, (low.y + high.y) / 2, (low.z + high.z) / 2);
    scale.set(1, high.y - low.y, high.z - low.z + 2 * CUT_MARGIN);
    scale.y += CUT_MARGIN;
    position.y += CUT_MARGIN / 2; // not into the floor
  }

  private shadeFloor(): void {
    this.shadeNeeded = false;
    const mesh = this.current?.content.mesh;
    const low = mesh && mesh.indices.length > 0 ? bounds(mesh)[0].y : null;
    this.floor.position.y = (low ?? FLOOR) - 0.002; // just below, so that what stands on it does not flicker
    if (mesh && this.look.section !== null) this.frameCut(mesh);
    const { shade } = this.floorMaterial;
    if (mesh && low !== null && this.look.shadow)
      shade.draw(mesh, this.current!.resolution, { floor: low, cut: this.look.section ?? 1, slant: SLANT, ...this.strengths });
    else shade.clear();
    this.floorMaterial.shadeChanged();
  }
}

function isHeavy({ content: { mesh } }: ShapeFrame): boolean {
  return mesh.indices.length > 3 * HEAVY;
}

function samePlace(one: ShapeFrame, other: ShapeFrame): boolean {
  return JSON.stringify(one.place) === JSON.stringify(other.place);
}

/** The outline of a unit square, across x. */
function squareGeometry(): BufferGeometry {
  const corners = [0, -0.5, -0.5, 0, 0.5, -0.5, 0, 0.5, 0.5, 0, -0.5, 0.5];
  return new BufferGeometry().setAttribute("position", new Float32BufferAttribute(corners, 3));
}
