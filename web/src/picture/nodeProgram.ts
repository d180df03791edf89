import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { REACH } from "./shapes";

/** What a node tells the program besides sigma's own. */
export interface ShapedNode extends NodeDisplayData {
	shape: number;
}

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_pixelRatio", "u_rim"] as const;

// One point per node. gl_PointSize is in device pixels and takes in the rim and half a pixel of smoothing.
const VERTEX = /* glsl */ `
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec4 a_color;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform mediump float u_pixelRatio;
varying vec4 v_color;
varying float v_shape;
varying float v_radius;
varying float v_half;
const float reach = ${REACH.toFixed(2)};
void main() {
	gl_Position = vec4((u_matrix * vec3(a_position, 1.0)).xy, 0.0, 1.0);
	v_radius = a_size / u_sizeRatio * u_pixelRatio;
	v_half = v_radius * reach + 1.5 * u_pixelRatio;
	gl_PointSize = 2.0 * v_half;
	v_color = a_color;
	v_color.a *= 255.0 / 254.0; // sigma packs seven bits of alpha
	v_shape = a_shape;
}`;

// Signed distances to a disc, a square, a triangle and a diamond, in device pixels.
const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying float v_shape;
varying float v_radius;
varying float v_half;
uniform vec4 u_rim;
uniform float u_pixelRatio;
float triangle(vec2 p, float s) {
	const float k = 1.7320508;
	p = vec2(abs(p.x) - s, p.y + s / k);
	if (p.x + k * p.y > 0.0) p = vec2(p.x - k * p.y, -k * p.x - p.y) / 2.0;
	p.x -= clamp(p.x, -2.0 * s, 0.0);
	return -length(p) * sign(p.y);
}
void main() {
	vec2 p = (gl_PointCoord * 2.0 - 1.0) * v_half;
	float d;
	if (v_shape < 0.5) d = length(p) - v_radius;
	else if (v_shape < 1.5) d = max(abs(p.x), abs(p.y)) - 0.877 * v_radius;
	else if (v_shape < 2.5) d = triangle(vec2(p.x, -p.y), 1.2124 * v_radius);
	else d = (abs(p.x) + abs(p.y) - 1.3 * v_radius) * 0.7071;
	float rim = min(1.0, v_radius / (4.0 * u_pixelRatio)) * u_pixelRatio;
	float inside = clamp(0.5 - d, 0.0, 1.0);
	float cover = clamp(0.5 - d + rim, 0.0, 1.0);
	vec4 color = mix(u_rim, v_color, inside);
	gl_FragColor = vec4(color.rgb, 1.0) * cover * color.a;
}`;

/**
 * A sigma program that draws the four kinds as shapes with a rim that sets them off from lines.
 * It has no picking pass: lookup.ts finds what is under the pointer.
 * @param rim the colour of the rim, red, green, blue from 0 to 1, asked at each drawing
 */
export function nodeProgram(rim: () => [number, number, number]) {
	return class extends NodeProgram<(typeof UNIFORMS)[number]> {
		constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: never) {
			super(gl, null, renderer);
		}

		getDefinition() {
			const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
			return {
				VERTICES: 1,
				VERTEX_SHADER_SOURCE: VERTEX,
				FRAGMENT_SHADER_SOURCE: FRAGMENT,
				METHOD: WebGLRenderingContext.POINTS,
				UNIFORMS,
				ATTRIBUTES: [
					{ name: "a_position", size: 2, type: FLOAT },
					{ name: "a_size", size: 1, type: FLOAT },
					{ name: "a_shape", size: 1, type: FLOAT },
					{ name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
				],
			};
		}

		processVisibleItem(_index: number, start: number, data: NodeDisplayData) {
			const { x, y, size, color, shape } = data as ShapedNode;
			this.array.set([x, y, size, shape, floatColor(color)], start);
		}

		setUniforms({ matrix, sizeRatio, pixelRatio }: RenderParams, { gl, uniformLocations }: ProgramInfo) {
			gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, matrix);
			gl.uniform1f(uniformLocations.u_sizeRatio ?? null, sizeRatio);
			gl.uniform1f(uniformLocations.u_pixelRatio ?? null, pixelRatio);
			gl.uniform4f(uniformLocations.u_rim ?? null, ...rim(), 1);
		}
	};
}
