// Tiles that hide what is behind them, are never flipped and never move: a corner's place, and a
// texel's colour in the light and wear of its place.
#import bevy_ecs_tilemap::common::{VertexInput, mesh, sprite_texture, sprite_sampler}
#import bevy_sprite::mesh2d_view_bindings::view
#import bighouse::gamma::light

struct Tone {
    scale: vec2<f32>,
    tint: vec3<f32>,
}

@group(3) @binding(0) var shade: texture_2d<f32>;
@group(3) @binding(1) var shade_sampler: sampler;
@group(3) @binding(2) var<uniform> tone: Tone;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
    @location(1) @interpolate(flat) layer: i32,
    @location(2) shaded: vec2<f32>,
}

@vertex
fn vertex(tile: VertexInput) -> Corner {
    // Bottom left, top left, top right, bottom right.
    let corner = tile.v_index % 4u;
    let right = f32(corner >> 1u);
    let top = f32((corner == 1u) || (corner == 2u));
    let at = vec4<f32>(tile.position.xy + vec2<f32>(right, top) - 0.5, 0.0, 1.0);
    let world = mesh.model * at;
    var out: Corner;
    out.position = view.clip_from_world * world;
    out.uv = vec2<f32>(right, 1.0 - top);
    out.layer = i32(tile.uv.z);
    out.shaded = vec2<f32>(world.x, -world.y) * tone.scale;
    return out;
}

@fragment
fn fragment(in: Corner) -> @location(0) vec4<f32> {
    let texel = textureSample(sprite_texture, sprite_sampler, in.uv, in.layer).rgb;
    let lit = textureSample(shade, shade_sampler, in.shaded).r;
    return light(vec4<f32>(min(texel * lit * tone.tint, vec3<f32>(1.0)), 1.0));
}
