// Tiles that hide what is behind them, are never flipped and never move: a corner's place, and a
// texel's colour.
#import bevy_ecs_tilemap::common::{VertexInput, mesh, sprite_texture, sprite_sampler}
#import bevy_sprite::mesh2d_view_bindings::view
#import bighouse::gamma::light

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
    @location(1) @interpolate(flat) layer: i32,
}

@vertex
fn vertex(tile: VertexInput) -> Corner {
    // Bottom left, top left, top right, bottom right.
    let corner = tile.v_index % 4u;
    let right = f32(corner >> 1u);
    let top = f32((corner == 1u) || (corner == 2u));
    let at = vec4<f32>(tile.position.xy + vec2<f32>(right, top) - 0.5, 0.0, 1.0);
    var out: Corner;
    out.position = view.clip_from_world * (mesh.model * at);
    out.uv = vec2<f32>(right, 1.0 - top);
    out.layer = i32(tile.uv.z);
    return out;
}

@fragment
fn fragment(in: Corner) -> @location(0) vec4<f32> {
    return light(textureSample(sprite_texture, sprite_sampler, in.uv, in.layer));
}
