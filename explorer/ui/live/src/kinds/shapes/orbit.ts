// The eye that goes around the shape: by mouse, touch and keys (three's OrbitControls), as yaw, pitch and zoom.

import { MathUtils, PerspectiveCamera, Spherical, Vector3 } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import type { Camera } from "../../types.ts";

export const HOME: Camera = { yaw: 39, pitch: 20, zoom: 1 }; // as the thumbnails
const CENTRE = new Vector3(0, -0.3, 0); // furniture stands near the floor of its cube
const HALF_EXTENT = 1.16; // cube units from the centre to the edge of the picture, at zoom 1
export const FIELD = 26; // degrees, from bottom to top
const PITCHES = [-35, 89] as const; // degrees
const ZOOMS = [0.4, 8] as const;
const TURN = 6; // degrees a key press
const ZOOM_STEP = 1.15;
const SPIN = 14; // degrees a second of the turntable
const LONGEST_STEP = 0.1; // s; after a halt the turntable does not jump

export class Orbit {
  readonly eye = new PerspectiveCamera(FIELD, 1, 0.5, 40);
  readonly controls: OrbitControls;
  private home = homeDistance(1); // distance at zoom 1
  private zoomed = 1;
  private holding = false;
  private byHand = false; // the eye moves because a person moved it; also while it comes to rest
  private untold = false;

  /** `moved`: something happened, a picture is due. `handMoved`: a person moved the eye. */
  constructor(
    element: HTMLElement,
    private readonly moved: () => void,
    private readonly handMoved: (camera: Camera) => void,
  ) {
    this.controls = new OrbitControls(this.eye, element);
    this.shareTouch(element);
    this.controls.target.copy(CENTRE);
    this.controls.enablePan = false;
    this.controls.enableDamping = true;
    this.controls.dampingFactor = 0.11;
    this.controls.rotateSpeed = 0.75;
    this.controls.minPolarAngle = MathUtils.degToRad(90 - PITCHES[1]);
    this.controls.maxPolarAngle = MathUtils.degToRad(90 - PITCHES[0]);
    this.controls.addEventListener("start", () => {
      this.byHand = this.holding = true;
      this.moved();
    });
    this.controls.addEventListener("end", () => {
      this.holding = false;
      this.moved();
    });
    this.controls.addEventListener("change", () => {
      this.untold ||= this.byHand;
      this.moved();
    });
    this.place(HOME);
  }

  get camera(): Camera {
    const around = new Spherical().setFromVector3(this.eye.position.clone().sub(CENTRE));
    return {
      yaw: MathUtils.radToDeg(around.theta),
      pitch: 90 - MathUtils.radToDeg(around.phi),
      zoom: this.home / around.radius,
    };
  }

  set camera({ yaw, pitch, zoom }: Camera) {
    this.byHand = this.untold = false;
    this.place({ yaw, pitch, zoom });
    this.moved();
  }

  /** For views of this width over height. */
  fit(aspect: number): void {
    const before = this.camera;
    this.eye.aspect = aspect;
    this.eye.updateProjectionMatrix();
    this.home = homeDistance(aspect);
    this.controls.minDistance = this.home / ZOOMS[1];
    this.controls.maxDistance = this.home / ZOOMS[0];
    this.place({ ...before, zoom: this.zoomed });
  }

  /** An eye in the same direction that sees the whole cube in a square view. */
  follow(other: PerspectiveCamera): void {
    other.position.copy(this.eye.position).sub(CENTRE).setLength(homeDistance(1)).add(CENTRE);
    other.quaternion.copy(this.eye.quaternion);
    other.updateMatrixWorld();
  }

  /** Goes on by `seconds`; whether it is still on its way. */
  step(seconds: number, turntable: boolean): boolean {
    if (turntable && !this.holding) {
      const { yaw, pitch } = this.camera;
      this.place({ yaw: yaw + SPIN * Math.min(seconds, LONGEST_STEP), pitch, zoom: this.zoomed });
    }
    const moves = this.controls.update();
    this.zoomed = this.home / this.eye.position.distanceTo(CENTRE);
    if (this.untold) this.handMoved(this.camera);
    this.untold = false;
    if (!moves) this.byHand = this.holding;
    return moves || turntable;
  }

  /** A key was pressed on the canvas; whether it meant something here. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const { yaw, pitch, zoom } = this.camera;
    const steps: Record<string, Camera> = {
      ArrowLeft: { yaw: yaw - TURN, pitch, zoom },
      ArrowRight: { yaw: yaw + TURN, pitch, zoom },
      ArrowUp: { yaw, pitch: pitch + TURN, zoom },
      ArrowDown: { yaw, pitch: pitch - TURN, zoom },
      "+": { yaw, pitch, zoom: zoom * ZOOM_STEP },
      "=": { yaw, pitch, zoom: zoom * ZOOM_STEP },
      "-": { yaw, pitch, zoom: zoom / ZOOM_STEP },
      "0": HOME,
    };
    const to = steps[event.key];
    if (!to) return false;
    this.camera = to;
    this.handMoved(this.camera);
    return true;
  }

  /** A swipe up or down scrolls the page (by the style sheet), and does not turn the shape before the browser has taken it. */
  private shareTouch(element: HTMLElement): void {
    let before: Camera | null = null;
    element.style.touchAction = "";
    element.addEventListener("pointerdown", (event) => {
      before = event.pointerType === "touch" && event.isPrimary ? this.camera : null;
    });
    element.addEventListener("pointercancel", () => {
      if (before) this.camera = before;
      before = null;
    });
    const both = (event: TouchEvent) => {
      if (event.cancelable && event.touches.length > 1) event.preventDefault(); // two fingers are for the shape
    };
    element.addEventListener("touchmove", both, { passive: false });
  }

  dispose(): void {
    this.controls.dispose();
  }

  private place({ yaw, pitch, zoom }: Camera): void {
    this.zoomed = MathUtils.clamp(zoom, ...ZOOMS);
    this.controls.enableDamping = false; // what is left of an earlier swing ends here
    this.controls.update();
    const phi = MathUtils.degToRad(90 - MathUtils.clamp(pitch, ...PITCHES));
    this.eye.position.setFromSphericalCoords(this.home / this.zoomed, phi, MathUtils.degToRad(yaw)).add(CENTRE);
    this.eye.lookAt(CENTRE);
    this.controls.update();
    this.controls.enableDamping = true;
  }
}

function homeDistance(aspect: number): number {
  return HALF_EXTENT / Math.tan(MathUtils.degToRad(FIELD / 2)) / Math.min(1, aspect) + 0.2;
}
